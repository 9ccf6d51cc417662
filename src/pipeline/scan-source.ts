import { count } from '../domain/count.ts';
import { fix, type Finding } from '../domain/finding.ts';
import type { ScanCount } from '../domain/report.ts';
import { changedFiles } from '../publish/pull-request.ts';
import type { ChangedLines, ScanResult } from '../scan/index.ts';
import type { Settings } from '../settings/settle.ts';
import type { Step } from '../settings/step.ts';

export interface SourceScan {
  readonly findings: readonly Finding[];
  readonly count: ScanCount | undefined;
  readonly notes: readonly string[];
  /** For the log, which belongs to another phase while the scan runs. */
  readonly lines: readonly string[];
  /** Where infrastructure code declares an account, by lower-cased name. */
  readonly anchors: ReadonlyMap<string, { readonly file: string; readonly line: number }>;
  /** Was this file scanned? */
  readonly covers: (file: string) => boolean;
}

const NOT_SCANNED: SourceScan = {
  findings: [],
  count: undefined,
  notes: [],
  lines: ['No source scan in this run.'],
  anchors: new Map(),
  covers: () => false,
};

/** The source scan, if the step wants one; its code and grammars are loaded only then. Needs no Azure. */
export async function scanSource(step: Step, settings: Settings): Promise<SourceScan> {
  const wanted = wantedScan(step);
  if (wanted === 'off') return NOT_SCANNED;
  const [scanner, changed] = await Promise.all([
    import('../scan/index.ts'),
    wanted === 'changed' ? changedFiles(step) : Promise.resolve(undefined),
  ]);
  if (changed?.ok === false) return notScanned(changed.reason, NOT_LEARNED, settings);
  const only =
    changed &&
    new Map<string, ChangedLines>(
      changed.files.map(({ path, patch }) => [path, scanner.changedLines(patch)]),
    );
  const result = await scanner.scan({
    root: step.workspace,
    globs: step.inputs.scanPaths,
    levels: settings.levels,
    ...(only && { only }),
    ...(changed && {
      patches: new Map(changed.files.map(({ path, patch }) => [path, patch])),
      gone: new Map(changed.gone.map(({ path, patch }) => [path, patch])),
    }),
  });
  // A pull request may change no file of ours; a repository that holds none is not the one that was meant.
  if (wanted === 'all' && result.matched === 0) {
    const patterns = step.inputs.scanPaths.join(', ');
    return notScanned(
      `No file of the checkout matches ${patterns === '' ? '**' : patterns}, so nothing was scanned.`,
      NOTHING_THERE,
      settings,
    );
  }
  return {
    findings: result.findings,
    count: result.count,
    notes: result.notes,
    lines: [
      `${count(result.count.files, 'file')} judged, ${result.count.skipped} left out${wanted === 'changed' ? ' (files of the pull request)' : ''}`,
      ...result.notes,
    ],
    anchors: anchorsOf(result),
    covers: (file) => only?.has(file) ?? true,
  };
}

/** What `scan` means in this run. */
export function wantedScan({ inputs, event }: Step): 'all' | 'changed' | 'off' {
  if (inputs.scan === 'auto') return event.pullRequest ? 'changed' : 'off';
  // Outside a pull request nothing is "changed" against anything: all of it is looked at.
  if (inputs.scan === 'changed' && !event.pullRequest) return 'all';
  return inputs.scan;
}

const NOT_LEARNED = fix({
  say: 'Run the job again. With scan: all every file of the checkout is scanned, and GitHub is not asked.',
});

const NOTHING_THERE = fix({
  say: 'Check the patterns (scan-paths), and that actions/checkout runs before this step.',
});

/** Nothing could be scanned: every source rule is unknown, never passed. */
function notScanned(message: string, how: string, { levels }: Settings): SourceScan {
  const rules = ['source-uses-entra', 'iac-keys-disabled', 'iac-connections-use-entra'] as const;
  return {
    ...NOT_SCANNED,
    lines: [message],
    findings: rules.flatMap((rule): readonly Finding[] => {
      const severity = levels[rule];
      if (severity === 'off') return [];
      return [{ rule, severity, status: 'unknown', resource: 'source', message, fix: how }];
    }),
  };
}

function anchorsOf({ declaredAccounts }: ScanResult): SourceScan['anchors'] {
  return new Map(
    declaredAccounts.flatMap(({ name, file, line }) =>
      name === undefined ? [] : [[name.toLowerCase(), { file, line }] as const],
    ),
  );
}
