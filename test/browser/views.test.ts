import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { waitUntil } from '../e2e/support/wait-until.ts';
import { picturesFolder } from './pictures-folder.ts';
import { furniture } from './stack/furnish.ts';
import { findViolations } from './support/find-violations.ts';
import { readFocusedText } from './support/read-focused-text.ts';
import { switchColours } from './support/switch-colours.ts';
import { useBrowser } from './support/use-browser.ts';

const open = useBrowser();

/** Name, address, and what the window is called. */
const views = [
  ['search', '/?q=love', 'love – search'],
  ['book', `/books/${furniture.persuasion}`, 'Persuasion'],
  ['add-book', '/books/new', 'Add a book'],
  ['user', `/users/${furniture.ada}`, 'Ada Lovelace'],
  ['missing', '/missing', 'Missing books'],
  ['authors', '/authors', 'Authors'],
  ['author', `/authors/${furniture.austen}`, 'Austen, Jane'],
  ['users', '/users', 'Users'],
  ['no-such-book', `/books/${'0'.repeat(27)}`, 'This book is not here'],
  ['no-such-view', '/no/such/view', 'There is nothing here'],
] as const;

const wide = { width: 1_280, height: 900 };
const narrow = { width: 390, height: 844 };
const looks = [
  ['light-wide', 'light', wide],
  ['dark-wide', 'dark', wide],
  ['dark-narrow', 'dark', narrow],
  ['light-narrow', 'light', narrow],
] as const;

/** Nothing more is on its way, and nothing is still a placeholder. */
async function waitUntilShown(page: Page, title: string): Promise<void> {
  await waitUntil(
    () => page.title(),
    (shown) => shown === `${title} · Millrace library`,
  );
  await page.waitForLoadState('networkidle');
  await page.getByRole('status', { name: /^Loading/ }).waitFor({ state: 'detached' });
}

test.each(views)('%s (%s, “%s”) is fit for everybody, light and dark, wide and narrow', async (name, path, title) => {
  const page = await open(path, { reducedMotion: 'reduce' });
  await waitUntilShown(page, title);

  const faults: Record<string, unknown> = {};
  for (const [look, colorScheme, viewport] of looks) {
    await page.setViewportSize(viewport);
    await switchColours(page, colorScheme);
    await page.screenshot({ path: `${picturesFolder}/${name}-${look}.png`, fullPage: true, animations: 'disabled' });
    const violations = await findViolations(page);
    if (violations.length > 0) faults[look] = violations;
    // Nobody should have to scroll to the side.
    const wideness = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (wideness > viewport.width) faults[`${look}: wider than the window`] = wideness;
  }

  expect(faults).toEqual({});
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
});

test.each([
  ['book', `/books/${furniture.persuasion}`, '**/api/books/*', 'The book'],
  ['author', `/authors/${furniture.austen}`, '**/api/authors/*', 'The author'],
  ['user', `/users/${furniture.ada}`, '**/api/users/*', 'The user'],
  ['search', '/?q=love', '**/api/search?*', 'love – search'],
  ['missing', '/missing', '**/api/books?*', 'Missing books'],
])('%s (%s) is fit for everybody also when %s cannot be read', async (name, path, pattern, title) => {
  const page = await open('/no/such/view', { reducedMotion: 'reduce' });
  await page.route(pattern, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', json: { type: '/problems/internal' } }),
  );

  await page.goto(path);
  await page.getByRole('alert').waitFor();
  await waitUntilShown(page, title);
  await page.screenshot({ path: `${picturesFolder}/unread-${name}.png`, animations: 'disabled' });

  expect(await findViolations(page)).toEqual([]);
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
});

test('begins, for the keyboard, with a link to the content', async () => {
  const page = await open('/');
  await waitUntilShown(page, 'Search');

  await page.keyboard.press('Tab');
  const focused = await readFocusedText(page);
  await page.keyboard.press('Enter');

  expect(focused).toBe('Skip to the content');
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
});

test('takes the focus to a view that is gone to, and tells its name', async () => {
  const page = await open('/');
  await waitUntilShown(page, 'Search');

  await page.getByRole('link', { name: 'Authors' }).focus();
  await page.keyboard.press('Enter');
  await waitUntilShown(page, 'Authors');

  expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true);
});

test('keeps the colours that were chosen', async () => {
  const page = await open('/', { colorScheme: 'light' });
  const background = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  await page.getByRole('button', { name: 'Use dark colours' }).waitFor();
  const light = await background();

  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Use light colours' }).waitFor();

  expect(await background()).not.toBe(light);
});

test('changes colours at once for whoever asks for less motion', async () => {
  const page = await open('/', { colorScheme: 'light', reducedMotion: 'reduce' });
  await waitUntilShown(page, 'Search');

  const changing = await page.evaluate<number>(
    "document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'), document.getAnimations().length",
  );

  expect(changing).toBe(0);
});

test('moves nothing for whoever asks for less motion', async () => {
  const movements = async (reducedMotion: 'reduce' | 'no-preference') => {
    const page = await open('/no/such/view', { reducedMotion });
    // An answer that does not come keeps the placeholders on the screen.
    await page.route('**/api/users?*', () => {});
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('status', { name: 'Loading users' }).waitFor();
    return page.evaluate<readonly number[]>(
      'document.getAnimations().map((animation) => animation.effect.getComputedTiming().activeDuration ?? Infinity)',
    );
  };

  const [usual, reduced] = await Promise.all([movements('no-preference'), movements('reduce')]);

  expect(usual.filter((durationMs) => durationMs > 10)).not.toEqual([]);
  expect(reduced.filter((durationMs) => durationMs > 10)).toEqual([]);
});
