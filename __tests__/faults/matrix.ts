import { createHash } from 'node:crypto';
import type { Report } from '../../src/domain/report.ts';
import { CHECKS, ENFORCE, type Journey } from './journeys.ts';
import { FAULT_KINDS, inject, LOST_ANSWERS, type FaultKindUnderTest } from './fault-kinds.ts';
import { inPool } from './pool.ts';
import { kindOf } from './request-kind.ts';
import { go, ready, watch } from './travel.ts';
import { badSentences, told, wrongTurns } from './verdicts.ts';

export interface Travelled {
  readonly journey: Journey;
  /** Kinds of requests that its run makes. */
  readonly kinds: ReadonlySet<string>;
  readonly requests: number;
  readonly report: Report;
  readonly code: number | null;
}

export interface Cell {
  readonly kind: string;
  readonly of: Travelled;
  readonly fault: FaultKindUnderTest;
}

export const nameOf = ({ kind, of, fault }: Cell): string =>
  `${of.journey.name}: ${kind}: ${fault.name}`;

/** Every journey without a fault: what requests there are, and what is right. */
export async function travelAll(): Promise<readonly Travelled[]> {
  const travelled: Travelled[] = [];
  await inPool([...CHECKS, ENFORCE], 4, async (journey) => {
    await using sandbox = await ready(journey);
    const kinds = new Set<string>();
    const standing = (journey.standing ?? []).flatMap(({ match }) => match?.path ?? []);
    watch(sandbox, (kind) => {
      if (!standing.some((pattern) => kind.includes(pattern))) kinds.add(kind);
    });
    const { report, code } = await go(sandbox, journey);
    travelled.push({ journey, kinds, requests: sandbox.log.length, report, code });
  });
  return travelled;
}

/** Every kind of request with every fault, in the journey that makes it with the fewest requests besides. */
export function allCells(travelled: readonly Travelled[]): readonly Cell[] {
  // A machine's identity hands out the token that it has, so an old one cannot be got past: only its own kind.
  const cost = ({ requests, journey: { inputs } }: Travelled): number =>
    requests + (inputs.auth === 'managed-identity' ? 10_000 : 0);
  const cheapest = [...travelled].sort((a, b) => cost(a) - cost(b));
  const kinds = new Set(travelled.flatMap((one) => [...one.kinds]));
  return [...kinds].sort().flatMap((kind) => {
    const of = cheapest.find((one) => one.kinds.has(kind));
    if (!of) return [];
    const lost = / (PUT|PATCH|POST) /.test(kind) && of.journey === ENFORCE ? LOST_ANSWERS : [];
    return [...FAULT_KINDS, ...lost]
      .filter(({ where }) => where?.test(kind) ?? true)
      .map((fault) => ({ kind, of, fault }));
  });
}

/**
 * Each kind of request at least once and each fault at least once; which with which goes by the seed, so
 * that other pairs are met on other days.
 */
export function sample(cells: readonly Cell[], seed: number): readonly Cell[] {
  const shuffled = shuffle(cells, seed);
  const kinds = new Set<string>();
  const faults = new Set<string>();
  // First those that are new in both ways, then what is missing of either.
  return [2, 1].flatMap((news) =>
    shuffled.filter(({ kind, fault: { name } }) => {
      const isNew = Number(!kinds.has(kind)) + Number(!faults.has(name));
      if (isNew < news) return false;
      kinds.add(kind);
      faults.add(name);
      return true;
    }),
  );
}

/** In an order that goes by the seed alone. */
export function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  return items
    .map((item, index) => ({
      item,
      rank: createHash('sha256').update(`${seed} ${index}`).digest('hex'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);
}

/** Real time, on a busy machine; the action's own is ten times as long. */
const BOUND_MS = 150_000;
/** A thousand pages. */
const BOUND_OF_PAGES_MS = 400_000;

/** What a run under a fault did that it may not do. Empty when all is well. */
export async function wrongOf(cell: Cell): Promise<readonly string[]> {
  const { of, kind, fault } = cell;
  await using sandbox = await ready(of.journey);
  const befell = inject(sandbox, fault, (call) => kindOf(call) === kind);
  const started = performance.now();
  let run;
  try {
    run = await go(sandbox, of.journey);
  } catch (error) {
    return [String(error)];
  }
  const wrong: string[] = [];
  const took = performance.now() - started;
  if (took > (fault.name === 'pages without end' ? BOUND_OF_PAGES_MS : BOUND_MS))
    wrong.push(`took ${Math.round(took / 1000)} s`);
  if (befell() === 0) wrong.push('the fault befell nothing');
  if (run.code !== 0 && run.code !== 1) wrong.push(`exit code ${String(run.code)}`);
  const report = run.report as Report | undefined;
  if (report) {
    wrong.push(...wrongTurns(of.report, report));
    if (run.code === 0 && of.code !== 0) wrong.push('the step no longer fails');
    const changed = statusesOf(report) !== statusesOf(of.report);
    const sentences = told(run, of.report.findings);
    // Where one way is barred anyway, the sentence may be about that one.
    if (
      changed &&
      !of.journey.standing &&
      !sentences.some((sentence) => fault.says.test(sentence))
    ) {
      wrong.push(`says nothing of ${fault.says.source}: ${sentences.join(' / ')}`);
    }
    if (changed && fault.fault === 'tokens-expire') wrong.push('did not get over it');
  } else if (run.code !== 1 || !/^::error/m.test(run.stdout)) {
    wrong.push('no report, and no error');
  }
  wrong.push(...badSentences(run, of.report.findings));
  return wrong;
}

function statusesOf({ findings }: Report): string {
  return JSON.stringify(findings.map(({ rule, resource, status }) => [rule, resource, status]));
}
