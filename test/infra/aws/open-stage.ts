import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolPath } from '../tools/tool-path.ts';
import { copyRepository } from './copy-repository.ts';
import { type Ended, type Generation, putOnPath, runProgram } from './run-terragrunt.ts';
import { type Moto, startMoto } from './start-moto.ts';

/** A checkout, an empty AWS, and one generation of Terragrunt that deploys `live/dev` from the one to the other. */
export interface Stage extends Pick<Moto, 'ask' | 'setAnswers' | 'close'> {
  readonly folder: string;
  readonly units: readonly string[];
  /** `terragrunt run-all …` or `terragrunt run --all …` in live/dev. */
  readonly all: (command: string, ...args: readonly string[]) => Promise<Ended>;
  /** `terragrunt …` in one unit. */
  readonly unit: (unit: string, ...args: readonly string[]) => Promise<Ended>;
  /** The folder in which Terraform runs for a unit. */
  readonly workingFolder: (unit: string) => string;
  readonly run: (program: string, args: readonly string[], cwd: string) => Promise<Ended>;
}

export async function openStage(generation: Generation): Promise<Stage> {
  const moto = await startMoto();
  const folder = copyRepository();
  const live = join(folder, 'live', 'dev');
  const bin = join(folder, '.bin');
  putOnPath(bin, 'terragrunt', [toolPath(generation.name)]);
  putOnPath(bin, 'buildah', [toolPath('moto_python'), join(import.meta.dirname, 'fake-buildah.py')]);
  const env = {
    ...moto.environment,
    PATH: `${bin}:${process.env.PATH}`,
    // As the README has it for whoever types the commands.
    TG_NON_INTERACTIVE: 'true',
    TERRAGRUNT_NON_INTERACTIVE: 'true',
    TG_BACKEND_BOOTSTRAP: 'true',
    INDEXER_IMAGE_BUILDER: 'buildah',
  };
  const run: Stage['run'] = (program, args, cwd) => runProgram(program, args, { cwd, env });
  return {
    folder,
    units: readdirSync(live, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])),
    ask: moto.ask,
    setAnswers: moto.setAnswers,
    run,
    all: (command, ...args) => run('terragrunt', generation.all(command, ...args), live),
    unit: (unit, ...args) => run('terragrunt', args, join(live, unit)),
    workingFolder: (unit) => findWorkingFolder(join(live, unit)),
    close: async () => {
      await moto.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `.terragrunt-cache/<source>/<version>/<module>`: one of each, as nothing else ever ran here. */
function findWorkingFolder(unit: string): string {
  let path = join(unit, '.terragrunt-cache');
  for (let depth = 0; depth < 3; depth += 1) {
    const names = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const next =
      depth < 2
        ? names.map(({ name }) => name)
        : [
            findModule(
              path,
              names.map(({ name }) => name),
            ),
          ];
    if (next.length !== 1) throw new Error(`Expected one folder in ${path}, got ${next.length}.`);
    path = join(path, next[0] ?? '');
  }
  return path;
}

function findModule(path: string, names: readonly string[]): string {
  const initialized = names.filter((name) => readdirSync(join(path, name)).includes('.terraform'));
  if (initialized.length !== 1) throw new Error(`Expected one module that runs in ${path}, got ${initialized.length}.`);
  return initialized[0] ?? '';
}
