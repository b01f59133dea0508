import { delimiter, join } from 'node:path';
import type { Launch } from './part.ts';
import { projectRoot } from './settings.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface JavaProgram {
  /** The Maven profile whose jars it runs on, and the folder of its compiled main class. */
  readonly profile: 'dynamodb' | 'opensearch';
  readonly mainClass: string;
  /** Further profiles whose jars follow on the class path. */
  readonly plugins?: readonly 'security'[];
  readonly flags: readonly string[];
  readonly args: readonly string[];
  readonly beforeStart: () => void;
}

export const jarsDir = join(projectRoot, 'local', 'jars');

/** The same Java that `prerequisites.sh` checks: that of JAVA_HOME, else the first one on the path. */
export function launchJava(program: JavaProgram, env: Env): Launch {
  const jars = [program.profile, ...(program.plugins ?? [])].map((profile) => join(jarsDir, profile, '*'));
  const classPath = [join(jarsDir, 'classes', program.profile), ...jars].join(delimiter);
  return {
    command: env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java',
    args: [
      // Both the start and loads of some ten thousand books take less processor time without the second compiler.
      '-XX:TieredStopAtLevel=1',
      // A server that ran out of heap answers nonsense; a dead one is noticed.
      '-XX:+ExitOnOutOfMemoryError',
      '-Djava.awt.headless=true',
      '-Dfile.encoding=UTF-8',
      ...program.flags,
      '-cp',
      classPath,
      program.mainClass,
      ...program.args,
    ],
    env,
    beforeStart: program.beforeStart,
  };
}
