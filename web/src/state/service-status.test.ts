import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll, book } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildFound } from '../../test/shelf.ts';
import { isKeyWantedAtom } from './api-key.ts';
import { bookListing } from './book-listing.ts';
import { sendCommandAtom } from './commands.ts';
import { serviceStatusAtom } from './service-status.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage('/');
});
afterEach(() => {
  expect(page.api.violations).toEqual([]);
  showTab('visible');
});

const counts = { parkedKeys: 0, parkedIsAtLeast: false, jobs: 0, jobsIsAtLeast: false };

function showTab(state: 'visible' | 'hidden'): void {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

test.each([
  [0, 'in-step'],
  [120, 'in-step'],
  [121, 'behind'],
  [null, 'unknown'],
])('a heartbeat %j seconds old means %s', async (lagSeconds, mood) => {
  page.api.on('GET /status', { body: { heartbeatAt: null, lagSeconds, ...counts, parkedKeys: 2 } });

  page.watch(serviceStatusAtom);
  const before = page.store.get(serviceStatusAtom);
  await page.world.advance(0);

  expect(before).toEqual({ kind: 'unasked' });
  expect(page.store.get(serviceStatusAtom)).toEqual({
    ...{ kind: 'known', mood, lagSeconds: lagSeconds ?? undefined },
    ...{ ...counts, parkedKeys: 2 },
  });
});

test('it is asked for every fifteen seconds while the tab can be seen, and at once when it can again', async () => {
  page.api.on('GET /status', { body: { heartbeatAt: null, lagSeconds: 0, ...counts } });
  page.watch(serviceStatusAtom);
  await page.world.advance(30_000);
  const seen = page.api.asked.length;

  showTab('hidden');
  await page.world.advance(60_000);
  const hidden = page.api.asked.length;
  showTab('visible');
  await page.world.advance(0);

  expect([seen, hidden, page.api.asked.length]).toEqual([3, 3, 4]);
});

test('a failure is told, and passes', async () => {
  page.api.on('GET /status', refuse(503, 'unavailable'));
  page.watch(serviceStatusAtom);
  await page.world.advance(0);
  const failed = page.store.get(serviceStatusAtom);

  page.api.on('GET /status', { body: { heartbeatAt: null, lagSeconds: 0, ...counts } });
  await page.world.advance(15_000);

  expect(failed).toMatchObject({ kind: 'failed', problem: { name: 'unavailable' } });
  expect(page.store.get(serviceStatusAtom)).toMatchObject({ kind: 'known' });
});

test('the index is not in step while a command waits for it unusually long, however young the heartbeat is', async () => {
  let isConsistent = false;
  answerAll(page, () => isConsistent);
  page.api.on('GET /status', { body: { heartbeatAt: null, lagSeconds: 7, ...counts } });
  page.watch(serviceStatusAtom);
  page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  await page.world.advance(6000);
  const waiting = page.store.get(serviceStatusAtom);
  isConsistent = true;
  await page.world.advance(6000);

  expect(waiting).toMatchObject({ mood: 'behind', lagSeconds: 7 });
  expect(page.store.get(serviceStatusAtom)).toMatchObject({ mood: 'in-step' });
});

test('it is asked for at once when a search does not answer, and not once for each', async () => {
  page.api.on('GET /status', { body: { heartbeatAt: null, lagSeconds: 0, ...counts } });
  page.api.on('GET /search', { body: buildFound([]) });
  page.watch(serviceStatusAtom);
  page.watch(bookListing.stateAtom);
  await page.world.advance(0);
  page.api.on('GET /search', refuse(503, 'unavailable', { 'Retry-After': '1' }));
  page.store.set(bookListing.retryAtom);
  await page.world.advance(4000);

  expect(page.api.asked.filter((line) => line === 'GET /status')).toHaveLength(2);
});

test('a status that is refused asks for no key: nobody has asked for it', async () => {
  page.api.on('GET /status', refuse(403, 'forbidden'));
  page.watch(serviceStatusAtom);
  await page.world.advance(0);

  expect(page.store.get(serviceStatusAtom)).toMatchObject({ kind: 'failed', problem: { name: 'forbidden' } });
  expect(page.store.get(isKeyWantedAtom)).toBe(false);
});
