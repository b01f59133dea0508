import type { Page } from 'playwright-core';

/** Types into a field that completes names, and takes the first choice that is called so. */
export async function choose(page: Page, label: string, name: string): Promise<void> {
  await page
    .getByRole('textbox', { name: label })
    .or(page.getByRole('combobox', { name: label }))
    .fill(name);
  await page.getByRole('option', { name }).first().click();
}
