import { expect, test } from '@jest/globals';
import { type Api, ask } from './ask.ts';
import { createProblem } from './problem.ts';

const never = new AbortController().signal;
const endless = () => new Promise<void>(() => undefined);

function send(fetch: (request: Request) => Promise<Response>, changes: Partial<Parameters<typeof ask>[0]> = {}) {
  const access = { origin: 'http://page.test', fetch, pause: endless, key: '', ...changes };
  return ask(access, never, (api: Api, signal) => api.GET('/', { signal }));
}

test('asks below /api of its own origin, and gives the data', async () => {
  let url = '';
  const reply = await send(async (request) => {
    url = request.url;
    return Response.json({ name: 'millrace', version: '1' });
  });

  expect(reply).toEqual({ isOk: true, data: { name: 'millrace', version: '1' } });
  expect(url).toBe('http://page.test/api/');
});

test('sends the key that was given, and no header without one', async () => {
  const keys: (string | null)[] = [];
  const fetch = async (request: Request) => {
    keys.push(request.headers.get('x-api-key'));
    return Response.json({});
  };

  await send(fetch, { key: 'k' });
  await send(fetch);

  expect(keys).toEqual(['k', null]);
});

test.each([
  ['a refused connection', () => Promise.reject(new TypeError('fetch failed')), 'no-answer'],
  ['a success that is no JSON, as from a server of files', async () => new Response('<!doctype html>'), 'no-answer'],
  ['an answer of something in between', async () => new Response('<h1>', { status: 502 }), 'unavailable'],
] as const)('gives a problem for %s', async (_title, fetch, name) => {
  await expect(send(fetch)).resolves.toEqual({ isOk: false, problem: createProblem(name) });
});

test('gives up after half a minute', async () => {
  const waits: number[] = [];
  const pause = async (ms: number) => void waits.push(ms);
  const fetch = ({ signal }: Request) =>
    new Promise<Response>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });

  await expect(send(fetch, { pause })).resolves.toEqual({ isOk: false, problem: createProblem('answer-late') });
  expect(waits).toEqual([30_000]);
});

test('ends the wait for lateness with the answer', async () => {
  let isEnded = false;
  const pause = (_ms: number, signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        isEnded = true;
        reject(signal.reason);
      });
    });

  await send(async () => Response.json({}), { pause });

  expect(isEnded).toBe(true);
});

test('throws when the caller no longer wants the answer', async () => {
  const abort = new AbortController();
  const fetch = async () => {
    abort.abort();
    throw abort.signal.reason;
  };
  const access = { origin: 'http://page.test', fetch, pause: endless, key: '' };

  await expect(ask(access, abort.signal, (api, signal) => api.GET('/', { signal }))).rejects.toThrow('aborted');
});
