import type { ProbeAnswer } from '../domain/probe.ts';
import type { AccountSettings } from '../domain/settings.ts';

/** Why a rule that needs live calls does not apply. */
export function probesOff({ probe }: AccountSettings): string | undefined {
  return probe === 'off' ? 'Live probes are switched off by the input probe.' : undefined;
}

/** The request, the audience and the answer, on one line. */
export function showAnswer(answer: ProbeAnswer): string {
  const with_ = answer.audience === undefined ? 'a made-up key' : `a token for ${answer.audience}`;
  const said = answer.answer === '' ? 'no message' : answer.answer;
  return `${answer.request} at ${answer.host} with ${with_} was answered HTTP ${answer.status}: ${said}`;
}

export const NO_PROBE =
  'No probe fits this kind of account: it serves no model inference that could be called at no cost.';

/** What to do where neither a token nor a key was judged. */
export const UNDECIDED_REMEDY: Readonly<
  Partial<Record<ProbeAnswer['verdict'], { readonly because: string; readonly say: string }>>
> = {
  'network-refused': {
    because:
      "the account's firewall or private endpoint refused the runner, which says nothing of identity",
    say: "Run the job on a runner inside the account's network, or let the runner's address in; the other rules do not need it.",
  },
  throttled: {
    because: 'the endpoint throttled the request',
    say: 'Run again later, or raise the quota of the deployment.',
  },
  'not-found': {
    because: 'the endpoint does not know the deployment or the route',
    say: 'Check that the deployment still exists and has finished; run again some minutes after it was created.',
  },
  'wrong-tenant': {
    because: 'the token is of another tenant than the account',
    say: 'Set tenant-id to the tenant of the subscription that holds the account.',
  },
};
