import * as core from '@actions/core';
import { Assertions } from './azure/assertions.ts';
import { noIdentity } from './settings/identity-available.ts';
import { readStep } from './settings/step.ts';

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
  core.setFailed(
    `Foundry Entra Gate stopped because of a mistake of its own, and nothing was judged: ${error instanceof Error ? error.message : String(error)}. Please report it with the log of a run with debug logging.`,
  );
  core.debug(error instanceof Error ? (error.stack ?? '') : '');
}
