/** An ISBN as people write it: 10 or 13 digits, in groups apart by hyphens or single spaces. */
const isbn = /(?<![0-9-])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9-])/g;

/** How a text is to be looked for: as it stands, and with each ISBN in one word, as the index has it. */
export function spellIsbn(text: string): readonly string[] {
  return [...new Set([text, text.replace(isbn, (number) => number.replace(/[- ]/g, ''))])];
}
