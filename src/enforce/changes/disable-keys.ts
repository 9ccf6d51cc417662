import { AzureError, SignInError } from '../../azure/errors.ts';
import type { Account } from '../../domain/account.ts';
import type { ArmId } from '../../domain/arm-id.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Observation } from '../../domain/observation.ts';
import type { ProbeAnswer } from '../../domain/probe.ts';
import {
  askEntra,
  askKey,
  describe,
  isAccepted,
  isRefused,
  lastAnswer,
  staysRefused,
} from '../entra.ts';
import { localAuthCommand } from '../../domain/remedy.ts';
import { shellWord } from '../../domain/shell.ts';
import { done, explain, failed, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { seconds, waitFor, whileContended } from '../wait.ts';

export interface DisableKeys {
  readonly account: ArmId;
  /** Asked just now. */
  readonly facts: AccountFacts;
  /** Did the endpoint accept a token just now? If not, it cannot stop doing so. */
  readonly proven: boolean;
  readonly probe: boolean;
  readonly timeoutMs: number;
}

/** Switches keys off, proves that Entra ID works without them, and switches them on again if it does not. */
export async function disableKeys(request: DisableKeys, ports: Ports): Promise<Outcome> {
  const { account } = request;
  const read = await switchOff(request, ports);
  if (read.disableLocalAuth !== true) {
    return failed(
      `Azure took disableLocalAuth=true, and the account reads back ${String(read.disableLocalAuth)}. Something sets it back: look at the policy assignments in force and at deployments that run (az monitor activity-log list --resource-id ${shellWord(account.text)}).`,
    );
  }
  ports.log(`${account.name}: keys are off; verifying.`);
  if (!request.probe) {
    return done('Keys are off, read back. The endpoint was not asked: probe is off.');
  }
  return verify(request, ports);
}

/**
 * A PATCH that was taken may come into force later, whatever became of its answer. What counts is what reads
 * back, and it is waited for: keys that go off when nobody looks any more are verified by nobody.
 */
async function switchOff({ account, timeoutMs }: DisableKeys, ports: Ports): Promise<Account> {
  let read: Account | undefined;
  let problem: unknown;
  try {
    read = await whileContended(ports, `the account ${account.name}`, () =>
      ports.writer.setLocalAuthDisabled(account, true),
    );
    if (read.disableLocalAuth === true) return read;
  } catch (error) {
    if (isRefusal(error)) throw error;
    problem = error;
  }
  const started = ports.clock.now();
  const { answer } = await waitFor<{ readonly off: Account | undefined }>(
    { ports, what: `the change of ${account.name} to read back`, timeoutMs },
    async () => {
      const { account: now } = await ports.observe(account);
      if (!now.known) return undefined;
      if (now.value.disableLocalAuth === true) return { off: now.value };
      const isOver = ports.clock.now() - started >= SHOWS_WITHIN_MS;
      return isOver && !isUnderWay(now.value) ? { off: undefined } : undefined;
    },
  );
  if (answer?.off) return answer.off;
  if (read) return read;
  throw problem;
}

/** A change that Azure took shows by then, or its account is not settled. */
const SHOWS_WITHIN_MS = 60_000;

function isUnderWay({ provisioningState }: Account): boolean {
  return !['', 'succeeded', 'failed', 'canceled'].includes(provisioningState.toLowerCase());
}

/** Azure says no, and has changed nothing. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof AzureError)) return false;
  const { status } = error;
  return status >= 400 && status < 500 && !MAY_HAVE_WORKED.has(status);
}

/** A write that was repeated, because its first answer was lost, may be refused by these for its own success. */
const MAY_HAVE_WORKED: ReadonlySet<number> = new Set([408, 409, 412, 429]);

type Verdict =
  | { readonly is: 'broken'; readonly answer: ProbeAnswer }
  | { readonly is: 'keys-refused' }
  | { readonly is: 'keys-not-asked'; readonly why: string };

/**
 * Asks with a made-up key, then with a token, until the gateway knows that keys are off: Entra ID can
 * break at that moment and not before. Microsoft names minutes to hours for it:
 * https://learn.microsoft.com/azure/ai-services/disable-local-auth
 */
async function verify(request: DisableKeys, ports: Ports): Promise<Outcome> {
  const { account, facts, proven, timeoutMs } = request;
  let entra: Observation<readonly ProbeAnswer[]> | undefined;
  let key: Observation<readonly ProbeAnswer[]> | undefined;
  const { answer, waitedMs } = await waitFor<Verdict>(
    { ports, what: `the endpoint of ${account.name} to refuse keys`, timeoutMs },
    async () => {
      key = await askKey(ports, facts);
      entra = await askEntra(ports, facts);
      if (proven && isRefused(entra)) {
        const broken = await staysRefused(ports, facts);
        return broken && { is: 'broken', answer: broken };
      }
      if (proven && !isAccepted(entra)) return undefined;
      if (lastAnswer(key)?.verdict === 'keys-disabled') return { is: 'keys-refused' };
      // What was never proven cannot be seen to break, so nothing is waited for.
      return !proven && isUnanswered(key)
        ? { is: 'keys-not-asked', why: describe(key) }
        : undefined;
    },
  );
  const broken = answer?.is === 'broken' ? answer.answer : proven && entra && turnedAway(entra);
  if (broken) return switchOnAgain(account, broken, ports, timeoutMs);

  const off = 'Keys are off, read back';
  const works = proven
    ? 'Entra ID works without them'
    : 'Whether Entra ID works was not proven before, so nothing was switched back';
  if (answer?.is === 'keys-refused') {
    return done(`${off}. ${works}. The endpoint refuses keys after ${seconds(waitedMs)}.`);
  }
  if (answer?.is === 'keys-not-asked') {
    return done(
      `${off}. ${works}. Whether the endpoint refuses keys could not be asked: ${answer.why}.`,
    );
  }
  if (proven && entra && !isAccepted(entra)) {
    return failed(
      `${off}. Whether Entra ID works without them could not be told in ${seconds(waitedMs)}: ${describe(entra)}. Run check; to go back: ${undo(account)}`,
    );
  }
  return done(
    `${off}. ${works}. The endpoint has not answered that keys are off after ${seconds(waitedMs)} (${key ? describe(key) : 'nothing was asked'}): gateways can take several hours. The next check tells.`,
  );
}

/** An answer that turns the token away, in words that are not known: until the end of the wait it may pass. */
function turnedAway(entra: Observation<readonly ProbeAnswer[]>): ProbeAnswer | undefined {
  const answer = lastAnswer(entra);
  const isNo = answer?.status === 401 || answer?.status === 403;
  const isOfIdentity = answer?.verdict !== 'network-refused' && answer?.verdict !== 'throttled';
  return isNo && isOfIdentity ? answer : undefined;
}

function isUnanswered(key: Observation<readonly ProbeAnswer[]>): boolean {
  const verdict = lastAnswer(key)?.verdict;
  return verdict === undefined || verdict === 'network-refused';
}

/** Tries for as long as it may: an account without keys and without Entra ID serves nobody. */
async function switchOnAgain(
  account: ArmId,
  refusal: ProbeAnswer,
  ports: Ports,
  timeoutMs: number,
): Promise<Outcome> {
  const why = `Entra ID stopped working when keys went off: ${describe({ known: true, value: [refusal] })}`;
  ports.log(`${account.name}: ${why}. Switching keys on again.`);
  let refused: unknown;
  const { answer } = await waitFor(
    {
      // Cancelled or not: an account that nobody can call is the worst to leave behind.
      ports: { clock: ports.clock, log: ports.log },
      what: `keys of ${account.name} to be on again`,
      timeoutMs: Math.max(timeoutMs, 60_000),
    },
    async () => {
      try {
        const read = await ports.writer.setLocalAuthDisabled(account, false);
        return { on: read.disableLocalAuth !== true };
      } catch (error) {
        const isPassing = error instanceof AzureError || error instanceof SignInError;
        if (!isPassing || error.reason.kind === 'denied') throw error;
        refused = error;
        return undefined;
      }
    },
  ).catch((error: unknown) => {
    refused = error;
    return { answer: undefined };
  });
  if (answer?.on) {
    return {
      status: 'reverted',
      message: `${why}. Keys are on again, read back. Mend what the endpoint objects to, then run enforce again.`,
    };
  }
  const reason = answer
    ? 'Azure took it, and the account reads back that keys are off: a policy assignment may set them off'
    : explain(refused);
  return failed(
    `${why}. Keys could NOT be switched on again: ${reason}. Do it by hand now: ${undo(account)}`,
  );
}

function undo(account: ArmId): string {
  return localAuthCommand(account.text, false);
}
