import type { CallApi } from '../e2e/support/call-api.ts';
import type { BatchLog } from './batch-log.ts';
import type { Ledger } from './ledger.ts';
import type { ToolRun } from './run-tool.ts';
import type { ChaosStack } from './start-stack.ts';
import type { Load } from './write-load.ts';

/** What a fault has at hand to do its harm and to see what comes of it. */
export interface FaultContext {
  readonly stack: ChaosStack;
  readonly api: CallApi;
  readonly ledger: Ledger;
  readonly log: BatchLog;
  readonly startLoad: () => Load;
  /** A verb of the keeper, as a user types it: `repair`, `rebuild --finish`. */
  readonly runTool: (command: string) => Promise<ToolRun>;
}

export interface FaultReport {
  /** For the table: what was done, and what came of it, in a few words and numbers. */
  readonly did: string;
  /** What was not as promised. */
  readonly problems: readonly string[];
}

export interface Fault {
  readonly name: string;
  /** Does the harm and ends it. What has to be equal afterwards is looked at by whoever calls. */
  readonly inject: (context: FaultContext) => Promise<FaultReport>;
}

/** The problem's words when a claim does not hold. */
export function expectThat(holds: boolean, problem: string): readonly string[] {
  return holds ? [] : [problem];
}
