import { readShape } from './read-shape.ts';
import { scanReference, scanUntil, startScan } from './scan-expression.ts';
import { TemplateError } from './template-error.ts';
import type { Expression, Reference } from './template-node.ts';
import { failure, type Reader } from './template-reader.ts';

/** Reads `expression)` from behind the opening bracket, and moves behind the closing one. Throws TemplateError. */
export function readExpression(reader: Reader): Expression {
  const scan = startScan(reader);
  scanUntil(scan, ')');
  const expression = located(reader, () => readShape({ ...scan, shape: scan.shape.slice(0, -1) }));
  reader.at = scan.at;
  return expression;
}

/** Reads a reference and moves behind it; answers null, and stays, where none stands. Throws TemplateError. */
export function readReference(reader: Reader): Reference | null {
  const scan = startScan(reader);
  if (!scanReference(scan)) return null;
  const reference = located(reader, () => readShape(scan));
  if (reference.type !== 'reference') throw failure(reader, 'a reference');
  reader.at = scan.at;
  return reference;
}

function located<T>(reader: Reader, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TemplateError) throw failure(reader, error.message.replace(/^Expected /, ''));
    throw error;
  }
}
