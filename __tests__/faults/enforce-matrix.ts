import type { LogEntry } from '../../sandbox/index.ts';
import type { Change } from '../../src/domain/change.ts';
import type { Report } from '../../src/domain/report.ts';
import { inject } from './fault-kinds.ts';
import type { Cell } from './matrix.ts';
import { kindOf } from './request-kind.ts';
import { go, ready, restore } from './travel.ts';
import { badSentences, wrongTurns } from './verdicts.ts';

/** Real time; the action's own is ten times as long. Enforce waits for other writes, and for what it made to be seen. */
const BOUND_MS = 150_000;

/**
 * What an `enforce` under a fault did that it may not do: say what a check without faults does not find, cut
 * keys without proof, write a thing twice that must be written once, or leave what the next run cannot finish.
 */
export async function wrongOfEnforce({ kind, of, fault }: Cell): Promise<readonly string[]> {
  const { journey } = of;
  await using sandbox = await ready(journey);
  const befell = inject(sandbox, fault, (call) => kindOf(call) === kind);
  const started = performance.now();
  try {
    const faulty = await go(sandbox, journey);
    const wrong: string[] = [];
    const took = performance.now() - started;
    if (took > BOUND_MS) wrong.push(`took ${Math.round(took / 1000)} s`);
    if (befell() === 0) wrong.push('the fault befell nothing');
    wrong.push(...carelessWrites(sandbox.log));

    restore(sandbox, journey);
    const check = await go(sandbox, journey, { ...journey.inputs, mode: 'check' });
    const report = faulty.report as Report | undefined;
    if (report) wrong.push(...wrongTurns(check.report, report));
    else if (faulty.code !== 1) wrong.push('no report, and no failure');
    wrong.push(...badSentences(faulty, check.report.findings));

    const next = await go(sandbox, journey);
    if (next.code !== 0 || !next.report.compliant) {
      wrong.push(`the next run does not finish it: ${messages(next.report)}`);
    }
    if (report) wrong.push(...notDone(report.changes, next.report.changes));
    return wrong;
  } catch (error) {
    return [String(error)];
  }
}

function messages({ findings, changes }: Report): string {
  return [
    ...findings.filter(({ status }) => status === 'fail' || status === 'unknown'),
    ...changes.filter(({ status }) => status !== 'done' && status !== 'unchanged'),
  ]
    .map(({ message }) => message)
    .join(' / ');
}

/** What the run said it had done, and the next run did again. */
function notDone(said: readonly Change[], again: readonly Change[]): readonly string[] {
  return (
    said
      // Keys are regenerated as long as they are on, however often.
      .filter(({ status, kind }) => status === 'done' && kind !== 'regenerate-keys')
      .filter(({ kind, resource }) =>
        again.some(
          (change) =>
            change.status === 'done' && change.kind === kind && change.resource === resource,
        ),
      )
      .map(({ kind, resource }) => `${kind} of ${resource} was said to be done, and was not`)
  );
}

/**
 * Keys are cut only after a token was seen to pass, and the second key only after one passed without the
 * first. The same key may be asked for again: nobody holds the new one.
 */
export function carelessWrites(log: readonly LogEntry[]): readonly string[] {
  return log.flatMap((entry, at) => {
    if (!cutsKeys(entry)) return [];
    const before = log.slice(0, at);
    const other = before.findLastIndex(
      (earlier) => cutsKeys(earlier) && JSON.stringify(earlier.body) !== JSON.stringify(entry.body),
    );
    const passed = before
      .slice(other + 1)
      .some(
        ({ service, caller, status, fault }) =>
          service === 'inference' &&
          caller !== 'key' &&
          fault === undefined &&
          [200, 400].includes(status),
      );
    const { method, path } = entry;
    return passed ? [] : [`no token had passed before ${method} ${path.split('/').at(-1) ?? ''}`];
  });
}

function cutsKeys({ method, path, body }: LogEntry): boolean {
  const properties = (body as { properties?: { disableLocalAuth?: unknown } } | undefined)
    ?.properties;
  return (
    (method === 'PATCH' && properties?.disableLocalAuth === true) || /\/regeneratekey$/i.test(path)
  );
}
