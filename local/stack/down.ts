import { inspectStack } from './inspect-stack.ts';
import { readStreamStatus } from './read-stream-status.ts';
import { runVerb } from './run-verb.ts';
import { stopStack } from './stop-stack.ts';

// `make down`: stops this data folder's stack and waits until it is gone.
await runVerb(async ({ settings }) => {
  const isAlive = inspectStack(settings).kind === 'alive';
  const isBehind = isAlive && readStreamStatus(settings)?.caughtUp === false;
  const hasJobs = isAlive && readStreamStatus(settings, 'jobs')?.caughtUp === false;
  process.stdout.write(`${await stopStack(settings)}\n`);
  // A day is what a stream keeps, on AWS as here.
  if (isBehind || hasJobs) {
    const what = isBehind
      ? 'The index was still behind the table.'
      : 'A change was still on the way into many documents.';
    process.stdout.write(`${what} That goes on after the next \`make up\`, if it comes within 24 hours.\n`);
  }
  return 0;
});
