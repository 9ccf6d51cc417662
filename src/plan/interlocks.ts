import type { Account } from '../domain/account.ts';
import type { ArmId } from '../domain/arm-id.ts';
import type { Connection } from '../domain/connection.ts';
import { unproven } from '../domain/entra-proof.ts';
import type { AccountFacts } from '../domain/facts.ts';
import type { Observation, Unknown } from '../domain/observation.ts';
import { inferenceAccess } from '../domain/principal-access.ts';
import { principalOf } from '../domain/probe-classify.ts';
import type { ProbeAnswer } from '../domain/probe.ts';
import { principalLabel, type RequiredPrincipal } from '../domain/principal.ts';
import { remedyLine } from '../domain/remedy.ts';
import type { AccountSettings } from '../domain/settings.ts';
import { isConverted, mayUseKeyOf } from './key-users.ts';
import type { Interlock, Objection } from './step.ts';

/** What earlier changes of the plan will have brought about by the time keys are cut. */
export interface Planned {
  readonly converted: readonly Connection[];
  /** Types of principals by lower-cased object id. */
  readonly assigned: ReadonlyMap<string, RequiredPrincipal['type']>;
  readonly subdomain: boolean;
}

export const NOTHING_PLANNED: Planned = {
  converted: [],
  assigned: new Map(),
  subdomain: false,
};

export interface Question {
  readonly facts: AccountFacts;
  readonly settings: AccountSettings;
  /** Connections of other accounts that point here; `undefined`: it is gone by now. */
  readonly inbound: readonly Observation<Connection | undefined>[];
  readonly planned: Planned;
}

export interface Answer {
  readonly objections: readonly Objection[];
  /** What does not hold yet and should by then: planned changes and time bring it about. One sentence each. */
  readonly awaits: readonly string[];
}

/**
 * What stands against cutting keys. Every clause is asked of the facts themselves and not of findings: a
 * rule that is switched off, or a finding that is exempt, does not make it safe.
 */
export function objectionsTo(question: Question): Answer {
  const { facts } = question;
  if (!facts.account.known) {
    return {
      objections: [cannotTell('account', 'what state the account is in', facts.account.reason)],
      awaits: [],
    };
  }
  const entra = entraAccepted(question);
  return {
    objections: [
      ...('objection' in entra ? [entra.objection] : []),
      ...keyConnections(question, facts.account.value),
      ...withoutRole(question),
    ],
    awaits: 'awaits' in entra ? [entra.awaits] : [],
  };
}

type Entra =
  { readonly objection: Objection } | { readonly awaits: string } | { readonly fine: true };

function entraAccepted(question: Question): Entra {
  const { facts, settings, planned } = question;
  const object = (message: string): Entra => ({
    objection: { interlock: 'entra-accepted', subject: '', message },
  });
  if (settings.probe === 'off') {
    return object('It was not shown that Entra ID works, because probe is off: set probe to on.');
  }
  const { entraProbe } = facts;
  const last = entraProbe.known ? entraProbe.value.at(-1) : undefined;
  if (last?.verdict === 'accepted') return accepted(question, last, object);
  const lacksSubdomain = facts.account.known && facts.account.value.customSubdomain === undefined;
  if (lacksSubdomain && planned.subdomain) {
    return { awaits: 'The account gets its custom subdomain, and then Entra ID must be accepted.' };
  }
  if (lacksSubdomain) {
    return object(
      'The endpoint takes no Entra token, because the account has no custom subdomain.',
    );
  }
  if (!entraProbe.known) {
    return {
      objection: cannotTell(
        'entra-accepted',
        'whether the endpoint accepts an Entra token',
        entraProbe.reason,
      ),
    };
  }
  if (!last) {
    return object('It was not shown that Entra ID works: no request fits this kind of account.');
  }
  if (last.verdict === 'role-missing') return roleMissing(question, last, object);
  return object(
    `The endpoint did not accept an Entra token: ${last.request} at ${last.host} was answered HTTP ${last.status}${last.answer ? `, ${last.answer}` : ''}.`,
  );
}

function accepted(
  question: Question,
  last: ProbeAnswer,
  object: (message: string) => Entra,
): Entra {
  const doubt = unproven(question.facts, last);
  switch (doubt?.because) {
    case undefined:
      return { fine: true };
    case 'any-credential':
      return object(
        'It was not shown that Entra ID works: the endpoint answers a made-up key in the same way as a token.',
      );
    case 'unseen':
      return object(`It was not shown that Entra ID works: ${doubt.reason.message}`);
    case 'denied':
      return object(
        `It was not shown that Entra ID works: the deny assignment ${doubt.deny.name} keeps the workflow's own identity from inferring. Let it exclude the identity.`,
      );
    case 'no-role':
      return (
        roleOnItsWay(question, question.facts.self) ??
        object(
          "It was not shown that Entra ID works: no role that Azure lists allows the workflow's own identity to infer. Grant it an inference role at the account, or name it in principals.",
        )
      );
  }
}

