import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePorts } from '../../e2e/support/free-ports.ts';
import { terraformEnvironment } from '../tools/terraform-environment.ts';
import { toolPath } from '../tools/tool-path.ts';

/** An AWS of its own, reached as the real one is: through a proxy, so that nothing in the project knows of it. */
export interface Moto {
  /** For Terraform, Terragrunt and AWS's SDKs. */
  readonly environment: Readonly<Record<string, string>>;
  /** AWS operations by their names in AWS's SDK for Python; what AWS refuses is `{ error: code }`. */
  readonly ask: (...calls: readonly Call[]) => readonly Answer[];
  /** What the next invocations of functions answer, in this order; then a text that is no JSON. */
  readonly setAnswers: (answers: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type Call = readonly [service: string, operation: string, parameters: Readonly<Record<string, unknown>>];
// biome-ignore lint/suspicious/noExplicitAny: an answer has the form that AWS's documentation gives to the operation.
export type Answer = any;

export async function startMoto(): Promise<Moto> {
  const [port] = await freePorts(1);
  const certificates = mkdtempSync(join(tmpdir(), 'millrace-moto-'));
  const program = join(import.meta.dirname, 'start-proxy.py');
  const server = spawn(toolPath('moto_python'), [program, '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    // Among them is the one by which API Gateway writes logs.
    env: {
      ...process.env,
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      CERTIFICATES_FOLDER: certificates,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  const ended = once(server, 'exit');
  const proxy = `http://127.0.0.1:${port}`;
  // Its own routes are known by this name only.
  const own = `http://localhost:${port}/moto-api`;
  const environment = {
    ...terraformEnvironment(),
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
    NO_PROXY: '',
    AWS_CA_BUNDLE: findCertificate(),
  };
  await waitFor(`${own}/data.json`);
  // Without an engine for containers: a function answers what it was told to.
  await post(`${own}/config`, { lambda: { use_docker: false } });
  return {
    environment,
    ask: (...calls) => ask(calls, environment),
    setAnswers: (results) => post(`${own}/static/lambda-simple/response`, { results, region: 'eu-west-1' }),
    close: async () => {
      server.kill();
      await ended;
      rmSync(certificates, { recursive: true, force: true });
    },
  };
}

function ask(calls: readonly Call[], env: Readonly<Record<string, string>>): readonly Answer[] {
  const program = join(import.meta.dirname, 'ask-aws.py');
  const { status, stdout, stderr } = spawnSync(toolPath('moto_python'), [program], {
    input: JSON.stringify(calls),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env,
  });
  if (status !== 0) throw new Error(`Expected answers to ${JSON.stringify(calls)}, got:\n${stderr}`);
  return JSON.parse(stdout);
}

function findCertificate(): string {
  const program = 'import moto, os; print(os.path.dirname(moto.__file__))';
  const { stdout } = spawnSync(toolPath('moto_python'), ['-c', program], { encoding: 'utf8' });
  return join(stdout.trim(), 'moto_proxy', 'ca.crt');
}

async function waitFor(url: string): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(200);
  }
  throw new Error(`Expected moto to answer at ${url} within three minutes, got no answer.`);
}

/** By hand, as moto ends the answer after its first line when it has no headers to send; an HTTP client takes that for a fault. */
async function post(url: string, body: unknown): Promise<void> {
  const { hostname, port, host, pathname } = new URL(url);
  const text = JSON.stringify(body);
  const socket = connect(Number(port), hostname.replace('localhost', '127.0.0.1'));
  const head = [`POST ${pathname} HTTP/1.1`, `Host: ${host}`, 'Content-Type: application/json', 'Connection: close'];
  socket.write([...head, `Content-Length: ${Buffer.byteLength(text)}`, '', text].join('\r\n'));
  let answer = '';
  for await (const part of socket.setEncoding('utf8')) answer += part;
  if (/^HTTP\/1\.1 20[01] /.test(answer)) return;
  throw new Error(`Expected moto to accept ${text} at ${url}, got ${answer.split('\r\n')[0]}.`);
}
