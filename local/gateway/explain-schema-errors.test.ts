import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compileModel } from './compile-model.ts';

// Each line: schema, value, and the answer of the Java library `json-schema-validator` 2.2.14 to it.
const recorded = readFileSync(new URL('fixtures/schema-errors.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n');

test.each(recorded)('explains as the Java library does: %s', (line) => {
  const [schema, value, expected] = JSON.parse(line);

  expect(compileModel(schema).explain(value)).toBe(expected);
});

test('explains nothing when the value is valid', () => {
  expect(compileModel({ type: 'object' }).explain({ a: 1 })).toBeUndefined();
});

test('cuts a long text, and never through a surrogate pair', () => {
  const text = `${'x'.repeat(199)}😀${'y'.repeat(300_000)}`;

  expect(compileModel({ maxLength: 5 }).explain(text)).toBe(
    `[string "${'x'.repeat(199)}…" is too long (length: 300200, maximum allowed: 5)]`,
  );
});

test('cuts a long list of names', () => {
  const value = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1]));
  const explanation = compileModel({ additionalProperties: false }).explain(value);

  expect(explanation).toMatch(
    /^\[object instance has properties which are not allowed by the schema: \["k0",.*,…\]\]$/,
  );
  expect(explanation?.length).toBeLessThan(400);
});

test('cuts a long list of messages', () => {
  const explanation = compileModel({ items: { type: 'string' } }).explain(Array.from({ length: 50_000 }, () => 1));

  expect(explanation?.split('instance type')).toHaveLength(21);
  expect(explanation).toMatch(/, …\]$/);
});
