import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What one batch took, inside of the handler. */
export interface BatchResult {
  readonly records: number;
  readonly ms: number;
  readonly cpuMicros: number;
  readonly errors: number;
  readonly firstError?: string;
  /** Of a batch that failed as often as it was delivered. */
  readonly lostRecords: number;
  /** Requests so far, by port. */
  readonly requests: Readonly<Record<string, number>>;
  readonly maxRssMb: number;
}

export interface OpenContender {
  readonly loadMs: number;
  readonly deliver: (batch: number, maxRecords?: number) => Promise<BatchResult>;
  readonly close: () => void;
}

export interface ContenderProcess {
  /** A file of this folder. */
  readonly module: string;
  readonly batchesPath: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Its whole environment, but for what every process has. */
  readonly env: Readonly<Record<string, string>>;
  /** Where its own words go. */
  readonly logPath: string;
  readonly nodeFlags?: readonly string[];
}

const driver = fileURLToPath(new URL('deliver.mjs', import.meta.url));

/** Starts one contender in a process of its own and waits until it is loaded. */
export async function openContender(task: ContenderProcess): Promise<OpenContender> {
  const { module, env, logPath, nodeFlags = [], ...work } = task;
  const path = new URL(module, import.meta.url).href;
  const log = openSync(logPath, 'a');
  const child = spawn(process.execPath, [...nodeFlags, driver, JSON.stringify({ ...work, module: path })], {
    env: { PATH: process.env.PATH, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true', ...env },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const next = <Message>(): Promise<Message> =>
    new Promise((resolve, reject) => {
      const fail = (code: number | null): void =>
        reject(new Error(`Expected ${module} to answer, got its end with exit code ${code}; see ${logPath}.`));
      child.once('exit', fail);
      child.once('message', (message) => {
        child.off('exit', fail);
        resolve(message as Message);
      });
    });
  const { loadMs } = await next<{ readonly loadMs: number }>();
  return {
    loadMs,
    deliver: (batch, maxRecords = Number.MAX_SAFE_INTEGER) => {
      child.send({ batch, maxRecords });
      return next<BatchResult>();
    },
    close: () => child.disconnect(),
  };
}
