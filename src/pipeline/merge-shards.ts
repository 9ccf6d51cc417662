import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../domain/finding.ts';
import type { Report } from '../domain/report.ts';
import { assembleReport } from '../report/report.ts';
import { unresolved } from '../rules/judge.ts';
import { wrong } from '../settings/input-reader.ts';
import { compileSchema } from '../settings/schema.ts';
import type { Settings } from '../settings/settle.ts';

/**
 * One report of the reports of a matrix job's shards; nothing is asked of Azure. A shard without a report
 * counts as not judged: every rule is unknown for it, so that a leg that died cannot pass.
 */
export async function mergeShards(
  settings: Settings,
): Promise<
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly errors: readonly string[] }
> {
  const { inputs, policy } = settings;
  const errors: string[] = [];
  const files = (await Promise.all(inputs.mergeReports.map(reportsAt))).flat();
  const validate = await compileSchema('report.schema.json');
  const shards = new Map<string, Report>();
  for (const file of files) {
    const parsed = await parse(file);
    if (parsed === undefined || !validate(parsed) || !hasTimes(parsed as Report)) {
      errors.push(wrong('merge-reports', file, 'JSON reports of this action (report-file)'));
      continue;
    }
    const report = parsed as Report;
    const shard = report.shard ?? '1/1';
    if (shards.has(shard)) {
      errors.push(
        wrong('merge-reports', file, `one report of each shard; ${shard} is there twice`),
      );
    }
    shards.set(shard, report);
  }
  const counts = new Set([...shards.keys()].map((shard) => shard.split('/')[1]));
  if (counts.size > 1) {
    errors.push(
      wrong(
        'merge-reports',
        [...shards.keys()].join(' '),
        'shards of one job, all of the same number',
      ),
    );
  }
  if (shards.size === 0 && errors.length === 0) {
    errors.push(
      wrong(
        'merge-reports',
        inputs.mergeReports.join(' '),
        'JSON reports, or folders that hold them; there is none',
      ),
    );
  }
  if (errors.length > 0) return { ok: false, errors };

  const reports = [...shards.values()];
  const missing = missingShards([...shards.keys()]);
  const sum = (read: (report: Report) => number): number =>
    reports.reduce((total, report) => total + read(report), 0);
  const report = assembleReport({
    mode: 'check',
    startedAt: new Date(Math.min(...reports.map(({ startedAt }) => Date.parse(startedAt)))),
    finishedAt: settings.now,
    resources: reports.flatMap(({ resources }) => resources),
    findings: [
      ...reports.flatMap(({ findings }) => findings),
      ...missing.flatMap((shard): readonly Finding[] =>
        unresolved(
          `shard ${shard}`,
          {
            kind: 'unavailable',
            message: `The report of shard ${shard} is missing, so its resources were not judged.`,
            remedy: 'Look at the log of that leg of the matrix job, and run it again.',
          },
          settings.settingsOf(`shard ${shard}`),
        ),
      ),
    ],
    stats: {
      requests: sum(({ stats }) => stats.requests),
      retries: sum(({ stats }) => stats.retries),
      throttled: sum(({ stats }) => stats.throttled),
    },
    policy,
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
  return { ok: true, report };
}

/** The schema's format for times is not checked: elsewhere their text is all that is shown. */
function hasTimes({ startedAt, finishedAt }: Report): boolean {
  return [startedAt, finishedAt].every((time) => Number.isFinite(Date.parse(time)));
}

function missingShards(present: readonly string[]): readonly string[] {
  const count = Number(present[0]?.split('/')[1] ?? 1);
  return Array.from({ length: count }, (_, index) => `${index + 1}/${count}`).filter(
    (shard) => !present.includes(shard),
  );
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
