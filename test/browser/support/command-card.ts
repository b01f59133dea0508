import type { Page } from 'playwright-core';
import { textsOf, waitForTexts } from './find-text.ts';

/** What the page says of one command, from the click until a search finds what it did. */
export function commandCard(page: Page, label: string | RegExp) {
  const corner = page.getByRole('region', { name: 'What was asked for' });
  // Where there is little room all cards are one line, which is a button.
  const card = corner
    .locator('ul > li[data-stage], button[aria-expanded][data-tone]')
    .filter({ hasText: label })
    .first();
  return {
    card,
    /** Waits until it says so; resolves with all that it says. */
    waitFor: async (said: RegExp): Promise<string> => {
      const [text = ''] = await waitForTexts(card, ([now = '']) => said.test(now));
      return text;
    },
    text: async (): Promise<string> => (await textsOf(card))[0] ?? '',
  };
}
