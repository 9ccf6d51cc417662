import type { Account } from '../../src/domain/account.ts';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { RoleAssignment } from '../../src/domain/authorization.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { RULE_IDS, type RuleId, type Status, type Verdict } from '../../src/domain/finding.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import type { ProbeAnswer } from '../../src/domain/probe.ts';
import type { RequiredPrincipal } from '../../src/domain/principal.ts';
import type { AccountSettings, RuleLevels } from '../../src/domain/settings.ts';
import { RULES } from '../../src/rules/index.ts';
import { BUILT_IN, BUILT_IN_CATALOGUE } from '../domain/built-in-roles.ts';

export const ID = ArmId.of(
  '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/contoso-ai',
);
export const ALICE = 'aaaaaaaa-0000-0000-0000-000000000001';
export const TEAM = 'bbbbbbbb-0000-0000-0000-000000000002';
export const APP = 'cccccccc-0000-0000-0000-000000000003';
/** The workflow's own identity. */
export const WORKFLOW = 'dddddddd-0000-0000-0000-000000000004';
export const NOW = new Date('2026-09-30T12:00:00Z');

/** Nobody may read it: the reason that every unknown must hand on. */
export const DENIED = unknown({
  kind: 'denied',
  message: 'The identity lacks Some/action at /some/scope (HTTP 403).',
  remedy: 'Grant Some/action: az role assignment create ...',
  action: 'Some/action',
  scope: '/some/scope',
});

export function account(change: Partial<Account> = {}): Account {
  return {
    id: ID,
    name: 'contoso-ai',
    kind: 'AIServices',
    location: 'eastus',
    provisioningState: 'Succeeded',
    customSubdomain: 'contoso-ai',
    disableLocalAuth: true,
    endpoints: [
      { name: 'default', url: 'https://contoso-ai.cognitiveservices.azure.com/' },
      { name: 'OpenAI Language Model Instance API', url: 'https://contoso-ai.openai.azure.com/' },
    ],
    publicNetworkAccess: 'Enabled',
    projectNames: undefined,
    principalId: undefined,
    ...change,
  };
}

/** A compliant account with nothing around it, judged by a workflow that may call its models. */
export function facts(change: Partial<AccountFacts> = {}): AccountFacts {
  const { reach = [], ...others } = change;
  return {
    id: ID,
    self: WORKFLOW,
    account: known(account()),
    assignments: known([]),
    roles: known(BUILT_IN_CATALOGUE),
    denies: known([]),
    reach: new Map([
      [WORKFLOW, known([assignment({ principalId: WORKFLOW, principalType: 'ServicePrincipal' })])],
      ...reach,
    ]),
    denyReach: new Map(),
    deployments: known([{ name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' }]),
    projects: known([]),
    connections: known([{ owner: ID, connections: known([]) }]),
    hubs: known([]),
    entraProbe: known([answer()]),
    keyProbe: known([answer({ verdict: 'keys-disabled', status: 403 })]),
    keyEvents: known([]),
    policies: known([]),
    names: new Map(),
    ...others,
  };
}

export function levels(change: Partial<RuleLevels> = {}): RuleLevels {
  const defaults = Object.fromEntries(
    RULE_IDS.map((id) => [id, RULES.find((rule) => rule.id === id)?.severity ?? 'error']),
  ) as RuleLevels;
  return { ...defaults, ...change };
}

export function settings(change: Partial<AccountSettings> = {}): AccountSettings {
  return {
    principals: [],
    levels: levels(),
    keyReadersAllow: [],
    probe: 'on',
    now: NOW,
    ...change,
  };
}

export function required(
  type: RequiredPrincipal['type'],
  objectId: string,
  role = 'Cognitive Services User',
): RequiredPrincipal {
  return { type, objectId, role };
}

export function assignment(change: Partial<RoleAssignment> = {}): RoleAssignment {
  const { principalId = ALICE, roleGuid = BUILT_IN.cognitiveServicesUser.guid } = change;
  return {
    id: `${ID.text}/providers/Microsoft.Authorization/roleAssignments/${principalId}-${roleGuid}`,
    principalId,
    roleGuid,
    principalType: 'User',
    scope: ID.text,
    ...change,
  };
}

export function connection(change: Partial<Connection> = {}): Connection {
  const owner = change.owner ?? ID;
  const name = change.name ?? 'aoai';
  return {
    id: owner.child('connections', name),
    owner,
    ownerKind: 'account',
    name,
    category: 'AzureOpenAI',
    authType: 'AAD',
    target: 'https://contoso-ai.openai.azure.com/',
    metadata: {},
    isSharedToAll: false,
    keyFields: [],
    ...change,
  };
}

export function answer(change: Partial<ProbeAnswer> = {}): ProbeAnswer {
  return {
    request: 'POST /openai/deployments/gpt/chat/completions',
    host: 'contoso-ai.openai.azure.com',
    status: 400,
    answer: "[] is too short - 'messages'",
    verdict: 'accepted',
    ...change,
  };
}

/** What one rule says; the severity and the engine are left out. */
export function judgeBy(
  rule: RuleId,
  change: Partial<AccountFacts>,
  set: Partial<AccountSettings> = {},
): readonly Verdict[] {
  const found = RULES.find(({ id }) => id === rule);
  if (!found) throw new Error(`no such rule: ${rule}`);
  return found.judge(facts(change), settings(set));
}

/** One line of a table: what is the case, what was observed, what the rule says, and what the text must show. */
export interface Case {
  readonly when: string;
  readonly facts?: Partial<AccountFacts>;
  readonly settings?: Partial<AccountSettings>;
  readonly says: Status;
  /** Must all be found in message, evidence or fix. */
  readonly shows?: readonly (string | RegExp)[];
  /** Must not be found in any of them. */
  readonly hides?: readonly string[];
}

/** All text of a verdict, as a reader sees it. */
export function textOf(verdict: Verdict): string {
  return [verdict.message, verdict.evidence ?? '', verdict.fix ?? ''].join('\n');
}
