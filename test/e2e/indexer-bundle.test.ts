import { statSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('keeps the bundle of the stream within 500 KB', () => {
  const bundle = new URL('../../artifacts/indexer/dist/index.mjs', import.meta.url);

  expect(statSync(bundle).size).toBeLessThanOrEqual(500_000);
});
