import type { ArmId } from '../domain/arm-id.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Verdict } from '../domain/finding.ts';
import type { ProbeAnswer } from '../domain/probe.ts';
import type { Rule } from '../domain/rule.ts';
import { disableKeysFix } from './keys-disabled.ts';
import { NO_PROBE, probesOff, showAnswer, UNDECIDED_REMEDY } from './probe-verdict.ts';
import { cannotTell, fail, pass, skipped, undecided } from './verdict.ts';

const QUESTION = 'whether the endpoint refuses keys';
const EXPECTED =
  'a request with a made-up key is answered that key-based authentication is disabled';

/** https://learn.microsoft.com/azure/ai-services/disable-local-auth */
export const keysRefused: Rule = {
  id: 'keys-refused',
  severity: 'warning',
  title: 'The inference endpoint answers keys with: disabled',
  needs: ['account', 'deployments', 'key-probe'],
  skip: probesOff,
  judge: (facts) => [verdict(facts)],
};

function verdict({ id, account, keyProbe }: AccountFacts): Verdict {
  if (!keyProbe.known) return cannotTell(QUESTION, keyProbe.reason);
  const last = keyProbe.value.at(-1);
  if (!last) return skipped(NO_PROBE);
  const seen = keyProbe.value.map(showAnswer);
  if (!account.known) return cannotTell(QUESTION, account.reason);
  const disabled = account.value.disableLocalAuth === true;
  if (last.verdict === 'accepted') {
    return keysTaken(id, 'The endpoint answered a request with a made-up key.', seen);
  }
  if (last.verdict === 'keys-disabled') {
    return disabled
      ? pass('The endpoint answers that key-based authentication is disabled.', {
          expected: EXPECTED,
          seen,
        })
      : lag(
          'the endpoint says that keys are disabled, while the account says that they are enabled',
          seen,
        );
  }
  if (last.verdict === 'key-rejected') {
    return disabled
      ? lag(
          'keys are disabled on the account, and the endpoint still answers as it answers a wrong key',
          seen,
        )
      : keysTaken(id, 'The endpoint takes keys: it only found the made-up one wrong.', seen);
  }
  return notDecided(last, seen);
}

function keysTaken(id: ArmId, message: string, seen: readonly string[]): Verdict {
  return fail(
    message,
    {
      expected: EXPECTED,
      seen,
      why: 'A real key, wherever it leaked to, would be let in: see the rule keys-disabled.',
    },
    disableKeysFix(id),
  );
}

function lag(because: string, seen: readonly string[]): Verdict {
  return undecided(
    `It could not be determined ${QUESTION}: ${because}.`,
    {
      expected: EXPECTED,
      seen,
      why: 'The gateway follows the account within minutes as a rule, and within hours at times; Microsoft also documents the answer for a wrong key as the sign that keys are off. The rule keys-disabled decides.',
    },
    {
      say: 'Run again in some hours. Regenerate both keys before disabling them, so that old ones are dead at once.',
    },
  );
}

function notDecided(last: ProbeAnswer, seen: readonly string[]): Verdict {
  const known = UNDECIDED_REMEDY[last.verdict];
  return undecided(
    `It could not be determined ${QUESTION}: ${known?.because ?? `the answer (HTTP ${last.status}) does not say`}.`,
    { expected: EXPECTED, seen },
    { say: known?.say ?? 'The rule keys-disabled decides; run again later.' },
  );
}
