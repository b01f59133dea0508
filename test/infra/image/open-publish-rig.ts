import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Moto, startMoto } from '../aws/start-moto.ts';
import { repository } from '../tools/tool-path.ts';

export interface Published {
  readonly status: number | null;
  readonly output: string;
  /** `image.auto.tfvars.json`; undefined when there is none. */
  readonly variables: { readonly image_digest: string; readonly image_tag: string } | undefined;
  readonly calls: readonly BuilderCall[];
}

interface BuilderCall {
  readonly name: string;
  readonly args: readonly string[];
  readonly input: string;
}

export const account = '123456789012';
export const repositoryUrl = `${account}.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer`;
export const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const fakeBuilder = `import(${JSON.stringify(join(import.meta.dirname, 'fake-builder.mjs'))});`;

export type PublishRig = Awaited<ReturnType<typeof openPublishRig>>;

/** The hook's script as Terragrunt calls it, in front of moto's ECR and with builders that only pretend. */
export async function openPublishRig() {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-publish-'));
  const moto = await startMoto();
  moto.ask(['ecr', 'create_repository', { repositoryName: 'millrace/indexer', imageTagMutability: 'IMMUTABLE' }]);
  let calls: BuilderCall[] = [];
  const pushes: ((image: string) => void)[] = [];
  const fakes = await serveFakes({
    call: (call) => void calls.push(call),
    push: ({ image }) => {
      const act = pushes.shift() ?? ((name: string) => putImage(moto, { tag: name.split(':').at(-1) ?? '' }));
      act(image);
    },
  });
  return {
    publish: async (args: readonly string[], options: PublishOptions = {}): Promise<Published> => {
      calls = [];
      const { builders = { docker: fakeBuilder, buildah: fakeBuilder }, env = {} } = options;
      const PATH = makePath(folder, builders);
      const run = await runHook(folder, args, { ...moto.environment, PATH, FAKE_BUILDER_URL: fakes.url, ...env });
      return { ...run, calls };
    },
    putImage: (image: FakeImage): void => putImage(moto, image),
    /** What the next push does, instead of putting the image there. */
    onNextPush: (act: (image: string) => void): void => void pushes.push(act),
    writeFile: (name: string, text: string): string => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    close: async () => {
      fakes.close();
      await moto.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Handlers {
  readonly call: (call: BuilderCall) => void;
  readonly push: (push: { readonly image: string }) => void;
}

/** Hears what the builders that only pretend are called with, and what they push. */
async function serveFakes({ call, push }: Handlers) {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const part of request.setEncoding('utf8')) text += part;
    const body = JSON.parse(text);
    if (request.url === '/call') call(body);
    else push(body);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}

async function runHook(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Omit<Published, 'calls'>> {
  const cwd = mkdtempSync(join(folder, 'module-'));
  const path = join(cwd, 'image.auto.tfvars.json');
  writeFileSync(path, '{"image_digest":"of an earlier run"}');
  const script = join(repository, 'artifacts/indexer/publish.sh');
  const child = spawn(script, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const variables = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  return { status, output, variables };
}

interface PublishOptions {
  /** What is on the PATH: names, and the JavaScript that they run. */
  readonly builders?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface FakeImage {
  readonly tag?: string;
  readonly content?: string;
  readonly mediaType?: string;
  readonly manifest?: string;
}

/** Its digest follows from the content, by default the tag. */
function putImage({ ask }: Moto, { tag, content = tag ?? '', mediaType, manifest }: FakeImage): void {
  const type = mediaType ?? 'application/vnd.oci.image.manifest.v1+json';
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(content), size: 1 };
  const [answer] = ask([
    'ecr',
    'put_image',
    {
      repositoryName: 'millrace/indexer',
      imageManifest: manifest ?? JSON.stringify({ schemaVersion: 2, mediaType: type, config, layers: [] }),
      imageManifestMediaType: type,
      imageDigest: digestOf(manifest ?? content),
      ...(tag && { imageTag: tag }),
    },
  ]);
  if (answer.error) throw new Error(`Expected moto to take ${tag}, got ${JSON.stringify(answer)}.`);
}

/** A folder of what the script needs, and of these builders only, whatever this machine has. */
function makePath(folder: string, builders: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(folder, 'bin-'));
  mkdirSync(path, { recursive: true });
  for (const program of ['sh', 'dirname', 'cmp', 'cat', 'npm']) {
    symlinkSync(execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim(), join(path, program));
  }
  symlinkSync(process.execPath, join(path, 'node'));
  for (const [name, script] of Object.entries(builders)) {
    writeFileSync(join(path, name), `#!${process.execPath}\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return path;
}
