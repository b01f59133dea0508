import { endLeftovers, inspectStack, stopSupervisor } from './inspect-stack.ts';
import type { Settings } from './settings.ts';

/** Stops this data folder's stack in order, if one runs; resolves, when nothing of it is left, with what was done. */
export async function stopStack(settings: Settings): Promise<string> {
  const inspected = inspectStack(settings);
  if (inspected.kind === 'alive') {
    const external = inspected.state.parts.filter(({ state }) => state === 'external');
    await stopSupervisor(inspected.state.supervisor);
    const left = external.map(({ address }) => ` The server at ${address} is not ours and runs on.`).join('');
    return `Stopped; what is stored in ${settings.dataDir} is kept.${left}`;
  }
  const leftovers = await endLeftovers(inspected);
  return leftovers > 0 ? `Stopped ${leftovers} processes that a killed stack had left.` : 'Nothing was running.';
}
