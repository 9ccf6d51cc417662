import { describe, expect, it } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import type { RoleAssignment } from '../../src/domain/authorization.ts';
import { CHANGE_KINDS, type ChangeKind } from '../../src/domain/change.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { known, unknown, type Observation } from '../../src/domain/observation.ts';
import type { AccountSettings } from '../../src/domain/settings.ts';
import { makePlan, planChanges } from '../../src/plan/plan.ts';
import {
  account,
  assignment,
  connection,
  facts,
  finding,
  ID,
  owned,
  probe,
  settings,
  TEAM,
  USER,
} from './builders.ts';

const KEYS_ON = finding('keys-disabled');

interface Given {
  readonly facts?: Partial<AccountFacts>;
  readonly findings?: readonly Finding[];
  readonly settings?: Partial<AccountSettings>;
  readonly allow?: readonly ChangeKind[];
  readonly force?: boolean;
}

function planned(given: Given) {
  const plan = makePlan({
    accounts: [{ facts: facts(given.facts), settings: settings(given.settings) }],
    unseen: [],
    options: { allow: given.allow ?? CHANGE_KINDS, force: given.force ?? false },
    findings: given.findings ?? [],
  });
  const report = planChanges(plan);
  return {
    plan,
    ...report,
    lines: report.changes.map(({ kind, status }) => `${kind} ${status}`),
    notes: report.notes.join('\n'),
    loses: report.losesAccess.join('\n'),
  };
}

const uses = (...connections: readonly Connection[]): readonly Finding[] =>
  connections.map(({ id }) => finding('connections-use-entra', 'fail', id.text));

