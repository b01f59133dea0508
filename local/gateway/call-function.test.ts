import { expect, test } from '@jest/globals';
import { callFunction } from './call-function.ts';

const timeoutMs = 1_000;

const answerOf = (result: unknown) => callFunction(async () => result, {}, timeoutMs);
const plain = async (result: unknown) => {
  const { status, headers, body } = await answerOf(result);
  return { status, headers: Object.fromEntries([...headers.values()].map(({ name, values }) => [name, values])), body };
};

test('hands the event over and the answer back', async () => {
  const { status, body } = await callFunction(
    async (event) => ({ statusCode: 201, body: JSON.stringify(event) }),
    { a: 1 },
    timeoutMs,
  );

  expect([status, body]).toEqual([201, '{"a":1}']);
});

test('merges both kinds of headers, and gives a content type where the function gives none', async () => {
  const result = { headers: { 'X-A': '1', 'X-B': true }, multiValueHeaders: { 'X-A': ['2', '3'] } };

  expect(await plain(result)).toEqual({
    status: 200,
    headers: { 'Content-Type': ['application/json'], 'X-A': ['2', '3'], 'X-B': ['true'] },
    body: '',
  });
  expect((await plain({ headers: { 'content-type': 'text/plain' } })).headers).toEqual({
    'content-type': ['text/plain'],
  });
});

test('renames and drops the headers that API Gateway keeps for itself', async () => {
  const result = { headers: { Date: 'x', 'www-authenticate': 'y', Host: 'z', Via: 'v' } };

  expect((await plain(result)).headers).toEqual({
    'Content-Type': ['application/json'],
    'X-Amzn-Remapped-Date': ['x'],
    'X-Amzn-Remapped-www-authenticate': ['y'],
  });
});

test('takes nothing for an empty 200, and a status as text', async () => {
  expect(await answerOf({})).toMatchObject({ status: 200, body: '' });
  expect(await answerOf({ statusCode: '404', headers: null, body: null })).toMatchObject({ status: 404, body: '' });
});

test('sends no body with 204', async () => {
  expect(await answerOf({ statusCode: 204, body: 'x' })).toMatchObject({ status: 204, body: '' });
});

test.each([
  ['no object', 'text'],
  ['nothing', undefined],
  ['a list', []],
  ['an unknown key', { statusCode: 200, data: 1 }],
  ['a body of another type', { body: { a: 1 } }],
  ['a status that is none', { statusCode: 'ok' }],
  ['a status out of range', { statusCode: 99 }],
  ['a status with a fraction', { statusCode: 200.5 }],
  ['headers of another type', { headers: 'x' }],
  ['a header that is no text', { headers: { 'X-A': 1 } }],
  ['a header list that is none', { multiValueHeaders: { 'X-A': '1' } }],
])('answers 502 to %s', async (_, result) => {
  await expect(answerOf(result)).rejects.toMatchObject({
    type: 'DEFAULT_5XX',
    status: 502,
    message: 'Internal server error',
    cause: expect.objectContaining({ message: expect.stringContaining('Malformed Lambda proxy response') }),
  });
});

test('answers 500 to a header that HTTP cannot carry', async () => {
  await expect(answerOf({ headers: { 'X-A': 'a\nb' } })).rejects.toMatchObject({ type: 'API_CONFIGURATION_ERROR' });
});

test('answers 502 when the function fails, and keeps why for the log', async () => {
  const cause = new Error('secret');

  await expect(callFunction(async () => Promise.reject(cause), {}, timeoutMs)).rejects.toMatchObject({
    type: 'DEFAULT_5XX',
    status: 502,
    message: 'Internal server error',
    cause,
  });
});

test('answers 504 when the function takes too long', async () => {
  await expect(callFunction(() => new Promise(() => {}), {}, 50)).rejects.toMatchObject({
    type: 'INTEGRATION_TIMEOUT',
    message: 'Endpoint request timed out',
  });
});
