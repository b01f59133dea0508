import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Buildah } from './buildah.ts';
import type { Result } from './runtime-api/create-invocations.ts';
import { type RuntimeApi, serveRuntimeApi } from './runtime-api/serve-runtime-api.ts';

export interface RunningFunction {
  readonly invoke: RuntimeApi['invoke'];
  /** From the start of buildah: to the question for the first event, to the first answer. */
  readonly timings: () => { readonly initMs: number; readonly firstAnswerMs: number };
  /** What the process has written so far. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

export interface FunctionOptions {
  readonly image: string;
  /** As `image_config.command` of the function. */
  readonly command: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly memoryMb?: number;
}

/** One process of the image as Lambda runs it: the image's entry point, user and variables, and the function's command and own. */
export async function startFunction(buildah: Buildah, options: FunctionOptions): Promise<RunningFunction> {
  const { image, command } = options;
  const name = command.split('.')[0] ?? command;
  const api = await serveRuntimeApi(name);
  const container = buildah.run(['from', image]);
  const { Entrypoint = [] } = readConfig(buildah, image);
  const flags = Object.entries(lambdaEnvironment(api.address, name, options)).flatMap(([key, value]) => [
    '--env',
    `${key}=${value}`,
  ]);
  const startedAt = performance.now();
  let firstAnswerMs = Number.NaN;
  let output = '';
  const child = spawn('buildah', [...buildah.global, 'run', ...flags, container, '--', ...Entrypoint, command], {
    env: buildah.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<never>((_, reject) => {
    child.once('close', (status) => reject(new Error(`Expected ${name} to go on, got status ${status}:\n${output}`)));
  });
  ended.catch(() => {});
  return {
    invoke: async (event, timeoutMs): Promise<Result> => {
      const result = await Promise.race([api.invoke(event, timeoutMs), ended]);
      if (Number.isNaN(firstAnswerMs)) firstAnswerMs = performance.now() - startedAt;
      return result;
    },
    timings: () => ({ initMs: (api.readyAt() ?? Number.NaN) - startedAt, firstAnswerMs }),
    output: () => output,
    stop: async () => {
      await kill(child);
      await api.close();
      buildah.run(['rm', container]);
    },
  };
}

/** What Lambda sets, and what the function's own configuration says. */
function lambdaEnvironment(
  address: string,
  name: string,
  { variables, memoryMb = 512 }: FunctionOptions,
): Readonly<Record<string, string>> {
  return {
    AWS_LAMBDA_RUNTIME_API: address,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
    ...variables,
  };
}

export interface OciConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly User?: string;
  readonly Env?: readonly string[];
  readonly WorkingDir?: string;
}

export function readConfig(buildah: Buildah, image: string): OciConfig {
  return JSON.parse(buildah.run(['inspect', '--type', 'image', image])).OCIv1.config;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await closed;
}
