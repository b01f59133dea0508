const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
};

/** commons-lang 2's `StringEscapeUtils.escapeJavaScript`: quotes, backslash, slash, and all but printable ASCII. */
export function escapeJavaScript(text: string): string {
  return text.replace(/['"\\/]|[^ -~]/g, (character) => shortEscapes[character] ?? unicodeEscape(character));
}

/** Without the `u` flag a pair of surrogates comes in halves, as commons-lang writes it. */
function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
