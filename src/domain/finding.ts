export const RULE_IDS = [
  'custom-subdomain',
  'keys-disabled',
  'inference-role',
  'assign-to-groups',
  'key-readers',
  'connections-use-entra',
  'hub-connections-use-entra',
  'connection-identity',
  'entra-accepted',
  'keys-refused',
  'keys-unread',
  'policy-guardrail',
  'source-uses-entra',
  'iac-keys-disabled',
  'iac-connections-use-entra',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

export type Severity = 'note' | 'warning' | 'error';
export type Status = 'pass' | 'fail' | 'unknown' | 'exempt' | 'skipped';

/** What a rule says of one thing. The engine adds the rule's id and severity to make a `Finding`. */
export interface Verdict {
  readonly status: Status;
  /** One sentence: what is the case. */
  readonly message: string;
  /** Lines: `Expected: ...`, `Seen: ...`, `Why: ...`. Made by `evidence()`. */
  readonly evidence?: string;
  /** Lines: a sentence, then `Portal: ...`, `az: ...`, `Bicep: ...`. Made by `fix()`. */
  readonly fix?: string;
  /** ARM id of the account, connection or workspace meant, when not the account judged. */
  readonly resource?: string;
  /** Object ids of those whom it is about, or the callers that a log names; sorted, lower-cased, each once. */
  readonly principals?: readonly string[];
}

/** One line of the report. Names are public API (contract, section 4). */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly status: Status;
  /** ARM id, or `source`. */
  readonly resource: string;
  /** ARM id of the account that was judged, where `resource` is neither it nor below it (a hub's connection). */
  readonly account?: string;
  /** Relative to the workspace, with forward slashes. */
  readonly file?: string;
  /** One-based. */
  readonly line?: number;
  /** One-based. */
  readonly column?: number;
  readonly message: string;
  /** As in `Verdict`: another person is another finding, though the message says a number only. */
  readonly principals?: readonly string[];
  readonly evidence?: string;
  readonly fix?: string;
  /** In the baseline: shown, and does not fail the step. */
  readonly known?: true;
  /** Why it is exempt, and until when. */
  readonly exemption?: { readonly reason: string; readonly expires?: string };
}

/** Begins what is said of a resource that was not judged at all; the same for each rule, so that it is shown once. */
export const NOT_JUDGED = 'Not judged: ';

/** A failing finding counts against the verdict unless it is known or exempt. */
export function counts(finding: Finding): boolean {
  return (finding.status === 'fail' || finding.status === 'unknown') && !finding.known;
}

/** Expected, seen and why, one per line; untrusted values in it are escaped by the output, not here. */
export function evidence(parts: {
  readonly expected: string;
  readonly seen: string | readonly string[];
  readonly why?: string;
}): string {
  const seen = typeof parts.seen === 'string' ? [parts.seen] : parts.seen;
  return [
    `Expected: ${oneLine(parts.expected)}`,
    ...seen.map((line) => `Seen: ${oneLine(line)}`),
    ...(parts.why ? [`Why: ${oneLine(parts.why)}`] : []),
  ].join('\n');
}

export const FIX_LABELS = ['Portal', 'az', 'Bicep', 'Terraform', 'Code', 'Docs'] as const;
export type FixLabel = (typeof FIX_LABELS)[number];
export type FixParts = Readonly<Partial<Record<FixLabel, string>>> & { readonly say: string };

/** A sentence, then one labelled block per way to do it. Blocks may span lines; they are indented by two spaces. */
export function fix(parts: FixParts): string {
  const blocks = FIX_LABELS.flatMap((label) => {
    const text = parts[label];
    return text === undefined ? [] : [`${label}: ${text.trim().split('\n').join('\n  ')}`];
  });
  return [oneLine(parts.say), ...blocks].join('\n');
}

/** The parts of a text that `fix()` made, for outputs that show each in its own way. */
export function readFix(text: string): FixParts {
  const parts: Partial<Record<FixLabel | 'say', string>> = {};
  let current: FixLabel | 'say' = 'say';
  for (const line of text.split('\n')) {
    const label = FIX_LABELS.find((name) => line.startsWith(`${name}: `));
    if (label) {
      current = label;
      parts[label] = line.slice(label.length + 2);
    } else {
      const rest = current === 'say' ? line : line.replace(/^ {2}/, '');
      parts[current] = parts[current] === undefined ? rest : `${parts[current]}\n${rest}`;
    }
  }
  return { ...parts, say: parts.say ?? '' };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, (run) => (/[\r\n]/.test(run) ? ' ' : run));
}
