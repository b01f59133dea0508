import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { picturesFolder } from '../pictures-folder.ts';
import { findViolations } from './find-violations.ts';
import { switchColours } from './switch-colours.ts';

/** Takes a picture of what stands there, light and dark; axe finds nothing wrong with either. */
export async function expectFitForEverybody(page: Page, name: string): Promise<void> {
  // The code of a view comes when it is gone to.
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  const faults: Record<string, unknown> = {};
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await switchColours(page, colorScheme);
    await page.screenshot({ path: `${picturesFolder}/opened-${name}-${colorScheme}.png`, animations: 'disabled' });
    const violations = await findViolations(page);
    if (violations.length > 0) faults[colorScheme] = violations;
  }
  expect(faults).toEqual({});
}
