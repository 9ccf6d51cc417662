import { AzureError } from '../azure/errors.ts';
import type { Ports } from './ports.ts';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15_000;
const LOG_EVERY_MS = 30_000;
const CONTENTION_MS = 5 * 60_000;

type Waits = Pick<Ports, 'clock' | 'log'> & Partial<Pick<Ports, 'cancelled'>>;

export interface Waiting {
  readonly ports: Waits;
  /** What is waited for, as a phrase: `the role of group:... at contoso to take effect`. */
  readonly what: string;
  readonly timeoutMs: number;
}

/**
 * Asks until the answer is not `undefined`, the time is over or the run is cancelled. Asks at least once, and
 * once more when the time is over. Says now and then how long is left.
 */
export async function waitFor<T>(
  { ports: { clock, log, cancelled }, what, timeoutMs }: Waiting,
  ask: () => Promise<T | undefined>,
): Promise<{ readonly answer: T | undefined; readonly waitedMs: number }> {
  const started = clock.now();
  const passed = (): number => clock.now() - started;
  let growing = FIRST_PAUSE_MS;
  let logged = 0;
  for (;;) {
    const answer = await ask();
    const over = passed() >= timeoutMs || cancelled?.aborted === true;
    if (answer !== undefined || over) return { answer, waitedMs: passed() };
    if (passed() - logged >= LOG_EVERY_MS || logged === 0) {
      logged = Math.max(passed(), 1);
      log(`Waiting for ${what}: ${seconds(timeoutMs - passed())} left.`);
    }
    await pause(Math.min(growing, timeoutMs - passed()), { clock, cancelled });
    growing = Math.min(growing * 1.5, LONGEST_PAUSE_MS);
  }
}

/** A sleep that ends with the run; none in one that is cancelled already. */
export async function pause(
  ms: number,
  { clock, cancelled }: Pick<Ports, 'clock'> & { readonly cancelled?: AbortSignal | undefined },
): Promise<void> {
  if (cancelled?.aborted) return;
  const { promise: woken, resolve } = Promise.withResolvers<undefined>();
  const wake = (): void => {
    resolve(undefined);
  };
  cancelled?.addEventListener('abort', wake);
  await Promise.race([clock.sleep(ms), woken]);
  cancelled?.removeEventListener('abort', wake);
}

/** What 409 means is either "busy, come again" or final; these are final. */
const FINAL_CONFLICTS = new Set([
  'scopelocked',
  'customdomaininuse',
  'roleassignmentexists',
  'roleassignmentupdatenotpermitted',
  'roleassignmentlimitexceeded',
  'resourcegroupbeingdeleted',
  'flagmustbesetforrestore',
]);

/** Azure refuses a write while another one runs on the same resource: a second run, or a deployment. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof AzureError &&
    error.status === 409 &&
    !FINAL_CONFLICTS.has(error.code.toLowerCase())
  );
}

/** The resource is not as it was when it was read. */
export function isStale(error: unknown): boolean {
  return error instanceof AzureError && error.status === 412;
}

/** Makes a write again while another one is in its way. @throws what `write` throws otherwise, or in the end. */
export async function whileContended<T>(
  ports: Waits,
  what: string,
  write: () => Promise<T>,
  isInTheWay: (error: unknown) => boolean = (error) => isBusy(error) || isStale(error),
): Promise<T> {
  let refusal: unknown;
  const { answer } = await waitFor<{ readonly value: T }>(
    { ports, what: `another change of ${what} to end`, timeoutMs: CONTENTION_MS },
    async () => {
      try {
        return { value: await write() };
      } catch (error) {
        if (!isInTheWay(error)) throw error;
        refusal = error;
        return undefined;
      }
    },
  );
  if (!answer) throw refusal;
  return answer.value;
}

export function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}
