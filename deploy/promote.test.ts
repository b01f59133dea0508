import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeLive } from './fixtures/write-live.ts';
import type { FindImage } from './image/find-image.ts';
import { promote, requirePromotable } from './promote.ts';
import { readEnv } from './read-env.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const url = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/millrace/indexer';
const getImage = async () => `${url}@${digest}`;
const findImage: FindImage = async () => ({
  digest,
  tags: ['newest', 'content-0123456789abcdef'],
  mediaType: undefined,
});

async function environments(own: Readonly<Record<string, unknown>> = {}) {
  const liveDir = writeLive({ staging: {}, prod: { image_source: 'promoted', ...own } });
  return { from: await readEnv('staging', liveDir), to: await readEnv('prod', liveDir) };
}

test('writes down the image that runs, and says what to do next', async () => {
  const { from, to } = await environments();

  const text = await promote(from, to, { getImage, findImage });

  expect(JSON.parse(readFileSync(join(to.dir, 'promoted.json'), 'utf8'))).toEqual({
    image_digest: digest,
    image_tag: 'content-0123456789abcdef',
    from: 'staging',
  });
  expect(text).toContain('make apply ENV=prod');
});

test('asks every function of the environment', async () => {
  const { from, to } = await environments();
  const asked: string[] = [];
  const noting = async (name: string) => {
    asked.push(name);
    return getImage();
  };

  await promote(from, to, { getImage: noting, findImage });

  expect(asked.sort()).toEqual(
    ['bootstrap', 'index', 'jobs', 'maintain', 'measure', 'search'].map((name) => `millrace-staging-${name}`),
  );
});

const other = `${url}@sha256:${'b'.repeat(64)}`;

test.each([
  ['nothing is deployed', { getImage: async () => undefined }, 'Expected staging to be deployed'],
  [
    'a function runs another image',
    { getImage: async (name: string) => (name.endsWith('jobs') ? other : getImage()) },
    'Expected all functions of staging to run one image',
  ],
  ['an image runs by its tag', { getImage: async () => `${url}:latest` }, 'to run an image by its digest'],
  ['the image is gone', { findImage: async () => 'no-image' as const }, 'got no such image'],
  ['the repository is gone', { findImage: async () => 'no-repository' as const }, 'got no such repository'],
  ['the image has no tag', { findImage: async () => ({ digest, tags: [], mediaType: undefined }) }, 'to have a tag'],
])('refuses when %s, and writes nothing', async (_, broken, message) => {
  const { from, to } = await environments();

  await expect(promote(from, to, { getImage, findImage, ...broken })).rejects.toThrow(message);

  expect(existsSync(join(to.dir, 'promoted.json'))).toBe(false);
});

test('refuses to promote to itself', async () => {
  const { from } = await environments();

  expect(() => requirePromotable(from, from)).toThrow('Expected two environments, got staging twice.');
});

test.each([
  ['builds its own', { image_source: 'build' }, 'to deploy what is promoted to it'],
  ['has another repository', { image_repository: { account_id: '111122223333' } }, 'Expected one image repository'],
  ['is in another region', { region: 'us-east-1' }, 'Expected one image repository'],
])('refuses an environment that %s', async (_, own, message) => {
  const { from, to } = await environments(own);

  expect(() => requirePromotable(from, to)).toThrow(message);
});
