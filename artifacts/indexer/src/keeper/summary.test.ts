import { expect, test } from '@jest/globals';
import type { Finding, Slice } from './slice.ts';
import { addSlice, openSummary, sumParts } from './summary.ts';

const finding = (n: number, parts: Partial<Finding> = {}): Finding => ({
  kind: 'missing',
  index: 'books-v1',
  documentId: `S:${n}`,
  key: undefined,
  ...parts,
});
const slice = (parts: Partial<Slice>): Slice => ({
  isDone: false,
  resume: undefined,
  progress: { phase: 'table', done: 0, total: undefined },
  counts: {},
  findings: [],
  ...parts,
});

test('adds slice to slice by the token alone', () => {
  const first = addSlice(
    openSummary(undefined).sums,
    slice({ resume: 'a.b', counts: { items: 2 }, findings: [finding(1)] }),
    2,
  );
  const begun = openSummary(first.resume ?? undefined);
  const second = addSlice(
    begun.sums,
    slice({ isDone: true, counts: { items: 3, missing: 3 }, findings: [finding(2), finding(3, { kind: 'stale' })] }),
    2,
  );

  expect(begun.resume).toBe('a.b');
  expect(second).toMatchObject({
    isDone: true,
    resume: null,
    work: null,
    counts: { items: 5, missing: 3 },
    kinds: { missing: 2, stale: 1 },
  });
  expect(second.findings.map(({ documentId }) => documentId)).toEqual(['S:1', 'S:2']);
});

test('stays small however long the findings are', () => {
  const long = finding(1, { reason: 'x'.repeat(900) });

  const { findings, kinds } = addSlice(openSummary(undefined).sums, slice({ findings: [long, long, finding(2)] }), 100);

  expect(kinds).toEqual({ missing: 3 });
  expect(findings).toEqual([long]);
});

test('hands on what is to be done in segments', () => {
  expect(addSlice(openSummary(undefined).sums, slice({ resume: 'a', work: '1.2.fill.0' }), 0).work).toBe('1.2.fill.0');
});

test.each(['a.b', 'a.b~', 'a.b~!', 'a.b~e30x'])('refuses the token %s, which no summary gave', (token) => {
  expect(() => openSummary(token)).toThrow(expect.objectContaining({ code: 'maintain.invalid-resume' }));
});

const part = (kinds: Record<string, number>, findings: readonly Finding[] = []) => ({
  isDone: true,
  counts: { items: 5, ...kinds },
  kinds,
  findings,
});

test.each([
  ['verify', [{}, {}], 'equal'],
  ['verify', [{}, { missing: 1 }], 'differs'],
  ['repair', [{ written: 1 }, { deleted: 2 }], 'done'],
  ['repair', [{ written: 1 }, { failed: 1 }], 'left'],
] as const)('says of a %s that has found %j: %s', (of, found, result) => {
  const total = sumParts({ of, segments: 2, parts: found.map((kinds) => part(kinds)) });

  expect(total).toMatchObject({ result, counts: { items: 10 } });
});

test('shows the first findings of all segments', () => {
  const findings = Array.from({ length: 15 }, (_, n) => finding(n));

  const total = sumParts({ of: 'verify', segments: 2, parts: [part({ missing: 15 }, findings), part({}, findings)] });

  expect([total.kinds, total.findings.length]).toEqual([{ missing: 15 }, 20]);
});

test.each([
  ['is not there', [part({})]],
  ['gave nothing', [part({}), null]],
  ['is not done', [part({}), { ...part({}), isDone: false }]],
  ['is one too many', [part({}), part({}), part({})]],
])('cannot tell when a segment %s', (_, parts) => {
  expect(() => sumParts({ of: 'verify', segments: 2, parts })).toThrow(
    expect.objectContaining({ code: 'maintain.invalid-request' }),
  );
});
