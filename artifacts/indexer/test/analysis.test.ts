import { expect, test } from '@jest/globals';
import { searched } from '../src/entities/registry.ts';

type Parts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const analyses = searched.map(({ index, definition }) => {
  const { analysis } = definition.settings.index as { readonly analysis: Parts };
  return [index, analysis] as const;
});
const [, largest = {}] =
  analyses.toSorted(([, a], [, b]) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? [];

test.each(analyses)('takes texts of %s apart as those of every other index', (_, analysis) => {
  expect(Object.keys(analysis)).toEqual(['char_filter', 'filter', 'analyzer', 'normalizer']);
  for (const [kind, parts] of Object.entries(analysis)) {
    const same = Object.fromEntries(Object.keys(parts).map((name) => [name, largest[kind]?.[name]]));
    expect(parts).toEqual(same);
  }
});
