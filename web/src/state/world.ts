import { atom } from 'jotai/vanilla';

/** All that the state needs from outside, so that a test can stand in for it. */
export interface World {
  /** Of the page and of its API, which stands below `/api`. */
  readonly origin: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly nowMs: () => number;
  /** Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Random texts of letters and digits. */
  readonly drawText: (length: number) => string;
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const browser: World = {
  origin: globalThis.location?.origin ?? '',
  fetch: (request) => globalThis.fetch(request),
  nowMs: () => Date.now(),
  pause: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      const stop = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      signal.addEventListener('abort', stop, { once: true });
    }),
  // 62 does not divide 256, so some letters come a little more often: these ids need to be unlike each other, not secret.
  drawText: (length) =>
    Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => letters[byte % letters.length]).join(''),
};

const baseAtom = atom<World>(browser);
export const worldAtom = atom((get) => get(baseAtom));
export const replaceWorldAtom = atom(null, (_get, set, world: World) => set(baseAtom, world));
