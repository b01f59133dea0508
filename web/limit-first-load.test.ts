import { expect, test } from '@jest/globals';
import { type BuiltFile, listFirstLoad, measureFirstLoad } from './limit-first-load.ts';

const file = (fileName: string, more: Partial<BuiltFile> = {}): BuiltFile => ({
  fileName,
  content: fileName.repeat(100),
  isEntry: false,
  imports: [],
  styles: [],
  ...more,
});

const built = [
  file('index.html'),
  file('entry.js', { isEntry: true, imports: ['shared.js'], styles: ['entry.css'] }),
  file('shared.js', { imports: ['entry.js'], styles: ['shared.css'] }),
  file('entry.css'),
  file('shared.css'),
  file('later.js', { imports: ['shared.js'], styles: ['later.css'] }),
  file('later.css'),
];

test('counts the document, its scripts with all they import, and their styles, but not what is loaded later', () => {
  const names = listFirstLoad(built).map(({ fileName }) => fileName);

  expect(names).toEqual(['index.html', 'entry.js', 'shared.js', 'entry.css', 'shared.css']);
});

test('measures each file as it is sent: gzipped on its own', () => {
  const bytes = measureFirstLoad([file('entry.js', { isEntry: true, content: 'x'.repeat(100_000) }), file('later.js')]);

  expect(bytes).toBeGreaterThan(50);
  expect(bytes).toBeLessThan(300);
});
