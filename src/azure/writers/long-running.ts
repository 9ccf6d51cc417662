import type { Answer } from '../arm-request.ts';
import { AzureError } from '../errors.ts';
import { errorParts } from '../explain-answer.ts';
import { textAt } from '../json.ts';
import type { Arm, WriterOptions } from './options.ts';

export interface LongRunning {
  /** In words, for error sentences. */
  readonly what: string;
  readonly scope: string;
  readonly clock: WriterOptions['clock'];
  /** Sees every body that comes back, before anything else is done with it. */
  readonly inspect?: (body: unknown) => void;
}

const PATIENCE_MS = 15 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows an accepted change to its end by `azure-AsyncOperation` (a body with `status`) or `Location`
 * (202 until it is done). Does not wait for an answer with neither.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 *
 * @returns `unseen` when nobody tells how it ended: Azure named no operation, or one that cannot be read
 * @throws AzureError when the operation failed, was cancelled, or has not ended after 15 minutes.
 */
export async function finished(
  arm: Arm,
  accepted: Answer,
  request: LongRunning,
): Promise<'done' | 'unseen'> {
  const operation = accepted.header('azure-asyncoperation');
  const url = operation ?? (accepted.status === 202 ? accepted.header('location') : undefined);
  if (url === undefined) return accepted.status === 202 ? 'unseen' : 'done';
  const wait = pause(request);
  for (let last = accepted; ;) {
    await wait.next(retryAfterMs(last));
    const answer = await poll(arm, url, request);
    if (!answer) return 'unseen';
    request.inspect?.(answer.body);
    if (operation === undefined) {
      if (answer.status !== 202) return 'done';
    } else {
      const status = textAt(answer.body, 'status')?.toLowerCase();
      if (status === 'succeeded') return 'done';
      if (status === 'failed' || status === 'canceled' || status === 'cancelled') {
        throw failed(request, answer.body, status);
      }
    }
    last = answer;
  }
}

/** Pauses that grow, and an end to them. */
export function pause({ what, clock }: LongRunning): {
  /** @throws AzureError when patience has run out. */
  readonly next: (askedMs?: number) => Promise<void>;
} {
  const until = clock.now() + PATIENCE_MS;
  let growing = FIRST_PAUSE_MS;
  return {
    next: async (askedMs) => {
      if (clock.now() >= until) {
        throw new AzureError({
          kind: 'timeout',
          message: `Azure took the change of ${what} and had not finished it after ${PATIENCE_MS / 60_000} minutes.`,
          remedy: 'Run again: the next run sees what became of it and goes on from there.',
        });
      }
      await clock.sleep(Math.min(askedMs ?? growing, LONGEST_PAUSE_MS));
      growing = Math.min(growing * 1.5, LONGEST_PAUSE_MS);
    },
  };
}

/** `undefined`: the caller may not read operations, or the service forgot this one. */
async function poll(
  arm: Arm,
  url: string,
  { what, scope }: LongRunning,
): Promise<Answer | undefined> {
  try {
    return await arm.send({
      path: url,
      what: `the change of ${what}`,
      action: 'Microsoft.CognitiveServices/locations/operationResults/read',
      scope,
    });
  } catch (error) {
    if (error instanceof AzureError && (error.status === 403 || error.status === 404)) {
      return undefined;
    }
    throw error;
  }
}

function failed({ what }: LongRunning, body: unknown, status: string): AzureError {
  const { code, message } = errorParts(body);
  const why = [code, message.replace(/\.$/, '')].filter((part) => part !== '').join(': ');
  return new AzureError(
    {
      kind: 'unavailable',
      message: `Azure took the change of ${what}, and it ${status === 'failed' ? 'failed' : 'was cancelled'}: ${why || 'no reason given'}.`,
      remedy: 'Mend what Azure names and run again.',
    },
    { code },
  );
}

function retryAfterMs(answer: Answer): number | undefined {
  const seconds = answer.header('retry-after');
  return seconds !== undefined && /^\d+$/.test(seconds.trim()) ? Number(seconds) * 1000 : undefined;
}
