import { expect, test } from '@jest/globals';
import { describeExit, describeTimeout } from './describe-failure.ts';

const plan = {
  name: 'opensearch',
  title: 'OpenSearch',
  address: 'http://127.0.0.1:9200',
  logPath: '/data/logs/opensearch.log',
  startTimeoutMs: 60_000,
  launch: { command: 'java', args: [], env: {} },
} as const;

const describe = (exit: { code?: number; signal?: NodeJS.Signals; error?: string }, ...lastLines: string[]) =>
  describeExit({ plan, exit: { code: null, signal: null, ...exit }, lastLines });

test('says which part ended, how, and what its log said last', () => {
  const failure = describe({ code: 1 }, 'one', 'two');

  expect(failure).toEqual({
    part: 'opensearch',
    reason: 'OpenSearch ended by itself with exit code 1.',
    remedy: 'Nothing stored is lost. See /data/logs/opensearch.log, then: make up',
    lastLines: ['one', 'two'],
  });
});

test.each([{ signal: 'SIGKILL' as const }, { code: 137 }])('takes %j for a lack of memory', (exit) => {
  expect(describe(exit).remedy).toMatch(/ran out of memory.*1\.5 GB.*make up/);
});

test.each([
  ['Terminating due to java.lang.OutOfMemoryError: Java heap space', /heap was full/],
  ['java.lang.OutOfMemoryError: unable to create native thread', /Free some memory/],
  ['Error occurred: Could not reserve enough space for 1048576KB object heap', /memory/],
  ['BindHttpException: Failed to bind to 127.0.0.1:9200', /MILLRACE_OPENSEARCH_PORT=<port>/],
  ['Error: Port 9200 is already in use', /MILLRACE_OPENSEARCH_PORT=<port>/],
  ['java.io.IOException: No space left on device', /disk space.*MILLRACE_DATA_DIR/],
  ['failed to obtain node locks, tried [/data]', /same data/],
  ['java.lang.UnsupportedClassVersionError: X', /JAVA_HOME/],
  ['Error: Could not find or load main class OpensearchServer', /make jars/],
])('knows the remedy for `%s`', (line, remedy) => {
  expect(describe({ code: 1 }, line).remedy).toMatch(remedy);
});

test('tells a program that could not be started', () => {
  expect(describe({ error: 'spawn java ENOENT' }).reason).toBe('OpenSearch could not be started: spawn java ENOENT.');
});

test('names the log of a part of ours that never answered', () => {
  const failure = describeTimeout(plan, ['starting …']);

  expect(failure.reason).toBe('OpenSearch did not answer at http://127.0.0.1:9200 within 60 s.');
  expect(failure.remedy).toBe('See /data/logs/opensearch.log, then: make up');
});

test('names the variable of a running server that never answered', () => {
  const { launch: _, ...external } = plan;

  expect(describeTimeout(external, []).remedy).toContain('MILLRACE_OPENSEARCH_URL');
});
