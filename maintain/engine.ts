import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { createAws } from '../deploy/aws.ts';
import { requireAccount } from '../deploy/preflight.ts';
import type { Environment } from '../deploy/read-env.ts';
import { createRequestHandler } from '../deploy/request-handler.ts';
import { UsageError } from '../deploy/usage-error.ts';

/** The state machine that runs the tools in segments. Its methods throw a `UsageError` for what whoever runs the command can put right. */
export interface Engine {
  /** ARN of an execution that is under way. */
  readonly findRunning: () => Promise<string | undefined>;
  /** ARN of the new execution. */
  readonly start: (name: string, input: object) => Promise<string>;
  /** Goes on with one that has failed, where its workers were. */
  readonly redrive: (executionArn: string) => Promise<void>;
  readonly describe: (executionArn: string) => Promise<ExecutionState>;
  /** Of the workers that are at work now, how many are done; undefined when none is. */
  readonly countSegments: (
    executionArn: string,
  ) => Promise<{ readonly done: number; readonly total: number } | undefined>;
}

export interface ExecutionState {
  /** `RUNNING`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`, `PENDING_REDRIVE`. */
  readonly status: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>> | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Throws a `UsageError` for credentials of another account or none. */
export async function openEngine(environment: Environment, env: Env): Promise<Engine> {
  const { region } = environment;
  requireAccount(environment, await createAws(region, env).getAccount());
  return createEngine(environment, new SFNClient({ region, requestHandler: createRequestHandler(env) }));
}

export function createEngine(environment: Environment, client: Pick<SFNClient, 'send'>): Engine {
  const stateMachineArn = toStateMachineArn(environment);
  const refuse = (error: unknown): never => explain(error, environment);
  return {
    findRunning: async () => {
      const command = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 });
      const { executions = [] } = await client.send(command).catch(refuse);
      return executions[0]?.executionArn;
    },
    start: async (name, input) => {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
      const { executionArn = '' } = await client.send(command).catch(refuse);
      return executionArn;
    },
    redrive: async (executionArn) => {
      await client.send(new RedriveExecutionCommand({ executionArn })).catch(refuse);
    },
    describe: async (executionArn) => {
      const found = await client.send(new DescribeExecutionCommand({ executionArn })).catch(refuse);
      const { status = 'RUNNING', input = '{}', output, error, cause } = found;
      return { status, input: JSON.parse(input), output: output && JSON.parse(output), error, cause };
    },
    countSegments: async (executionArn) => {
      const { mapRuns = [] } = await client.send(new ListMapRunsCommand({ executionArn })).catch(refuse);
      const running = mapRuns.find(({ stopDate }) => stopDate === undefined);
      if (!running) return undefined;
      const { itemCounts } = await client
        .send(new DescribeMapRunCommand({ mapRunArn: running.mapRunArn }))
        .catch(refuse);
      return itemCounts && { done: itemCounts.succeeded ?? 0, total: itemCounts.total ?? 0 };
    },
  };
}

function toStateMachineArn({ prefix, region, accountId }: Environment): string {
  return `arn:${toPartition(region)}:states:${region}:${accountId}:stateMachine:${prefix}-keeper`;
}

/** Whether this is the ARN of an execution of the environment's state machine. */
export function isExecutionOf(environment: Environment, arn: string): boolean {
  const prefix = `${toStateMachineArn(environment).replace(':stateMachine:', ':execution:')}:`;
  return arn.startsWith(prefix) && arn.length > prefix.length;
}

function toPartition(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function explain(error: unknown, { name, prefix, region }: Environment): never {
  const { name: code, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
  if (code === 'StateMachineDoesNotExist')
    throw new UsageError(
      `Expected the state machine ${prefix}-keeper in ${region}, got none.`,
      `make apply ENV=${name}`,
    );
  if (code === 'ExecutionDoesNotExist')
    throw new UsageError(
      `Expected an execution of ${prefix}-keeper, got none of that name.`,
      'Start again without --resume.',
    );
  if (code === 'ExecutionNotRedrivable')
    throw new UsageError(`Expected an execution that can go on, got: ${message}`, 'Start again without --resume.');
  if (code === 'CredentialsProviderError')
    throw new UsageError('Expected credentials for AWS, got none.', 'AWS_PROFILE=<profile>, or: aws sso login');
  throw new UsageError(
    `Expected Step Functions in ${region} to answer, got ${code}: ${message}`,
    'Check the credentials (AWS_PROFILE), their rights, and the network (HTTPS_PROXY).',
  );
}
