/** What `artifacts/indexer/publish.sh` runs: says which image is deployed, in `image.auto.tfvars.json` of the given folder. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createEcrRegistry } from './image/ecr-registry.ts';
import { createBuildAndPush } from './image/image-builder.ts';
import { parsePublishRequest } from './image/parse-publish-request.ts';
import { PublishError } from './image/publish-error.ts';
import { publishImage } from './image/publish-image.ts';
import { readPromotedDigest } from './image/read-promoted-digest.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const [directory = '', ...args] = process.argv.slice(2);
  const path = join(directory, 'image.auto.tfvars.json');
  // What an earlier run found is not to be deployed when this one fails.
  rmSync(path, { force: true });
  const request = parsePublishRequest(args, process.env);
  const { findImage, login } = createEcrRegistry(request.repository.region, process.env);
  const contextDir = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
  const image = await publishImage(request, {
    findImage,
    readPromotedDigest,
    buildAndPush: createBuildAndPush({ contextDir, env: process.env, login }),
    pause: () => sleep(1_000),
    say,
  });
  writeFileSync(`${path}.new`, `${JSON.stringify(image, undefined, 2)}\n`);
  renameSync(`${path}.new`, path);
} catch (error) {
  if (!(error instanceof PublishError)) throw error;
  say(`${error.message}\n${error.remedy}`);
  process.exitCode = 1;
}
