import type { Connection } from '../domain/connection.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Finding } from '../domain/finding.ts';
import { known, unknown, type Observation, type Unknown } from '../domain/observation.ts';
import { inferenceAccess } from '../domain/principal-access.ts';
import { principalLabel } from '../domain/principal.ts';
import type { AccountSettings } from '../domain/settings.ts';
import type { Planned } from './interlocks.ts';
import { isConverted, mayUseKeyOf } from './key-users.ts';

export interface Question {
  readonly facts: AccountFacts;
  readonly settings: AccountSettings;
  readonly inbound: readonly Connection[];
  /** Why there may be more of them. */
  readonly unseen: readonly Unknown[];
  readonly planned: Planned;
}

/**
 * Who loses access when the keys of the account go, after the changes planned before: one sentence each,
 * sorted; nobody where keys are off already. What could not be read is said too, because it may hide somebody.
 */
export function losesAccess(question: Question): readonly string[] {
  const { id, account } = question.facts;
  if (account.known && account.value.disableLocalAuth === true) return [];
  const { name } = id;
  return [...connections(question), ...keyReaders(question.facts), ...principals(question)]
    .map((line) => `${name}: ${line}`)
    .sort();
}

/** Source files that still use a key or may do so, whichever account it is of. */
export function sourceLosesAccess(findings: readonly Finding[]): readonly string[] {
  const sentences = findings
    .filter(({ rule }) => rule === 'source-uses-entra')
    .flatMap((finding) => sourceSentence(finding) ?? []);
  return [...new Set(sentences)].sort();
}

function sourceSentence({ status, file, line, message }: Finding): string | undefined {
  if (status === 'pass' || status === 'skipped') return undefined;
  if (status === 'unknown') {
    return file === undefined
      ? `Source code that uses a key could not be looked for: ${message}`
      : `${file} may use a key: ${message}`;
  }
  if (file === undefined) return undefined;
  return `${line === undefined ? file : `${file}:${line}`} still uses a key.`;
}

function connections({ facts, inbound, unseen, planned }: Question): readonly string[] {
  const { account } = facts;
  if (!account.known) return [];
  const lists: readonly Observation<readonly Connection[]>[] = [
    ...(facts.connections.known
      ? facts.connections.value.map((list) => list.connections)
      : [facts.connections]),
    ...(facts.hubs.known ? facts.hubs.value.map((hub) => hub.connections) : [facts.hubs]),
    known(inbound),
    ...unseen.map(unknown),
  ];
  return lists.flatMap((list) =>
    list.known
      ? list.value
          .filter((connection) => !isConverted(connection, planned.converted))
          .flatMap((connection) => mayUseKeyOf(account.value, connection) ?? [])
      : [`Connections that use a key could not all be listed: ${list.reason.message}`],
  );
}

/** By caller, the newest event: a list of every call would hide the callers. */
function keyReaders({ keyEvents }: AccountFacts): readonly string[] {
  if (!keyEvents.known) {
    return [
      `Who read the keys in the last 30 days could not be determined: ${keyEvents.reason.message}`,
    ];
  }
  const newest = new Map<string, { readonly at: string; readonly count: number }>();
  for (const { caller, at } of keyEvents.value) {
    const seen = newest.get(caller);
    newest.set(caller, {
      at: seen && seen.at > at ? seen.at : at,
      count: (seen?.count ?? 0) + 1,
    });
  }
  return [...newest].map(
    ([caller, { at, count }]) =>
      `${caller} read or regenerated the keys ${count === 1 ? 'once' : `${count} times`} in the last 30 days, last on ${at.slice(0, 10)}: whoever uses these keys needs Entra ID instead.`,
  );
}

function principals({ facts, settings, planned }: Question): readonly string[] {
  const required = settings.principals.filter(
    ({ objectId }) => !planned.assigned.has(objectId.toLowerCase()),
  );
  const identities = facts.projects.known
    ? facts.projects.value.flatMap((project) =>
        project.identities.map((objectId) => ({ project: project.name, objectId })),
      )
    : [];
  return [
    ...required.flatMap((principal) =>
      noInference(facts, principal, `${principalLabel(principal)} (required)`),
    ),
    ...identities.flatMap(({ project, objectId }) =>
      facts.reach.has(objectId)
        ? noInference(
            facts,
            { type: 'ServicePrincipal', objectId },
            `The managed identity ${objectId} of project ${project}`,
          )
        : [],
    ),
  ];
}

function noInference(
  facts: AccountFacts,
  principal: { readonly type: string; readonly objectId: string },
  who: string,
): readonly string[] {
  const { verdict } = inferenceAccess(facts, principal);
  if (verdict === 'granted') return [];
  return [
    verdict === 'missing'
      ? `${who} has no role that allows inference.`
      : `Whether ${who} has a role that allows inference could not be determined.`,
  ];
}
