import { AzureError } from '../azure/errors.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import { known, unknown, type Observation } from '../domain/observation.ts';
import { NOTHING_PLANNED, objectionsTo } from '../plan/interlocks.ts';
import type { AccountPlan, Objection } from '../plan/step.ts';
import { askEntra, lastAnswer } from './entra.ts';
import type { Ports } from './ports.ts';
import { waitFor } from './wait.ts';

export interface Clearance {
  /** Asked just now. */
  readonly facts: AccountFacts;
  readonly objections: readonly Objection[];
}

/**
 * Judges the interlocks by what is the case now, not by what was the case when the plan was made. Where
 * the identity has its role by all that Azure lists, and the endpoint does not know it yet, it waits.
 */
export async function lookAgain(
  plan: AccountPlan,
  ports: Ports,
  timeoutMs: number,
): Promise<Clearance> {
  const first = await judge(plan, ports);
  if (first.objections.length > 0 || first.awaits.length === 0) return settled(first);
  await waitFor(
    {
      ports,
      what: `the endpoint of ${plan.account.name} to accept the workflow's own token`,
      timeoutMs,
    },
    async () => {
      const answer = lastAnswer(await askEntra(ports, first.facts));
      return answer?.verdict === 'role-missing' ? undefined : 'changed';
    },
  );
  return settled(await judge(plan, ports));
}

interface Judged extends Clearance {
  readonly awaits: readonly string[];
}

/** What is awaited and has not come stands in the way. */
function settled({ facts, objections, awaits }: Judged): Clearance {
  return {
    facts,
    objections: [
      ...objections,
      ...awaits.map((message) => ({ interlock: 'entra-accepted' as const, subject: '', message })),
    ],
  };
}

async function judge(plan: AccountPlan, ports: Ports): Promise<Judged> {
  const [facts, inbound] = await Promise.all([
    ports.observe(plan.account),
    Promise.all(plan.inbound.map((connection) => readNow(connection, ports))),
  ]);
  const { settings } = plan;
  const answer = objectionsTo({
    facts,
    settings,
    inbound: [...inbound, ...plan.unseen.map(unknown)],
    planned: NOTHING_PLANNED,
  });
  return { facts, ...answer };
}

/** A connection of another account, whose observation may be old. A connection that is gone uses no key. */
async function readNow(
  connection: Connection,
  ports: Ports,
): Promise<Observation<Connection | undefined>> {
  try {
    return known((await ports.writer.readConnection(connection)).connection);
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return error.reason.kind === 'not-found' ? known(undefined) : unknown(error.reason);
  }
}
