import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { createAws } from './aws.ts';
import { deploy } from './deploy.ts';
import { createEcrRegistry } from './image/ecr-registry.ts';
import { PublishError } from './image/publish-error.ts';
import { parseCommand, renderHelp } from './parse-command.ts';
import { fillProviderCache } from './provider-cache.ts';
import { projectRoot } from './read-env.ts';
import { UsageError } from './usage-error.ts';

// `deploy/run plan|apply|destroy|output|promote|smoke …`, and by that the verbs of the Makefile.

const { env } = process;

async function main(): Promise<number> {
  // Whoever read the output may go early, as `head` does.
  process.stdout.on('error', () => {});
  try {
    const command = parseCommand(process.argv.slice(2));
    if (command.isHelp) {
      process.stdout.write(renderHelp(command.verb));
      return 0;
    }
    return await deploy(command, {
      env,
      liveDir: join(projectRoot, 'live'),
      isTerminal: process.stdin.isTTY === true,
      ask,
      print: (text) => void process.stdout.write(text),
      say: (line) => void process.stderr.write(`${line}\n`),
      createAws: (region) => createAws(region, env),
      createFindImage: (region) => createEcrRegistry(region, env).findImage,
      fillProviderCache: ({ terraform }) => fillProviderCache(terraform, env),
    });
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    return 2;
  }
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function explain(error: unknown): string {
  if (error instanceof UsageError || error instanceof PublishError) {
    return error.remedy ? `${error.message}\nRemedy: ${error.remedy}` : error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.exitCode = await main();
