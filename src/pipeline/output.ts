import * as core from '@actions/core';
import type { Unknown } from '../domain/observation.ts';
import type { Report } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import { publish } from '../publish/publish.ts';
import { refuseInputs } from '../publish/refuse-inputs.ts';
import type { RenderContext } from '../report/context.ts';
import { annotationText, logLine, logLines } from '../report/escape.ts';
import { renderSteps } from '../report/set-up-text.ts';

/** Where a run shows itself: the log and the outputs of a step, or a terminal. */
export interface Output {
  /** One line for people; untrusted text in it cannot leave its line or act as a command. */
  readonly log: (line: string) => void;
  readonly debug: (line: string) => void;
  /** Called with every token before anything else happens to it. */
  readonly mask: (secret: string) => void;
  /** A phase of the run, closed whatever happens in it. */
  readonly group: <T>(title: string, work: () => T | Promise<T>) => Promise<T>;
  /** Told once, with what a green gate needs where something is to be mended. */
  readonly signInFailed: (reason: Unknown, setUp: Report['setUp']) => void;
  /** Ends the run over wrong inputs: all of them together, nothing judged. */
  readonly refuse: (errors: readonly string[]) => Promise<void>;
  /** Shows the report and decides the exit code. */
  readonly publish: (report: Report, context: RenderContext, inputs: Inputs) => Promise<void>;
}

/** The step of a workflow: workflow commands, summary, outputs, comment, issue. */
export const stepOutput: Output = {
  log,
  debug: (line) => {
    core.debug(annotationText(line));
  },
  mask: core.setSecret,
  group: async (title, work) => {
    core.startGroup(logLine(title));
    try {
      return await work();
    } finally {
      core.endGroup();
    }
  },
  // No annotation of its own: the findings have it as one.
  signInFailed: ({ message, remedy = '' }, setUp) => {
    log(`Sign-in to Azure failed: ${message}`);
    const lines = setUp ? renderSteps('these resources', setUp, { colour: false }) : remedy;
    for (const line of logLines(lines)) core.info(line);
  },
  refuse: refuseInputs,
  publish,
};

function log(line: string): void {
  core.info(logLine(line));
}
