import type { Locator } from 'playwright-core';
import { waitUntil } from '../../e2e/support/wait-until.ts';

/** The text of each place, as a person reads it. */
export const textsOf = async (places: Locator): Promise<readonly string[]> =>
  (await places.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

/** Waits until what stands at these places is as expected; throws with what stands there. */
export const waitForTexts = (
  places: Locator,
  accept: (texts: readonly string[]) => boolean,
): Promise<readonly string[]> => waitUntil(() => textsOf(places), accept);
