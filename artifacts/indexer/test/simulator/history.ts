import fc from 'fast-check';
import type { Step } from './apply-step.ts';
import { type Faults, noFaults } from './create-network.ts';

/** All that is drawn of one history; what is not said here follows from `seed`. */
export interface History {
  readonly seed: number;
  readonly options: Options;
  readonly faults: Faults;
  readonly script: readonly Scripted[];
}

export interface Options {
  /** Shards of the table's stream. */
  readonly streamShards: number;
  /** Shards of each index. */
  readonly indexShards: number;
  readonly maxBatch: number;
  readonly maxBulkBytes: number;
  /** Documents that a batch carries a change into by itself; more become a job. */
  readonly maxInline: number;
  readonly sliceSize: number;
  readonly lagMs: number;
}

/** What happens, so long after what happened before. */
export interface Scripted {
  readonly afterMs: number;
  readonly event: Happening;
}

export type Happening =
  | { readonly kind: 'step'; readonly step: Step; readonly isReadable: boolean }
  | { readonly kind: 'tool'; readonly tool: 'verify' | 'repair' | 'redrive' }
  /** Whether the new index stays is decided when all is quiet. */
  | { readonly kind: 'rebuild'; readonly index: number }
  /** For longer than tombstones are kept, nothing happens at all. */
  | { readonly kind: 'jump' };

export interface HistoryLimits {
  /** Without faults, duplicates, kills. */
  readonly isCalm?: boolean;
  /** No rebuild, which takes the longest. */
  readonly isWithoutRebuild?: boolean;
  readonly maxLength?: number;
}

export function history({
  isCalm = false,
  isWithoutRebuild = false,
  maxLength = 30,
}: HistoryLimits = {}): fc.Arbitrary<History> {
  return record({
    seed: fc.nat({ max: 2 ** 31 - 1 }),
    options: record({
      streamShards: fc.integer({ min: 1, max: 3 }),
      indexShards: fc.integer({ min: 1, max: 2 }),
      maxBatch: fc.integer({ min: 1, max: 12 }),
      maxBulkBytes: fc.constantFrom(400, 1_500, 1_000_000),
      maxInline: fc.constantFrom(1, 2, 500),
      sliceSize: fc.constantFrom(1, 2, 500),
      lagMs: fc.constantFrom(0, 0, 0, 3, 50),
    }),
    faults: isCalm ? fc.constant(noFaults) : faults,
    script: fc.array(scripted(isWithoutRebuild), { minLength: 1, maxLength, size: 'max' }),
  });
}

/** With an ordinary prototype, so that it prints as it is written. */
function record<T>(model: { [Name in keyof T]: fc.Arbitrary<T[Name]> }): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const rate = fc.constantFrom(0, 0, 0, 3, 10, 25);
const rareRate = fc.constantFrom(0, 0, 0, 2, 5);

const faults: fc.Arbitrary<Faults> = record({
  lost: rate,
  unheard: rareRate,
  late: rareRate,
  turnedAway: rate,
  cut: rate,
  torn: rate,
  busy: rate,
  unread: rareRate,
  unwritten: rate,
  unheardWrite: rate,
  killed: rate,
  stray: rate,
  rewound: rareRate,
  givenUp: fc.constantFrom(0, 0, 50, 100),
});

const of = fc.constantFrom('Author' as const, 'Book' as const, 'Book' as const, 'User' as const, 'Rental' as const);
const n = fc.nat({ max: 3 });
const two = fc.nat({ max: 1 });
const text = fc.constantFrom('a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'poison', 'big') as fc.Arbitrary<'a'>;

/** Four books of two authors, two users, two rentals: few, so that they meet. */
const step: fc.Arbitrary<Step> = fc
  .oneof(
    { arbitrary: record({ kind: fc.constant('put' as const), of, n, text, by: two }), weight: 12 },
    { arbitrary: record({ kind: fc.constant('delete' as const), of, n }), weight: 5 },
    { arbitrary: record({ kind: fc.constant('birthdate' as const), n: two }), weight: 1 },
    { arbitrary: record({ kind: fc.constant('no-op' as const), of, n }), weight: 1 },
    { arbitrary: record({ kind: fc.constant('move' as const), n, by: two }), weight: 1 },
    {
      arbitrary: record({
        kind: fc.constant('foreign' as const),
        of,
        n,
        text,
        version: fc.constantFrom('keep' as const, 'lose' as const, 'lower' as const),
      }),
      weight: 2,
    },
    { arbitrary: record({ kind: fc.constant('convert' as const), n: two }), weight: 1 },
    { arbitrary: fc.constant({ kind: 'rubbish' as const }), weight: 1 },
  )
  .map((drawn) => ('of' in drawn && drawn.of !== 'Book' ? { ...drawn, n: drawn.n % 2 } : drawn));

function scripted(isWithoutRebuild: boolean): fc.Arbitrary<Scripted> {
  const event: fc.Arbitrary<Happening> = fc.oneof(
    { arbitrary: record({ kind: fc.constant('step' as const), step, isReadable: mostly(19) }), weight: 120 },
    {
      arbitrary: record({
        kind: fc.constant('tool' as const),
        tool: fc.constantFrom('verify' as const, 'repair' as const, 'redrive' as const),
      }),
      weight: 8,
    },
    {
      arbitrary: record({ kind: fc.constant('rebuild' as const), index: fc.nat({ max: 3 }) }),
      weight: isWithoutRebuild ? 0 : 1,
    },
    { arbitrary: fc.constant({ kind: 'jump' as const }), weight: 5 },
  );
  return record({ afterMs: fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 40 }), fc.nat({ max: 3_000 })), event });
}

function mostly(times: number): fc.Arbitrary<boolean> {
  return fc.nat({ max: times }).map((drawn) => drawn < times);
}
