import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Output } from '../pipeline/output.ts';
import { commentOnPullRequest } from '../publish/comment.ts';
import { trackIssue } from '../publish/issue.ts';
import { logLine, logLines, visible } from '../report/escape.ts';
import { renderJson } from '../report/json.ts';
import { renderSarif } from '../report/sarif.ts';
import { verdict } from '../report/verdict.ts';
import { renderTable, type Style } from './table.ts';

export interface Terminal {
  /** Standard output: the result. */
  readonly print: (text: string) => void;
  /** Standard error: what happens on the way. */
  readonly tell: (text: string) => void;
  readonly style: Style;
}

/** 0 passes, 1 fails, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Shows a run on a terminal: progress on standard error, the result on standard output. */
export function terminalOutput(
  terminal: Terminal,
  options: {
    readonly json: boolean;
    readonly verbose: boolean;
    readonly sarifFile: string | undefined;
    readonly reportFile: string | undefined;
  },
): { readonly output: Output; readonly exitCode: () => ExitCode } {
  // Until something says otherwise, nothing was proven.
  let code: ExitCode = 1;
  const tell = (line: string): void => {
    terminal.tell(`${logLine(line)}\n`);
  };
  const output: Output = {
    log: tell,
    debug: (line) => {
      if (options.verbose) tell(line);
    },
    // No log of a runner to hide it in, and no token is ever printed.
    mask: () => undefined,
    group: async (_title, work) => work(),
    signInFailed: ({ message, remedy }) => {
      tell(`Sign-in to Azure failed: ${message}`);
      if (remedy !== undefined) terminal.tell(`${logLines(remedy).join('\n')}\n`);
    },
    refuse: (errors) => {
      code = 2;
      terminal.tell(`${errors.map((error) => visible(error)).join('\n')}\n`);
      return Promise.resolve();
    },
    publish: async (report, context, inputs) => {
      const refused = await Promise.all([
        write(options.reportFile, () => renderJson(report)),
        write(options.sarifFile, () => renderSarif(report, context)),
        commentOnPullRequest(report, context, inputs),
        trackIssue(report, context, inputs),
      ]);
      for (const warning of refused) if (warning !== undefined) tell(warning);
      terminal.print(
        options.json ? renderJson(report) : renderTable(report, context.failOn, terminal.style),
      );
      // A file that was asked for and is missing must not look like a result.
      const missing = refused.slice(0, 2).some((warning) => warning !== undefined);
      code = verdict(report, context.failOn).fails || missing ? 1 : 0;
    },
  };
  return { output, exitCode: () => code };
}

/** @returns a warning when the file could not be written */
async function write(file: string | undefined, content: () => string): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    await mkdir(path.dirname(path.resolve(file)), { recursive: true });
    await writeFile(file, content());
    return undefined;
  } catch (error) {
    return `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}
