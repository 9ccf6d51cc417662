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
 * @returns the path of the copy, and a warning when the step's file could not be written
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
  await writeFile(copy, markdown);
  if (!stepSummary) return { path: copy };
  if (room < LEAST_BYTES) {
    return {
      path: copy,
      warning: `The job summary was not written: the step has written ${taken} bytes to it before, and GitHub takes ${SUMMARY_BYTES}. It is in ${path.basename(copy)}.`,
    };
  }
  try {
    await appendFile(stepSummary, markdown);
    return { path: copy };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { path: copy, warning: `The job summary could not be written: ${why}` };
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}
