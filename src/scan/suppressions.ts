/** `foundry-entra-gate: allow RULE[, RULE] -- reason`, in a comment of any syntax. */
export interface Suppression {
  /** One-based. */
  readonly line: number;
  readonly rules: readonly string[];
  /** `undefined`: none was given, so it does not count. */
  readonly reason: string | undefined;
}

const MARK = 'foundry-entra-gate:';
const COMMENT = /^foundry-entra-gate:\s*allow\s+([\w-]+(?:\s*,\s*[\w-]+)*)([^]*)/;
/** The end of a line in a notebook's JSON. */
const JSON_END = /(?:(?<!\\[rn])(?:\\[rn])+"?,?|",?)$/;
const COMMENT_END = /(?:\*\/\s?\}?|-->|#>|--%>)$/;

/** Backtracking over more costs minutes. */
const MAX_COMMENT = 1_000;

/** All suppressions of a text. */
export function suppressionsOf(text: string): readonly Suppression[] {
  if (!text.includes(MARK)) return [];
  return text.split(/\r?\n/).flatMap((line, index) => {
    const at = line.indexOf(MARK);
    const found = at < 0 ? undefined : COMMENT.exec(line.slice(at, at + MAX_COMMENT));
    if (!found) return [];
    const rules = (found[1] ?? '').split(',').map((rule) => rule.trim());
    const rest = (found[2] ?? '').trim().replace(JSON_END, '').trimEnd();
    const reason = /^--([^]*)/.exec(rest.replace(COMMENT_END, ''))?.[1]?.trim();
    return [{ line: index + 1, rules, reason: reason === '' ? undefined : reason }];
  });
}

/** The suppression for a finding of `rule`: on one of its lines, or on the line above. */
export function suppressionFor(
  suppressions: readonly Suppression[],
  rule: string,
  spans: readonly (readonly [first: number, last: number])[],
): Suppression | undefined {
  const matching = suppressions.filter(
    ({ rules, line }) =>
      rules.includes(rule) && spans.some(([first, last]) => first - 1 <= line && line <= last),
  );
  return matching.find(({ reason }) => reason !== undefined) ?? matching[0];
}
