import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { account, digestOf, openPublishRig, type PublishRig, repositoryUrl as url } from './image/open-publish-rig.ts';

let rig: PublishRig;
beforeAll(async () => {
  rig = await openPublishRig();
});
afterAll(() => rig?.close());

const placeholder = `sha256:${'0'.repeat(64)}`;
const elsewhere = url.replace('millrace/indexer', 'millrace/nothing');

test.each([url, elsewhere])('plan only says that apply will build, also before there is a repository', async (at) => {
  const { status, output, variables, calls } = await rig.publish(['plan', at, 'content-planned', '--account', account]);

  expect({ status, variables }).toEqual({
    status: 0,
    variables: { image_digest: placeholder, image_tag: 'content-planned' },
  });
  expect(output).toContain('apply will build it');
  expect(calls).toEqual([]);
});

test.each(['plan', 'apply', 'refresh', 'import'])(
  '%s takes the image that the repository has, and builds none',
  async (command) => {
    const tag = `content-there-${command}`;
    rig.putImage({ tag });

    const { status, variables, calls } = await rig.publish([command, url, tag, '--account', account]);

    expect({ status, variables, calls }).toEqual({
      status: 0,
      variables: { image_digest: digestOf(tag), image_tag: tag },
      calls: [],
    });
  },
);

test.each(['validate', 'destroy'])('%s asks nobody', async (command) => {
  const env = { HTTPS_PROXY: 'http://127.0.0.1:1' };

  const { status, variables } = await rig.publish([command, url, 'content-any'], { env });

  expect({ status, variables }).toEqual({
    status: 0,
    variables: { image_digest: placeholder, image_tag: 'content-any' },
  });
});

test('apply builds and pushes with docker, for ARM, as one image and not as a list', async () => {
  const tag = 'content-docker';

  const { status, variables, calls } = await rig.publish(['apply', url, tag, '--account', account]);

  expect({ status, variables }).toEqual({ status: 0, variables: { image_digest: digestOf(tag), image_tag: tag } });
  expect(calls.map(({ name }) => name)).toEqual(['docker', 'docker']);
  const [login, build] = calls;
  expect(login?.args).toEqual(['login', '--username', 'AWS', '--password-stdin', url.split('/')[0]]);
  expect(login?.input).toBe(`${account}-auth-token`);
  expect(build?.args).toEqual(
    expect.arrayContaining(['buildx', 'build', 'linux/arm64', '--provenance=false', '--sbom=false']),
  );
  expect(build?.args).toContain(`type=image,"name=${url}:${tag}",push=true,rewrite-timestamp=true`);
});

test('apply takes buildah where the daemon of docker does not answer', async () => {
  const tag = 'content-buildah';
  const env = { FAKE_BUILDER_DOCKER: 'broken', INDEXER_IMAGE_NPMRC: '/somewhere/npmrc' };

  const { status, variables, calls } = await rig.publish(['apply', url, tag, '--architecture', 'x86_64'], { env });

  expect({ status, variables }).toEqual({ status: 0, variables: { image_digest: digestOf(tag), image_tag: tag } });
  expect(calls.map(({ name, args }) => `${name} ${args[0]}`)).toEqual([
    'buildah login',
    'buildah build',
    'buildah push',
  ]);
  const [login, build, push] = calls;
  expect(login?.args.join(' ')).not.toContain('auth-token');
  expect(build?.args).toEqual(expect.arrayContaining(['linux/amd64', '--timestamp', 'id=npmrc,src=/somewhere/npmrc']));
  expect(push?.args.at(-1)).toBe(`${url}:${tag}`);
});

test('apply takes the builder that is asked for', async () => {
  const env = { INDEXER_IMAGE_BUILDER: 'buildah' };

  const { status, calls } = await rig.publish(['apply', url, 'content-asked'], { env });

  expect(status).toBe(0);
  expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(['buildah']));
});

test('whoever pushed the same tag in the meantime has pushed the same image', async () => {
  const env = { FAKE_BUILDER_DOCKER: 'push-fails' };

  const { status, output, variables } = await rig.publish(['apply', url, 'content-raced'], { env });

  expect({ status, variables }).toMatchObject({ status: 0, variables: { image_digest: digestOf('content-raced') } });
  expect(output).toContain('Somebody else has pushed content-raced');
});

