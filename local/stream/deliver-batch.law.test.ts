import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { deliverBatch } from './deliver-batch.ts';
import { createFakeClock } from './fixtures/fake-clock.ts';
import { createdSeconds, numbersOf, pendingRecords, toSequenceNumber } from './fixtures/pending-records.ts';
import { defaultMappingSettings, type MappingSettings } from './mapping-settings.ts';

/** What the function does in one invocation: of the records it gets it finishes so many, and says so truly, wrongly or not at all. */
type Behaviour =
  | { readonly kind: 'finish' }
  | { readonly kind: 'report'; readonly doneCount: number }
  | { readonly kind: 'throw' }
  | { readonly kind: 'babble'; readonly answer: unknown };

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  fc.constant({ kind: 'finish' as const }),
  fc.record({ kind: fc.constant('report' as const), doneCount: fc.nat(12) }),
  fc.constant({ kind: 'throw' as const }),
  fc.record({
    kind: fc.constant('babble' as const),
    answer: fc.constantFrom('ok', 7, [], { batchItemFailures: [{}] }, { batchItemFailures: 'x' }),
  }),
);

const settings: fc.Arbitrary<MappingSettings> = fc.record({
  ...Object.fromEntries(Object.entries(defaultMappingSettings).map(([name, value]) => [name, fc.constant(value)])),
  bisectBatchOnFunctionError: fc.boolean(),
  maximumRetryAttempts: fc.integer({ min: -1, max: 4 }),
  maximumRecordAgeInSeconds: fc.constantFrom(-1, 11, 60),
}) as fc.Arbitrary<MappingSettings>;

async function play(count: number, script: readonly Behaviour[], chosen: MappingSettings) {
  const log = { settled: [] as number[], done: new Set<number>(), kept: new Set<number>(), early: [] as number[] };
  const clock = createFakeClock((createdSeconds + 10) * 1_000);
  let call = 0;
  await deliverBatch(pendingRecords(1, count), {
    settings: chosen,
    clock,
    invoke: async (event) => {
      const { Records } = event as { Records: { dynamodb: { SequenceNumber: string } }[] };
      const numbers = Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
      // A script that runs out would never end with unlimited retries: from then on the function does its work.
      const act = script[call++] ?? { kind: 'finish' };
      if (act.kind === 'throw') throw new Error('no');
      if (act.kind === 'babble') return act.answer;
      const doneCount = act.kind === 'report' ? act.doneCount % (numbers.length + 1) : numbers.length;
      for (const number of numbers.slice(0, doneCount)) log.done.add(number);
      const rest = numbers.slice(doneCount);
      return { batchItemFailures: rest.map((number) => ({ itemIdentifier: toSequenceNumber(number) })).reverse() };
    },
    keep: async ({ records }) => {
      for (const number of numbersOf(records)) log.kept.add(number);
    },
    acknowledge: async (records) => {
      const numbers = numbersOf(records);
      log.settled.push(...numbers);
      log.early.push(...numbers.filter((number) => !log.done.has(number) && !log.kept.has(number)));
    },
    observe: () => {},
    stopping: new AbortController().signal,
    abandoned: new AbortController().signal,
  });
  return log;
}

test('settles every record exactly once, in order, and none that was neither reported done nor kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 20 }),
      fc.array(behaviour, { maxLength: 25 }),
      settings,
      async (...given) => {
        const { settled, early } = await play(...given);
        expect(settled).toEqual(Array.from({ length: given[0] }, (_, index) => index + 1));
        expect(early).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});
