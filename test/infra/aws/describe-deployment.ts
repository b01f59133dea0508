import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bringDomain, leaveDomain } from './bring-domain.ts';
import { expectedFiles, expectedMappings, expectedOfNewImage } from './expected.ts';
import { listLeftovers } from './list-leftovers.ts';
import { openStage, type Stage } from './open-stage.ts';
import {
  expectedTemplates,
  readDeployment,
  readFiles,
  readMappings,
  readOutputs,
  readRights,
  readTemplates,
  readVariables,
} from './read-back.ts';
import { type Change, type Plans, planAll } from './read-plans.ts';
import type { Ended, Generation } from './run-terragrunt.ts';

const stateBucket = 'millrace-123456789012-eu-west-1-state';
const prefix = 'millrace-dev';
/** Of the two functions that an apply invokes: `bootstrap`, then `measure`. */
const answers = ['{"indexes": []}', '{"lagSeconds": 1}'];
const expectedRights = JSON.parse(readFileSync(join(import.meta.dirname, 'expected-rights.json'), 'utf8'));

/**
 * What moto does not read back as it was written, so that Terraform would write it again for ever; on AWS it is read back.
 * Each is named here by unit, resource and attributes; anything else in a second plan is a fault.
 */
const notReadBack: readonly (Change & { readonly unit: RegExp })[] = [
  {
    unit: /^lambda-/,
    address: 'aws_lambda_function.this',
    actions: ['update'],
    attributes: ['image_config', 'kms_key_arn', 'last_modified', 'logging_config'],
  },
  {
    unit: /^dynamodb$/,
    address: 'aws_dynamodb_table.this["library"]',
    actions: ['update'],
    attributes: ['on_demand_throughput'],
  },
];

