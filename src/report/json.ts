import type { Report } from '../domain/report.ts';
import { jsonChunks } from './json-chunks.ts';

/** Bidirectional, zero-width and other characters that hide in an editor: written as escapes, which JSON reads back. */
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u007f-\u009f]/gu;

/** The report as `schema/report.schema.json` describes it, one finding per few lines, so that versions can be compared. */
export function renderJson(report: Report): string {
  return [...streamJson(report)].join('');
}

/** The same in pieces. */
export function* streamJson(report: Report): Generator<string> {
  for (const chunk of jsonChunks(report)) {
    yield chunk.replace(HIDDEN, (character) =>
      Array.from({ length: character.length }, (_, index) => {
        const unit = character.charCodeAt(index);
        return `\\u${unit.toString(16).padStart(4, '0')}`;
      }).join(''),
    );
  }
  yield '\n';
}
