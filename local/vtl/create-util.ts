import { escapeJavaScript } from './escape-java-script.ts';
import type { JavaObject, JavaValue } from './java-value.ts';
import { parseJson } from './parse-json.ts';
import { printValue } from './print-value.ts';
import { TemplateError } from './template-error.ts';

/** `$util`. */
export type TemplateUtil = JavaObject;

const functions: ReadonlyMap<string, (text: string) => JavaValue> = new Map<string, (text: string) => JavaValue>([
  ['escapeJavaScript', escapeJavaScript],
  ['parseJson', parseJson],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', (text) => Buffer.from(wellFormed(text), 'utf8').toString('base64')],
  ['base64Decode', base64Decode],
]);

/** Makes `$util`: the six functions that API Gateway has, each of one argument. */
export function createUtil(): TemplateUtil {
  const call = (method: string, args: readonly JavaValue[]): JavaValue | undefined => {
    const [value] = args;
    const run = functions.get(method);
    if (!run || args.length !== 1 || value === null || value === undefined) return undefined;
    return run(printValue(value) ?? '');
  };
  return { kind: 'object', get: () => undefined, call, print: () => '' };
}

/** Java writes a question mark for half a surrogate pair. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '?');

/** `java.net.URLEncoder`: form encoding, so a space is `+`. */
function urlEncode(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `java.net.URLDecoder`: bytes that are no UTF-8 become U+FFFD. */
function urlDecode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-fA-F]{2})+|%/g, (escapes) => {
    if (escapes === '%') throw new TemplateError(`Expected two hexadecimal digits behind each "%"`);
    return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8');
  });
}

/** `java.util.Base64`'s basic decoder: no line ends, no alphabet but the standard one, padding complete or left out. */
function base64Decode(text: string): string {
  const isPadded = text.endsWith('=');
  const isComplete = isPadded ? text.length % 4 === 0 : text.length % 4 !== 1;
  if (!isComplete || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw new TemplateError('Expected text in base64');
  return Buffer.from(text, 'base64').toString('utf8');
}