/** live/dev from nothing to nothing. Each test goes on where the one before it has ended. */
export function describeDeployment(generation: Generation): void {
  describe(`live/dev by ${generation.name}`, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage(generation);
    });
    afterAll(async () => {
      await stage.close();
    });

    test('makes the bucket of the states on the first run, versioned, encrypted, closed', async () => {
      await stage.unit('kms', 'plan');

      const [versioning, encryption, access, policy] = stage.ask(
        ['s3', 'get_bucket_versioning', { Bucket: stateBucket }],
        ['s3', 'get_bucket_encryption', { Bucket: stateBucket }],
        ['s3', 'get_public_access_block', { Bucket: stateBucket }],
        ['s3', 'get_bucket_policy', { Bucket: stateBucket }],
        // moto does not heed the condition "only without TLS" of this policy and would refuse everything.
        ['s3', 'delete_bucket_policy', { Bucket: stateBucket }],
      );
      expect(versioning.Status).toBe('Enabled');
      expect(encryption.ServerSideEncryptionConfiguration.Rules).toHaveLength(1);
      expect(Object.values(access.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(policy.Policy).toContain('aws:SecureTransport');
    });

    test('plans every unit on nothing, and changes nothing by that', async () => {
      const plans = await planAll(stage);

      expect(plans).toEqual(expect.any(Object));
      const actions = new Set(
        Object.values(plans).flatMap((changes: readonly Change[]) => changes.flatMap((one) => one.actions)),
      );
      expect(Object.keys(plans)).toEqual(stage.units);
      expect([...actions]).toEqual(['create']);
      expect(listLeftovers(stage)).toEqual([]);
    });

    test('applies everything in one run', async () => {
      expect(await stage.unit('kms', 'apply', '-auto-approve')).toMatchObject({ status: 0 });
      expect(await bringDomain(stage)).toBeUndefined();
      await stage.setAnswers(answers);

      expect(toFailure(await stage.all('apply'))).toBe('');
    });

    test('has nothing more to do in a second plan', async () => {
      expect(toUnexpected(await planAll(stage))).toEqual({});
    });

    test('hands out what its users need', async () => {
      const outputs = await readOutputs(stage);

      expect(Object.keys(outputs)).toEqual(stage.units);
      expect(outputs['api-gateway']?.invoke_url?.value).toMatch(/^https:\/\/.+\/dev$/);
      expect(outputs['static-site']?.url?.value).toMatch(/^https:\/\/.+\.cloudfront\.net$/);
      expect(outputs.opensearch?.endpoint?.value).toMatch(/^https:\/\//);
      expect(outputs.image?.image_uri?.value).toMatch(/@sha256:[0-9a-f]{64}$/);
      // What the function told the apply: it was invoked, and its answer stands in the state.
      expect(outputs.bootstrap?.result?.value).toBe(answers[0]);
      expect(outputs['smoke-check']?.result?.value).toBe(answers[1]);
    });

    test('gives API Gateway every template of openapi.yaml, byte for byte', () => {
      const actual = readTemplates(stage, prefix);

      expect(actual).toEqual(expectedTemplates(stage.folder, `${prefix}-library`));
      expect(Object.keys(actual).length).toBeGreaterThan(15);
    });

    test('puts the page that was built where CloudFront reads it', () => {
      const files = readFiles(stage, `${prefix}-123456789012-page`);

      expect(files).toEqual(expectedFiles(join(stage.folder, 'web', 'dist')));
      expect(Object.keys(files)).toContain('index.html');
    });

    test('draws the secret that the pages of a search are signed with', () => {
      expect(readVariables(stage, `${prefix}-search`).INDEXER_TOKEN_SECRET).toMatch(/^[0-9a-f-]{72}$/);
      expect(readVariables(stage, `${prefix}-index`)).not.toHaveProperty('INDEXER_TOKEN_SECRET');
    });

    test('lets what is known of deletions expire, and nothing else', () => {
      const names = ['library', 'parked', 'jobs', 'deletions'].map((name) => `${prefix}-${name}`);

      const settings = stage.ask(
        ...names.map((TableName) => ['dynamodb', 'describe_time_to_live', { TableName }] as const),
      );

      const expiring = settings.map(({ TimeToLiveDescription: { AttributeName, TimeToLiveStatus } }) =>
        TimeToLiveStatus === 'ENABLED' ? AttributeName : 'never',
      );
      expect(expiring).toEqual(['never', 'never', 'never', 'expiresAt']);
      expect(readVariables(stage, `${prefix}-index`).INDEXER_DELETIONS_TABLE_NAME).toBe(names.at(-1));
    });

    test('maps the streams so that no batch is lost and none blocks', () => {
      expect(readMappings(stage)).toEqual(expectedMappings);
    });

    test('gives each role just the rights of its one job, on its own resources', () => {
      const rights = readRights(stage, prefix);

      expect(rights).toEqual(expectedRights);
    });

    test('refuses to destroy production, typed by hand as well', async () => {
      const Bucket = 'millrace-444455556666-eu-west-1-state';
      stage.ask(['s3', 'create_bucket', { Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }]);

      const unit = join(stage.folder, 'live', 'prod', 'kms');
      const { status, output } = await stage.run('terragrunt', ['destroy', '-auto-approve'], unit);

      expect(status).not.toBe(0);
      expect(output).toContain('got is_production = true in env.hcl. Nothing was touched.');
    });

    test('promotes the digest that runs, and builds nothing for it', async () => {
      const { image } = await readOutputs(stage, ['image']);

      expect(toFailure(await stage.run('deploy/run', ['promote', 'dev', 'staging'], stage.folder))).toBe('');
      expect(JSON.parse(readFileSync(join(stage.folder, 'live', 'staging', 'promoted.json'), 'utf8'))).toMatchObject({
        image_digest: image?.image_digest?.value,
      });
    });

    test('finds a changed template and changed content of the image, and nothing else to do', async () => {
      const path = join(stage.folder, 'openapi.yaml');
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"ConsistentRead": true,', '"ConsistentRead":  true,'));
      appendFileSync(join(stage.folder, 'artifacts', 'indexer', 'src', 'core', 'change.ts'), '\n// Another content.\n');

      expect(Object.keys(toUnexpected(await planAll(stage)))).toEqual(['api-gateway', 'image']);
    });

    test('deploys the API again for the changed template', async () => {
      const before = readDeployment(stage, prefix);

      expect(toFailure(await stage.unit('api-gateway', 'apply', '-auto-approve'))).toBe('');

      expect(readDeployment(stage, prefix)).not.toBe(before);
      expect(readTemplates(stage, prefix)).toEqual(expectedTemplates(stage.folder, `${prefix}-library`));
    });

    test('deploys another digest for the changed content, and changes nothing but what runs it', async () => {
      const before = await readOutputs(stage, ['image']);

      expect(toFailure(await stage.unit('image', 'apply', '-auto-approve'))).toBe('');

      const after = await readOutputs(stage, ['image']);
      expect(after.image?.image_digest?.value).not.toBe(before.image?.image_digest?.value);
      expect(toActions(toUnexpected(await planAll(stage)))).toEqual(expectedOfNewImage);
    });

    test('leaves nothing when it is destroyed', async () => {
      expect(await leaveDomain(stage, prefix)).toBeUndefined();

      expect(toFailure(await stage.all('destroy'))).toBe('');
      expect(listLeftovers(stage)).toEqual([]);
    });
  });
}

/** What becomes of each resource, by unit. */
function toActions(plans: Plans): unknown {
  const units = Object.entries(plans).map(([unit, changes]) => [
    unit,
    Object.fromEntries(changes.map(({ address, actions }) => [address, actions])),
  ]);
  return Object.fromEntries(units);
}

/** Empty for a run that went well, else all it has said. */
function toFailure({ status, output }: Ended): string {
  return status === 0 ? '' : output;
}

/** Changes that moto's forgetfulness does not explain, by unit; the text of a plan that failed. */
function toUnexpected(plans: Plans | string): Plans {
  if (typeof plans === 'string') throw new Error(plans);
  const unexpected = Object.entries(plans).map(
    ([unit, changes]) => [unit, changes.filter((change) => !isNotReadBack(unit, change))] as const,
  );
  return Object.fromEntries(unexpected.filter(([, changes]) => changes.length > 0));
}

function isNotReadBack(unit: string, { address, actions, attributes }: Change): boolean {
  return notReadBack.some(
    (one) =>
      one.unit.test(unit) &&
      one.address === address &&
      String(one.actions) === String(actions) &&
      attributes.every((name) => one.attributes.includes(name)),
  );
}
