import { setMaxListeners } from 'node:events';

/** GitHub sends the first, 7.5 seconds later the second, and kills 2.5 seconds after that. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export interface Ended<T> {
  readonly result: T;
  readonly cancelled: boolean;
}

/**
 * Tells the work when the run is cancelled, so that it ends itself with what it has begun. The same signal a
 * second time ends the process at once.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
export async function untilCancelled<T>(
  log: (line: string) => void,
  work: (cancelled: AbortSignal) => Promise<T>,
): Promise<Ended<T>> {
  const controller = new AbortController();
  // Each account that waits for something listens.
  setMaxListeners(0, controller.signal);
  const cancel = (): void => {
    if (controller.signal.aborted) return;
    log('The run is cancelled: the change under way is finished, and no other is started.');
    controller.abort();
  };
  for (const signal of SIGNALS) process.once(signal, cancel);
  try {
    const result = await work(controller.signal);
    return { result, cancelled: controller.signal.aborted };
  } finally {
    // Once cancelled, the runner's next signal must not end the process while the report is published.
    if (!controller.signal.aborted) for (const signal of SIGNALS) process.off(signal, cancel);
  }
}
