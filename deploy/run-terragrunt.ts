import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Tools } from './find-tools.ts';
import type { Environment } from './read-env.ts';

type Env = Readonly<Record<string, string | undefined>>;

interface Run {
  readonly tools: Tools;
  readonly verb: 'plan' | 'apply' | 'destroy';
  readonly rest: readonly string[];
  /** Terragrunt asks nothing. */
  readonly isSilent: boolean;
  readonly env: Env;
  /** Where Ctrl-C arrives. */
  readonly signals?: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
}

const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs all units of the environment; the terminal is Terragrunt's. Gives its exit code. */
export async function runTerragrunt({ dir }: Pick<Environment, 'dir'>, run: Run): Promise<number> {
  const { tools, verb, rest, isSilent, env, signals = process } = run;
  const child = spawn(tools.terragrunt, tools.spelling.all(verb, rest), {
    cwd: dir,
    env: { ...env, ...terragruntVariables(tools, isSilent) },
    stdio: 'inherit',
  });
  // A Ctrl-C reaches the child by itself, which then lets Terraform end in good order. Terragrunt 1.1 ends with 0 all the same.
  let interruption = 0;
  const note = (name: NodeJS.Signals): void => {
    interruption = 128 + constants.signals[name];
  };
  for (const name of interruptions) signals.on(name, note);
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
    return code || interruption;
  } finally {
    for (const name of interruptions) signals.off(name, note);
  }
}

/** In both spellings: each generation heeds its own and none minds the other's. */
export function terragruntVariables(
  { terraform }: Pick<Tools, 'terraform'>,
  isSilent: boolean,
): Record<string, string> {
  return {
    TERRAGRUNT_TFPATH: terraform,
    TG_TF_PATH: terraform,
    // The bucket of the state, the first time; the older generation makes it unasked.
    TG_BACKEND_BOOTSTRAP: 'true',
    ...(isSilent && { TERRAGRUNT_NON_INTERACTIVE: 'true', TG_NON_INTERACTIVE: 'true' }),
  };
}
