import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../../e2e/support/free-ports.ts';
import { toolPath } from '../tools/tool-path.ts';
import { type InvokeFunction, serveFunction } from './serve-function.ts';

/** An interpreter of Amazon's States Language, of which every Lambda task reaches a real function. */
export interface Interpreter {
  /** Runs the definition to its end. */
  readonly run: (input: unknown) => Promise<Execution>;
  /** Forgets all executions, and has the definition under this name; says by which ARN. */
  readonly createStateMachine: (name: string) => Promise<string>;
  /** Where Lambda, STS and Step Functions answer. */
  readonly awsUrl: string;
  /** At once, as a machine that dies: executions end where they are. */
  readonly close: () => Promise<void>;
}

export interface Execution {
  readonly status: string;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
}

const account = 'arn:aws:iam::123456789012';
const region = 'eu-west-1';
const startTimeoutMs = 180_000;
const runTimeoutMs = 900_000;

/**
 * moto's interpreter asks moto's own Lambda at the port that `MOTO_PORT` names: here that is another server, which answers
 * with what the function does.
 */
export async function startInterpreter(definition: string, invoke: InvokeFunction): Promise<Interpreter> {
  const [port = 0, functionPort = 0] = await freePorts(2);
  const env = { ...process.env, MOTO_PORT: String(functionPort) };
  const moto = spawn(toolPath('moto_server'), ['-H', '127.0.0.1', '-p', String(port)], { env, stdio: 'ignore' });
  const gone = once(moto, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const functions = await serveFunction(functionPort, { invoke, otherUrl: url });
  await waitForAnswer(url);
  const createStateMachine = async (name: string): Promise<string> => {
    // It copies what it holds of earlier executions before it starts another, and cannot.
    await set(url, 'reset', {});
    await set(url, 'config', { stepfunctions: { execute_state_machine: true } });
    const request = { name, definition, roleArn: `${account}:role/keeper` };
    return (await ask(url, 'CreateStateMachine', request)).stateMachineArn;
  };
  let count = 0;
  return {
    createStateMachine,
    awsUrl: `http://localhost:${functionPort}`,
    run: async (input) => {
      count += 1;
      const name = `keeper-${count}`;
      const request = { stateMachineArn: await createStateMachine(name), name, input: JSON.stringify(input) };
      return waitForEnd(url, (await ask(url, 'StartExecution', request)).executionArn);
    },
    close: async () => {
      moto.kill('SIGKILL');
      await gone;
      await functions.close();
    },
  };
}

async function waitForAnswer(url: string): Promise<void> {
  for (const deadline = Date.now() + startTimeoutMs; ; await sleep(100)) {
    const answer = await fetch(`${url}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > deadline) throw new Error('Expected moto to start, got no answer.');
  }
}

async function set(url: string, what: 'config' | 'reset', body: object): Promise<void> {
  // Its answers to these end too early for an HTTP client; what they are about is done by then.
  await fetch(`${url}/moto-api/${what}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => {});
}

async function waitForEnd(url: string, executionArn: string): Promise<Execution> {
  for (const deadline = Date.now() + runTimeoutMs; ; await sleep(100)) {
    const { status, output, error, cause } = await ask(url, 'DescribeExecution', { executionArn });
    if (status !== 'RUNNING') return { status, output: output && JSON.parse(output), error, cause };
    if (Date.now() > deadline) throw new Error('Expected the execution to come to its end.');
  }
}

interface Answer {
  readonly stateMachineArn: string;
  readonly executionArn: string;
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

async function ask(url: string, operation: string, body: object): Promise<Answer> {
  const scope = `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/states/aws4_request`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: `${scope}, SignedHeaders=host, Signature=0`,
      'Content-Type': 'application/x-amz-json-1.0',
      'X-Amz-Target': `AWSStepFunctions.${operation}`,
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`Expected ${operation} to be answered, got ${answer.status} ${text}`);
  return JSON.parse(text);
}
