import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** buildah with a store of its own, without privileges beyond root's: no mounts of overlays, no user namespaces. */
export interface Buildah {
  readonly run: (args: readonly string[], input?: string) => string;
  /** The words before a command's own arguments, for whoever starts the process itself. */
  readonly global: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function openBuildah(folder: string): Buildah {
  const global = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const env = { ...process.env, BUILDAH_ISOLATION: 'chroot', STORAGE_DRIVER: 'vfs' };
  const run = (args: readonly string[], input?: string): string => {
    try {
      const options = { encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024, stdio: 'pipe' } as const;
      return execFileSync('buildah', [...global, ...args], {
        ...options,
        ...(input !== undefined && { input }),
      }).trim();
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`Expected \`buildah ${args.join(' ')}\` to succeed, got:\n${stdout}${stderr}`);
    }
  };
  return { run, global, env };
}
