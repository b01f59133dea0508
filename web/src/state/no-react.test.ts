import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const folders = [new URL('./', import.meta.url), new URL('../api/', import.meta.url)];
const sources = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })),
);

/** What a source imports, but for files beside it, the API and the parts of Jotai that know no React. */
function findForeign(text: string): readonly string[] {
  const imported = [...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'/gms)].map(([, from = '']) => from);
  return imported.filter(
    (from) => !/^(\.|\.\.\/api)\/[a-z-]+\.ts$|^jotai\/vanilla|^jotai-(effect|location)$|^openapi-fetch$/.test(from),
  );
}

test('state and API know nothing of React, nor of what stands on screen', () => {
  expect(sources.length).toBeGreaterThan(30);
  expect(sources.flatMap(({ name, text }) => findForeign(text).map((from) => `${name}: ${from}`))).toEqual([]);
});

test.each(['react', 'jotai', 'jotai/react', '../ui/App.tsx', '@mantine/hooks'])('an import of %s is found', (from) => {
  expect(findForeign(`import { a } from './a.ts';\nimport {\n  b,\n} from '${from}';\n`)).toEqual([from]);
});