describe('what is planned', () => {
  it('is nothing where every rule passes', () => {
    expect(planned({ findings: [finding('keys-disabled', 'pass')] })).toMatchObject({
      lines: [],
      loses: '',
    });
  });

  it('is each change with what was before and what will be after', () => {
    const key = connection('aoai');
    const { changes } = planned({
      facts: { account: known(account({ customSubdomain: undefined })), ...owned(key) },
      findings: [finding('custom-subdomain'), finding('inference-role'), KEYS_ON, ...uses(key)],
      settings: { principals: [TEAM] },
    });
    expect(
      changes.map(({ kind, before, after, resource }) => ({ kind, before, after, resource })),
    ).toEqual([
      {
        kind: 'set-subdomain',
        before: { customSubDomainName: null },
        after: { customSubDomainName: 'contoso' },
        resource: ID.text,
      },
      {
        kind: 'assign-role',
        before: { roleAssignment: null },
        after: expect.objectContaining({
          role: 'Cognitive Services User',
          principal: `group:${TEAM.objectId}`,
        }),
        resource: ID.text,
      },
      {
        kind: 'convert-connection',
        before: { authType: 'ApiKey' },
        after: { authType: 'AAD' },
        resource: key.id.text,
      },
      {
        kind: 'regenerate-keys',
        before: { keys: 'as issued' },
        after: { keys: 'Key1 and Key2 regenerated, known to nobody' },
        resource: ID.text,
      },
      {
        kind: 'disable-keys',
        before: { disableLocalAuth: null },
        after: { disableLocalAuth: true },
        resource: ID.text,
      },
    ]);
  });

  it('is only what is allowed; what else is needed is said', () => {
    const key = connection('aoai');
    const { lines, notes } = planned({
      facts: owned(key),
      findings: [finding('inference-role'), ...uses(key)],
      settings: { principals: [TEAM] },
      allow: ['assign-role'],
    });
    expect(lines).toEqual(['assign-role planned']);
    expect(notes).toContain('convert-connection is not in allow');
    expect(notes).toContain('aoai');
  });

  it('is nothing for a finding that is exempt, nor for a rule that is off', () => {
    for (const findings of [
      [finding('keys-disabled', 'exempt'), finding('inference-role', 'exempt')],
      [],
    ]) {
      const { lines, notes } = planned({ findings, settings: { principals: [TEAM] } });
      expect(lines).toEqual([]);
      expect(notes).toContain('keeps its keys');
    }
  });

  it('is the same for a known finding of a baseline as for a new one', () => {
    expect(planned({ findings: [{ ...KEYS_ON, known: true }] }).lines).toContain(
      'disable-keys planned',
    );
  });

  it('is told with what blocks it, what was forced and what it waits for, and no word else', () => {
    const { changes } = planned({
      facts: { entraProbe: known([probe('network-refused', '')]) },
      findings: [KEYS_ON],
      force: true,
    });
    const refused =
      'The endpoint did not accept an Entra token: POST /chat at contoso.openai.azure.com was answered HTTP 401.';
    expect(changes.map(({ message }) => message)).toEqual([
      `Regenerate Key1 and, once Entra ID is proven again, Key2 of contoso. Whoever holds a key loses access at once. Blocked: ${refused}`,
      `Disable key-based authentication of contoso. Forced, although: ${refused}`,
    ]);
    const [plain] = planned({
      findings: [finding('inference-role')],
      settings: { principals: [TEAM] },
    }).changes;
    expect(plain?.message).toBe(
      `Assign Cognitive Services User to group:${TEAM.objectId} at contoso.`,
    );
  });

  it('waits for the subdomain that comes first', () => {
    const { changes, lines } = planned({
      facts: {
        account: known(account({ customSubdomain: undefined })),
        entraProbe: known([probe('no-custom-subdomain')]),
      },
      findings: [finding('custom-subdomain'), KEYS_ON],
    });
    expect(lines).toEqual([
      'set-subdomain planned',
      'regenerate-keys planned',
      'disable-keys planned',
    ]);
    expect(changes[2]?.message).toContain('The account gets its custom subdomain, and then');
  });

  it('is by account, sorted by id, each once', () => {
    const accounts = ['beta', 'alpha', 'gamma', 'ALPHA'].map((name) => {
      const id = ArmId.of(ID.text.replace('contoso', name));
      return { facts: facts({ id, account: known(account({ id, name })) }), settings: settings() };
    });
    const plan = makePlan({
      accounts,
      unseen: [],
      options: { allow: [], force: false },
      findings: [],
    });
    expect(plan.accounts.map(({ account: { name } }) => name.toLowerCase())).toEqual([
      'alpha',
      'beta',
      'gamma',
    ]);
  });

  it('keeps no keys of an account that has none', () => {
    const off = account({ disableLocalAuth: true });
    expect(planned({ facts: { account: known(off) } }).notes).toBe('');
    // A finding that is out of date by now.
    expect(planned({ facts: { account: known(off) }, findings: [KEYS_ON] }).lines).toEqual([]);
  });

  it.each([
    { findings: [finding('inference-role', 'unknown')], lines: ['assign-role planned'] },
    { findings: [finding('inference-role', 'pass')], lines: ['assign-role planned'] },
    { findings: [finding('inference-role', 'skipped')], lines: [] },
    { findings: [finding('inference-role', 'fail', `${ID.text}2`)], lines: [] },
    {
      findings: [finding('inference-role', 'fail', ID.text.toUpperCase())],
      lines: ['assign-role planned'],
    },
  ])('gives a role by what the rule says of this account: $findings.0.status', (given) => {
    expect(planned({ ...given, settings: { principals: [TEAM] } }).lines).toEqual(given.lines);
  });

  it('offers regenerate-keys to who allows it, and only right before disable-keys', () => {
    const allowed = (...allow: ChangeKind[]) => planned({ findings: [KEYS_ON], allow });
    expect(allowed('disable-keys').lines).toEqual(['disable-keys planned']);
    expect(allowed('disable-keys').notes).toBe('');
    expect(allowed().notes).toBe(
      'Needed, and disable-keys is not in allow: Disable key-based authentication of contoso.',
    );
    const alone = allowed('regenerate-keys');
    expect(alone.lines).toEqual([]);
    expect(alone.notes).toContain('only made right before disable-keys');
    expect(planned({ allow: ['regenerate-keys'] }).notes).not.toContain('right before');
    expect(
      planned({
        findings: [finding('inference-role')],
        settings: { principals: [TEAM] },
        allow: ['regenerate-keys'],
      }).notes,
    ).not.toContain('right before');
  });

  it('is nothing for an account that could not be read, and that is said', () => {
    const { lines, notes, loses } = planned({
      facts: { account: unknown({ kind: 'denied', message: 'No right to read.' }) },
      findings: [finding('keys-disabled', 'unknown')],
    });
    expect(lines).toEqual([]);
    expect(notes).toContain('No right to read.');
    expect(loses).toBe('');
  });
});

