import type { PartName } from './stack-state.ts';

/** One process of the stack: how to start it, when it counts as up, how long it may take. */
export interface PartPlan {
  readonly name: PartName;
  /** For people: `DynamoDB Local`. */
  readonly title: string;
  readonly address: string;
  /** The parts that must be up before this one is started. */
  readonly after: readonly PartName[];
  readonly logPath: string;
  readonly startTimeoutMs: number;
  /** How long a stop in order may take before the process is killed. */
  readonly stopTimeoutMs: number;
  /** Absent for a running server that we only use: it is checked, never started, never stopped. */
  readonly launch?: Launch;
  readonly isHealthy: () => Promise<boolean>;
  /** Runs once the part is healthy, before it counts as up: its table, its indexes. */
  readonly prepare?: () => Promise<void>;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs before the start, such as to write configuration files. */
  readonly beforeStart?: () => void;
}

/** How a process ended; `error` when it could not even be started. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: string;
}
