import { endLeftovers, inspectStack, stopSupervisor } from './inspect-stack.ts';
import { readStreamStatus } from './read-stream-status.ts';
import type { Settings } from './settings.ts';

// A day is what a stream keeps, on AWS as here.
const behind =
  '\nThe index was still behind the table. It catches up after the next `make up`, if that comes within 24 hours.';

/** Stops this data folder's stack in order, if one runs; resolves, when nothing of it is left, with what was done. */
export async function stopStack(settings: Settings): Promise<string> {
  const inspected = inspectStack(settings);
  if (inspected.kind === 'alive') {
    const external = inspected.state.parts.filter(({ state }) => state === 'external');
    const isBehind = readStreamStatus(settings)?.caughtUp === false;
    await stopSupervisor(inspected.state.supervisor);
    const left = external.map(({ address }) => ` The server at ${address} is not ours and runs on.`).join('');
    return `Stopped; what is stored in ${settings.dataDir} is kept.${left}${isBehind ? behind : ''}`;
  }
  const leftovers = await endLeftovers(inspected);
  return leftovers > 0 ? `Stopped ${leftovers} processes that a killed stack had left.` : 'Nothing was running.';
}
