import { expect, test } from '@jest/globals';
import { textsOf, waitForTexts } from './support/find-text.ts';
import { parametersOf, searchView } from './support/search-view.ts';
import { useBrowser } from './support/use-browser.ts';

const open = useBrowser();

test('completes what is typed, by the keyboard alone', async () => {
  const page = await open('/');
  const { field, suggestions } = searchView(page);

  // What is offered for less of it may look the same, and is replaced once more.
  const answered = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get('q') === 'northanger ab');
  await field.focus();
  await page.keyboard.type('northanger ab', { delay: 40 });
  const { suggestions: last } = (await (await answered).json()) as {
    readonly suggestions: readonly { text: string }[];
  };
  const offered = await waitForTexts(
    suggestions,
    (texts) => texts.length === last.length && last.every(({ text }, place) => texts[place]?.startsWith(text)),
  );
  await page.keyboard.press('ArrowDown');
  await suggestions.and(page.locator('[aria-selected=true]')).waitFor();
  const marked = await page.locator(`[id="${await field.getAttribute('aria-activedescendant')}"]`).innerText();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Northanger Abbey' }).waitFor();

  expect(offered).toContainEqual(expect.stringContaining('Northanger Abbey'));
  expect(marked.replace(/\s+/g, ' ')).toBe(offered[0]);
  expect(new URL(page.url()).pathname).toMatch(/^\/books\/\w+$/);
});

test('marks what matched, and finds an author who is spelt in another way', async () => {
  const page = await open('/');
  const view = searchView(page);

  await view.search('persuasion austen');
  await waitForTexts(view.titles, ([first]) => first === 'Persuasion');
  const marks = await textsOf(view.results.getByRole('listitem').first().locator('mark'));
  await view.search('Dostoyevski');
  await waitForTexts(view.titles, (titles) => titles.includes('Notes from the Underground'));

  expect(marks).toEqual(expect.arrayContaining(['Persuasion', 'Austen']));
  expect(await view.results.innerText()).toMatch(/Dostoyevsky, Fyodor/);
});

test('narrows by facets whose counts hold, and the back button takes each step back', async () => {
  const page = await open('/?q=love');
  const view = searchView(page);
  const all = await view.waitForTotal((total) => total > 0);
  const poetry = view.facetValue('Category', 'Poetry');
  const row = page.getByRole('group', { name: 'Category' }).getByRole('listitem').filter({ hasText: 'Poetry' });
  const promised = Number((await row.innerText()).match(/\d+$/)?.[0]);

  await poetry.check();
  const narrowed = await view.waitForTotal((total) => total > 0 && total !== all);
  const chosen = parametersOf(page);
  await page.goBack();
  await view.waitForTotal((total) => total === all);

  expect(narrowed).toBe(promised);
  expect(Object.values(chosen)).toEqual(['love', 'Poetry']);
  expect(parametersOf(page)).toEqual({ q: 'love' });
  expect(await poetry.isChecked()).toBe(false);
});

test('turns pages without repeating a book; the address of a page shows the same one to somebody else', async () => {
  const page = await open('/?q=the&sort=title');
  const { titles, waitForTotal } = searchView(page);
  await waitForTotal((total) => total > 0);
  const first = await textsOf(titles);

  await page.getByRole('link', { name: 'Next', exact: true }).click();
  const second = await waitForTexts(titles, (texts) => texts.length > 0 && texts[0] !== first[0]);
  const other = await open(page.url());
  const shared = await waitForTexts(searchView(other).titles, (texts) => texts.length === second.length);
  await page.goBack();
  const again = await waitForTexts(titles, (texts) => texts[0] === first[0]);

  expect(first.filter((title) => second.includes(title))).toEqual([]);
  expect(shared).toEqual(second);
  expect(again).toEqual(first);
});

test('says that nothing is found, and shows the way on', async () => {
  const page = await open('/?q=xylophagous%20zzyzx');

  const notice = page.getByRole('heading', { name: /^Nothing found for/ });
  await notice.waitFor();

  expect(await page.getByRole('link', { name: 'Add a book' }).count()).toBeGreaterThan(0);
});
