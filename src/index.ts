#!/usr/bin/env node
import { isMainThread } from 'node:worker_threads';
import * as core from '@actions/core';
import { Assertions } from './azure/assertions.ts';
import { annotationText } from './report/escape.ts';
import { noIdentity } from './settings/identity-available.ts';
import { readStep } from './settings/step.ts';

/** A runner passes inputs and no arguments; a person passes arguments, or nothing at all. */
const byHand =
  process.argv.length > 2 ||
  (process.env.GITHUB_ACTIONS !== 'true' &&
    !Object.keys(process.env).some((name) => name.startsWith('INPUT_')));

if (!isMainThread) {
  const { judgeForOthers } = await import('./scan/worker.ts');
  judgeForOthers();
} else if (byHand) {
  const { main } = await import('./cli/main.ts');
  process.exitCode = await main(process.argv.slice(2), process.env);
} else {
  await runStep();
  // All is said and done: what is left would be to close the connections that were kept for more requests.
  process.stdout.write('', () => process.exit());
}

async function runStep(): Promise<void> {
  try {
    const read = readStep(process.env);
    if (read.ok) {
      const { step } = read;
      const assertions = new Assertions(() => core.getIDToken(step.inputs.signIn.audience));
      const usesOidc = step.inputs.signIn.auth === 'oidc' && step.inputs.resources.length > 0;
      if (usesOidc && !noIdentity(step.event, step.env)) await assertions.askAhead();
      const { run } = await import('./run.ts');
      await run(step, assertions);
    } else {
      const { refuseInputs } = await import('./publish/refuse-inputs.ts');
      await refuseInputs(read.errors);
    }
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    core.setFailed(
      annotationText(
        `Foundry Entra Gate stopped because of a mistake of its own, and nothing was judged: ${message}. Please report it with the log of a run with debug logging.`,
      ),
    );
    core.debug(annotationText(stack));
  }
}
