import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeLive } from './fixtures/write-live.ts';
import {
  findConsent,
  refuseDestroy,
  refusePage,
  requireAccount,
  requireBuilder,
  requireImage,
  requireRegion,
} from './preflight.ts';
import { readEnv } from './read-env.ts';

const liveDir = writeLive({ dev: {}, prod: { is_production: true, image_source: 'promoted' } });
const dev = await readEnv('dev', liveDir);
const prod = await readEnv('prod', liveDir);

test('refuses to destroy the images that other accounts run', () => {
  expect(() => refuseDestroy({ ...dev, pullAccountIds: ['111122223333'] })).toThrow(
    'accounts 111122223333 run images from',
  );
  expect(() => refuseDestroy(dev)).not.toThrow();
});

test('refuses a page before an API that wants signatures', () => {
  expect(() => refusePage({ ...dev, hasPage: true, authorization: 'iam' })).toThrow(
    'Expected an API that a page can call, got `page` beside `api.authorization = "iam"`',
  );
  expect(() => refusePage({ ...dev, hasPage: true, hasRateLimit: true })).toThrow(
    'Expected no limit on addresses before an API with a page, got `page` beside `api.waf_rate_limit`',
  );
  expect(() => refusePage({ ...dev, hasPage: false, hasRateLimit: true })).not.toThrow();
  expect(() => refusePage({ ...dev, hasPage: false, authorization: 'iam' })).not.toThrow();
  expect(() => refusePage({ ...dev, hasPage: true, authorization: 'api-key' })).not.toThrow();
});

test('wants a promoted image where images are promoted', () => {
  expect(() => requireImage(prod, {})).toThrow('to name the image that prod runs, got no file');
  expect(() => requireImage(prod, { INDEXER_IMAGE_DIGEST: 'sha256:00' })).not.toThrow();
  expect(() => requireImage(dev, {})).not.toThrow();

  writeFileSync(join(prod.dir, 'promoted.json'), '{}');
  expect(() => requireImage(prod, {})).not.toThrow();
});

test('wants something to build with where images are built', () => {
  expect(() => requireBuilder(dev, {}, undefined)).toThrow('Expected docker or buildah on the PATH');
  expect(() => requireBuilder(dev, {}, '/usr/bin/buildah')).not.toThrow();
  expect(() => requireBuilder(dev, { INDEXER_IMAGE_DIGEST: 'sha256:00' }, undefined)).not.toThrow();
  expect(() => requireBuilder(prod, {}, undefined)).not.toThrow();
});

test.each(['AWS_REGION', 'AWS_DEFAULT_REGION'])('refuses another region in %s', (variable) => {
  expect(() => requireRegion(dev, { [variable]: 'us-east-1' })).toThrow(`Expected ${variable} to be eu-west-1`);
  expect(() => requireRegion(dev, { [variable]: 'eu-west-1' })).not.toThrow();
  expect(() => requireRegion(dev, {})).not.toThrow();
});

test('refuses credentials of another account', () => {
  expect(() => requireAccount(dev, '999999999999')).toThrow(
    "Expected credentials for account 123456789012, which is dev's, got those of 999999999999.",
  );
  expect(() => requireAccount(dev, '123456789012')).not.toThrow();
});

test.each([
  ['a plan', dev, { verb: 'plan', isYes: false }, {}, false, 'given'],
  ['an apply at a terminal', dev, { verb: 'apply', isYes: false }, {}, true, 'terragrunt-asks'],
  ['an apply with --yes', dev, { verb: 'apply', isYes: true }, {}, false, 'given'],
  ['an apply of prod at a terminal', prod, { verb: 'apply', isYes: false }, {}, true, 'name-is-asked'],
  [
    'an apply of prod with its name',
    prod,
    { verb: 'apply', isYes: true },
    { MILLRACE_CONFIRM: 'prod' },
    false,
    'given',
  ],
] as const)('finds for %s who says yes', (_, environment, command, env, isTerminal, consent) => {
  expect(findConsent(command, environment, { env, isTerminal })).toBe(consent);
});

test.each([
  ['an apply without a terminal', dev, false, {}, false, 'Expected a terminal'],
  ['prod with --yes alone', prod, true, {}, true, 'to be confirmed by its name, got only --yes'],
  ['prod without a terminal', prod, false, {}, false, 'Expected a terminal to ask for the name of prod'],
  ['prod by the name of another', prod, true, { MILLRACE_CONFIRM: 'dev' }, false, 'to be confirmed by its name'],
] as const)('refuses %s', (_, environment, isYes, env, isTerminal, message) => {
  expect(() => findConsent({ verb: 'apply', isYes }, environment, { env, isTerminal })).toThrow(message);
});
