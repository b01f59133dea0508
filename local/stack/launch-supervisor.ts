import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { logPath } from './plan-servers.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';
import { rotateLog } from './rotate-log.ts';
import { projectRoot, type Settings } from './settings.ts';
import { StackError } from './stack-error.ts';

/** Starts the supervisor in a session of its own: it outlives this process and its terminal. */
export function launchSupervisor(settings: Settings): ProcessIdentity {
  const path = logPath(settings, 'stack');
  rotateLog(path);
  const log = openSync(path, 'a');
  const supervisor = spawn(process.execPath, ['--import', 'tsx', join('local', 'stack', 'supervisor.ts')], {
    cwd: projectRoot,
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  supervisor.unref();
  const identity = supervisor.pid === undefined ? undefined : identifyProcess(supervisor.pid);
  if (!identity) throw new StackError('The supervisor could not be started.', `See ${path}.`);
  return identity;
}
