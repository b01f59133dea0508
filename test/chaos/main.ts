import { type ChaosStack, startStack } from './start-stack.ts';

// `make chaos`: does real harm to a whole stack of its own, fault after fault, and looks each time whether the index equals
// the table afterwards. Arguments: parts of the names of the faults to run; none: all, and the table of the results is
// written to docs/reliability.md. Exit code 1 when something was lost or not as promised.

let started: ChaosStack | undefined;
const interrupt = () => void Promise.resolve(started?.end()).finally(() => process.exit(130));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
const stack = await startStack();
started = stack;

const { apiPort, dynamodbUrl, opensearchUrl } = stack.settings;
// Where the pieces that these tests share with those of the whole path find the servers.
Object.assign(process.env, {
  MILLRACE_TEST_API_URL: `http://127.0.0.1:${apiPort}`,
  MILLRACE_TEST_DYNAMODB_URL: dynamodbUrl,
  MILLRACE_TEST_OPENSEARCH_URL: opensearchUrl,
  MILLRACE_TEST_ROOT: stack.root,
});

try {
  const { runFaults } = await import('./run-faults.ts');
  const isWell = await runFaults(stack, process.argv.slice(2));
  process.exitCode = isWell ? 0 : 1;
} finally {
  await stack.end();
}
// Connections that are kept open would keep the process.
process.exit();
