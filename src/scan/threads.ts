import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { judgeOf, type Candidate, type Checkout, type Judged } from './judge-candidate.ts';

/** Candidates that a thread takes at a time; after so many, others of the process get their turn. */
const BATCH = 50;
/** Files for which one more thread, which loads its own grammars, has paid for itself. */
const WORTH_A_THREAD = 1_500;
/** Each holds grammars of its own, some tens of MiB. */
const MOST_THREADS = 4;

/**
 * Judges the candidates, in their order, on as many processors as there are and are worth it. This thread
 * takes its share, and what a thread that ended did not finish.
 */
export async function judgeAll(
  checkout: Checkout,
  candidates: readonly Candidate[],
  {
    onProgress,
    start = startWorker,
  }: {
    /** Called after each batch. */
    readonly onProgress?: ((done: number, total: number) => void) | undefined;
    readonly start?: (checkout: Checkout) => Worker;
  } = {},
): Promise<readonly Judged[]> {
  const judged: (readonly Judged[])[] = [];
  const batches = inBatches(candidates);
  let done = 0;
  const take = async (judge: (batch: readonly Candidate[]) => Promise<readonly Judged[]>) => {
    for (;;) {
      const batch = batches.shift();
      if (!batch) return;
      try {
        judged[batch.number] = await judge(batch.candidates);
      } catch (error) {
        batches.unshift(batch);
        throw error;
      }
      done += batch.candidates.length;
      onProgress?.(done, candidates.length);
    }
  };
  const workers = startAll(threadsFor(candidates.length) - 1, () => start(checkout));
  const judge = judgeOf(checkout);
  const here = async (batch: readonly Candidate[]) => {
    await setImmediate();
    return judge(batch);
  };
  try {
    const others = workers.map((worker) => take((batch) => ask(worker, batch)));
    await Promise.all([take(here), Promise.allSettled(others)]);
    // Of a thread that failed at the end, when nobody was left to take it.
    await take(here);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return judged.flat();
}

interface Batch {
  readonly number: number;
  readonly candidates: readonly Candidate[];
}

function inBatches(candidates: readonly Candidate[]): Batch[] {
  return Array.from({ length: Math.ceil(candidates.length / BATCH) }, (_, number) => ({
    number,
    candidates: candidates.slice(number * BATCH, (number + 1) * BATCH),
  }));
}

function threadsFor(files: number): number {
  return Math.max(
    1,
    Math.min(availableParallelism(), MOST_THREADS, Math.floor(files / WORTH_A_THREAD) + 1),
  );
}

/** As many as the machine grants. */
function startAll(count: number, start: () => Worker): readonly Worker[] {
  const workers: Worker[] = [];
  try {
    while (workers.length < count) workers.push(start());
  } catch {
    // This thread judges what they would have judged.
  }
  return workers;
}

/** The entry of the action, which knows by the thread that it is to judge. */
export function startWorker(checkout: Checkout): Worker {
  const here = dirname(fileURLToPath(import.meta.url));
  const bundled = join(here, 'index.js');
  return new Worker(existsSync(bundled) ? bundled : join(here, '../index.ts'), {
    workerData: checkout,
  });
}

/** @throws {Error} when the thread ends before it answers */
async function ask(worker: Worker, batch: readonly Candidate[]): Promise<readonly Judged[]> {
  const settled = new AbortController();
  const ended = once(worker, 'exit', settled).then(() => {
    throw new Error('a thread of the scan ended');
  });
  const answered = once(worker, 'message', settled) as Promise<[readonly Judged[]]>;
  worker.postMessage(batch);
  try {
    const [judged] = await Promise.race([answered, ended]);
    return judged;
  } finally {
    settled.abort();
    await Promise.allSettled([answered, ended]);
  }
}
