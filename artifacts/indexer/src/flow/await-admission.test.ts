import { expect, test } from '@jest/globals';
import { createAwaitAdmission } from './await-admission.ts';
import type { OpenSearchReply } from './send-request.ts';

const request = { method: 'GET', path: '/' } as const;

function answering(...statuses: readonly number[]) {
  const left = [...statuses];
  const waits: number[] = [];
  const send = async (): Promise<OpenSearchReply> => ({ kind: 'reply', status: left.shift() ?? 200, text: '{}' });
  const pause = async (attempt: number): Promise<boolean> => {
    waits.push(attempt);
    return attempt < 3;
  };
  return { ask: createAwaitAdmission({ send, pause }), waits };
}

test('waits until a domain that has just been made lets it in', async () => {
  const { ask, waits } = answering(403, 401, 200);

  expect(await ask(request)).toMatchObject({ status: 200 });
  expect(waits).toEqual([1, 2]);
});

test('takes a refusal for one once it has been let in', async () => {
  const { ask, waits } = answering(200, 403);

  await ask(request);

  expect(await ask(request)).toMatchObject({ status: 403 });
  expect(waits).toEqual([]);
});

test('gives the refusal back when no time is left', async () => {
  const { ask, waits } = answering(403, 403, 403, 200);

  expect(await ask(request)).toMatchObject({ status: 403 });
  expect(waits).toEqual([1, 2, 3]);
});

test('waits for nothing else', async () => {
  const { ask, waits } = answering(404);

  expect(await ask(request)).toMatchObject({ status: 404 });
  expect(waits).toEqual([]);
});
