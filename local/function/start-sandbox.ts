import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { FunctionError } from './function-error.ts';
import { createReplySlot, type ReplySlot } from './reply-slot.ts';

export interface SandboxOptions {
  readonly name: string;
  /** Absolute path of the handler's bundle, an ES module. */
  readonly bundle: string;
  /** Name of the export that is called. */
  readonly handler: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Takes each line that the handler writes to its standard output or error. */
  readonly log: (line: string) => void;
}

export interface Sandbox {
  /** Runs the handler once; takes and gives JSON texts. Rejects with a `FunctionError`. One call at a time. */
  readonly invoke: (payload: string) => Promise<string>;
  readonly isAlive: () => boolean;
  /** Kills the process, whatever it does, and resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace: readonly string[];
}

type HostMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'succeeded'; readonly requestId: string; readonly payload: string }
  | ({ readonly kind: 'failed'; readonly requestId: string } & ErrorReport)
  | ({ readonly kind: 'died' } & ErrorReport);

const hostPath = fileURLToPath(new URL('./function-host.mjs', import.meta.url));

// Lambda gives a function's first load 10 s, and once more the function's own timeout when that was not enough.
const shortestInitTimeoutMs = 10_000;
const readyId = 'ready';

/** Starts a process that holds one loaded handler: what Lambda calls an execution environment. */
export function startSandbox(options: SandboxOptions): Sandbox {
  const child = forkHost(options);
  const slot = createReplySlot();
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => child.pid === undefined && resolve());
  });
  let death: FunctionError | undefined;
  const die = (reason: FunctionError) => {
    death ??= reason;
    child.kill('SIGKILL');
    slot.rejectAny(death);
  };
  const waitFor = (requestId: string, timeoutMs: number) =>
    slot.wait(requestId, { timeoutMs, onTimeout: () => die(timedOut(timeoutMs)) });

  child.on('message', (message) => receive(message as HostMessage, { slot, die }));
  child.on('error', (error) => die(new FunctionError('Runtime.ExitError', error.message)));
  child.on('exit', (code, signal) => die(exited(code, signal)));
  const ready = waitFor(readyId, Math.max(shortestInitTimeoutMs, options.timeoutMs));
  // Whoever invokes hears of a failed start; without an invocation there is nobody to tell.
  ready.catch(() => {});

  return {
    invoke: async (payload) => {
      await ready;
      if (death) throw death;
      const requestId = randomUUID();
      const deadlineMs = Date.now() + options.timeoutMs;
      child.send({ requestId, payload, deadlineMs }, (error) => {
        if (error) die(new FunctionError('Runtime.ExitError', error.message));
      });
      return waitFor(requestId, options.timeoutMs);
    },
    isAlive: () => death === undefined,
    kill: async () => {
      die(new FunctionError('Sandbox.Closed', 'The function was closed.'));
      await gone;
    },
  };
}

function receive(message: HostMessage, { slot, die }: { slot: ReplySlot; die: (reason: FunctionError) => void }): void {
  switch (message.kind) {
    case 'ready':
      slot.resolve(readyId, '');
      break;
    case 'succeeded':
      slot.resolve(message.requestId, message.payload);
      break;
    case 'failed':
      slot.reject(message.requestId, toError(message));
      break;
    case 'died':
      die(toError(message));
  }
}

function forkHost(options: SandboxOptions): ChildProcess {
  const child = fork(hostPath, [options.bundle, options.handler], {
    cwd: dirname(options.bundle),
    env: {
      PATH: process.env.PATH,
      TZ: 'UTC',
      ...options.env,
      AWS_LAMBDA_FUNCTION_NAME: options.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(options.memoryMb),
    },
    execArgv: [`--max-old-space-size=${options.memoryMb}`],
    // Structured cloning carries a 6 MB text without escaping it once more.
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const output of [child.stdout, child.stderr]) {
    if (output) createInterface({ input: output }).on('line', options.log);
  }
  return child;
}

const toError = ({ errorType, errorMessage, stackTrace }: ErrorReport) =>
  new FunctionError(errorType, errorMessage, stackTrace);

const timedOut = (timeoutMs: number) =>
  new FunctionError('Sandbox.Timedout', `Task timed out after ${(timeoutMs / 1_000).toFixed(2)} seconds`);

const exited = (code: number | null, signal: NodeJS.Signals | null) =>
  new FunctionError('Runtime.ExitError', `Runtime exited ${signal ? `by signal ${signal}` : `with status ${code}`}`);
