import { statSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../domain/report.ts';
import { SUMMARY_BYTES } from '../report/budget.ts';
import type { RenderContext } from '../report/context.ts';
import { renderSummary } from '../report/markdown.ts';
import { writeText } from './write-file.ts';

/** Below this the summary would be a heading and nothing else. */
const LEAST_BYTES = 64 * 1024;

/**
 * Appends the summary to the step's summary file, within what GitHub takes of it, and keeps a copy whose
 * path is the output `summary`: the runner empties its own file.
 * @returns the path of the copy, empty when there is none, and a warning for each of the two that could
 * not be written
 */
export function writeSummary(
  report: Report,
  context: RenderContext,
  files: { readonly stepSummary: string | undefined; readonly copy: string },
): { readonly path: string; readonly warnings: readonly string[] } {
  const { stepSummary, copy } = files;
  const taken = stepSummary ? sizeOf(stepSummary) : 0;
  const room = SUMMARY_BYTES - taken;
  const markdown = renderSummary(report, context, Math.max(room, LEAST_BYTES));
  const warnings: string[] = [];
  const write = (file: string, how: 'w' | 'a', what: string): boolean => {
    try {
      writeText(file, [markdown], how);
      return true;
    } catch (error) {
      warnings.push(
        `${what} could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
      return false;
    }
  };
  const kept = write(copy, 'w', 'The copy of the job summary');
  if (stepSummary && room < LEAST_BYTES) {
    warnings.push(
      `The job summary was not written: the step has written ${taken} bytes to it before, and GitHub takes ${SUMMARY_BYTES}. It is in ${path.basename(copy)}.`,
    );
  } else if (stepSummary) {
    write(stepSummary, 'a', 'The job summary');
  }
  return { path: kept ? copy : '', warnings };
}

/** 0 for a file that is not there or may not be looked at: writing to it then says why. */
function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