describe('set-subdomain', () => {
  const without = known(account({ customSubdomain: undefined }));

  it.each([
    { name: 'Contoso-AI', subdomain: 'contoso-ai' },
    { name: 'ab', subdomain: 'ab' },
    { name: 'contoso_ai', subdomain: undefined },
    { name: 'contoso.ai', subdomain: undefined },
    { name: 'contoso-', subdomain: undefined },
    { name: `a${'b'.repeat(63)}`, subdomain: `a${'b'.repeat(63)}` },
    { name: 'a'.repeat(65), subdomain: undefined },
  ])('of $name is $subdomain', ({ name, subdomain }) => {
    const id = ArmId.of(ID.text.replace('contoso', name));
    const { plan, notes } = planned({
      facts: { id, account: known(account({ id, name, customSubdomain: undefined })) },
      findings: [finding('custom-subdomain', 'fail', id.text)],
    });
    const changes = plan.accounts.flatMap(({ steps }) => steps.map(({ change }) => change));
    expect(changes).toEqual(
      subdomain === undefined ? [] : [{ kind: 'set-subdomain', account: id, subdomain }],
    );
    if (subdomain === undefined) {
      expect(notes).toMatch(
        /no valid subdomain.* choose one by hand: az .* --custom-domain NAME$/m,
      );
    }
  });

  it('is not planned for a name that another account in scope has, or is given first', () => {
    const two = (subdomain: string | undefined, group = '/rg2/'): number => {
      const twin = ArmId.of(ID.text.replace('/rg/', group));
      const accounts = [
        facts({ account: without }),
        facts({ id: twin, account: known(account({ id: twin, customSubdomain: subdomain })) }),
      ];
      const plan = makePlan({
        accounts: accounts.map((one) => ({ facts: one, settings: settings() })),
        unseen: [],
        options: { allow: CHANGE_KINDS, force: false },
        findings: [
          finding('custom-subdomain'),
          finding('custom-subdomain', 'fail', twin.text),
        ].slice(0, subdomain === undefined ? 2 : 1),
      });
      return plan.accounts.flatMap(({ steps }) => steps).length;
    };
    expect(two(undefined)).toBe(1);
    expect(two('contoso')).toBe(0);
    expect(two('CONTOSO')).toBe(0);
    expect(two('elsewhere')).toBe(1);
    expect(two('elsewhere', '/ra/')).toBe(1);
  });
});

