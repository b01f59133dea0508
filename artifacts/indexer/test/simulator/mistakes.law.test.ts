import { expect, test } from '@jest/globals';
import type { HistoryLimits } from './history.ts';
import { type Law, LawError } from './law-error.ts';
import { absentDeletesFail } from './mistakes/absent-deletes-fail.ts';
import { acknowledgedBeforeDeletionIsKept } from './mistakes/acknowledged-before-deletion-is-kept.ts';
import { acknowledgedBeforeParked } from './mistakes/acknowledged-before-parked.ts';
import { conflictsIgnored } from './mistakes/conflicts-ignored.ts';
import { deletionsKeptFirst } from './mistakes/deletions-kept-first.ts';
import { errorsIgnored } from './mistakes/errors-ignored.ts';
import { exceptionsSwallowed } from './mistakes/exceptions-swallowed.ts';
import { idsWithoutSeparator } from './mistakes/ids-without-separator.ts';
import { oldImagesRedriven } from './mistakes/old-images-redriven.ts';
import { readOnce } from './mistakes/read-once.ts';
import { upsertsBeforeDeletes } from './mistakes/upserts-before-deletes.ts';
import { wholeBatchThrown } from './mistakes/whole-batch-thrown.ts';
import { withoutVersions } from './mistakes/without-versions.ts';
import { simulate } from './simulate.ts';
import type { Subject } from './subject.ts';

/** As many as `simulate.law.test.ts` lives through at least, the same ones. */
const runs = 3_000;
const isDone: Law = 'acknowledged is done';
const isOrdered: Law = 'never older over newer';
const isTable: Law = 'index is table';
const isParked: Law = 'parked is refused';

interface Mistake {
  readonly subject: Subject;
  /** The laws that it breaks; which of them is seen first is up to the history. */
  readonly breaks: readonly Law[];
  readonly limits?: HistoryLimits;
}

const mistakes: readonly (readonly [string, Mistake])[] = [
  // Without any fault, duplicate or late request: the order within one batch is enough.
  [
    'all upserts before all deletes',
    { subject: upsertsBeforeDeletes, breaks: [isDone, isOrdered, isTable], limits: { isCalm: true } },
  ],
  ['no versions', { subject: withoutVersions, breaks: [isOrdered, isTable, isDone, 'searches miss nothing'] }],
  ['a conflict taken for success', { subject: conflictsIgnored, breaks: [isDone, isTable] }],
  ['`errors: true` not read', { subject: errorsIgnored, breaks: [isDone, isTable, isParked, 'searches miss nothing'] }],
  ['the whole batch thrown', { subject: wholeBatchThrown, breaks: ['ends'] }],
  [
    'exceptions swallowed',
    { subject: exceptionsSwallowed, breaks: [isDone, isTable, isParked, 'searches miss nothing'] },
  ],
  ['what was read before the write believed after it', { subject: readOnce, breaks: [isDone, isTable, isParked] }],
  ['a record acknowledged before it is parked', { subject: acknowledgedBeforeParked, breaks: [isDone, isParked] }],
  ['a deletion kept before it is done', { subject: deletionsKeptFirst, breaks: ['deleted stays deleted'] }],
  [
    'a record acknowledged before its deletion is kept',
    { subject: acknowledgedBeforeDeletionIsKept, breaks: ['a delete is kept'] },
  ],
  ['a delete of what is not there taken for a failure', { subject: absentDeletesFail, breaks: ['ends'] }],
  [
    'the parts of a key joined without a separator',
    { subject: idsWithoutSeparator, breaks: [isDone, isTable, isParked] },
  ],
  ['old images sent again after a night', { subject: oldImagesRedriven, breaks: [isTable, isOrdered] }],
];

test.each(mistakes)(
  'catches %s',
  async (_, { subject, breaks, limits = {} }) => {
    const broken = await simulate({ firstSeed: 1, runs, subject, limits, isShrinking: false });

    const law = broken?.error instanceof LawError ? broken.error.law : (broken?.error ?? 'no law');
    expect(breaks).toContain(law);
  },
  120_000,
);
