import type { Page } from 'playwright-core';

/** What has the focus says; nothing when that is the whole document. */
export const readFocusedText = (page: Page): Promise<string> =>
  page.evaluate<string>("document.activeElement === document.body ? '' : document.activeElement.innerText.trim()");
