import { afterAll, expect, test } from '@jest/globals';
import { commandCard } from './support/command-card.ts';
import { expectFitForEverybody } from './support/expect-fit-for-everybody.ts';
import { waitForTexts } from './support/find-text.ts';
import { searchView } from './support/search-view.ts';
import { api, killPart, library, startPart } from './support/stack.ts';
import { useBrowser } from './support/use-browser.ts';

const open = useBrowser();

// Whatever a test left dead, so that the next file finds a whole stack.
let dead: 'opensearch' | 'stream' | undefined;
afterAll(async () => {
  if (dead) await startPart(dead);
});

test('without OpenSearch the search says so, reading and lending go on, and all is found once it is back', async () => {
  const { bookId } = await library.addLoan({ title: 'Hipparchicus' });
  const [page, searcher] = await Promise.all([open(`/books/${bookId}`), open('/?q=love')]);
  await page.getByRole('button', { name: 'Return' }).waitFor();
  await searchView(searcher).waitForTotal((total) => total > 0);
  await killPart('opensearch');
  dead = 'opensearch';

  await page.getByRole('button', { name: 'Return' }).click();
  const { waitFor } = commandCard(page, 'Return “Hipparchicus”');
  const late = await waitFor(/Not searchable yet/);
  await page.getByRole('button', { name: 'Borrow', exact: true }).waitFor();
  const other = await open('/?q=persuasion');
  await other.getByRole('heading', { name: 'The books could not be loaded' }).waitFor();
  await searcher.getByRole('combobox', { name: 'Sort by' }).selectOption('title');
  await searcher.getByText('as of before').waitFor();
  await expectFitForEverybody(searcher, 'no-longer-fresh');
  await expectFitForEverybody(other, 'no-search');
  await expectFitForEverybody(page, 'not-searchable-yet');
  const held = (await api('GET', `/books/${bookId}`)).body;
  await startPart('opensearch');
  dead = undefined;
  await waitFor(/Searchable in/);
  await waitForTexts(searchView(other).titles, ([first]) => first === 'Persuasion');

  expect(late).toMatch(/Accepted .*It is safe in the library/);
  expect(held).toMatchObject({ status: 'AVAILABLE' });
});

test('while the index stands still, what was accepted is not called searchable', async () => {
  const { bookId } = await library.addLoan({ title: 'Agesilaus' });
  const page = await open(`/books/${bookId}`);
  await page.getByRole('button', { name: 'Return' }).waitFor();
  await killPart('stream');
  dead = 'stream';

  await page.getByRole('button', { name: 'Return' }).click();
  const { waitFor } = commandCard(page, 'Return “Agesilaus”');
  const late = await waitFor(/Not searchable yet/);
  await startPart('stream');
  dead = undefined;
  const found = await waitFor(/Searchable in/);

  expect(late).toContain('the index is slower than usual');
  expect(found).not.toContain('Not searchable');
});
