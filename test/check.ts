import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

// `make check`: everything that is looked at rather than run. Each step goes on after a failed one, so that one run
// names all there is to mend.

const oracleResults = '.test-results/oracle.json';
const steps: readonly (readonly [name: string, ...command: string[]])[] = [
  ['format and lint', 'biome', 'ci', '--error-on-warnings', '.'],
  ['types', 'tsc', '--noEmit'],
  ['types of the page', 'tsc', '--noEmit', '-p', 'web'],
  ['dead code', 'knip'],
  ['OpenAPI rules: Redocly', 'redocly', 'lint', 'openapi.yaml', '--config', 'redocly.yaml', '--max-problems', '100'],
  ['OpenAPI rules: Spectral', 'spectral', 'lint', 'openapi.yaml', '--fail-severity', 'hint'],
  ['templates in Apache Velocity', 'jest', '--selectProjects', 'oracle', '--json', `--outputFile=${oracleResults}`],
];

mkdirSync('.test-results', { recursive: true });
rmSync(oracleResults, { force: true });
const failed: string[] = [];
for (const [name, command = '', ...args] of steps) {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: command === 'jest' ? '--experimental-vm-modules --no-warnings' : '',
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    },
  });
  process.stdout.write(`${status === 0 ? 'passed' : 'FAILED'}: ${name}\n\n`);
  if (status !== 0) failed.push(name);
}

// The last step counts as its tests; without their result it counts as one that failed.
const lookedAt = steps.slice(0, -1).filter(([name]) => failed.includes(name)).length;
const oracle = existsSync(oracleResults)
  ? (JSON.parse(readFileSync(oracleResults, 'utf8')) as Record<string, number>)
  : { numFailedTests: 1 };
writeFileSync(
  '.test-results/check.json',
  JSON.stringify({
    numPassedTests: steps.length - 1 - lookedAt + (oracle.numPassedTests ?? 0),
    numFailedTests: lookedAt + (oracle.numFailedTests ?? 0),
    numRuntimeErrorTestSuites: oracle.numRuntimeErrorTestSuites ?? 0,
  }),
);
process.stdout.write(failed.length === 0 ? 'check: all passed\n' : `check: FAILED: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
