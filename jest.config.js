const swc = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: false },
    transform: { react: { runtime: 'automatic' } },
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
};

const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  modulePathIgnorePatterns: ['/dist/', '/\\.local/', '/local/jars/', '/\\.tools/', '/\\.terragrunt-cache/'],
};

/** For tests that wait for other processes: a limit says that something hangs, not that the machine is busy. */
const allowMinutes = (allowedMinutes) => ({
  globals: { allowedMinutes },
  setupFilesAfterEnv: ['<rootDir>/test/support/allow-minutes.ts'],
});

/**
 * Six kinds: no network; the page in jsdom; the whole path on real servers; the templates in Apache Velocity; Terraform
 * and Terragrunt (`make check-infra`, which brings their tools); the page in a real browser (`make test-web`).
 */
export default {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/artifacts/**/*.test.ts',
        '<rootDir>/deploy/**/*.test.ts',
        '<rootDir>/local/**/*.test.ts',
        '<rootDir>/maintain/**/*.test.ts',
        '<rootDir>/test/unit/**/*.test.ts',
      ],
    },
    {
      ...common,
      displayName: 'web',
      testMatch: ['<rootDir>/web/**/*.test.ts', '<rootDir>/web/**/*.test.tsx'],
      testEnvironment: '<rootDir>/web/test/browser-environment.mjs',
      extensionsToTreatAsEsm: ['.ts', '.tsx'],
      transform: {
        ...common.transform,
        '^.+\\.tsx$': ['@swc/jest', { ...swc, jsc: { ...swc.jsc, parser: { ...swc.jsc.parser, tsx: true } } }],
      },
      moduleNameMapper: { '\\.css$': '<rootDir>/web/test/no-styles.ts', '\\.svg$': '<rootDir>/web/test/no-picture.ts' },
      setupFiles: ['<rootDir>/web/test/prepare-dom.ts'],
    },
    {
      ...common,
      ...allowMinutes(3),
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/e2e/stack/start.ts',
      globalTeardown: '<rootDir>/test/e2e/stack/stop.ts',
    },
    { ...common, ...allowMinutes(3), displayName: 'oracle', testMatch: ['<rootDir>/test/oracle/**/*.test.ts'] },
    { ...common, ...allowMinutes(20), displayName: 'infra', testMatch: ['<rootDir>/test/infra/**/*.test.ts'] },
    {
      ...common,
      ...allowMinutes(5),
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
      globalSetup: '<rootDir>/test/browser/stack/start.ts',
      globalTeardown: '<rootDir>/test/browser/stack/stop.ts',
    },
  ],
};
