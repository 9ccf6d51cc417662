/**
 * Mutation testing of the pure parts: what a wrong verdict, plan or escape would come from.
 * Not part of CI, because it takes an hour. docs/mutation.md says how to read it.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['src/domain/**/*.ts', 'src/rules/**/*.ts', 'src/plan/**/*.ts', 'src/report/escape.ts'],
  plugins: ['@stryker-mutator/jest-runner', './scripts/mutation-sentences.mjs'],
  ignorers: ['sentences'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: {
    configFile: 'jest.config.mjs',
    config: {
      // The tests of the pure parts: a run of them all takes seconds, not minutes.
      testMatch: [
        '**/__tests__/{domain,rules,plan}/**/*.test.ts',
        '**/__tests__/enforce/interlocks.test.ts',
        '**/__tests__/report/escape.test.ts',
      ],
      setupFiles: ['<rootDir>/scripts/mutation-setup.mjs'],
      maxWorkers: 1,
    },
  },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Tables at the top of a module are made once, before the mutant is switched on: each would need a run of all tests.
  ignoreStatic: true,
  // Mutants that were killed and are as they were are not run again.
  incremental: true,
  incrementalFile: '.mutation/incremental.json',
  tempDirName: '.mutation/tmp',
  ignorePatterns: ['dist', 'docs/images', 'examples', 'bench', 'demo-output'],
  reporters: ['clear-text', 'json', 'html'],
  jsonReporter: { fileName: '.mutation/mutation.json' },
  htmlReporter: { fileName: '.mutation/mutation.html' },
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 85 },
};
