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
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  // Also what only runs a file, or loads it later. A name that is no literal could be any.
  const imports = /\b(?:(?:from|import|require)\s*\(?\s*(["'`])([^"'`]+)\1|(?:import|require)\s*(?=\())/g;
  return [...code.matchAll(imports)]
    .map(([, , from = 'not a literal']) => from)
    .filter(
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

test.each([
  ["import 'react';", 'react'],
  ["const { useState } = await import('react');", 'react'],
  ["import(\n  'react'\n).then(use);", 'react'],
  ['const react = await import(`react`);', 'react'],
  ['import(name);', 'not a literal'],
  ['import React from "react";', 'react'],
  ["export { useState } from 'react';", 'react'],
  ["const react = require('react');", 'react'],
])('%s is found', (text, from) => {
  expect(findForeign(text)).toEqual([from]);
});

test('what only looks like an import is none', () => {
  expect(findForeign("// as import('react') would\nArray.from(ids);\nimport.meta.url;\n")).toEqual([]);
});
