import pLimit from 'p-limit';
import { FunctionError } from './function-error.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';

export interface FunctionOptions extends Omit<SandboxOptions, 'handler' | 'log'> {
  /** Name of the export that is called; `handler` when absent. */
  readonly handler?: string;
  /** Takes each line that the handler prints; standard output when absent. */
  readonly log?: (line: string) => void;
  /** How many invocations may run at once, each in a process of its own; 1 when absent. Further ones wait their turn. */
  readonly concurrency?: number;
}

export interface LocalFunction {
  /**
   * Runs the handler with a copy of `event` as JSON and resolves with a copy of its result. Rejects with a
   * `FunctionError`: what the handler threw, a timeout, a crash, a failed load, a payload above 6 MB.
   */
  readonly invoke: (event: unknown) => Promise<unknown>;
  /** Kills all processes; running and waiting invocations reject. Resolves when the processes are gone. */
  readonly close: () => Promise<void>;
}

/** Bytes of JSON that one synchronous invocation may carry: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const maxPayloadBytes = 6 * 1_024 * 1_024;

/**
 * Runs a deployed handler bundle as Lambda would: processes of its own with exactly the given environment, started when
 * first needed and used again until they die. Nothing starts before the first invocation.
 */
export function createFunction(options: FunctionOptions): LocalFunction {
  const sandboxOptions = {
    handler: 'handler',
    log: (line: string) => void process.stdout.write(`${line}\n`),
    ...options,
  };
  const limit = pLimit(options.concurrency ?? 1);
  const sandboxes = new Set<Sandbox>();
  const idle: Sandbox[] = [];
  let isClosed = false;

  const takeSandbox = (): Sandbox => {
    for (let sandbox = idle.pop(); sandbox; sandbox = idle.pop()) {
      if (sandbox.isAlive()) return sandbox;
      sandboxes.delete(sandbox);
    }
    const fresh = startSandbox(sandboxOptions);
    sandboxes.add(fresh);
    return fresh;
  };

  const run = async (payload: string): Promise<string> => {
    if (isClosed) throw new FunctionError('Sandbox.Closed', 'The function was closed.');
    const sandbox = takeSandbox();
    try {
      return await sandbox.invoke(payload);
    } finally {
      if (sandbox.isAlive()) idle.push(sandbox);
      else sandboxes.delete(sandbox);
    }
  };

  return {
    invoke: async (event) => {
      const payload = JSON.stringify(event) ?? 'null';
      refuseOversize(payload, 'RequestTooLargeException');
      const result = await limit(() => run(payload));
      refuseOversize(result, 'Function.ResponseSizeTooLarge');
      return JSON.parse(result);
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...sandboxes].map((sandbox) => sandbox.kill()));
    },
  };
}

function refuseOversize(payload: string, errorType: string): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes <= maxPayloadBytes) return;
  throw new FunctionError(errorType, `Expected a payload of at most ${maxPayloadBytes} bytes, got ${bytes}.`);
}
