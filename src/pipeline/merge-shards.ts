import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BaselineEntry } from '../domain/baseline.ts';
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { assembleReport } from '../report/report.ts';
import { unresolved } from '../rules/judge.ts';
import { wrong } from '../settings/input-reader.ts';
import { compileSchema } from '../settings/schema.ts';
import type { Settings } from '../settings/settle.ts';

/** A job's legs end within hours. What lies longer was left behind: by a runner that keeps its files, or a run of old. */
const FRESH_FOR_MS = 24 * 60 * 60 * 1_000;

interface Errors {
  readonly ok: false;
  readonly errors: readonly string[];
}

/**
 * One report of the reports of a matrix job's shards; nothing is asked of Azure. A shard without a report
 * counts as not judged: every rule is unknown for it, so that a leg that died cannot pass. One of another day
 * or workflow run is none: it would pass in the place of the leg that died.
 */
export async function mergeShards(
  settings: Settings,
  baseline: readonly BaselineEntry[] | undefined,
): Promise<{ readonly ok: true; readonly report: Report } | Errors> {
  const read = await readShards(settings.inputs.mergeReports);
  return read.ok ? { ok: true, report: merged(read.shards, settings, baseline) } : read;
}

/** Reports by shard (`1/8`); all of one job, and no shard twice. */
async function readShards(
  paths: readonly string[],
): Promise<{ readonly ok: true; readonly shards: ReadonlyMap<string, Report> } | Errors> {
  const errors: string[] = [];
  const fail = (value: string, right: string): void => {
    errors.push(wrong('merge-reports', value, right));
  };
  const shards = new Map<string, Report>();
  const validate = await compileSchema('report.schema.json');
  for (const file of (await Promise.all(paths.map(reportsAt))).flat()) {
    const parsed = await parse(file);
    if (parsed === undefined || !validate(parsed) || !hasTimes(parsed as Report)) {
      fail(file, 'JSON reports of this action (report-file)');
      continue;
    }
    const report = parsed as Report;
    if (report.mode !== 'check') fail(file, `reports of mode check; this one is of ${report.mode}`);
    const shard = report.shard ?? '1/1';
    if (shards.has(shard)) fail(file, `one report of each shard; ${shard} is there twice`);
    shards.set(shard, report);
  }
  const names = [...shards.keys()];
  if (new Set(names.map((shard) => shard.split('/')[1])).size > 1) {
    fail(names.join(' '), 'shards of one job, all of the same number');
  }
  if (names.length === 0 && errors.length === 0) {
    fail(paths.join(' '), 'JSON reports, or folders that hold them; there is none');
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, shards };
}

function merged(
  shards: ReadonlyMap<string, Report>,
  settings: Settings,
  baseline: readonly BaselineEntry[] | undefined,
): Report {
  const run = runOf([...shards.values()]);
  const legs = shardsOf([...shards.keys()]).map((shard) => {
    const report = shards.get(shard);
    return { shard, report, why: report ? leftBehind(report, run, settings.now) : 'is missing' };
  });
  const reports = legs.flatMap(({ report, why }) => (report && why === undefined ? [report] : []));
  const missing = legs.flatMap(({ shard, why }) => (why === undefined ? [] : [{ shard, why }]));
  const sum = (read: (report: Report) => number): number =>
    reports.reduce((total, report) => total + read(report), 0);
  return assembleReport({
    mode: 'check',
    startedAt: new Date(
      Math.min(settings.now.getTime(), ...reports.map(({ startedAt }) => Date.parse(startedAt))),
    ),
    finishedAt: settings.now,
    resources: reports.flatMap(({ resources }) => resources),
    findings: [
      ...reports.flatMap(({ findings }) => findings),
      ...missing.flatMap(({ shard, why }) => notJudged(shard, why, settings)),
    ],
    stats: {
      requests: sum(({ stats }) => stats.requests),
      retries: sum(({ stats }) => stats.retries),
      throttled: sum(({ stats }) => stats.throttled),
    },
    policy: settings.policy,
    // Shards scan no source, so nothing of it can be fixed.
    baseline: baseline && { entries: baseline, scanned: () => false },
    notes: [
      `Merged from ${reports.length} of ${reports.length + missing.length} shards.`,
      ...reports.flatMap(({ notes = [] }) => notes),
    ],
    coverage: {
      seen: sum(({ coverage }) => coverage?.seen ?? 0) + missing.length,
      judged: sum(({ coverage }) => coverage?.judged ?? 0),
      unknown: sum(({ coverage }) => coverage?.unknown ?? 0) + missing.length,
    },
  });
}

/** The workflow run of the shard that ended last, where that is told. Legs that are started again keep it. */
function runOf(reports: readonly Report[]): string | undefined {
  return reports.toSorted((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt)).at(-1)
    ?.stats.workflowRun;
}

/** Why a report is not of the job whose legs are merged; `undefined` where nothing shows that. */
function leftBehind(
  { finishedAt, stats }: Report,
  run: string | undefined,
  now: Date,
): string | undefined {
  if (now.getTime() - Date.parse(finishedAt) > FRESH_FOR_MS) {
    return `is of ${finishedAt}, more than a day ago`;
  }
  return run !== undefined && stats.workflowRun !== undefined && stats.workflowRun !== run
    ? `is of the workflow run ${stats.workflowRun}, and the newest one of ${run}`
    : undefined;
}

function notJudged(shard: string, why: string, settings: Settings): readonly Finding[] {
  const what = `shard ${shard}`;
  return unresolved(
    what,
    {
      kind: 'unavailable',
      message: `The report of ${what} ${why}, so its resources were not judged.`,
      remedy: 'Look at the log of that leg of the matrix job, and run all legs again.',
    },
    settings.settingsOf(what),
  );
}

/** The schema's format for times is not checked: elsewhere their text is all that is shown. */
function hasTimes({ startedAt, finishedAt }: Report): boolean {
  return [startedAt, finishedAt].every((time) => Number.isFinite(Date.parse(time)));
}

/** All shards of the job that these are of. */
function shardsOf(present: readonly string[]): readonly string[] {
  const count = Number(present[0]?.split('/')[1] ?? 1);
  return Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
}

/** The file itself, or every JSON file below a folder, sorted; a path that is not there is its own error later. */
async function reportsAt(at: string): Promise<readonly string[]> {
  const isFolder = await stat(at).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [at];
  const entries = await readdir(at, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

async function parse(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
