/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Most of a test's time is a child process; one worker would leave a core idle.
  maxWorkers: 2,
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  // Run by scripts/with-az.mjs, where there is a current Azure CLI.
  testPathIgnorePatterns: process.env.WITH_AZ ? [] : ['/__tests__/with-az/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
      },
    ],
  },
  testTimeout: 30_000,
};
