import { inspectStack } from './inspect-stack.ts';
import { readStreamStatus } from './read-stream-status.ts';
import { runVerb } from './run-verb.ts';
import { stopStack } from './stop-stack.ts';

// `make down`: stops this data folder's stack and waits until it is gone.
await runVerb(async ({ settings }) => {
  const isBehind = inspectStack(settings).kind === 'alive' && readStreamStatus(settings)?.caughtUp === false;
  process.stdout.write(`${await stopStack(settings)}\n`);
  // A day is what a stream keeps, on AWS as here.
  if (isBehind) {
    process.stdout.write(
      'The index was still behind the table. It catches up after the next `make up`, if that comes within 24 hours.\n',
    );
  }
  return 0;
});
