import type { Sandbox } from '../../sandbox/index.ts';
import { AzError, type Az } from './az.ts';

export interface Stage {
  readonly az: Az;
  readonly sandbox: Sandbox;
}

/** One thing that a person does with az. It throws when az's answer is not what the world holds. */
export interface Step {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<void>;
  /** The command belongs to an extension, or to newer versions of az. */
  readonly mayLack?: true;
}

export type Outcome = 'ok' | { readonly leftOut: string } | { readonly failed: string };

/**
 * Debian 12 packages az 2.45 with a newer azure-mgmt-authorization than that az can use: every
 * `az role` command dies inside az, against Azure too.
 */
const DEFECT_OF_AZ = /AttributeError: 'Role\w+Operations' object has no attribute 'config'/;
const UNKNOWN_COMMAND = /misspelled or not recognized|requires the extension/;

/**
 * Runs a step. A command that this az lacks, or that dies of a known defect of az, tells nothing about
 * the sandbox: it is left out, in words. Anything else that az does not do is a failure.
 */
export async function perform(step: Step, stage: Stage): Promise<Outcome> {
  try {
    await step.run(stage);
    return 'ok';
  } catch (error) {
    const stderr = error instanceof AzError ? error.stderr : '';
    const defect = DEFECT_OF_AZ.exec(stderr)?.[0];
    if (defect !== undefined) return { leftOut: `a defect of this az (${defect})` };
    if (step.mayLack && UNKNOWN_COMMAND.test(stderr)) {
      return { leftOut: 'this az does not know the command' };
    }
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
