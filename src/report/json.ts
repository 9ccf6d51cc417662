import type { Report } from '../domain/report.ts';
import { jsonChunks } from './json-chunks.ts';

/** The report as `schema/report.schema.json` describes it, one finding per few lines, so that versions can be compared. */
export function renderJson(report: Report): string {
  return [...streamJson(report)].join('');
}

/** The same in pieces. */
export function* streamJson(report: Report): Generator<string> {
  yield* jsonChunks(report);
  yield '\n';
}
