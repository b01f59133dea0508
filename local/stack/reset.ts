import { existsSync } from 'node:fs';
import { emptyDataDir } from './data-dir.ts';
import { runVerb } from './run-verb.ts';
import { type PartReport, readStackState } from './stack-state.ts';
import { stopStack } from './stop-stack.ts';

// `make reset`: stops the stack and deletes its data folder. Servers that are not ours keep what they store.
await runVerb(async ({ settings }) => {
  if (!existsSync(settings.dataDir)) {
    process.stdout.write(`There is no ${settings.dataDir}.\n`);
    return 0;
  }
  process.stdout.write(`${await stopStack(settings)}\n`);
  const state = readStackState(settings);
  const others = emptyDataDir(settings);
  process.stdout.write(`Deleted the data in ${settings.dataDir}; \`make up\` starts empty.\n`);
  if (others.length > 0) process.stdout.write(`Not ours, and left there: ${others.join(', ')}.\n`);
  process.stdout.write(tellKept(state?.parts ?? []));
  return 0;
});

function tellKept(parts: readonly PartReport[]): string {
  const external = parts.filter(({ state }) => state === 'external');
  if (external.length === 0) return '';
  const kept = external.map(
    ({ name, address }) => `${name === 'dynamodb' ? 'the table' : 'the indexes'} at ${address}`,
  );
  return (
    `Not touched, as the servers are not ours: ${kept.join(' and ')}. Delete them there as well to start empty: ` +
    'a table without its index, or an index without its table, stays out of step.\n'
  );
}
