import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../deploy/usage-error.ts';
import { createFunction, type LocalFunction } from '../local/function/create-function.ts';
import { functionEnvironment } from '../local/function/function-environment.ts';
import { inspectStack } from '../local/stack/inspect-stack.ts';
import { projectRoot, type Settings } from '../local/stack/settings.ts';

/** Lambda's longest; a slice ends long before. */
const timeoutMs = 900_000;
/** The AWS SDK's notice of Node 20's end would stand among the findings. */
const quiet = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
/** As the function has it in AWS. */
const memoryMb = 512;
const answerTimeoutMs = 5_000;

/** The entry point `maintain` as a function on this machine. Throws a `UsageError` when it could not do its work. */
export async function openLocal(settings: Settings, log: (line: string) => void): Promise<LocalFunction> {
  const bundle = join(projectRoot, 'artifacts', 'indexer', 'dist', 'maintain.mjs');
  if (!existsSync(bundle)) throw new UsageError(`Expected the indexer's bundle at ${bundle}, got none.`, 'make build');
  const isOwn = settings.ownDynamodb || settings.ownOpensearch;
  if (isOwn && inspectStack(settings).kind !== 'alive') {
    throw new UsageError(`Expected the stack in ${settings.dataDir} to be running, got none.`, 'make up');
  }
  await expectAnswer('DynamoDB', settings.dynamodbUrl, settings.ownDynamodb);
  await expectAnswer('OpenSearch', settings.opensearchUrl, settings.ownOpensearch);
  const env = { ...functionEnvironment(settings), INDEXER_LOG_LEVEL: 'silent', ...quiet };
  return createFunction({ name: 'maintain', bundle, env, timeoutMs, memoryMb, log });
}

/** Any answer at all: what the server makes of the request is the tool's to judge. */
async function expectAnswer(name: string, url: string, isOwn: boolean): Promise<void> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) });
    await answer.arrayBuffer();
  } catch {
    const remedy = isOwn ? 'make status' : `Start it, or correct MILLRACE_${name.toUpperCase()}_URL.`;
    throw new UsageError(`Expected ${name} to answer at ${url}, got no answer.`, remedy);
  }
}
