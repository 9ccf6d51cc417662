import { parentPort, workerData } from 'node:worker_threads';
import { judgeCandidate, type Candidate, type Checkout } from './judge-candidate.ts';
import { repositoryAt } from './repository.ts';

/** Judges the candidates that another thread sends, a batch for each message, until it is ended. */
export function judgeForOthers(): void {
  const checkout = workerData as Checkout;
  const repository = repositoryAt(checkout.root);
  parentPort?.on('message', (batch: readonly Candidate[]) => {
    void (async () => {
      const judged = [];
      for (const candidate of batch) {
        judged.push(await judgeCandidate(checkout, candidate, repository));
      }
      parentPort?.postMessage(judged);
    })();
  });
}
