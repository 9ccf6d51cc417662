import { counts, type Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { anchorOf } from './anchor.ts';
import { bundle, type Bundle } from './bundle.ts';
import type { RenderContext } from './context.ts';
import { annotationText } from './escape.ts';
import { placeName, whatToDo } from './finding-markdown.ts';
import { RULE_TEXTS } from './rule-texts.ts';
import { compareToDo } from './procedure.ts';

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
 * their severity. Resources that fail alike share one. When there is no room for all of a kind, its last one
 * says how many are missing; something that could not be determined is shown before it all the same.
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
  const findings = together(
    bundle(
      report.findings
        .filter(counts)
        .sort(
          (a, b) =>
            Number(a.file === undefined) - Number(b.file === undefined) || compareToDo(a, b),
        ),
    ),
  );
  return (['error', 'warning', 'notice'] as const).flatMap((kind) => {
    const severity = kind === 'notice' ? 'note' : kind;
    const all = findings.filter(({ first }) => first.severity === severity);
    const most = room[kind];
    if (all.length <= most) return all.map((one) => annotation(kind, one, context));
    if (most <= 0) return [];
    const shown = withUnknown(all, most - 1);
    return [
      ...shown.map((one) => annotation(kind, one, context)),
      {
        kind,
        title: 'Foundry Entra Gate',
        message: `and ${all.length - shown.length} more of this kind: see the job summary and the JSON report.`,
      },
    ];
  });
}

const SEVERAL = 3;

/** Resources that break one rule and are mended in one way are one thing to read, however many they are. */
function together(bundles: readonly Bundle[]): readonly Bundle[] {
  const alike = Map.groupBy(bundles, ({ first, all }) =>
    first.file === undefined && all.length === 1
      ? JSON.stringify([first.rule, first.status, first.severity, whatToDo(first)])
      : first,
  );
  return [...alike.values()].flatMap((some) => {
    const [one] = some;
    return one && some.length >= SEVERAL
      ? [{ first: one.first, all: some.flatMap(({ all }) => all) }]
      : some;
  });
}

/** The first of all, the last of them replaced where none would show that something is not known. */
function withUnknown(all: readonly Bundle[], room: number): readonly Bundle[] {
  const isUnknown = ({ first }: Bundle): boolean => first.status === 'unknown';
  const shown = all.slice(0, room);
  const left = all.slice(room).find(isUnknown);
  return left && room > 0 && !shown.some(isUnknown) ? [...shown.slice(0, -1), left] : shown;
}

const NAMED = 5;

/** `And for 224 more: a, b, c, d, e and 219 others.`; nothing where it is one place. */
function others(all: readonly Finding[]): readonly string[] {
  const places = [...new Set(all.map(placeName))].slice(1);
  if (places.length === 0) return [];
  // One more is a name, not "1 others".
  const named = places.length <= NAMED + 1 ? places : places.slice(0, NAMED);
  const left = places.length - named.length;
  return [
    `And for ${places.length} more: ${named.join(', ')}${left > 0 ? ` and ${left} others` : ''}.`,
  ];
}

function annotation(
  kind: Annotation['kind'],
  { first: finding, all }: Bundle,
  context: RenderContext,
): Annotation {
  const say = whatToDo(finding);
  const found = anchorOf(finding, context.anchors);
  // GitHub finds the line by the raw name, and a name with hidden characters in it is not printed raw.
  const hidden = found !== undefined && annotationText(found.file) !== found.file;
  const anchor = hidden ? undefined : found;
  const name = finding.file === undefined || !anchor ? `${placeName(finding)}: ` : '';
  const message = [
    `${name}${finding.message}`,
    ...others(all),
    ...(say === '' ? [] : [`Fix: ${say}`]),
  ];
  return {
    kind,
    title: titleOf(finding, all),
    message: annotationText(message.join('\n')),
    ...anchor,
    ...(anchor && finding.column !== undefined && { column: finding.column }),
  };
}

/** A rule's title says what should hold: beside an unknown it must not read as if it did. */
function titleOf({ rule, status }: Finding, all: readonly Finding[]): string {
  const rules = new Set(all.map((finding) => finding.rule));
  if (rules.size > 1) return `Foundry Entra Gate: ${rules.size} rules not determined`;
  const open = status === 'unknown' ? ' (not determined)' : '';
  return `${rule}${open}: ${RULE_TEXTS[rule].title}`;
}
