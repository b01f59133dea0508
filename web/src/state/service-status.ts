import { atom } from 'jotai/vanilla';
import { atomEffect } from 'jotai-effect';
import type { Problem } from '../api/problem.ts';
import type { Status } from '../api/schemas.ts';
import { connectQuietlyAtom } from './access.ts';
import { apiKeyAtom } from './api-key.ts';
import { isIndexBehindAtom } from './command-entries.ts';
import { outageAtMsAtom } from './outage.ts';
import { isVisibleAtom } from './visibility.ts';
import { worldAtom } from './world.ts';

export type ServiceStatus =
  | { readonly kind: 'unasked' }
  | {
      readonly kind: 'known';
      /** `behind` also where a command waits for it unusually long, whatever the heartbeat says. `unknown`: no search finds a heartbeat, so nobody knows how far the index is behind. */
      readonly mood: 'in-step' | 'behind' | 'unknown';
      readonly lagSeconds: number | undefined;
      /** Documents that OpenSearch refuses, and whether there are more than were counted. */
      readonly parkedKeys: number;
      readonly parkedIsAtLeast: boolean;
      /** Changes on their way into many documents. */
      readonly jobs: number;
      readonly jobsIsAtLeast: boolean;
    }
  | { readonly kind: 'failed'; readonly problem: Problem };

const everyMs = 15_000;
/** The heartbeat is written every minute: up to here its age says nothing. */
export const usualLagSeconds = 120;

const baseAtom = atom<ServiceStatus>({ kind: 'unasked' });

/** How far searches are behind what was written. Asked for every 15 s while the tab can be seen, and when something is down. */
export const serviceStatusAtom = atom((get): ServiceStatus => {
  get(askEffect);
  const status = get(baseAtom);
  const isBehind = status.kind === 'known' && status.mood === 'in-step' && get(isIndexBehindAtom);
  return isBehind ? { ...status, mood: 'behind' } : status;
});

const askEffect = atomEffect((get, set) => {
  get(apiKeyAtom);
  get(outageAtMsAtom);
  if (!get(isVisibleAtom)) return;
  const abort = new AbortController();
  const ask = set(connectQuietlyAtom);
  const world = get.peek(worldAtom);
  const repeat = async () => {
    for (;;) {
      const reply = await ask(abort.signal, (api, signal) => api.GET('/status', { signal }));
      abort.signal.throwIfAborted();
      set(baseAtom, reply.isOk ? readStatus(reply.data) : { kind: 'failed', problem: reply.problem });
      await world.pause(everyMs, abort.signal);
    }
  };
  repeat().catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  return () => abort.abort();
});

function readStatus({ lagSeconds, parkedKeys, parkedIsAtLeast, jobs, jobsIsAtLeast }: Status): ServiceStatus {
  const lag = typeof lagSeconds === 'number' ? lagSeconds : undefined;
  const mood = lag === undefined ? 'unknown' : lag > usualLagSeconds ? 'behind' : 'in-step';
  return { kind: 'known', mood, lagSeconds: lag, parkedKeys, parkedIsAtLeast, jobs, jobsIsAtLeast };
}
