import type { FixParts, RuleId } from '../domain/finding.ts';

/** One thing found in one file, before suppressions and severities. */
export interface Hit {
  readonly rule: Extract<
    RuleId,
    'source-uses-entra' | 'iac-keys-disabled' | 'iac-connections-use-entra'
  >;
  readonly status: 'fail' | 'unknown';
  /** Keeps working without the key, or is not the account's own key: never more than a warning. */
  readonly soft?: true;
  /** One-based. */
  readonly line: number;
  /** One-based. */
  readonly column: number;
  /** Other lines that belong to it: where a suppression or a change counts too. First and last line. */
  readonly lines: readonly (readonly [first: number, last: number])[];
  /** Lines of the same file that decide it, e.g. of the variable that holds the key: a change counts there, a suppression does not. */
  readonly decidedBy?: readonly (readonly [first: number, last: number])[];
  /** The same in other files of the module. */
  readonly decidedElsewhere?: readonly {
    readonly file: string;
    readonly lines: readonly [first: number, last: number];
  }[];
  /** What is not set, and where it would be: who takes out a line there that names it made the finding. */
  readonly missing?: {
    readonly names: readonly string[];
    readonly lines: readonly [first: number, last: number];
  };
  /** One sentence. Holds names and kinds; never a value that could be a secret. */
  readonly message: string;
  readonly expected: string;
  readonly seen: string;
  readonly why: string;
  readonly fix: FixParts;
}

/** What one file said. */
export interface FileResult {
  readonly hits: readonly Hit[];
  readonly accounts: readonly DeclaredAccount[];
  /** Why the file, or a part of it, could not be judged. */
  readonly notJudged?: string;
}

/** An account that infrastructure code declares. */
export interface DeclaredAccount {
  readonly name?: string;
  readonly file: string;
  readonly line: number;
}

export const CLEAN: FileResult = { hits: [], accounts: [] };

export const WHY_KEYS =
  'Whoever holds the key calls the models unnamed, and the client stops working when keys are disabled.';

export function onePerLine(hits: readonly Hit[]): readonly Hit[] {
  const lines = new Set<number>();
  return hits.filter(({ line }) => !lines.has(line) && lines.add(line));
}
