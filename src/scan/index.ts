import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import picomatch from 'picomatch';
import { count } from '../domain/count.ts';
import type { Finding, RuleId } from '../domain/finding.ts';
import type { ScanCount } from '../domain/report.ts';
import type { RuleLevels } from '../domain/settings.ts';
import type { ChangedLines } from './changed-lines.ts';
import { isGeneratedName, isGeneratedText, isVendored, type LeftOut } from './files/left-out.ts';
import { readText } from './files/read-text.ts';
import { walk } from './files/walk.ts';
import { toFindings, summaryFindings, type JudgedFile } from './findings.ts';
import { stopOptimizing } from './grammars.ts';
import type { DeclaredAccount } from './hit.ts';
import { judgeFile, type SourceFile } from './judge-file.ts';
import type { Repository } from './repository.ts';
import { isTest, kindOf } from './kinds.ts';
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
  const leftOut = new Map<LeftOut, number>(vendored > 0 ? [['vendored', vendored]] : []);
  const candidates = files.filter((path) => kindOf(path) !== undefined && wanted(path));
  if (candidates.length < WORTH_OPTIMIZING) stopOptimizing();
  const repository = repositoryAt(root);
  const complete: JudgedFile[] = [];
  for (const [index, path] of candidates.entries()) {
    const file = open(root, path, request.only !== undefined);
    if (typeof file === 'string') leftOut.set(file, (leftOut.get(file) ?? 0) + 1);
    else
      complete.push({
        file,
        result: await judgeFile(file, repository),
        suppressions: suppressionsOf(file.text),
        changed: request.only?.get(path) ?? 'all',
      });
    request.onProgress?.(index + 1, candidates.length);
    if (index % BREATH === 0) await setImmediate();
  }

  const findings = complete.flatMap((one) => toFindings(one, request.levels));
  const skipped = [...leftOut.values()].reduce((sum, files) => sum + files, 0);
  return {
    findings: [...findings, ...summaryFindings(complete, findings, request.levels)],
    count: { files: complete.length, skipped },
    declaredAccounts: complete.flatMap(({ result }) => result.accounts),
    notes: notes(leftOut),
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

/** Reads one file of the scan, or says why it is left out. */
function open(root: string, path: string, named: boolean): SourceFile | LeftOut {
  const kind = kindOf(path);
  if (kind === undefined || isGeneratedName(path)) return 'minified or generated';
  if (path.split('/').slice(0, -1).some(isVendored)) return 'vendored';
  const { text, leftOut } = readText(root, path, named);
  if (leftOut !== undefined) return leftOut;
  if (isGeneratedText(path, text)) return 'minified or generated';
  return { path, kind, text, test: isTest(path) };
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

function notes(leftOut: ReadonlyMap<LeftOut, number>): readonly string[] {
  if (leftOut.size === 0) return [];
  const parts = [...leftOut].sort().map(([why, files]) => `${String(files)} ${why}`);
  const total = [...leftOut.values()].reduce((sum, files) => sum + files, 0);
  return [`The source scan left out ${count(total, 'file')}: ${parts.join(', ')}.`];
}
