import { realpathSync } from 'node:fs';
import picomatch from 'picomatch';
import type { Finding, RuleId } from '../domain/finding.ts';
import type { ScanCount } from '../domain/report.ts';
import type { RuleLevels } from '../domain/settings.ts';
import { holdsPatch, type ChangedLines } from './changed-lines.ts';
import { LeftOuts } from './files/left-out.ts';
import { isFolder, kindAt } from './files/open.ts';
import { walk } from './files/walk.ts';
import { toFindings, summaryFindings, type JudgedFile } from './findings.ts';
import { filesBeside, templatesGivenBy } from './iac/parameter-files.ts';
import { repositoryAt, type Repository } from './repository.ts';
import { stopOptimizing } from './grammars.ts';
import { CLEAN, type DeclaredAccount } from './hit.ts';
import { judgeAll } from './threads.ts';

export { changedLines, type ChangedLines, type LineRange } from './changed-lines.ts';
export type { DeclaredAccount } from './hit.ts';

export const SCAN_RULES = [
  'source-uses-entra',
  'iac-keys-disabled',
  'iac-connections-use-entra',
] as const satisfies readonly RuleId[];
export type ScanRule = (typeof SCAN_RULES)[number];

export interface ScanRequest {
  /** Absolute path of the checked-out repository. */
  readonly root: string;
  /** What to scan, relative to the root; `!` excludes. None: everything. */
  readonly globs: readonly string[];
  /**
   * The files of the pull request with their changed lines; left out: every file of the repository.
   * Whole files are judged. A finding on lines that the pull request does not change is reported with
   * `known: true`, so that it is shown and fails nothing.
   */
  readonly only?: ReadonlyMap<string, ChangedLines>;
  /** What the pull request makes of these files, as GitHub tells it: a checkout without it is not judged. */
  readonly patches?: ReadonlyMap<string, string | undefined>;
  /** Files that the pull request takes away, with their patch: what they gave values to is judged again. */
  readonly gone?: ReadonlyMap<string, string | undefined>;
  readonly levels: Readonly<Pick<RuleLevels, ScanRule>>;
  /** Called every so many files. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface ScanResult {
  /** Sorted by file, line and rule. `resource` is `source`. */
  readonly findings: readonly Finding[];
  readonly count: ScanCount;
  /** Files that the patterns name, of whatever kind. */
  readonly matched: number;
  /** Accounts that the scanned infrastructure code declares. */
  readonly declaredAccounts: readonly DeclaredAccount[];
  /** What was left out and why, one sentence each. */
  readonly notes: readonly string[];
}

const OTHER_VERSION =
  'the checkout lacks lines that the pull request adds (is the commit of the pull request checked out?)';

/** Files: about where V8's optimizing of the grammars has paid for itself by the end of the scan. */
const WORTH_OPTIMIZING = 2_000;

/**
 * Judges the files of a repository. Needs no network and never writes.
 * @throws {Error} from the file system, when `root` cannot be listed
 */
export async function scan(request: ScanRequest): Promise<ScanResult> {
  const root = realpathSync(request.root);
  const wanted = matcher(request.globs);
  const repository = repositoryAt(root);
  const changes = request.only && withTemplates(request.only, request.gone, repository);
  const beside = modulesOf(changes, repository);
  const named = changes !== undefined;
  const { files, vendored } = named
    ? { files: [...changes.keys(), ...beside].sort(), vendored: 0 }
    : walk(root);
  const leftOut = new LeftOuts();
  leftOut.count('vendored', vendored);
  const matched = files.filter(wanted);
  const candidates = matched.flatMap((path) => {
    const kind = kindAt(root, path, named);
    if (kind !== undefined) return [{ path, kind }];
    if (named && isFolder(root, path)) leftOut.name('a submodule', path);
    return [];
  });
  if (candidates.length < WORTH_OPTIMIZING) stopOptimizing();
  const complete: JudgedFile[] = [];
  const judged = await judgeAll({ root, named }, candidates, {
    onProgress: request.onProgress,
  });
  for (const [index, one] of judged.entries()) {
    const path = candidates[index]?.path ?? '';
    if (one.as === 'judged') {
      const patch = request.patches?.get(path);
      const isOther = patch !== undefined && !holdsPatch(patch, repository.read(path) ?? '');
      const result = isOther ? { ...CLEAN, notJudged: OTHER_VERSION } : one.result;
      const changed = beside.has(path) ? [] : (changes?.get(path) ?? 'all');
      complete.push({ ...one, result, changed, beside: beside.has(path) });
    } else if (one.matters) leftOut.name(one.leftOut, path);
    else leftOut.count(one.leftOut, 1);
  }

  const findings = complete.flatMap((one) => toFindings(one, request.levels, changes));
  const unknown = complete.filter(({ result }) => result.notJudged !== undefined).length;
  return {
    findings: [...findings, ...summaryFindings(complete, findings, request.levels)],
    count: { files: complete.length - unknown, skipped: leftOut.total + unknown },
    matched: matched.length,
    declaredAccounts: complete.flatMap(({ result }) => result.accounts),
    notes: leftOut.notes(),
  };
}

/** A change of a parameter file is one of what it gives values to, which no line of the template shows. */
function withTemplates(
  only: ReadonlyMap<string, ChangedLines>,
  gone: ReadonlyMap<string, string | undefined> = new Map(),
  repository: Repository,
): ReadonlyMap<string, ChangedLines> {
  const given = [
    ...[...only.keys()].flatMap((path) => templatesGivenBy(path, repository)),
    ...[...gone].flatMap(([path, patch = '']) =>
      templatesGivenBy(path, repository, patch.replaceAll(/^-/gm, '')),
    ),
  ];
  return new Map([...only, ...given.map((path) => [path, 'all'] as const)]);
}

/** Files that a change may decide without naming them: those of the same Terraform module. */
function modulesOf(
  changes: ReadonlyMap<string, ChangedLines> | undefined,
  repository: Repository,
): ReadonlySet<string> {
  const beside = [...(changes?.keys() ?? [])].flatMap((path) => filesBeside(path, repository));
  return new Set(beside.filter((path) => !changes?.has(path)));
}

/** Patterns that exclude win over those that include, in any order. */
function matcher(globs: readonly string[]): (path: string) => boolean {
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const included = globs.filter((glob) => !glob.startsWith('!'));
  return picomatch(included.length > 0 ? included : ['**'], {
    ignore: excluded,
    dot: true,
    // A line break in the name of a file must not take it out of `**`.
    flags: 's',
  });
}
