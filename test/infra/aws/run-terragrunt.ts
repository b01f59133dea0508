import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The two spellings: what `terragrunt run-all apply` and `terragrunt run --all apply` mean. */
export interface Generation {
  readonly name: 'terragrunt-0.55' | 'terragrunt-1.1';
  readonly all: (command: string, ...args: readonly string[]) => readonly string[];
}

export const generations: readonly Generation[] = [
  { name: 'terragrunt-0.55', all: (command, ...args) => ['run-all', command, '--terragrunt-no-color', ...args] },
  { name: 'terragrunt-1.1', all: (command, ...args) => ['run', '--all', '--no-color', '--', command, ...args] },
];

export interface Ended {
  readonly status: number | null;
  /** Both streams, as they came. */
  readonly output: string;
}

/** Runs a program to its end. A test fails by what it looks for in the result, which is shown then. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Ended> {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (part: unknown): void => {
    output += String(part);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
}

/** Makes `name` in a folder for the PATH run this program. */
export function putOnPath(folder: string, name: string, command: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  const words = command.map((word) => `'${word}'`).join(' ');
  writeFileSync(join(folder, name), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
}
