import * as core from '@actions/core';
import type { Annotation } from '../report/annotations.ts';

/** Shows annotations on lines and in the run; the toolkit escapes them for the runner. */
export function emitAnnotations(annotations: readonly Annotation[]): void {
  for (const { kind, title, message, file, line, column } of annotations) {
    core[kind](message, {
      title,
      ...(file !== undefined && { file }),
      ...(line !== undefined && { startLine: line }),
      ...(column !== undefined && { startColumn: column }),
    });
  }
}
