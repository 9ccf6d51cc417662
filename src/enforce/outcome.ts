import { AzureError, SignInError } from '../azure/errors.ts';
import type { Change, ChangeStatus } from '../domain/change.ts';
import type { Unknown } from '../domain/observation.ts';
import { remedyLine } from '../domain/remedy.ts';
import type { Step } from '../plan/step.ts';

/** What became of a change, in one or more sentences. */
export interface Outcome {
  readonly status: Exclude<ChangeStatus, 'planned'>;
  readonly message: string;
  /** Of what was done and cannot be seen to be in effect: how long to wait for it (epoch milliseconds). */
  readonly inEffectBy?: number;
}

export function done(message: string): Outcome {
  return { status: 'done', message };
}

export function unchanged(message: string): Outcome {
  return { status: 'unchanged', message };
}

export function blocked(message: string): Outcome {
  return { status: 'blocked', message };
}

export function failed(message: string): Outcome {
  return { status: 'failed', message };
}

/** Did the state come about that the change is for? */
export function holds({ status }: Outcome): boolean {
  return status === 'done' || status === 'unchanged';
}

/** The sentence for what a write threw. A thrown value that is no answer of Azure is a defect of ours, and said to be. */
export function explain(error: unknown): string {
  if (error instanceof AzureError || error instanceof SignInError) return sentence(error.reason);
  const text = error instanceof Error ? error.message : String(error);
  return `The action itself failed, please report it: ${text}`;
}

export function sentence(reason: Unknown): string {
  return `${reason.message} ${remedyLine(reason)}`.trim();
}

export function toChange(step: Step, { status, message }: Outcome): Change {
  const { kind, account } = step.change;
  const resource =
    step.change.kind === 'convert-connection' ? step.change.connection.id.text : account.text;
  return { kind, resource, status, message, before: step.before, after: step.after };
}
