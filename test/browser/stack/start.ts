import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { buildBeat } from '../../../local/heartbeat/build-beat.ts';
import { runHeartbeat } from '../../../local/heartbeat/run-heartbeat.ts';
import { createDynamodbClient } from '../../../local/stack/dynamodb-client.ts';
import { pageUrl, type Settings } from '../../../local/stack/settings.ts';
import { systemClock } from '../../../local/stream/clock.ts';
import { startStack } from '../../chaos/start-stack.ts';
import { waitUntilQuiet } from '../../chaos/wait-until-quiet.ts';
import { picturesFolder } from '../pictures-folder.ts';
import { furnish } from './furnish.ts';
import { serveControl } from './serve-control.ts';

/**
 * A stack of its own with the page, furnished, of which tests may kill a part. Tells its addresses by `MILLRACE_TEST_*`.
 */
export default async function start(): Promise<void> {
  // First, as all else takes its time.
  process.env.MILLRACE_TEST_CHROMIUM = findChromium();
  rmSync(picturesFolder, { recursive: true, force: true });
  const stack = await startStack();
  await stack.start('page');
  const beating = new AbortController();
  startHeartbeat(stack.settings, beating.signal);
  await furnish(stack.settings);
  if ((await waitUntilQuiet(stack.settings)) === undefined)
    throw new Error('Expected the index to take in the sample.');
  const end = async () => {
    beating.abort();
    await stack.end();
  };
  const actions = (['opensearch', 'stream'] as const).flatMap(
    (part) =>
      [
        [`kill-${part}`, () => stack.kill(part)],
        [`start-${part}`, () => stack.start(part)],
      ] as const,
  );
  Object.assign(process.env, {
    MILLRACE_TEST_CONTROL_URL: await serveControl(new Map([...actions, ['end', end]])),
    MILLRACE_TEST_PAGE_URL: pageUrl(stack.settings),
    MILLRACE_TEST_API_URL: `http://127.0.0.1:${stack.settings.apiPort}`,
  });
}

function findChromium(): string {
  const script = fileURLToPath(new URL('../find-chromium.sh', import.meta.url));
  return execFileSync(script, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}

/** What the supervisor of `make up` does: the page shows how old the newest one is. */
function startHeartbeat(settings: Settings, signal: AbortSignal): void {
  const client = createDynamodbClient(settings);
  const write = async (dueAtMs: number): Promise<void> => {
    await client.send(new UpdateItemCommand(buildBeat(settings.tableName, dueAtMs)));
  };
  void runHeartbeat({ write, clock: systemClock, log: () => {}, signal }).finally(() => client.destroy());
}
