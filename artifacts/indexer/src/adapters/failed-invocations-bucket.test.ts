import { afterEach, expect, test } from '@jest/globals';
import {
  emptyPage,
  firstPage,
  formEncodedPage,
  lastPage,
  type RecordedAnswer,
  startRecordedS3,
  toError,
} from '../../test/fixtures/start-recorded-s3.ts';
import { createFailedInvocations } from './failed-invocations.ts';
import { createFailedInvocationsBucket } from './failed-invocations-bucket.ts';

const outer = { ...process.env };
let close: () => Promise<unknown> = async () => {};
afterEach(async () => {
  process.env = { ...outer };
  await close();
});

/** The SDK's own environment says where S3 is: that is how the indexer is pointed elsewhere, too. */
async function start(answers: Readonly<Record<string, RecordedAnswer>>, timeoutMs = 20_000) {
  const s3 = await startRecordedS3(answers);
  close = s3.close;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const options = { bucket: 'failures', prefix: 'given-up/', timeoutMs: () => timeoutMs };
  return { ...s3, bucket: createFailedInvocationsBucket({ ...options, pageSize: 2 }) };
}

const first = 'GET /failures/?encoding-type=url&list-type=2&max-keys=2&prefix=given-up%2F';
const special = 'b c+d&e<f>%20é.json';
const object = (name: string, method = 'GET') =>
  `${method} /failures/given-up/${name}?x-id=${method === 'GET' ? 'GetObject' : 'DeleteObject'}`;

test('lists page after page, each behind the last name of the one before, whatever the names are made of', async () => {
  const behind = `${first}&start-after=given-up%2F${encodeURIComponent(special)}`;
  const { bucket, requests } = await start({
    [first]: { status: 200, body: firstPage },
    [behind]: { status: 200, body: lastPage },
  });

  const page = await bucket.list(undefined);
  const next = await bucket.list(page?.names.at(-1));

  expect(page).toEqual({ names: ['aws/lambda/u/s/2026/01/01/2026-01-01T12.30.05-a', special], hasMore: true });
  expect(next).toEqual({ names: ['z\u0001'], hasMore: false });
  expect(requests).toEqual([first, behind]);
});

test('reads a name in which S3 has written a space as a plus', async () => {
  const { bucket } = await start({ [first]: { status: 200, body: formEncodedPage } });

  expect(await bucket.list(undefined)).toEqual({ names: ['b c+d'], hasMore: false });
});

test('lists nothing of a place that is empty', async () => {
  const { bucket } = await start({ [first]: { status: 200, body: emptyPage } });

  expect(await bucket.list(undefined)).toEqual({ names: [], hasMore: false });
});

test('reads and removes by name', async () => {
  const path = 'b%20c%2Bd%26e%3Cf%3E%2520%C3%A9.json';
  const { bucket } = await start({
    [object(path)]: { status: 200, body: '{"a":"é"}' },
    [object(path, 'DELETE')]: { status: 204, body: '' },
  });

  expect(await bucket.read(special)).toEqual({ text: '{"a":"é"}' });
  expect(await bucket.remove(special)).toBe(true);
});

test('tells what is gone and what is archived from what can be read', async () => {
  const { bucket } = await start({
    [object('gone')]: { status: 404, body: toError('NoSuchKey') },
    [object('cold')]: { status: 403, body: toError('InvalidObjectState') },
  });

  expect(await bucket.read('gone')).toBe('absent');
  expect(await bucket.read('cold')).toEqual({
    malformed: 'Expected an object that can be read, got InvalidObjectState.',
  });
});

test.each([
  ['list', 404, 'NoSuchBucket'],
  ['list', 403, 'AccessDenied'],
  ['read', 403, 'AccessDenied'],
  ['remove', 403, 'AccessDenied'],
] as const)('fails when it may not %s: %i %s', async (method, status, code) => {
  const answer = { status, body: toError(code) };
  const { bucket } = await start({ [first]: answer, [object('a')]: answer, [object('a', 'DELETE')]: answer });
  const asked = method === 'list' ? bucket.list(undefined) : bucket[method]('a');

  await expect(asked).rejects.toMatchObject({ code: 'invocations.refused', message: expect.stringContaining(code) });
});

test.each([
  [503, 'ServiceUnavailable'],
  [503, 'SlowDown'],
  [400, 'RequestTimeout'],
])('asks again, and then knows nothing, when S3 answers %i %s', async (status, code) => {
  const answer = { status, body: toError(code) };
  const { bucket, requests } = await start({
    [first]: answer,
    [object('a')]: answer,
    [object('a', 'DELETE')]: answer,
  });

  expect(await Promise.all([bucket.list(undefined), bucket.read('a'), bucket.remove('a')])).toEqual([
    undefined,
    'unknown',
    false,
  ]);
  expect(requests).toHaveLength(9);
});

test('sends nothing when no time is left', async () => {
  const { bucket, requests } = await start({}, 0);

  expect(await bucket.list(undefined)).toBeUndefined();
  expect(await bucket.read('a')).toBe('unknown');
  expect(requests).toEqual([]);
});

test('is what an address of S3 names, with the prefix as it stands there', async () => {
  const { requests } = await start({});
  const open = (location: string) => createFailedInvocations({ location, timeoutMs: () => 20_000 });

  await Promise.allSettled([open('s3://failures/given%20up/').remove('a'), open('s3://failures/').remove('a')]);

  expect(new Set(requests)).toEqual(
    new Set(['DELETE /failures/given%2520up/a?x-id=DeleteObject', 'DELETE /failures/a?x-id=DeleteObject']),
  );
});
