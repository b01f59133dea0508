import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { errorCodes, IndexerError } from './errors.ts';

const documented = [
  ...readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8').matchAll(/^\| `([a-z.-]+)` \|/gm),
].map(([, code]) => code);

test('documents every code, and no other', () => {
  expect(documented).toEqual([...errorCodes]);
});

test('carries its code and its cause', () => {
  const cause = new Error('why');
  const error = new IndexerError('search.client', 'Expected a, got b.', { cause });

  expect(error).toMatchObject({ name: 'IndexerError', code: 'search.client', message: 'Expected a, got b.', cause });
});
