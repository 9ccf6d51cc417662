import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import picomatch from 'picomatch';
import type { Finding, RuleId } from '../domain/finding.ts';
import type { ScanCount } from '../domain/report.ts';
import type { RuleLevels } from '../domain/settings.ts';
import type { ChangedLines } from './changed-lines.ts';
import { LeftOuts } from './files/left-out.ts';
import { isFolder, kindAt, open } from './files/open.ts';
import { readText } from './files/read-text.ts';
import { walk } from './files/walk.ts';
import { toFindings, summaryFindings, type JudgedFile } from './findings.ts';
import { stopOptimizing } from './grammars.ts';
import { CLEAN, type DeclaredAccount } from './hit.ts';
import { judgeFile } from './judge-file.ts';
import type { Repository } from './repository.ts';
import { suppressionsOf } from './suppressions.ts';

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
  readonly levels: Readonly<Pick<RuleLevels, ScanRule>>;
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

/** After so many files, others of the process get their turn. */
const BREATH = 50;
/** Files: about where V8's optimizing of the grammars has paid for itself by the end of the scan. */
const WORTH_OPTIMIZING = 2_000;

/**
 * Judges the files of a repository. Needs no network and never writes.
 * @throws {Error} from the file system, when `root` cannot be listed
 */
export async function scan(request: ScanRequest): Promise<ScanResult> {
  const root = realpathSync(request.root);
  const wanted = matcher(request.globs);
  const { files, vendored } = request.only
    ? { files: [...request.only.keys()].sort(), vendored: 0 }
    : walk(root);
  const named = request.only !== undefined;
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
  const repository = repositoryAt(root);
  const complete: JudgedFile[] = [];
  for (const [index, { path, kind }] of candidates.entries()) {
    const opened = open(root, path, kind, named);
    if (opened.as === 'left out') {
      if (opened.matters) leftOut.name(opened.leftOut, path);
      else leftOut.count(opened.leftOut, 1);
    } else {
      const { file } = opened;
      complete.push({
        file,
        result:
          opened.as === 'unknown'
            ? { ...CLEAN, notJudged: opened.why }
            : await judgeFile(file, repository),
        suppressions: suppressionsOf(file.text),
        changed: request.only?.get(path) ?? 'all',
      });
    }
    request.onProgress?.(index + 1, candidates.length);
    if (index % BREATH === 0) await setImmediate();
  }

  const findings = complete.flatMap((one) => toFindings(one, request.levels));
  const unknown = complete.filter(({ result }) => result.notJudged !== undefined).length;
  return {
    findings: [...findings, ...summaryFindings(complete, findings, request.levels)],
    count: { files: complete.length - unknown, skipped: leftOut.total + unknown },
    matched: matched.length,
    declaredAccounts: complete.flatMap(({ result }) => result.accounts),
    notes: leftOut.notes(),
  };
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

function repositoryAt(root: string): Repository {
  let paths: readonly string[] | undefined;
  return {
    read: (path) => readText(root, path, true).text,
    list: (folder) => {
      try {
        const entries = readdirSync(join(root, folder), { withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
      } catch {
        return [];
      }
    },
    paths: () => (paths ??= walk(root).files),
  };
}
