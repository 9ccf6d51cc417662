import { counts, readFix, type Finding } from '../domain/finding.ts';
import { compareWorst } from '../domain/order.ts';
import type { Report } from '../domain/report.ts';
import { anchorOf } from './anchor.ts';
import type { RenderContext } from './context.ts';
import { annotationText } from './escape.ts';
import { placeName } from './finding-markdown.ts';
import { RULE_TEXTS } from './rule-texts.ts';

export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** GitHub shows ten annotations of a kind for a step. https://docs.github.com/rest/checks/runs */
export const ANNOTATIONS_OF_A_KIND = 10;

/**
 * What fails or could not be determined, worst first, findings with a place in the code before others of
 * their severity. When there is no room for all of a kind, its last one says how many are missing.
 * @param room of each kind: ten, less what the step itself will say (`setFailed` is an error annotation)
 */
export function annotationsOf(
  report: Report,
  context: RenderContext,
  room: Readonly<Record<Annotation['kind'], number>> = {
    error: ANNOTATIONS_OF_A_KIND,
    warning: ANNOTATIONS_OF_A_KIND,
    notice: ANNOTATIONS_OF_A_KIND,
  },
): readonly Annotation[] {
  const findings = report.findings
    .filter(counts)
    .sort(
      (a, b) => Number(a.file === undefined) - Number(b.file === undefined) || compareWorst(a, b),
    );
  return (['error', 'warning', 'notice'] as const).flatMap((kind) => {
    const severity = kind === 'notice' ? 'note' : kind;
    const all = findings.filter((finding) => finding.severity === severity);
    const most = room[kind];
    if (all.length <= most) return all.map((finding) => annotation(kind, finding, context));
    if (most <= 0) return [];
    const shown = all.slice(0, most - 1);
    return [
      ...shown.map((finding) => annotation(kind, finding, context)),
      {
        kind,
        title: 'Foundry Entra Gate',
        message: `and ${all.length - shown.length} more of this kind: see the job summary and the JSON report.`,
      },
    ];
  });
}

function annotation(
  kind: Annotation['kind'],
  finding: Finding,
  context: RenderContext,
): Annotation {
  const say = finding.fix === undefined ? '' : readFix(finding.fix).say;
  const found = anchorOf(finding, context.anchors);
  // GitHub finds the line by the raw name, and a name with hidden characters in it is not printed raw.
  const hidden = found !== undefined && annotationText(found.file) !== found.file;
  const anchor = hidden ? undefined : found;
  const name = finding.file === undefined || !anchor ? `${placeName(finding)}: ` : '';
  const open = finding.status === 'unknown' ? 'Could not be determined. ' : '';
  const message = [`${name}${open}${finding.message}`, ...(say === '' ? [] : [`Fix: ${say}`])];
  return {
    kind,
    title: `${finding.rule}: ${RULE_TEXTS[finding.rule].title}`,
    message: annotationText(message.join('\n')),
    ...anchor,
    ...(anchor && finding.column !== undefined && { column: finding.column }),
  };
}
