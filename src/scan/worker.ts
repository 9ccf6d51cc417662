import { parentPort, workerData } from 'node:worker_threads';
import { judgeOf, type Candidate, type Checkout } from './judge-candidate.ts';

/** Judges the candidates that another thread sends, a batch for each message, until it is ended. */
export function judgeForOthers(): void {
  const judge = judgeOf(workerData as Checkout);
  parentPort?.on('message', (batch: readonly Candidate[]) => {
    void judge(batch).then((judged) => parentPort?.postMessage(judged));
  });
}
