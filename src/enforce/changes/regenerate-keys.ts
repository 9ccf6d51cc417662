import { AzureError } from '../../azure/errors.ts';
import type { KeyName } from '../../azure/writers/options.ts';
import type { ArmId } from '../../domain/arm-id.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Observation } from '../../domain/observation.ts';
import type { ProbeAnswer } from '../../domain/probe.ts';
import { askEntra, describe, isAccepted } from '../entra.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { waitFor, whileContended } from '../wait.ts';

const ATTEMPTS = 3;
const PAUSE_MS = 5_000;
const PROOF_MS = 60_000;

/**
 * Regenerates Key1, proves that Entra ID still works without it, and only then regenerates Key2. Killed
 * in between, the next run regenerates both: nobody holds the new Key1, so nothing is lost by that.
 */
export async function regenerateKeys(
  account: ArmId,
  facts: AccountFacts,
  ports: Ports,
): Promise<Outcome> {
  await regenerate(account, 'Key1', ports);
  ports.log(`${account.name}: Key1 is new; proving that Entra ID works before Key2.`);

  let entra: Observation<readonly ProbeAnswer[]> = await askEntra(ports, facts);
  const proof = await waitFor(
    { ports, what: `Entra ID to be accepted at ${account.name}`, timeoutMs: PROOF_MS },
    async () => {
      if (isAccepted(entra)) return true;
      entra = await askEntra(ports, facts);
      return isAccepted(entra) || undefined;
    },
  );
  if (!proof.answer) {
    return failed(
      `Key1 is regenerated, Key2 is as it was: Entra ID could not be proven after Key1 (${describe(entra)}). Mend that and run again.`,
    );
  }
  try {
    await regenerate(account, 'Key2', ports);
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return failed(`Key1 is regenerated, Key2 is not: ${error.reason.message} Run again.`);
  }
  return done(
    'Key1 and Key2 are regenerated: whoever held one has lost access. The new values were masked and dropped.',
  );
}

/** Repeats what may or may not have happened: a second new key is as good as the first. */
async function regenerate(account: ArmId, key: KeyName, ports: Ports): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await whileContended(ports, `the keys of ${account.name}`, () =>
        ports.writer.regenerateKey(account, key),
      );
      return;
    } catch (error) {
      const unclear = error instanceof AzureError && (error.status === 0 || error.status >= 500);
      if (!unclear || attempt >= ATTEMPTS) throw error;
      await ports.clock.sleep(PAUSE_MS * attempt);
    }
  }
}