/** The endpoint knows the workflow's own identity and finds no role. */
function roleMissing(
  question: Question,
  last: ProbeAnswer,
  object: (message: string) => Entra,
): Entra {
  const { facts } = question;
  const self = facts.self ?? principalOf(last.answer);
  const onItsWay = roleOnItsWay(question, self);
  if (onItsWay) return onItsWay;
  if (
    self !== undefined &&
    inferenceAccess(facts, { type: 'ServicePrincipal', objectId: self }).verdict === 'granted'
  ) {
    return {
      awaits:
        "The workflow's own identity has the role, and the endpoint does not know it yet: Entra ID must be accepted then.",
    };
  }
  return object(
    `It was not shown that Entra ID works: the workflow's own identity lacks ${last.dataAction ?? 'the data action'} at the account. Grant it an inference role there, or name it in principals.`,
  );
}

/** Does the plan give the workflow's own identity a role? */
function roleOnItsWay({ planned }: Question, self: string | undefined): Entra | undefined {
  if (self === undefined ? planned.assigned.size > 0 : planned.assigned.has(self)) {
    return {
      awaits: "The role reaches the workflow's own identity, and then Entra ID must be accepted.",
    };
  }
  if ([...planned.assigned.values()].includes('Group')) {
    return {
      awaits:
        "If the workflow's own identity is in the group that gets the role, Entra ID must be accepted then.",
    };
  }
  return undefined;
}

function keyConnections(
  { facts: { connections, hubs }, inbound, planned }: Question,
  account: Account,
): readonly Objection[] {
  const own = connections.known
    ? connections.value.flatMap((list) =>
        judged('connections-use-entra', list.connections, list.owner),
      )
    : [cannotTell('connections-use-entra', 'which connections use a key', connections.reason)];
  const ofHubs = hubs.known
    ? hubs.value.flatMap((hub) =>
        judged('hub-connections-use-entra', hub.connections, hub.workspace.id),
      )
    : [cannotTell('hub-connections-use-entra', 'which connections of hubs use a key', hubs.reason)];
  const ofOthers = inbound.flatMap((connection) =>
    connection.known
      ? judgeOne('connections-use-entra', connection.value)
      : [
          cannotTell(
            'connections-use-entra',
            'whether a connection of another account uses a key',
            connection.reason,
            'elsewhere',
          ),
        ],
  );
  return [...own, ...ofHubs, ...ofOthers];

  function judged(
    interlock: Interlock,
    list: Observation<readonly Connection[]>,
    owner: ArmId,
  ): readonly Objection[] {
    return list.known
      ? list.value.flatMap((connection) => judgeOne(interlock, connection))
      : [cannotTell(interlock, 'which connections use a key', list.reason, owner.key)];
  }

  function judgeOne(
    interlock: Interlock,
    connection: Connection | undefined,
  ): readonly Objection[] {
    if (!connection || isConverted(connection, planned.converted)) return [];
    const why = mayUseKeyOf(account, connection);
    return why === undefined ? [] : [{ interlock, subject: connection.id.key, message: why }];
  }
}

function withoutRole({ facts, settings, planned }: Question): readonly Objection[] {
  return settings.principals.flatMap((principal): readonly Objection[] => {
    const id = principal.objectId.toLowerCase();
    const who = principalLabel(principal);
    const object = (message: string): readonly Objection[] => [
      { interlock: 'inference-role', subject: id, message },
    ];
    if (facts.names.get(id)?.gone) return object(`The directory no longer knows ${who}.`);
    if (planned.assigned.has(id)) return [];
    const access = inferenceAccess(facts, principal);
    switch (access.verdict) {
      case 'granted':
        return [];
      case 'missing':
        return object(`${who} has no role that allows inference at the account.`);
      case 'in-doubt':
        return object(
          `It could not be determined whether ${who} can call the models: ${access.doubts.map(({ message }) => message).join(' ')}`,
        );
    }
  });
}

function cannotTell(interlock: Interlock, what: string, reason: Unknown, subject = ''): Objection {
  return {
    interlock,
    subject: `unknown ${subject}`.trim(),
    message: `It could not be determined ${what}: ${reason.message} ${remedyLine(reason)}`.trim(),
  };
}
