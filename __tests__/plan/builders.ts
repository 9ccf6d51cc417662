import type { Account } from '../../src/domain/account.ts';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { RoleAssignment, RoleDefinition } from '../../src/domain/authorization.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { RULE_IDS, type Finding, type RuleId, type Status } from '../../src/domain/finding.ts';
import { known } from '../../src/domain/observation.ts';
import type { ProbeAnswer, ProbeVerdict } from '../../src/domain/probe.ts';
import type { RequiredPrincipal } from '../../src/domain/principal.ts';
import type { AccountSettings, RuleLevels } from '../../src/domain/settings.ts';

export const ID = ArmId.of(
  '/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso',
);
export const USER = 'a97b65f3-24c7-4388-baec-2e87135dc908';
export const OPENAI_USER = '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd';
/** The workflow's own identity. */
export const WORKFLOW = '5e1f0000-0000-0000-0000-000000000009';
export const TEAM: RequiredPrincipal = {
  type: 'Group',
  objectId: '7ea30000-0000-0000-0000-000000000002',
  role: 'Cognitive Services User',
};

export function role(guid: string, name: string, dataActions: readonly string[]): RoleDefinition {
  const permissions = [{ actions: [], notActions: [], dataActions, notDataActions: [] }];
  return { guid, name, custom: false, permissions };
}

export const ROLES = new Map(
  [
    role(USER, 'Cognitive Services User', ['Microsoft.CognitiveServices/*']),
    role(OPENAI_USER, 'Cognitive Services OpenAI User', [
      'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action',
    ]),
    role('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', []),
    role('53ca6127-db72-4b80-b1b0-d745d6d5456d', 'Foundry User', ['Microsoft.CognitiveServices/*']),
  ].map((definition) => [definition.guid, definition]),
);

export function account(some: Partial<Account> = {}): Account {
  return {
    id: ID,
    name: 'contoso',
    kind: 'AIServices',
    location: 'westeurope',
    provisioningState: 'Succeeded',
    customSubdomain: 'contoso',
    disableLocalAuth: undefined,
    endpoints: [{ name: 'default', url: 'https://contoso.cognitiveservices.azure.com/' }],
    publicNetworkAccess: 'Enabled',
    projectNames: undefined,
    principalId: undefined,
    ...some,
  };
}

export function facts(some: Partial<AccountFacts> = {}): AccountFacts {
  const { reach = [], ...others } = some;
  return {
    id: ID,
    self: WORKFLOW,
    account: known(account()),
    assignments: known([]),
    roles: known(ROLES),
    denies: known([]),
    reach: new Map([
      [
        WORKFLOW,
        known([
          assignment(WORKFLOW, {
            principalType: 'ServicePrincipal',
            scope: (others.id ?? ID).text,
          }),
        ]),
      ],
      ...reach,
    ]),
    denyReach: new Map(),
    deployments: known([{ name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' }]),
    projects: known([]),
    connections: known([]),
    hubs: known([]),
    entraProbe: known([probe('accepted')]),
    keyProbe: known([probe('key-rejected')]),
    keyEvents: known([]),
    policies: known([]),
    names: new Map(),
    ...others,
  };
}

export function probe(verdict: ProbeVerdict, answer: string = verdict): ProbeAnswer {
  const status = verdict === 'accepted' ? 400 : 401;
  return { request: 'POST /chat', host: 'contoso.openai.azure.com', status, answer, verdict };
}

export function assignment(
  principalId: string,
  some: Partial<RoleAssignment> = {},
): RoleAssignment {
  return {
    id: `${ID.text}/providers/Microsoft.Authorization/roleAssignments/given`,
    roleGuid: USER,
    principalId,
    principalType: 'Group',
    scope: ID.text,
    ...some,
  };
}

export function connection(name: string, some: Partial<Connection> = {}): Connection {
  const owner = some.owner ?? ID;
  return {
    id: owner.child('connections', name),
    owner,
    ownerKind: 'account',
    name,
    category: 'AzureOpenAI',
    authType: 'ApiKey',
    target: 'https://contoso.openai.azure.com/',
    metadata: {},
    isSharedToAll: false,
    keyFields: [],
    ...some,
  };
}

/** The connections of the account itself. */
export function owned(...connections: readonly Connection[]): Pick<AccountFacts, 'connections'> {
  return { connections: known([{ owner: ID, connections: known(connections) }]) };
}

export function finding(
  rule: RuleId,
  status: Status = 'fail',
  resource: string = ID.text,
): Finding {
  return { rule, severity: 'error', status, resource, message: 'm' };
}

export function settings(some: Partial<AccountSettings> = {}): AccountSettings {
  const levels = Object.fromEntries(RULE_IDS.map((id) => [id, 'error'])) as RuleLevels;
  return {
    principals: [],
    levels,
    keyReadersAllow: [],
    probe: 'on',
    now: new Date('2026-11-01T00:00:00Z'),
    ...some,
  };
}
