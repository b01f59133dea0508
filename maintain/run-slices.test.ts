import { expect, test } from '@jest/globals';
import { runSlices } from './run-slices.ts';
import type { Slice } from './slice.ts';

const slice = (parts: Partial<Slice>): Slice => ({
  isDone: false,
  progress: { phase: 'table', done: 0 },
  counts: {},
  findings: [],
  ...parts,
});
const missing = { kind: 'missing', index: 'books-v1', documentId: 'S:1' };

/** Runs a tool that answers these slices one after the other. */
async function run(
  answers: readonly unknown[],
  { resume, signal = new AbortController().signal }: Partial<Parameters<typeof runSlices>[0]> = {},
) {
  const events: unknown[] = [];
  const seen: Slice[] = [];
  const invoke = async (event: unknown) => {
    events.push(event);
    const answer = answers[events.length - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const result = await runSlices({
    invoke,
    event: { action: 'verify' },
    resume,
    signal,
    onSlice: (one) => seen.push(one),
  });
  return { result, events, seen };
}

test('hands each token to the next slice, and sums up what they say', async () => {
  const { result, events, seen } = await run([
    slice({ resume: 'one', counts: { items: 2, missing: 1 }, findings: [missing] }),
    slice({ resume: 'two', counts: { items: 3 } }),
    slice({ isDone: true, counts: { documents: 1 }, findings: [missing, { ...missing, kind: 'orphaned' }] }),
  ]);

  expect(events).toEqual([
    { action: 'verify', sliceMs: 2_000 },
    { action: 'verify', sliceMs: 2_000, resume: 'one' },
    { action: 'verify', sliceMs: 2_000, resume: 'two' },
  ]);
  expect(seen).toHaveLength(3);
  expect(result).toEqual({
    end: 'done',
    reason: undefined,
    counts: { items: 5, missing: 1, documents: 1 },
    kinds: { missing: 2, orphaned: 1 },
    resume: undefined,
  });
});

test('goes on where an earlier run has ended, with what that found', async () => {
  const resume = { token: 'before', counts: { items: 7 }, kinds: { missing: 1 } };
  const { events, result } = await run([slice({ isDone: true, counts: { items: 1 } })], { resume });

  expect(events).toEqual([{ action: 'verify', sliceMs: 2_000, resume: 'before' }]);
  expect(result).toMatchObject({ counts: { items: 8 }, kinds: { missing: 1 } });
});

test('says where it was when a slice fails', async () => {
  const { result } = await run([slice({ resume: 'one' }), new Error('search.unavailable: …')]);

  expect(result).toMatchObject({ end: 'failed', reason: 'search.unavailable: …', resume: 'one' });
});

test.each([[null], [{}], ['done'], [{ isDone: true }]])('fails when it is answered %j', async (answer) => {
  const { result } = await run([answer]);

  expect(result).toMatchObject({ end: 'failed', reason: expect.stringMatching(/^Expected a slice of work, got /) });
});

test('ends with the slice during which it was interrupted', async () => {
  const interrupted = new AbortController();
  const seen: Slice[] = [];
  const invoke = async (): Promise<Slice> => {
    interrupted.abort();
    return slice({ resume: 'one', findings: [missing] });
  };

  const onSlice = (one: Slice) => void seen.push(one);
  const result = await runSlices({ invoke, event: {}, resume: undefined, signal: interrupted.signal, onSlice });

  expect(seen).toHaveLength(1);
  expect(result).toMatchObject({ end: 'interrupted', resume: 'one', kinds: { missing: 1 } });
});