describe('convert-connection', () => {
  it('is blocked where Entra ID could not work: a regional target', () => {
    const regional = connection('aoai', {
      target: 'https://westeurope.api.cognitive.microsoft.com/',
      metadata: { ResourceId: ID.text },
    });
    const { changes } = planned({ facts: owned(regional), findings: uses(regional) });
    expect(changes).toMatchObject([{ status: 'blocked' }]);
    expect(changes[0]?.message).toContain('regional endpoint');
  });

  it('is blocked while the account has no custom subdomain, unless it gets one', () => {
    const key = connection('aoai', { metadata: { ResourceId: ID.text } });
    const given = {
      facts: { account: known(account({ customSubdomain: undefined })), ...owned(key) },
      findings: [finding('custom-subdomain'), ...uses(key)],
    };
    expect(planned({ ...given, allow: ['convert-connection'] }).lines).toEqual([
      'convert-connection blocked',
    ]);
    expect(planned(given).lines).toEqual(['set-subdomain planned', 'convert-connection planned']);
  });

  it.each([
    {
      what: 'a key in metadata',
      some: { authType: 'AAD', keyFields: ['metadata.api-key'] },
      says: 'metadata.api-key',
    },
    {
      what: 'a key in credentials under another type',
      some: { authType: 'ManagedIdentity', keyFields: ['credentials.key'] },
      says: 'labelled ManagedIdentity and still carries a key in credentials.key',
    },
    {
      what: 'keys in credentials and in metadata',
      some: { authType: 'AAD', keyFields: ['credentials.key', 'metadata.key'] },
      says: 'credentials.key, metadata.key',
    },
    {
      what: 'a third party that gets no credential',
      some: { category: 'RemoteTool', authType: 'None' },
      says: 'it sends no credential',
    },
    {
      what: 'a type of authentication that nobody knows',
      some: { authType: 'QuantumHandshake' },
      says: 'authentication of type QuantumHandshake stores a key',
    },
    {
      what: 'a key of another service, which may take nothing else',
      some: { category: 'CognitiveSearch', target: 'https://s.search.windows.net' },
      says: 'whether https://s.search.windows.net (CognitiveSearch) takes Entra ID',
    },
    ...[
      'https://contoso-apim.azure-api.net/openai',
      'https://litellm.contoso.internal/',
      'https://api.openai.com/v1',
      'https://westeurope.example.com',
      'contoso.openai.azure.com.example.com',
    ].map((target) => ({
      what: `a key of the gateway ${target}`,
      some: { target },
      says: `whether ${target} (AzureOpenAI) takes Entra ID`,
    })),
    {
      what: "a key of a gateway that bears the account's id",
      some: {
        target: 'https://contoso-apim.azure-api.net/openai',
        metadata: { ResourceId: ID.text },
      },
      says: 'whether https://contoso-apim.azure-api.net/openai (AzureOpenAI) takes Entra ID',
    },
    {
      what: 'another service that gets no credential',
      some: { category: 'AzureStorageAccount', authType: 'None', target: '' },
      says: 'whether its target (AzureStorageAccount) takes Entra ID',
    },
    {
      what: 'a category that takes only keys',
      some: { category: 'CustomKeys', authType: 'CustomKeys' },
      says: 'cannot use Entra ID',
    },
  ])('is left to people for $what', ({ some, says }) => {
    const key = connection('aoai', some);
    const { lines, notes } = planned({ facts: owned(key), findings: uses(key) });
    expect(lines).toEqual([]);
    expect(notes).toContain(says);
  });

  it.each([
    { what: 'uses Entra ID by now, as was read after it was judged', some: { authType: 'AAD' } },
    { what: 'sends no credential and could use Entra ID', some: { authType: 'None' } },
    { what: 'has no target', some: { target: '' } },
    {
      what: 'shows where the key of its type is stored',
      some: { keyFields: ['credentials.key'] },
    },
    {
      what: 'calls the endpoint of an account that nobody named',
      some: { target: 'https://fabrikam.cognitiveservices.azure.us/' },
    },
    {
      what: "calls the account's own host, under no suffix of Azure's",
      some: { target: 'https://ai.contoso.example/openai' },
      is: { endpoints: [{ name: 'own', url: 'https://ai.contoso.example/' }] },
    },
  ])('is planned where it $what', ({ some, is = {} }) => {
    const key = connection('aoai', some);
    const { lines, changes } = planned({
      facts: { ...owned(key), account: known(account(is)) },
      findings: uses(key),
    });
    expect(lines).toEqual(['convert-connection planned']);
    expect(changes[0]?.message).toContain(`target ${key.target === '' ? 'not set' : key.target})`);
  });

  describe('of what a project calls the account by', () => {
    const project = ID.child('projects', 'p');
    const identity = '1d000000-0000-0000-0000-000000000007';
    const projects = known([{ id: project, name: 'p', endpoints: [], identities: [identity] }]);
    const holds = (roleGuid: string) =>
      new Map([[identity, known([assignment(identity, { roleGuid })])]]);
    const own = connection('aoai', { owner: project, metadata: { ResourceId: ID.text } });
    const shared = connection('shared', {
      isSharedToAll: true,
      metadata: { ResourceId: ID.text },
    });
    const byProject = { connections: known([{ owner: project, connections: known([own]) }]) };
    const reach = new Map([[identity, known([])]]);

    it.each([
      ['its own connection', own, byProject],
      ['one that the account shares', shared, owned(shared)],
    ])('is blocked while its identity has no role: %s', (_, key, connections) => {
      const { changes } = planned({
        facts: { ...connections, projects, reach },
        findings: uses(key),
      });
      expect(changes).toMatchObject([{ status: 'blocked' }]);
      expect(changes[0]?.message).toContain(`as its managed identity ${identity}`);
      expect(changes[0]?.message).toContain(
        `az role assignment create --assignee-object-id ${identity} --assignee-principal-type ServicePrincipal --role 'Cognitive Services User' --scope ${ID.text}`,
      );
    });

    it('is blocked while it is not known which roles its identity holds', () => {
      const { lines } = planned({ facts: { ...byProject, projects }, findings: uses(own) });
      expect(lines).toEqual(['convert-connection blocked']);
    });

    it('is blocked while the projects that it is shared with cannot be listed', () => {
      const { changes } = planned({
        facts: {
          ...owned(shared),
          projects: unknown({ kind: 'unavailable', message: 'No list.' }),
        },
        findings: uses(shared),
      });
      expect(changes).toMatchObject([
        { status: 'blocked', message: expect.stringContaining('No list.') },
      ]);
    });

    it('is made where the identity has the role', () => {
      const { lines } = planned({
        facts: { ...byProject, projects, reach: holds(USER) },
        findings: uses(own),
      });
      expect(lines).toEqual(['convert-connection planned']);
    });

    it('is made after the identity gets the role, if that is allowed', () => {
      const principal = { type: 'ServicePrincipal' as const, objectId: identity, role: TEAM.role };
      const given = {
        facts: { ...byProject, projects, reach },
        findings: [...uses(own), finding('inference-role')],
        settings: settings({ principals: [principal] }),
      };
      expect(planned(given).lines).toEqual(['assign-role planned', 'convert-connection planned']);
      expect(planned({ ...given, allow: ['convert-connection'] }).lines).toEqual([
        'convert-connection blocked',
      ]);
    });

    it('is no matter of projects where the account keeps it to itself', () => {
      const key = connection('a', { metadata: { ResourceId: ID.text } });
      const { lines } = planned({ facts: { ...owned(key), projects, reach }, findings: uses(key) });
      expect(lines).toEqual(['convert-connection planned']);
    });

    describe('and that is of another account', () => {
      const other = ArmId.of(ID.text.replace('contoso', 'other'));
      const key = connection('b', {
        owner: project,
        ownerKind: 'project',
        target: 'https://other.openai.azure.com/',
        metadata: { ResourceId: other.text },
      });
      const caller = facts({
        connections: known([{ owner: project, connections: known([key]) }]),
        projects,
        // What it may do at its own account decides nothing about the other one.
        reach: holds(USER),
      });
      const target = (assignments: readonly RoleAssignment[]) =>
        facts({
          id: other,
          account: known(account({ id: other, name: 'other', customSubdomain: 'other' })),
          assignments: known(assignments),
        });
      const conversion = (...accounts: readonly AccountFacts[]) => {
        const plan = makePlan({
          accounts: accounts.map((one) => ({ facts: one, settings: settings() })),
          unseen: [],
          options: { allow: ['convert-connection'], force: false },
          findings: uses(key),
        });
        return planChanges(plan).changes.find(({ kind }) => kind === 'convert-connection');
      };

      it('is made where the identity has the role there', () => {
        const given = assignment(identity, {
          principalType: 'ServicePrincipal',
          scope: other.text,
        });
        expect(conversion(caller, target([given]))?.status).toBe('planned');
      });

      it('is blocked where it has none there', () => {
        const change = conversion(caller, target([]));
        expect(change?.status).toBe('blocked');
        expect(change?.message).toContain(`Project p calls other as its managed identity`);
        expect(change?.message).toContain(`--scope ${other.text}`);
      });

      it('is blocked where that account is not in scope', () => {
        const change = conversion(caller);
        expect(change?.status).toBe('blocked');
        expect(change?.message).toContain(`Name it in resources too: ${other.text}.`);
      });

      it('is blocked where nothing tells which account that is', () => {
        const nameless = { ...key, target: '', metadata: {} };
        const change = conversion({
          ...caller,
          connections: known([{ owner: project, connections: known([nameless]) }]),
        });
        expect(change?.status).toBe('blocked');
        expect(change?.message).toContain('Project p calls an account as its managed identity');
        expect(change?.message).toMatch(/Name it in resources too\.$/);
      });
    });
  });

  it.each(['pass', 'unknown', 'exempt', 'skipped'] as const)('is not asked for by %s', (status) => {
    const key = connection('aoai');
    const said = [
      finding('connections-use-entra', status, key.id.text),
      finding('connection-identity', 'fail', key.id.text),
    ];
    expect(planned({ facts: owned(key), findings: said }).lines).toEqual([]);
  });

  it('is in the order of ids, whatever the order in which connections were read', () => {
    const [a, b, c] = [connection('a'), connection('b'), connection('c')];
    const { changes } = planned({ facts: owned(c, a, b, a), findings: uses(a, b, c) });
    expect(changes.map(({ resource }) => resource)).toEqual([a.id.text, b.id.text, c.id.text]);
  });

  it('drops a key that stands in credentials behind an AAD label', () => {
    const key = connection('aoai', { authType: 'AAD', keyFields: ['credentials.key'] });
    const { lines, notes } = planned({ facts: owned(key), findings: uses(key) });
    expect(lines).toEqual(['convert-connection planned']);
    expect(notes).not.toContain('carries a key');
  });

  it('leaves keys on where metadata hold a key too, and says so', () => {
    const key = connection('aoai', { keyFields: ['credentials.key', 'metadata.api-key'] });
    const { lines, notes } = planned({ facts: owned(key), findings: [KEYS_ON, ...uses(key)] });
    expect(lines).toEqual([
      'convert-connection planned',
      'regenerate-keys blocked',
      'disable-keys blocked',
    ]);
    expect(notes).toContain('carries a key in metadata.api-key');
  });

  it('of a shared connection counts for the projects that list it too', () => {
    const shared = connection('aoai', { isSharedToAll: true });
    const project = ID.child('projects', 'p');
    const seen = connection('aoai', { owner: project, ownerKind: 'project', isSharedToAll: true });
    const { lines } = planned({
      facts: {
        connections: known([
          { owner: ID, connections: known([shared]) },
          { owner: project, connections: known([seen]) },
        ]),
      },
      findings: [KEYS_ON, ...uses(shared)],
    });
    expect(lines).toEqual([
      'convert-connection planned',
      'regenerate-keys planned',
      'disable-keys planned',
    ]);
  });

  describe('of what a project lists, and its account or hub may share', () => {
    const denied = unknown({ kind: 'denied', message: 'No right to list them.' });
    const project = ID.child('projects', 'p');
    const [hub, below] = ['hub', 'below'].map((name) =>
      ArmId.of(
        `/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/${name}`,
      ),
    ) as [ArmId, ArmId];
    const ofProject = connection('aoai', {
      owner: project,
      ownerKind: 'project',
      isSharedToAll: true,
    });
    const ofHubProject = connection('aoai', {
      owner: below,
      ownerKind: 'hub-project',
      hub,
      isSharedToAll: true,
    });
    const hubProject = {
      workspace: { id: below, name: 'below', kind: 'Project', hub },
      connections: known([ofHubProject]),
    };
    const atHub = (connections: Observation<readonly Connection[]>) => ({
      workspace: { id: hub, name: 'hub', kind: 'Hub', hub: undefined },
      connections,
    });
    const atAccount = (connections: Observation<readonly Connection[]>) =>
      known([
        { owner: ID, connections },
        { owner: project, connections: known([ofProject]) },
      ]);

    it.each([
      ['the account', ofProject, { connections: atAccount(denied) }],
      ['the hub', ofHubProject, { hubs: known([atHub(denied), hubProject]) }],
      ['the hub, which is not seen', ofHubProject, { hubs: known([hubProject]) }],
    ])('is blocked where nobody may list what is shared by %s', (_, key, some) => {
      const { changes } = planned({ facts: some, findings: uses(key) });
      expect(changes).toMatchObject([{ status: 'blocked' }]);
      expect(changes[0]?.message).toContain('shares with its projects');
    });

    it.each([
      ['the account', ofProject, { connections: atAccount(known([])) }],
      ['the hub', ofHubProject, { hubs: known([atHub(known([])), hubProject]) }],
    ])('is planned where it is not shared by %s', (_, key, some) => {
      expect(planned({ facts: some, findings: uses(key) }).lines).toEqual([
        'convert-connection planned',
      ]);
    });
  });

  it('of a hub is planned with the account that it calls, not with others that see the hub', () => {
    const hub = ArmId.of(
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub',
    );
    const key = connection('aoai', { owner: hub, ownerKind: 'hub' });
    const hubs = known([
      {
        workspace: { id: hub, name: 'hub', kind: 'Hub', hub: undefined },
        connections: known([key]),
      },
    ]);
    const other = ArmId.of(ID.text.replace('contoso', 'other'));
    const plan = makePlan({
      accounts: [
        { facts: facts({ hubs }), settings: settings() },
        {
          facts: facts({
            id: other,
            hubs,
            account: known(account({ id: other, customSubdomain: 'other', endpoints: [] })),
          }),
          settings: settings(),
        },
      ],
      unseen: [],
      options: { allow: CHANGE_KINDS, force: false },
      findings: [finding('hub-connections-use-entra', 'fail', key.id.text)],
    });
    expect(plan.accounts.map(({ steps }) => steps.length)).toEqual([1, 0]);
  });
});

