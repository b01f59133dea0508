const common = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
      },
    ],
  },
  modulePathIgnorePatterns: ['/dist/', '/\\.local/', '/local/jars/', '/\\.tools/', '/\\.terragrunt-cache/'],
};

/**
 * Four kinds: no network; the whole path on real servers; the templates in Apache Velocity; Terraform and Terragrunt
 * (`make check-infra`, which brings their tools).
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
      displayName: 'e2e',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
      globalSetup: '<rootDir>/test/e2e/stack/start.ts',
      globalTeardown: '<rootDir>/test/e2e/stack/stop.ts',
    },
    { ...common, displayName: 'oracle', testMatch: ['<rootDir>/test/oracle/**/*.test.ts'] },
    {
      ...common,
      displayName: 'infra',
      testMatch: ['<rootDir>/test/infra/**/*.test.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/infra/allow-minutes.ts'],
    },
  ],
};
