import { expect, test } from '@jest/globals';
import { FunctionError } from '../function/function-error.ts';
import { type Attempt, type DeliveryContext, deliverBatch } from './deliver-batch.ts';
import { createFakeClock } from './fixtures/fake-clock.ts';
import { createdSeconds, numbersOf, pendingRecords, toSequenceNumber } from './fixtures/pending-records.ts';
import { defaultMappingSettings, type MappingSettings } from './mapping-settings.ts';

interface Event {
  readonly Records: readonly { readonly dynamodb: { readonly SequenceNumber: string } }[];
}

const numbersIn = (event: unknown) => (event as Event).Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
const failed = (number: number) => ({ batchItemFailures: [{ itemIdentifier: toSequenceNumber(number) }] });

const rig = (settings: Partial<MappingSettings>, invoke: (numbers: readonly number[], call: number) => unknown) => {
  const seen = {
    invoked: [] as unknown[],
    acknowledged: [] as number[],
    kept: [] as unknown[],
    attempts: [] as Attempt[],
  };
  const clock = createFakeClock((createdSeconds + 10) * 1_000);
  const stop = new AbortController();
  const abandon = new AbortController();
  const context: DeliveryContext = {
    settings: { ...defaultMappingSettings, ...settings },
    invoke: async (event) => {
      const numbers = numbersIn(event);
      seen.invoked.push(numbers);
      return invoke(numbers, seen.invoked.length);
    },
    keep: async ({ records }, why) => void seen.kept.push({ numbers: numbersOf(records), ...why }),
    acknowledge: async (records) => void seen.acknowledged.push(...numbersOf(records)),
    observe: (attempt) => void seen.attempts.push(attempt),
    clock,
    stopping: stop.signal,
    abandoned: abandon.signal,
  };
  return { seen, clock, stop, abandon, context };
};

const fail = (): never => {
  throw new FunctionError('Sandbox.Timedout', 'Task timed out after 60.00 seconds');
};

test('delivers everything from the first failed record again, and only that', async () => {
  const { seen, context } = rig({}, (_, call) => (call === 1 ? failed(3) : null));

  await deliverBatch(pendingRecords(1, 5), context);

  expect(seen.invoked).toEqual([
    [1, 2, 3, 4, 5],
    [3, 4, 5],
  ]);
  expect(seen.acknowledged).toEqual([1, 2, 3, 4, 5]);
  expect(seen.attempts.map(({ outcome, settled }) => [outcome, settled])).toEqual([
    ['partly-done', 2],
    ['done', 3],
  ]);
});

test('isolates one record that makes the function fail by halving', async () => {
  const { seen, context } = rig({ maximumRetryAttempts: 1 }, (numbers) => (numbers.includes(3) ? fail() : null));

  await deliverBatch(pendingRecords(1, 5), context);

  expect(seen.invoked).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [1, 2], [3], [3], [4, 5]]);
  expect(seen.kept).toEqual([{ numbers: [3], condition: 'RetryAttemptsExhausted', isFunctionError: true }]);
  expect(seen.acknowledged).toEqual([1, 2, 3, 4, 5]);
});

test('takes any answer for success when the function is not asked to report failures', async () => {
  const { seen, context } = rig({ functionResponseTypes: [] }, () => failed(1));

  await deliverBatch(pendingRecords(1, 2), context);

  expect(seen.acknowledged).toEqual([1, 2]);
});

test('keeps a batch that was reported as failed without a function error', async () => {
  const { seen, context } = rig({ maximumRetryAttempts: 0 }, () => failed(1));

  await deliverBatch(pendingRecords(1, 2), context);

  expect(seen.kept).toEqual([{ numbers: [1, 2], condition: 'RetryAttemptsExhausted', isFunctionError: false }]);
  expect(seen.attempts.at(-1)).toMatchObject({ outcome: 'discarded', settled: 2, reason: 'RetryAttemptsExhausted' });
});

test('does not give up records that cannot be kept, and tries them again', async () => {
  const { seen, context } = rig({ maximumRetryAttempts: 0 }, fail);
  let writes = 0;
  const keep: DeliveryContext['keep'] = async (...given) => {
    writes += 1;
    if (writes < 3) throw new Error('ENOSPC: no space left on device');
    await context.keep(...given);
  };

  await deliverBatch(pendingRecords(1, 1), { ...context, keep });

  expect(seen.invoked).toEqual([[1], [1], [1]]);
  expect(seen.attempts.map(({ outcome }) => outcome)).toEqual(['not-kept', 'not-kept', 'discarded']);
  expect(seen.acknowledged).toEqual([1]);
});

test('gives up records that are too old without invoking the function', async () => {
  const { seen, context } = rig({ maximumRecordAgeInSeconds: 9 }, () => null);

  await deliverBatch(pendingRecords(1, 2), context);

  expect(seen.invoked).toEqual([]);
  expect(seen.kept).toEqual([{ numbers: [1, 2], condition: 'RecordAgeExceeded', isFunctionError: false }]);
});

test('waits longer after each failure in a row and starts over after progress', async () => {
  const { seen, clock, context } = rig({ bisectBatchOnFunctionError: false }, (_, call) => {
    if (call === 5) return failed(2);
    return call < 8 ? fail() : null;
  });

  await deliverBatch(pendingRecords(1, 2), context);

  expect(clock.sleptMs()).toEqual([150, 300, 600, 1_200, 150, 300, 600]);
  expect(seen.attempts.map(({ failures }) => failures)).toEqual([1, 2, 3, 4, 1, 2, 3, 0]);
  expect(seen.attempts[0]).toMatchObject({ reason: 'Sandbox.Timedout: Task timed out after 60.00 seconds' });
});

test('counts what the running invocation has done when the mapping stops, but neither retries nor gives up', async () => {
  const done = rig({ maximumRetryAttempts: 0 }, () => done.stop.abort());
  const partly = rig({ maximumRetryAttempts: 0 }, () => {
    partly.stop.abort();
    return failed(2);
  });
  const none = rig({ maximumRetryAttempts: 0, bisectBatchOnFunctionError: false }, () => {
    none.stop.abort();
    fail();
  });

  for (const { context } of [done, partly, none]) await deliverBatch(pendingRecords(1, 2), context);

  expect([done, partly, none].map(({ seen }) => seen.acknowledged)).toEqual([[1, 2], [1], []]);
  expect([done, partly, none].flatMap(({ seen }) => seen.kept)).toEqual([]);
});

test('no longer counts an invocation that was abandoned', async () => {
  const { seen, stop, abandon, context } = rig({}, () => {
    stop.abort();
    abandon.abort();
  });

  await deliverBatch(pendingRecords(1, 2), context);

  expect(seen.acknowledged).toEqual([]);
});