describe('disable-keys', () => {
  it('is blocked with every reason at once', () => {
    const { changes } = planned({
      facts: {
        ...owned(connection('aoai')),
        hubs: unknown({ kind: 'denied', message: 'No right to list hubs.' }),
        entraProbe: known([probe('network-refused')]),
      },
      findings: [KEYS_ON],
      settings: { principals: [TEAM] },
    });
    const message = changes.at(-1)?.message ?? '';
    expect(changes.map(({ status }) => status)).toEqual(['blocked', 'blocked']);
    for (const part of [
      'aoai still uses a key',
      'No right to list hubs.',
      'did not accept',
      'no role that allows inference',
    ]) {
      expect(message).toContain(part);
    }
  });

  it('is not blocked by what earlier changes of the plan will mend', () => {
    const key = connection('aoai');
    const { lines } = planned({
      facts: owned(key),
      findings: [KEYS_ON, finding('inference-role'), ...uses(key)],
      settings: { principals: [TEAM] },
    });
    expect(lines).toEqual([
      'assign-role planned',
      'convert-connection planned',
      'regenerate-keys planned',
      'disable-keys planned',
    ]);
  });

  it('is blocked where the subdomain that it needs is blocked, or not allowed', () => {
    const given = {
      facts: {
        account: known(account({ customSubdomain: undefined })),
        entraProbe: known([probe('no-custom-subdomain')]),
      },
      findings: [finding('custom-subdomain'), finding('inference-role'), KEYS_ON],
      settings: { principals: [TEAM] },
    };
    const modify = {
      assignmentId: 'id',
      assignmentName: 'keyless',
      scope: '/subscriptions/s',
      definitionGuid: 'x',
      effect: 'Modify',
      enforced: true,
    };
    const blocked = planned({
      ...given,
      facts: { ...given.facts, policies: known([modify]) },
    });
    const notAllowed = planned({ ...given, allow: ['assign-role', 'disable-keys'] });
    for (const { lines, changes } of [blocked, notAllowed]) {
      expect(lines.at(-1)).toBe('disable-keys blocked');
      expect(changes.at(-1)?.message).toContain('because the account has no custom subdomain');
    }
  });

  it('is not helped by a conversion where nobody gets the role that is missing', () => {
    const key = connection('aoai');
    const { lines } = planned({
      facts: { ...owned(key), self: undefined, entraProbe: known([probe('role-missing')]) },
      findings: [KEYS_ON, ...uses(key)],
    });
    expect(lines.at(-1)).toBe('disable-keys blocked');
  });

  const missing = known([
    probe('role-missing', 'The principal 5e1f0000-0000-0000-0000-000000000001 lacks it'),
  ]);
  const self = '5e1f0000-0000-0000-0000-000000000001';

  it.each([
    {
      when: 'the group that gets the role may hold it',
      given: { settings: { principals: [TEAM] }, findings: [KEYS_ON, finding('inference-role')] },
      line: 'disable-keys planned',
    },
    {
      when: 'it gets the role itself',
      given: {
        settings: { principals: [{ ...TEAM, type: 'ServicePrincipal' as const, objectId: self }] },
        findings: [KEYS_ON, finding('inference-role')],
        facts: { reach: new Map([[self, known([])]]) },
      },
      line: 'disable-keys planned',
    },
    {
      when: 'it has the role and the endpoint does not know yet',
      given: {
        findings: [KEYS_ON],
        facts: { reach: new Map([[self, known([assignment(self)])]]) },
      },
      line: 'disable-keys planned',
    },
    {
      when: 'somebody else gets a role',
      given: {
        settings: { principals: [{ ...TEAM, type: 'User' as const }] },
        findings: [KEYS_ON, finding('inference-role')],
        facts: { reach: new Map([[TEAM.objectId, known([])]]) },
      },
      line: 'disable-keys blocked',
    },
    { when: 'nobody gets a role', given: { findings: [KEYS_ON] }, line: 'disable-keys blocked' },
  ])("where the workflow's own identity lacks the role and $when: $line", ({ given, line }) => {
    const { lines } = planned({
      ...given,
      facts: { self: undefined, ...given.facts, entraProbe: missing },
    });
    expect(lines.at(-1)).toBe(line);
  });

  it('with force cuts the keys of a connection, and says whose', () => {
    const { changes, lines } = planned({
      facts: owned(connection('aoai')),
      findings: [KEYS_ON],
      force: true,
    });
    expect(lines).toEqual(['regenerate-keys planned', 'disable-keys planned']);
    for (const { message } of changes) {
      expect(message).toContain('Forced, although: The connection contoso / aoai still uses a key');
    }
  });

  it('with force is planned and says what it overrides; regenerate-keys without its proof is not', () => {
    const { changes } = planned({
      facts: { entraProbe: known([probe('network-refused')]) },
      findings: [KEYS_ON],
      force: true,
    });
    expect(changes.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'regenerate-keys blocked',
      'disable-keys planned',
    ]);
    expect(changes[1]?.message).toContain('Forced, although: The endpoint did not accept');
  });
});