interface Refusal {
  readonly title: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly builders?: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

const refusals: readonly Refusal[] = [
  {
    title: 'a machine that can build nothing',
    args: ['apply', url, 'content-none'],
    builders: {},
    says: ['docker is not installed; buildah is not installed', 'INDEXER_IMAGE_DIGEST=sha256:'],
  },
  {
    title: 'builders that do not work',
    args: ['apply', url, 'content-none'],
    env: { FAKE_BUILDER_DOCKER: 'broken', FAKE_BUILDER_BUILDAH: 'broken' },
    says: ['docker info: ERROR: Cannot connect to the daemon.', 'buildah version: ERROR: cannot clone'],
  },
  {
    title: 'a builder that nobody knows',
    args: ['apply', url, 'content-none'],
    env: { INDEXER_IMAGE_BUILDER: 'kaniko' },
    says: ['Expected `INDEXER_IMAGE_BUILDER` to be docker or buildah, got `kaniko`'],
  },
  {
    title: 'a build that fails',
    args: ['apply', url, 'content-none'],
    env: { FAKE_BUILDER_DOCKER: 'build-fails' },
    says: ['some progress', 'Expected `docker build` to succeed, got status 1: ERROR: npm ci failed'],
  },
  {
    title: 'a login that fails',
    args: ['apply', url, 'content-none'],
    env: { FAKE_BUILDER_DOCKER: 'login-fails' },
    says: ['Expected `docker login` to succeed, got status 1: ERROR: unauthorized'],
  },
  {
    title: 'a repository that is not there when it is pushed to',
    args: ['apply', elsewhere, 'content-none'],
    says: [`Expected the repository ${elsewhere}, got none`, 'The unit ecr creates it'],
  },
  {
    title: "a tag that the other account's repository lacks",
    args: ['apply', url, 'content-none', '--account', '444455556666'],
    says: [`account 444455556666 only reads what ${account} builds; got no such image`],
  },
  {
    title: 'a given digest of another form',
    args: ['plan', url, 'content-none'],
    env: { INDEXER_IMAGE_DIGEST: 'sha256:abc' },
    says: ['Expected `INDEXER_IMAGE_DIGEST` to be sha256: and 64 hexadecimal digits, got `sha256:abc`'],
  },
  {
    title: 'a given digest that the repository lacks',
    args: ['plan', url, 'content-none'],
    env: { INDEXER_IMAGE_DIGEST: digestOf('nothing') },
    says: [`Expected ${url} to have ${digestOf('nothing')} (INDEXER_IMAGE_DIGEST), got no such image`],
  },
  {
    title: 'a promoted image of which there is no file',
    args: ['plan', url, 'content-none', '--promoted', '/nowhere/promoted.json'],
    says: ['Expected /nowhere/promoted.json to name the promoted image, got ENOENT', 'make promote FROM='],
  },
  {
    title: 'a command that is not known',
    args: ['console', url, 'content-none'],
    says: [
      'Expected one of apply, plan, refresh, import, validate, destroy first, got `console`',
      'publish.sh <terraform',
    ],
  },
  {
    title: 'an option that is not known',
    args: ['plan', url, 'content-none', '--region', 'eu-west-1'],
    says: ['Expected only --account, --promoted, --architecture, got `--region`'],
  },
  {
    title: 'a processor that Lambda does not have',
    args: ['plan', url, 'content-none', '--architecture', 'riscv64'],
    says: ['Expected --architecture to be arm64 or x86_64, got `riscv64`'],
  },
  {
    title: 'an address that is not one of ECR',
    args: ['plan', 'ghcr.io/millrace/indexer', 'content-none'],
    says: ['Expected the address of an ECR repository', 'got `ghcr.io/millrace/indexer`'],
  },
  {
    title: 'a network without a way to ECR',
    args: ['plan', url, 'content-none'],
    env: { HTTPS_PROXY: 'http://127.0.0.1:1' },
    says: ['Expected ECR in eu-west-1 to answer ecr:DescribeImages, got', 'HTTPS_PROXY'],
  },
];

test.each(refusals)('refuses $title, and leaves nothing that could be deployed', async ({ args, says, ...options }) => {
  const { status, output, variables } = await rig.publish(args, options);

  expect({ status, variables }).toEqual({ status: 1, variables: undefined });
  for (const text of says) expect(output).toContain(text);
});

test.each(['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json'])(
  'refuses a list of images, which Lambda would refuse: %s',
  async (mediaType) => {
    const tag = `content-list-${mediaType.length}`;
    rig.onNextPush(() => rig.putImage({ tag, mediaType }));

    const { status, output, variables } = await rig.publish(['apply', url, tag]);

    expect({ status, variables }).toEqual({ status: 1, variables: undefined });
    expect(output).toContain(`got a list of images (${mediaType})`);
  },
);

test('refuses to believe a builder that has pushed nothing', async () => {
  rig.onNextPush(() => {});

  const { status, output } = await rig.publish(['apply', url, 'content-lost']);

  expect(status).toBe(1);
  expect(output).toContain('to have what was just pushed, got no such image');
});

test('deploys a given digest under a tag of its own, and builds nothing', async () => {
  rig.putImage({ tag: 'build-7', content: 'from elsewhere' });
  const env = { INDEXER_IMAGE_DIGEST: digestOf('from elsewhere') };

  const { status, variables, calls } = await rig.publish(['apply', url, 'content-unbuilt'], { env });

  expect({ status, variables, calls }).toEqual({
    status: 0,
    variables: { image_digest: digestOf('from elsewhere'), image_tag: 'build-7' },
    calls: [],
  });
});

test('refuses a digest without a tag, as the lifecycle deletes such images', async () => {
  rig.putImage({ content: 'untagged' });

  const { status, output } = await rig.publish(['plan', url, 'content-any'], {
    env: { INDEXER_IMAGE_DIGEST: digestOf('untagged') },
  });

  expect(status).toBe(1);
  expect(output).toContain('to carry a tag, got none');
});

test('deploys what was promoted, also from the repository of another account', async () => {
  rig.putImage({ tag: 'content-promoted' });
  const file = rig.writeFile('promoted.json', JSON.stringify({ image_digest: digestOf('content-promoted') }));
  const args = ['apply', url, 'content-sources', '--account', '444455556666', '--promoted', file];

  const { status, variables, calls } = await rig.publish(args);

  expect({ status, variables, calls }).toEqual({
    status: 0,
    variables: { image_digest: digestOf('content-promoted'), image_tag: 'content-promoted' },
    calls: [],
  });
});

test.each([
  ['{"image_digest":"latest"}', 'got "latest"'],
  ['{}', 'got undefined'],
  ['null', 'got null'],
  ['{', 'got Expected property name'],
  [JSON.stringify({ image_digest: digestOf('never pushed') }), 'got no such image'],
])('refuses a promotion of %s', async (text, says) => {
  const file = rig.writeFile('refused.json', text);

  const { status, output, variables } = await rig.publish(['apply', url, 'content-any', '--promoted', file]);

  expect({ status, variables }).toEqual({ status: 1, variables: undefined });
  expect(output).toContain(says);
});
