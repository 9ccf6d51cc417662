import { evidence, fix, type Finding, type Severity } from '../domain/finding.ts';
import type { RuleLevels } from '../domain/settings.ts';
import { changesLines, touches, type ChangedLines } from './changed-lines.ts';
import type { FileResult, Hit } from './hit.ts';
import type { SourceFile } from './judge-file.ts';
import type { Kind } from './kinds.ts';
import { suppressionFor, type Suppression } from './suppressions.ts';

type ScanRule = Hit['rule'];
type Levels = Readonly<Pick<RuleLevels, ScanRule>>;

export interface JudgedFile {
  readonly file: Omit<SourceFile, 'text'>;
  readonly result: FileResult;
  readonly suppressions: readonly Suppression[];
  readonly changed: ChangedLines;
  /** The pull request does not name it, only a file that it is a module with. */
  readonly beside: boolean;
}

/** What a pull request changes, by file; left out: everything is new. */
type Changes = ReadonlyMap<string, ChangedLines> | undefined;

const TEMPLATES: readonly Kind[] = ['bicep', 'json', 'terraform'];
const RULES: Readonly<
  Record<
    ScanRule,
    { readonly kinds: readonly Kind[] | 'all'; readonly clean: string; readonly none: string }
  >
> = {
  'source-uses-entra': {
    kinds: 'all',
    clean: 'none uses a key of Azure AI',
    none: 'No source file was in the scan.',
  },
  'iac-keys-disabled': {
    kinds: TEMPLATES,
    clean: 'every account that they declare disables keys and has a custom subdomain',
    none: 'No Bicep, ARM or Terraform file was in the scan.',
  },
  'iac-connections-use-entra': {
    kinds: TEMPLATES,
    clean: 'every connection that they declare uses Entra ID where it can',
    none: 'No Bicep, ARM or Terraform file was in the scan.',
  },
};

/** The findings of one file, with severities, suppressions and what is known already. */
export function toFindings(
  judged: JudgedFile,
  levels: Levels,
  changes: Changes,
): readonly Finding[] {
  const { file, result, suppressions, changed, beside } = judged;
  const unjudged = result.notJudged === undefined ? [] : notJudged(file, result.notJudged, levels);
  const isNew = (hit: Hit): boolean => touches(changed, hit) || isDecidedBy(changes, hit);
  const found = result.hits
    .filter((hit) => !beside || isNew(hit))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .flatMap((hit): Finding[] => {
      const level = levels[hit.rule];
      if (level === 'off') return [];
      const suppression = suppressionFor(suppressions, hit.rule, hit.lines);
      const exempt = suppression?.reason !== undefined;
      const finding: Finding = {
        rule: hit.rule,
        severity: severityOf(hit, level, file.test),
        status: exempt ? 'exempt' : hit.status,
        resource: 'source',
        file: file.path,
        line: hit.line,
        column: hit.column,
        message:
          suppression && !exempt
            ? `${hit.message} The comment on line ${suppression.line} does not exempt it, as it gives no reason after "--".`
            : hit.message,
        evidence: evidence({ expected: hit.expected, seen: hit.seen, why: hit.why }),
        fix: fix(hit.fix),
        ...(isNew(hit) ? {} : { known: true }),
        ...(exempt ? { exemption: { reason: suppression.reason } } : {}),
      };
      return [finding];
    });
  return [...found, ...unjudged];
}

/** By what the pull request changes in other files of the module. */
function isDecidedBy(changes: Changes, { decidedElsewhere = [] }: Hit): boolean {
  return decidedElsewhere.some(({ file, lines }) =>
    changesLines(changes?.get(file) ?? [], [lines]),
  );
}

/** Tests do not run in production, and code that works without the key goes on working. A test environment is deployed. */
function severityOf(hit: Hit, level: Severity, test: boolean): Severity {
  const isMild = hit.soft === true || (test && hit.rule === 'source-uses-entra');
  return isMild && level === 'error' ? 'warning' : level;
}

function notJudged(file: JudgedFile['file'], why: string, levels: Levels): readonly Finding[] {
  const rules: readonly ScanRule[] = TEMPLATES.includes(file.kind)
    ? ['source-uses-entra', 'iac-keys-disabled', 'iac-connections-use-entra']
    : ['source-uses-entra'];
  return rules.flatMap((rule): Finding[] => {
    const level = levels[rule];
    if (level === 'off') return [];
    return [
      {
        rule,
        severity: level,
        status: 'unknown',
        resource: 'source',
        file: file.path,
        line: 1,
        message: `The file could not be judged: ${why}.`,
        fix: fix({
          say: 'Make the file readable, or leave it out of the scan.',
          Code: `scan-paths: |\n  **\n  !${file.path}`,
        }),
      },
    ];
  });
}

/** One `pass` for each rule without findings, or `skipped` where no file of its kind was in the scan. */
export function summaryFindings(
  judged: readonly JudgedFile[],
  findings: readonly Finding[],
  levels: Levels,
): readonly Finding[] {
  return (Object.keys(RULES) as ScanRule[]).flatMap((rule): Finding[] => {
    const level = levels[rule];
    if (level === 'off' || findings.some((finding) => finding.rule === rule)) return [];
    const { kinds, clean, none } = RULES[rule];
    const files = judged.filter(({ file }) => kinds === 'all' || kinds.includes(file.kind)).length;
    const many = files === 1 ? '1 file was scanned' : `${String(files)} files were scanned`;
    return [
      {
        rule,
        severity: level,
        status: files === 0 ? 'skipped' : 'pass',
        resource: 'source',
        message: files === 0 ? none : `${many}; ${clean}.`,
      },
    ];
  });
}
