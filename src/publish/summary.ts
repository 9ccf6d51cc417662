import { appendFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '../domain/report.ts';
import { SUMMARY_BYTES } from '../report/budget.ts';
import type { RenderContext } from '../report/context.ts';
import { renderSummary } from '../report/markdown.ts';

/** Below this the summary would be a heading and nothing else. */
const LEAST_BYTES = 64 * 1024;

/**
 * Appends the summary to the step's summary file, within what GitHub takes of it, and keeps a copy whose
 * path is the output `summary`: the runner empties its own file.
 * @returns the path of the copy, empty when there is none, and a warning when either could not be written
 */
export async function writeSummary(
  report: Report,
  context: RenderContext,
  files: { readonly stepSummary: string | undefined; readonly copy: string },
): Promise<{ readonly path: string; readonly warning?: string }> {
  const { stepSummary, copy } = files;
  const taken = stepSummary ? await sizeOf(stepSummary) : 0;
  const room = SUMMARY_BYTES - taken;
  const markdown = renderSummary(report, context, Math.max(room, LEAST_BYTES));
  const kept = await attempt('The copy of the job summary', () => writeFile(copy, markdown));
  const shown = await show();
  const warnings = [kept, shown].filter((warning) => warning !== undefined);
  return {
    path: kept === undefined ? copy : '',
    ...(warnings.length > 0 && { warning: warnings.join(' ') }),
  };

  async function show(): Promise<string | undefined> {
    if (!stepSummary) return undefined;
    if (room < LEAST_BYTES) {
      return `The job summary was not written: the step has written ${taken} bytes to it before, and GitHub takes ${SUMMARY_BYTES}. It is in ${path.basename(copy)}.`;
    }
    return attempt('The job summary', () => appendFile(stepSummary, markdown));
  }
}

/** @returns a warning when it failed */
async function attempt(what: string, write: () => Promise<void>): Promise<string | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    return `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
