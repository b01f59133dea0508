import { runVerb } from './run-verb.ts';
import { stopStack } from './stop-stack.ts';

// `make down`: stops this data folder's stack and waits until it is gone.
await runVerb(async ({ settings }) => {
  process.stdout.write(`${await stopStack(settings)}\n`);
  return 0;
});
