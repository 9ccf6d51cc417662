import fc from 'fast-check';
import type {
  Account,
  AccountProperties,
  Connection,
  RoleAssignment,
  World,
} from '../../../sandbox/index.ts';
import { aiAccount, baseWorld, type Rights } from '../../../sandbox/worlds/base.ts';
import { IDS, RESOURCE_IDS } from '../../../sandbox/worlds/ids.ts';

/** Text that a hostile owner of a resource could write. */
const hostile = fc.constantFrom(
  'plain',
  '<script>alert(1)</script>',
  '::error::forged',
  '| a | b |\n| - | - |',
  '@octocat [x](https://evil.example) #1',
  '\u202Eevil\u200B',
  '__proto__',
);

const name = (prefix: string): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: 99 }).map((number) => `${prefix}-${number}`);

function connection(accountId: string): fc.Arbitrary<Connection> {
  return fc
    .record({
      name: name('conn'),
      category: fc.constantFrom(
        'AzureOpenAI',
        'AIServices',
        'CognitiveSearch',
        'GroundingWithBingSearch',
        'CustomKeys',
        'NewCategory',
      ),
      key: fc.boolean(),
      here: fc.boolean(),
      isSharedToAll: fc.boolean(),
      note: hostile,
    })
    .map(({ name: called, category, key, here, isSharedToAll, note }) => ({
      name: called,
      category,
      authType: category === 'CustomKeys' ? 'CustomKeys' : key ? 'ApiKey' : 'AAD',
      target: here
        ? `https://${accountId.split('/').at(-1) ?? ''}.openai.azure.com/`
        : 'https://x.example/',
      metadata: { ...(here ? { ResourceId: accountId } : {}), note },
      isSharedToAll,
      ...(key || category === 'CustomKeys'
        ? { credentials: { key: `stored-key-of-${called}`, keys: `stored-key-of-${called}` } }
        : {}),
    }));
}

const unique = <T extends { name: string }>(
  item: fc.Arbitrary<T>,
  maxLength: number,
): fc.Arbitrary<T[]> => fc.uniqueArray(item, { selector: (value) => value.name, maxLength });

function account(called: string): fc.Arbitrary<Account> {
  const id = RESOURCE_IDS.account.replace('contoso-ai', called);
  return fc
    .record({
      keys: fc.constantFrom<boolean | null | undefined>(true, false, null, undefined),
      subdomain: fc.boolean(),
      network: fc.constantFrom<AccountProperties>(
        {},
        { publicNetworkAccess: 'Disabled' },
        { networkAcls: { defaultAction: 'Deny' } },
      ),
      deployed: fc.boolean(),
      connections: unique(connection(id), 3),
      projects: unique(
        fc.record({ name: name('project'), connections: unique(connection(id), 2) }),
        2,
      ),
    })
    .map(({ keys, subdomain, network, deployed, connections, projects }) => {
      const made = aiAccount(called, { connections, projects });
      return {
        ...made,
        properties: {
          ...network,
          ...(keys === undefined ? {} : { disableLocalAuth: keys }),
          ...(subdomain ? { customSubDomainName: called } : {}),
        },
        deployments: deployed ? made.deployments : [],
      };
    });
}

const assignment: fc.Arbitrary<RoleAssignment> = fc.record({
  scope: fc.constantFrom(
    RESOURCE_IDS.subscription,
    RESOURCE_IDS.resourceGroup,
    RESOURCE_IDS.managementGroup,
    RESOURCE_IDS.account.replace('contoso-ai', 'ai-0'),
  ),
  role: fc.constantFrom(
    'Cognitive Services User',
    'Cognitive Services OpenAI User',
    'Contributor',
    'Reader',
    'Foundry User',
  ),
  principalId: fc.constantFrom(IDS.developers, IDS.interns, IDS.platformTeam),
  principalType: fc.constant('Group' as const),
});

/** Worlds of one to three accounts in every state that a rule looks at, for properties over whole runs. */
export function arbitraryWorld(rights: Rights): fc.Arbitrary<World> {
  return fc
    .record({
      accounts: fc
        .integer({ min: 1, max: 3 })
        .chain((count) =>
          fc.tuple(...Array.from({ length: count }, (_, at) => account(`ai-${at}`))),
        ),
      hub: unique(connection(RESOURCE_IDS.account.replace('contoso-ai', 'ai-0')), 2),
      assignments: fc.uniqueArray(assignment, {
        selector: ({ scope, role, principalId }) => `${scope} ${role} ${principalId}`,
        maxLength: 4,
      }),
      pageSize: fc.integer({ min: 1, max: 5 }),
    })
    .map(({ accounts, hub, assignments, pageSize }) => {
      const world = baseWorld(rights);
      world.accounts = accounts;
      world.workspaces = [
        {
          subscriptionId: IDS.subscription,
          resourceGroup: 'rg-ai',
          name: 'hub-0',
          kind: 'Hub',
          location: 'swedencentral',
          connections: hub,
        },
      ];
      world.roleAssignments.push(...assignments);
      world.behaviour = { pageSize };
      return world;
    });
}
