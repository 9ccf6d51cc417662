import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** The tests of the pure parts. They share no state, so they can run a thousand times in one process. */
const TESTS = [
  '__tests__/{domain,rules,plan}/*.test.ts',
  // The other tests of enforce take seconds each for nearly every mutant.
  '__tests__/enforce/interlocks.test.ts',
  '__tests__/report/{escape,marker}.test.ts',
];
/** A mutant meets every test that covers it: a few runs of a property tell. */
const RUNS_OF_A_PROPERTY = 20;

/**
 * Runs the tests in this process, without jest: a mutant then costs milliseconds instead of the second
 * that loading every module anew takes. `@jest/globals` stands for `globals.mjs`, which knows as much of
 * jest as these tests use; what it does not know fails the first run.
 */
class InProcessRunner {
  #context = (globalThis.__stryker__ ??= {});
  #tests;

  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun({ coverageAnalysis }) {
    const results = [];
    const tests = await this.#load();
    for (const { id, run } of tests) {
      this.#context.currentTestId = id;
      const started = performance.now();
      const failure = await attempt(run);
      const timeSpentMs = Math.round(performance.now() - started);
      results.push(
        failure === undefined
          ? { id, name: id, status: 0, timeSpentMs }
          : { id, name: id, status: 1, timeSpentMs, failureMessage: failure },
      );
    }
    this.#context.currentTestId = undefined;
    return {
      status: 'complete',
      tests: results,
      ...(coverageAnalysis !== 'off' && { mutantCoverage: this.#context.mutantCoverage }),
    };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    this.#context.hitCount = hitLimit === undefined ? undefined : 0;
    this.#context.hitLimit = hitLimit;
    if (mutantActivation === 'static') this.#context.activeMutant = activeMutant.id;
    let nrOfTests = 0;
    try {
      const tests = await this.#load();
      this.#context.activeMutant = activeMutant.id;
      for (const { id, run } of tests) {
        if (testFilter && !testFilter.includes(id)) continue;
        nrOfTests += 1;
        const failureMessage = await attempt(run);
        if (hitLimit !== undefined && this.#context.hitCount > hitLimit) {
          return { status: 'timeout', reason: 'an endless loop' };
        }
        if (failureMessage !== undefined) {
          return { status: 'killed', killedBy: [id], failureMessage, nrOfTests };
        }
      }
      return { status: 'survived', nrOfTests };
    } catch (error) {
      // The mutant broke the loading of a module.
      return { status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests };
    } finally {
      this.#context.activeMutant = undefined;
    }
  }

  async #load() {
    this.#tests ??= await loadTests();
    return this.#tests;
  }
}

async function loadTests() {
  const globals = path.join(import.meta.dirname, 'globals.mjs');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@jest/globals'
        ? { url: pathToFileURL(globals).href, shortCircuit: true }
        : next(specifier, context),
  });
  const [{ tests, ofFile }, { default: fc }] = await Promise.all([
    import(pathToFileURL(globals).href),
    import('fast-check'),
  ]);
  fc.configureGlobal({ numRuns: RUNS_OF_A_PROPERTY });
  for (const file of globSync(TESTS).sort()) {
    ofFile(file);
    await import(pathToFileURL(path.resolve(file)).href);
  }
  return tests;
}

/** What a test failed with; `undefined` when it passed. */
async function attempt(run) {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'in-process', () => new InProcessRunner()),
];
