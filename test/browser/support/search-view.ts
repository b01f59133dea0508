import type { Locator, Page } from 'playwright-core';
import { waitUntil } from '../../e2e/support/wait-until.ts';
import { textsOf } from './find-text.ts';

/** The view of the search, by the roles and names that a screen reader tells. */
export function searchView(page: Page) {
  const results = page.getByRole('region', { name: 'Results' });
  const field = page.getByRole('combobox', { name: /^Search titles/ });
  const titles = results.getByRole('listitem').getByRole('heading');
  /** How many books there are, once that is told. */
  const total = async (): Promise<number> => {
    const [text = ''] = await textsOf(results.getByRole('status'));
    return Number(/^([\d,]+) books?\b/.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);
  };
  return {
    field,
    results,
    titles,
    total,
    suggestions: page.getByRole('listbox').getByRole('option'),
    facetValue: (facet: string, value: string | RegExp): Locator =>
      page.getByRole('group', { name: facet }).getByRole('checkbox', { name: value }),
    waitForTotal: (accept: (total: number) => boolean): Promise<number> => waitUntil(total, accept),
    search: async (text: string): Promise<void> => {
      await field.fill(text);
      await field.press('Enter');
    },
  };
}

/** What stands in a page's address. */
export const parametersOf = (page: Page): Readonly<Record<string, string>> =>
  Object.fromEntries(new URL(page.url()).searchParams);
