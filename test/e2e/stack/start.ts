import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDataDir } from '../../../local/stack/data-dir.ts';
import { loadSettings } from '../../../local/stack/settings.ts';
import { readStackState } from '../../../local/stack/stack-state.ts';
import { freePorts } from '../support/free-ports.ts';

const projectDir = fileURLToPath(new URL('../../../', import.meta.url));
/** More than its parts together are given. */
const startTimeoutMs = 300_000;

/**
 * The whole stack on free ports and an empty data folder, run by the same supervisor as `make up`, without the sample.
 * Tells the tests its addresses by `MILLRACE_TEST_*`, and the teardown what to end.
 */
export default async function start(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'millrace-e2e-'));
  const [apiPort, pagePort, dynamodbPort, opensearchPort] = await freePorts(4);
  const logPath = join(dataDir, 'supervisor.log');
  const log = openSync(logPath, 'a');
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    MILLRACE_DATA_DIR: join(dataDir, 'data'),
    MILLRACE_API_PORT: String(apiPort),
    MILLRACE_PAGE_PORT: String(pagePort),
    MILLRACE_DYNAMODB_PORT: String(dynamodbPort),
    MILLRACE_OPENSEARCH_PORT: String(opensearchPort),
  };
  openDataDir(loadSettings(env));
  const supervisor = spawn(
    process.execPath,
    ['--import', './local/stack/stop-with-parent.mjs', '--import', 'tsx', 'local/stack/supervisor.ts'],
    {
      cwd: projectDir,
      env,
      // It ends with this process, however that ends.
      stdio: ['pipe', log, log],
    },
  );
  process.env.MILLRACE_TEST_SUPERVISOR_PID = String(supervisor.pid);
  process.env.MILLRACE_TEST_ROOT = dataDir;

  for (const deadline = Date.now() + startTimeoutMs; ; await sleep(200)) {
    const state = readStackState({ dataDir: env.MILLRACE_DATA_DIR });
    if (state?.state === 'running') break;
    if (supervisor.exitCode !== null || Date.now() > deadline) {
      supervisor.kill();
      throw new Error(`Expected the stack of the e2e tests to start: ${readFileSync(logPath, 'utf8')}`);
    }
  }
  process.env.MILLRACE_TEST_API_URL = `http://127.0.0.1:${apiPort}`;
  process.env.MILLRACE_TEST_PAGE_URL = `http://127.0.0.1:${pagePort}`;
  process.env.MILLRACE_TEST_DYNAMODB_URL = `http://127.0.0.1:${dynamodbPort}`;
  process.env.MILLRACE_TEST_OPENSEARCH_URL = `http://127.0.0.1:${opensearchPort}`;
}
