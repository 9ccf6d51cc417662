/**
 * Mutation testing of the pure parts: what a wrong verdict, plan or escape would come from. The bound holds
 * for each line of `mutate` by itself (`scripts/mutation/run.mjs`).
 * `npm run mutation -- --mutate FILE` takes one file; without it, all take minutes to an hour.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['src/domain/**/*.ts', 'src/rules/**/*.ts', 'src/plan/**/*.ts', 'src/report/escape.ts'],
  plugins: ['./scripts/mutation/runner.mjs', './scripts/mutation/sentences.mjs'],
  ignorers: ['sentences'],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Tables at the top of a module: each mutant of them needs a process and all tests.
  ignoreStatic: true,
  timeoutMS: 30_000,
  tempDirName: '.mutation/tmp',
  ignorePatterns: ['dist', 'docs/images', 'examples', 'bench', 'demo-output'],
  reporters: ['clear-text', 'json', 'html'],
  jsonReporter: { fileName: '.mutation/mutation.json' },
  htmlReporter: { fileName: '.mutation/mutation.html' },
  clearTextReporter: { allowColor: false, logTests: false },
  thresholds: { high: 95, low: 90, break: 85 },
};
