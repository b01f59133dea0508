import { failure, peek, type Reader } from './template-reader.ts';

const path = '\\[|\\.[a-zA-Z][\\w-]*\\(|\\{[a-zA-Z_]|#\\[\\[';
const wordAndPath = '[a-zA-Z_][\\w-]*(?:\\.[a-zA-Z]|\\[|\\{[a-zA-Z_]|[ \\t]+#(?:set|\\{set\\})[ \\t]*\\()';
const swallowed = new RegExp(`${path}|${wordAndPath}`, 'y');

/**
 * Behind `$name…` without braces Velocity's lexer goes on reading for a path, also behind a `#set` or a block comment
 * that follows at once. So `$input.params('id')file.json` prints no `.json`, `$x{a}` no `a}`, and `$a.b## note` prints
 * the note, while it fails on `$a.b[0](`. No template can mean that. Throws TemplateError.
 */
export function refuseSwallowedText(reader: Reader, reference: string): void {
  const isNote = /\.[a-zA-Z][\w-]*$/.test(reference) && peek(reader, /##/y);
  const isCall = /\.[a-zA-Z][\w-]*(?:\[[^\]]*\])+$/.test(reference) && peek(reader, /\(/y);
  if (isNote || isCall || peek(reader, swallowed))
    throw failure(reader, `other text behind ${reference}, which would swallow this`);
}
