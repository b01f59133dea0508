import { setTimeout as sleep } from 'node:timers/promises';
import { styleText } from 'node:util';
import { followLog } from './follow-log.ts';
import { logPath } from './plan-servers.ts';
import { runVerb } from './run-verb.ts';

// `make logs`: follows the logs of all parts, whether they run or not, until Ctrl-C.

const names = ['stack', 'dynamodb', 'opensearch', 'gateway', 'stream', 'page'] as const;
const colours = {
  stack: 'white',
  dynamodb: 'blue',
  opensearch: 'cyan',
  gateway: 'green',
  stream: 'magenta',
  page: 'yellow',
} as const;
const pollMs = 250;
const firstLines = 10;

await runVerb(async ({ settings, signal }) => {
  process.stdout.once('error', () => process.exit(0));
  const followers = names.map((name) => ({
    prefix: prefix(name),
    log: followLog(logPath(settings, name), firstLines),
  }));
  while (!signal.aborted) {
    for (const { prefix, log } of followers) {
      for (const line of log.poll()) process.stdout.write(`${prefix} ${line}\n`);
    }
    await sleep(pollMs, undefined, { signal }).catch(() => {});
  }
  return 0;
});

function prefix(name: (typeof names)[number]): string {
  const text = `${name.padEnd(10)} |`;
  return process.stdout.isTTY ? styleText(colours[name], text) : text;
}
