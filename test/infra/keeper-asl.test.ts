import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { waitUntilQuiet } from '../chaos/wait-until-quiet.ts';
import { waitUntil } from '../e2e/support/wait-until.ts';
import { type KeeperRig, startKeeperRig } from './asl/start-keeper-rig.ts';

const books = 3_000;
const authors = 60;
const segments = 4;

let rig: KeeperRig;

beforeAll(async () => {
  rig = await startKeeperRig({ books, authors });
});
beforeEach(() => {
  rig.watched.events = [];
  rig.watched.disturb = () => undefined;
});
afterAll(() => rig?.close());

const run = (input: object) => rig.run({ segments, ...input });
const ask: KeeperRig['ask'] = (...request) => rig.ask(...request);

/** Ten documents gone, ten of another title, ten that are nobody's. */
const damage = async (): Promise<void> => {
  for (let n = 0; n < 10; n++) {
    await ask('DELETE', `/books-v1/_doc/S:Book:${n * 250}`);
    await ask('POST', `/books-v1/_update/S:Book:${n * 250 + 1}`, { doc: { title: 'Nonsense' } });
    await ask('PUT', `/books-v1/_doc/S:Book:nobody-${n}`, { title: 'Nobody’s', bookId: `nobody-${n}` });
  }
};
const damaged = { missing: 10, different: 10, orphaned: 10 };
const all = { items: books + authors, documents: books + authors };
const indexes = ['books', 'authors'];

test('finds in segments what one worker would find, names some of it, and changes nothing', async () => {
  await damage();

  const { status, output } = await run({ tool: 'verify', indexes });

  expect([status, output]).toEqual([
    'SUCCEEDED',
    {
      tool: 'verify',
      result: 'differs',
      segments,
      counts: { ...all, lagged: 0, ...damaged },
      kinds: damaged,
      findings: expect.any(Array),
    },
  ]);
  expect((output as { findings: readonly object[] }).findings.length).toBeLessThanOrEqual(2 * segments);
  expect(new Set(rig.watched.events.map(({ segment }) => segment))).toEqual(new Set([0, 1, 2, 3, undefined]));
  // Each worker went on with its token, and what stands in the state between two of its invocations is small.
  expect(rig.watched.events.filter(({ resume }) => typeof resume === 'string').length).toBeGreaterThan(segments);
  expect(Math.max(...rig.watched.events.map((event) => JSON.stringify(event).length))).toBeLessThan(100_000);
});

test('repairs all of it although Lambda throttles, a process is killed and an answer is lost', async () => {
  const faults = new Map([
    [2, 'throttle'],
    [4, 'kill'],
    [7, 'lose the answer'],
  ] as const);
  rig.watched.disturb = (_, count) => faults.get(count as 2);

  const repaired = await run({ tool: 'repair', indexes });
  rig.watched.disturb = () => undefined;
  const verified = await run({ tool: 'verify', indexes });

  expect(repaired).toMatchObject({
    status: 'SUCCEEDED',
    output: { result: 'done', kinds: { written: 20, deleted: 10 }, counts: { items: all.items } },
  });
  expect(verified).toMatchObject({ status: 'SUCCEEDED', output: { result: 'equal', kinds: {}, counts: all } });
});

test('says that it could not tell when a worker does not come to its end', async () => {
  rig.watched.disturb = ({ segment }) => (segment === 2 ? 'cut the token' : undefined);

  const { status, error } = await run({ tool: 'verify', indexes });

  // Where AWS fails the map, this interpreter hands on `null` for the worker.
  expect([status, error]).toEqual(['FAILED', 'maintain.invalid-request']);
  expect(rig.watched.events.filter(({ action }) => action === 'sum')).toHaveLength(1);
});

test('rebuilds beside live traffic, goes on in a second execution, and sends the searches to the new indexes', async () => {
  let isOver = false;
  const traffic = rig.writeBooks(() => isOver);
  const first = run({ tool: 'rebuild', indexes, segments: 3 }).catch(() => 'nobody heard of its end');
  await waitUntil(
    async () => rig.watched.events.some(({ work, resume }) => work?.includes('.fill.') && resume),
    (isFilling) => isFilling,
  );
  await rig.restart();
  const other = await run({ tool: 'rebuild', indexes });
  rig.watched.disturb = (_, count) => (count % 9 === 0 ? 'lose the answer' : undefined);

  const rebuilt = await run({ tool: 'rebuild', indexes, segments: 3 });
  rig.watched.disturb = () => undefined;
  isOver = true;
  await traffic;
  expect(await waitUntilQuiet(rig.settings)).toBeDefined();
  const verified = await run({ tool: 'verify', indexes });
  const again = await run({ tool: 'rebuild', indexes, segments: 3 });

  expect(await first).toBe('nobody heard of its end');
  expect(other).toMatchObject({ status: 'FAILED', error: 'maintain.rebuild-unfinished' });
  expect(other.cause).toContain('in 3 segments, got 4');
  expect(rebuilt).toMatchObject({ status: 'SUCCEEDED', output: { tool: 'rebuild', result: 'done', segments: 3 } });
  expect(Object.keys(await ask('GET', '/_alias/books'))).toEqual(['books-v2']);
  expect(Object.keys(await ask('GET', '/_alias/books-write')).sort()).toEqual(['books-v1', 'books-v2']);
  expect(verified).toMatchObject({ output: { result: 'equal', counts: { items: all.items } } });
  expect([again.status, again.error]).toEqual(['FAILED', 'maintain.rebuild-unfinished']);
});

test.each([
  [{ tool: 'verify', segments: 0 }],
  [{ tool: 'verify', segments: 129 }],
  [{ tool: 'verify', segments: '4' }],
  [{ tool: 'verify', concurrency: 0 }],
  [{ tool: 'redrive' }],
  [{}],
])('refuses %j before it does anything', async (input) => {
  const { status, error, cause } = await run(input);

  expect([status, error]).toEqual(['FAILED', 'keeper.invalid-input']);
  expect(cause).toMatch(/^Expected .* Nothing was changed\.$/);
  expect(rig.watched.events).toEqual([]);
});