describe('what could undo a change', () => {
  const policy = (effect: string, definitionGuid = 'x', enforced = true) => ({
    assignmentId: 'id',
    assignmentName: 'keyless',
    scope: '/subscriptions/s',
    definitionGuid,
    effect,
    enforced,
  });

  it.each([
    { guard: policy('Modify'), says: 'will not hold' },
    { guard: policy('Deny'), says: 'refuses to switch keys on again' },
    {
      guard: policy('DeployIfNotExists', '55eff01b-f2bd-4c32-9203-db285f709d30'),
      says: 'public network access off',
    },
  ])('is named: $guard.effect', ({ guard, says }) => {
    expect(planned({ facts: { policies: known([guard]) }, findings: [KEYS_ON] }).notes).toContain(
      says,
    );
  });

  it('blocks set-subdomain where a policy would cut keys with that write, and what waits for it', () => {
    const key = connection('aoai', { metadata: { ResourceId: ID.text } });
    const given = (disableLocalAuth: boolean): readonly string[] =>
      planned({
        facts: {
          account: known(account({ customSubdomain: undefined, disableLocalAuth })),
          policies: known([policy('Modify')]),
          ...owned(key),
        },
        findings: [finding('custom-subdomain'), ...uses(key)],
        force: true,
      }).lines;
    expect(given(false)).toEqual(['set-subdomain blocked', 'convert-connection blocked']);
    expect(given(true)).toEqual(['set-subdomain planned', 'convert-connection planned']);
  });

  it('is named by what it means for the changes planned, sorted', () => {
    const notes = (findings: readonly Finding[]) =>
      planned({
        facts: {
          account: known(account({ customSubdomain: undefined })),
          policies: known([
            { ...policy('DeployIfNotExists'), assignmentName: 'b' },
            { ...policy('Deny'), assignmentName: 'a' },
          ]),
        },
        findings,
      }).notes.split('\n');
    const a = 'The policy assignment a (Deny, at /subscriptions/s)';
    const b =
      'The policy assignment b (DeployIfNotExists, at /subscriptions/s) can redeploy the account after a write.';
    const back = `${a} refuses to switch keys on again, if Entra ID breaks.`;
    expect(notes([KEYS_ON])).toEqual([back, b]);
    expect(notes([KEYS_ON, finding('custom-subdomain')])).toEqual([
      `${a} refuses every write while keys are on: set-subdomain will fail.`,
      back,
      b,
    ]);
    expect(notes([finding('custom-subdomain')])).toHaveLength(4);
    expect(notes([])).toEqual(['contoso keeps its keys: keys-disabled is off or exempt for it.']);
  });

  it('may be there where policies cannot be read, and that is said', () => {
    const unread = unknown({ kind: 'denied', message: 'No right.' });
    expect(planned({ facts: { policies: unread }, findings: [KEYS_ON] }).notes).toBe(
      'Whether a policy assignment refuses a change, or the way back from it, could not be determined: No right.',
    );
  });

  it.each([
    { keys: undefined, status: 'blocked' },
    { keys: true, status: 'planned' },
  ])(
    'keeps a subdomain from being set where policies cannot be read: $status with disableLocalAuth $keys',
    ({ keys, status }) => {
      const { changes } = planned({
        facts: {
          account: known(account({ customSubdomain: undefined, disableLocalAuth: keys })),
          policies: unknown({ kind: 'denied', message: 'No right.' }),
        },
        findings: [finding('custom-subdomain')],
      });
      expect(changes).toMatchObject([{ kind: 'set-subdomain', status }]);
    },
  );

  it('is not named where nothing is planned that policies meet', () => {
    expect(
      planned({
        facts: {
          account: known(account({ disableLocalAuth: true })),
          policies: known([policy('Deny')]),
        },
        findings: [finding('inference-role')],
        settings: { principals: [TEAM] },
      }).notes,
    ).toBe('');
  });

  const lifted = (certain: boolean) => ({
    ...policy('Modify'),
    lifted: { certain, by: 'the policy exemption vendor' },
  });

  it.each([
    { which: 'denies', guard: policy('Deny'), line: 'set-subdomain planned' },
    {
      which: 'is not enforced',
      guard: policy('Modify', 'x', false),
      line: 'set-subdomain planned',
    },
    { which: 'modifies', guard: policy('MODIFY'), line: 'set-subdomain blocked' },
    { which: 'is lifted', guard: lifted(true), line: 'set-subdomain planned' },
    { which: 'may be lifted', guard: lifted(false), line: 'set-subdomain blocked' },
  ])('blocks set-subdomain only where it may cut keys: a policy that $which', ({ guard, line }) => {
    const { lines } = planned({
      facts: {
        account: known(account({ customSubdomain: undefined })),
        policies: known([guard]),
      },
      findings: [finding('custom-subdomain')],
    });
    expect(lines).toEqual([line]);
  });

  it('is not named where it does nothing', () => {
    const without = [
      policy('Audit'),
      policy('Disabled'),
      policy('Modify', 'x', false),
      lifted(true),
    ];
    for (const guard of without) {
      const { plan } = planned({ facts: { policies: known([guard]) }, findings: [KEYS_ON] });
      expect(plan.accounts[0]?.notes).toHaveLength(0);
    }
  });
});
