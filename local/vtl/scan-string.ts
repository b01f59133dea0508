import { TemplateError } from './template-error.ts';
import type { Expression } from './template-node.ts';
import { failure, type Reader } from './template-reader.ts';

/** Reads a string literal. A backslash is a character like others in it; a quote is written twice. */
export function scanString(reader: Reader): Expression {
  const quote = reader.text[reader.at] ?? '';
  const start = reader.at + 1;
  let end = reader.text.indexOf(quote, start);
  while (end >= 0 && reader.text[end + 1] === quote) end = reader.text.indexOf(quote, end + 2);
  if (end < 0) throw failure(reader, `a closing ${quote}`);
  reader.at = end + 1;
  const raw = reader.text.slice(start, end);
  const text = (quote === '"' ? unescapeUnicode(raw) : raw).replaceAll(quote + quote, quote);
  return quote === '"' && /[$#]/.test(raw) ? { type: 'interpolated', text } : { type: 'constant', value: text };
}

/** `\u0041` in double quotes is A, even behind another backslash; an incomplete one fails. */
function unescapeUnicode(text: string): string {
  return text.replace(/\\u(.{0,4})/gs, (escaped, digits: string) => {
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new TemplateError(`Expected four hexadecimal digits in ${escaped}`);
    return String.fromCharCode(Number.parseInt(digits, 16));
  });
}
