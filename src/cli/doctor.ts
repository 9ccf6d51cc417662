import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Assertions } from '../azure/assertions.ts';
import type { Unknown } from '../domain/observation.ts';
import type { Report } from '../domain/report.ts';
import type { Output } from '../pipeline/output.ts';
import { isMissing } from '../domain/set-up-step.ts';
import { logLine, visible } from '../report/escape.ts';
import { renderSteps } from '../report/set-up-text.ts';
import { run } from '../run.ts';
import type { Step } from '../settings/step.ts';
import type { DoctorOptions } from './arguments.ts';
import { diagnose } from './diagnosis.ts';
import type { ExitCode, Terminal } from './terminal-output.ts';
import { gateJobs } from './workflows.ts';

/**
 * Says what is missing until a workflow's gate on this resource is green. One check with the session of the
 * Azure CLI, and the workflows of this folder; writes nothing anywhere.
 */
export async function examine(ask: {
  readonly step: Step;
  readonly assertions: Assertions;
  readonly options: DoctorOptions;
  readonly terminal: Terminal;
}): Promise<ExitCode> {
  const { step, options, terminal } = ask;
  const { inputs } = step;
  const resource = inputs.resources[0]?.text ?? '';
  const checked = await check(step, ask.assertions, terminal);
  if (checked.refused) return 2;
  const steps = diagnose({
    resource,
    inputs,
    options: {
      ...options,
      repository: options.repository ?? (await originOf(step.workspace)),
    },
    signInFailure: checked.signInFailure,
    report: checked.report,
    jobs: await gateJobs(step.workspace),
  });
  terminal.print(renderSteps(resource, steps, terminal.style));
  return steps.some(isMissing) ? 1 : 0;
}

async function check(
  step: Step,
  assertions: Assertions,
  terminal: Terminal,
): Promise<{
  readonly refused: boolean;
  readonly report: Report | undefined;
  readonly signInFailure: Unknown | undefined;
}> {
  const seen: { refused: boolean; report?: Report; signInFailure?: Unknown } = { refused: false };
  const output: Output = {
    log: (line) => {
      terminal.tell(`${logLine(line)}\n`);
    },
    debug: () => undefined,
    mask: () => undefined,
    group: async (_title, work) => work(),
    signInFailed: (reason) => {
      seen.signInFailure = reason;
    },
    refuse: (errors) => {
      seen.refused = true;
      terminal.tell(`${errors.map((error) => visible(error)).join('\n')}\n`);
      return Promise.resolve();
    },
    publish: (report) => {
      seen.report = report;
      return Promise.resolve();
    },
  };
  await run(step, assertions, output);
  return { refused: seen.refused, report: seen.report, signInFailure: seen.signInFailure };
}

/** `OWNER/NAME` of the remote `origin`, as git's own file has it; `undefined` where there is none. */
async function originOf(folder: string): Promise<string | undefined> {
  try {
    const config = await readFile(path.join(folder, '.git/config'), 'utf8');
    const url = /\[remote "origin"\][^[]*?\n[ \t]*url[ \t]*=[ \t]*(\S+)/.exec(config)?.[1] ?? '';
    return /[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];
  } catch {
    // No repository here: the commands then hold OWNER/NAME.
    return undefined;
  }
}
