import { readAllDocuments } from '../e2e/support/documents.ts';
import { documentKey, expectedDocuments } from '../e2e/support/expected-documents.ts';
import { readAllItems } from '../e2e/support/table.ts';
import { expectThat, type FaultContext } from './fault.ts';
import { type Document, type Documents, findLosses } from './find-losses.ts';
import { waitUntilQuiet } from './wait-until-quiet.ts';

export interface Judgement {
  /** How long it took from the end of the fault until all was through. */
  readonly equalAfterSeconds: number | undefined;
  /** The exit code of `make verify`. */
  readonly verified: number;
  /** Items of the table. */
  readonly items: number;
  /** Acknowledged writes that table or index do not show. */
  readonly lost: number;
  /** Documents that are not exactly what the table holds. */
  readonly different: number;
  readonly problems: readonly string[];
}

/** Waits until all is quiet, then lets `verify` say whether the index equals the table, and looks once more by itself. */
export async function judge({ stack, ledger, runTool }: FaultContext): Promise<Judgement> {
  const equalAfterSeconds = await waitUntilQuiet(stack.settings);
  const { exitCode, said } = await runTool('verify');
  const items = await readAllItems();
  // What these documents have to be is written a second time there: the projections are not asked.
  const table = flatten(expectedDocuments(items));
  const index = new Map<string, Document>();
  for (const name of ['authors', 'books', 'users', 'rentals']) {
    for (const { source } of await readAllDocuments(name)) index.set(`${name}/${documentKey(name, source)}`, source);
  }
  const { lost, different } = findLosses({ acknowledged: ledger.places(), table, index });
  return {
    equalAfterSeconds,
    verified: exitCode,
    items: items.length,
    lost: lost.length,
    different: different.length,
    problems: [
      ...expectThat(equalAfterSeconds !== undefined, 'Expected the stream to be worked off in time.'),
      ...expectThat(exitCode === 0, `Expected verify to exit 0, got ${exitCode}: ${said}`),
      ...expectThat(lost.length === 0, `Expected no write to be lost, got ${lost.length}: ${lost[0]}`),
      ...expectThat(different.length === 0, `Expected no difference, got ${different.length}: ${different[0]}`),
    ],
  };
}

function flatten(documents: ReadonlyMap<string, ReadonlyMap<string, Document>>): Documents {
  return new Map(
    [...documents].flatMap(([name, all]) => [...all].map(([id, document]) => [`${name}/${id}`, document] as const)),
  );
}
