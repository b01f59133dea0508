import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildFound } from '../../test/shelf.ts';
import { bookQueryAtom, changeBookQueryAtom, clearFiltersAtom, hasFiltersAtom } from './book-query.ts';
import { facetsAtom, toggleFacetValueAtom } from './facets.ts';

let page: OpenPage;
beforeEach(async () => {
  page = openPage('/?q=faust&tag=drama&tag=rare&next=t&page=2');
  page.api.on('GET /search', {
    body: buildFound([], {
      facets: {
        tags: [
          { value: 'drama', count: 3 },
          { value: 'play, five acts', count: 1 },
        ],
      },
    }),
  });
  page.watch(facetsAtom);
  await page.world.advance(0);
});
afterEach(() => expect(page.api.violations).toEqual([]));

const query = () => window.location.search;

test('values are counted, chosen ones are marked, and one that nothing has any more can still be let go', () => {
  expect(page.store.get(facetsAtom)).toEqual([
    { name: 'status', values: [] },
    { name: 'category', values: [] },
    {
      name: 'tags',
      values: [
        { value: 'rare', count: 0, isChosen: true },
        { value: 'drama', count: 3, isChosen: true },
        { value: 'play, five acts', count: 1, isChosen: false },
      ],
    },
    { name: 'language', values: [] },
  ]);
});

test('a value is chosen as it is written, and let go by the same; both begin at the first page', () => {
  page.store.set(toggleFacetValueAtom, { facet: 'tags', value: 'play, five acts' });
  const chosen = query();
  page.store.set(toggleFacetValueAtom, { facet: 'tags', value: 'drama' });

  expect(new URLSearchParams(chosen).getAll('tag')).toEqual(['drama', 'rare', 'play, five acts']);
  expect(new URLSearchParams(query()).getAll('tag')).toEqual(['rare', 'play, five acts']);
  expect(chosen).not.toMatch(/next|page/);
});

test('all filters can be let go at once; the words and the order stay', () => {
  page.store.set(changeBookQueryAtom, { sort: '-price', priceFrom: '5', status: ['MISSING'] });
  const before = page.store.get(hasFiltersAtom);

  page.store.set(clearFiltersAtom);

  expect([before, page.store.get(hasFiltersAtom)]).toEqual([true, false]);
  expect(page.store.get(bookQueryAtom)).toEqual({
    ...{ q: 'faust', status: [], category: [], tag: [], language: [], authorId: [] },
    ...{ priceFrom: '', priceTo: '', sort: '-price' },
  });
});
