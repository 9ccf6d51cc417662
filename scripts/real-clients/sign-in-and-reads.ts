import assert from 'node:assert/strict';
import { BUILT_IN_ROLES } from '../../sandbox/data/built-in-roles.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import type { Account } from '../../sandbox/world.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { assertionOf } from './assertion.ts';
import type { Stage, Step } from './step.ts';

const API = '2025-06-01';
const AT_ACCOUNT = ['--name', 'contoso-ai', '--resource-group', 'rg-ai'];
const NAME_AND_TYPE = '[].{name:name, type:properties.authType}';

/** az knows the cloud from its Resource Manager; Debian's az cannot, and is told. */
async function register({ az, sandbox }: Stage): Promise<void> {
  const { urls } = sandbox;
  const version = (await az.json('version')) as { 'azure-cli': string };
  // Instance discovery can be switched off since 2.46; before, the name adfs keeps az from it.
  const [major = 0, minor = 0] = version['azure-cli'].split('.').map(Number);
  const discovers = major > 2 || minor >= 46;
  const told = {
    resource_manager: urls.arm,
    active_directory: `${urls.entra}/adfs`,
    active_directory_resource_id: urls.arm,
    active_directory_graph_resource_id: urls.arm,
    microsoft_graph_resource_id: urls.arm,
  };
  await az.json(
    ...['cloud', 'register', '--name', 'sandbox'],
    ...(discovers
      ? ['--endpoint-resource-manager', urls.arm]
      : ['--cloud-config', JSON.stringify({ endpoints: told })]),
  );
  await az.json('cloud', 'set', '--name', 'sandbox');
  const cloud = (await az.json('cloud', 'show')) as { endpoints: Record<string, string> };
  assert.equal(cloud.endpoints.resourceManager, urls.arm);
  assert.equal(cloud.endpoints.activeDirectoryResourceId, urls.arm);
  assert.equal(cloud.endpoints.activeDirectory, discovers ? urls.entra : `${urls.entra}/adfs`);
}

function login(assertion: string): string[] {
  return [
    ...['login', '--service-principal', '--username', IDS.clientId, '--tenant', IDS.tenant],
    ...['--federated-token', assertion],
  ];
}

function account(sandbox: Sandbox): Account {
  const [first] = sandbox.world.accounts;
  assert.ok(first);
  return first;
}

export const SIGN_IN: readonly Step[] = [
  { name: 'az cloud register, set, show', run: register },
  {
    name: 'az login with an assertion for another audience is refused',
    run: async ({ az, sandbox }) => {
      const said = await az.refusal(...login(await assertionOf(sandbox, 'https://elsewhere')));
      assert.match(said, /AADSTS700212/);
    },
  },
  {
    name: 'az login --federated-token',
    run: async ({ az, sandbox }) => {
      const assertion = await assertionOf(sandbox, 'api://AzureADTokenExchange');
      const found = (await az.json(...login(assertion))) as { id: string; name: string }[];
      assert.deepEqual(
        found.map(({ id, name }) => [id, name]),
        sandbox.world.subscriptions.map(({ id, displayName }) => [id, displayName]),
      );
    },
  },
  {
    name: 'az account show',
    run: async ({ az }) => {
      const shown = (await az.json('account', 'show')) as Record<string, unknown>;
      assert.deepEqual(
        [shown.id, shown.tenantId, shown.user],
        [IDS.subscription, IDS.tenant, { name: IDS.clientId, type: 'servicePrincipal' }],
      );
    },
  },
];

export const READS: readonly Step[] = [
  {
    name: 'az cognitiveservices account list',
    run: async ({ az, sandbox }) => {
      const query =
        '[].{name:name, kind:kind, location:location, domain:properties.customSubDomainName, off:properties.disableLocalAuth}';
      assert.deepEqual(
        await az.json('cognitiveservices', 'account', 'list', '--query', query),
        sandbox.world.accounts.map(({ name, kind, location, properties }) => ({
          name,
          kind,
          location,
          domain: properties.customSubDomainName ?? null,
          off: properties.disableLocalAuth ?? null,
        })),
      );
    },
  },
  {
    name: 'az cognitiveservices account show',
    run: async ({ az, sandbox }) => {
      const shown = (await az.json('cognitiveservices', 'account', 'show', ...AT_ACCOUNT)) as {
        id: string;
        etag: string;
        properties: Record<string, unknown>;
      };
      assert.equal(shown.id, RESOURCE_IDS.account);
      assert.ok(shown.etag);
      assert.equal(shown.properties.endpoint, `${sandbox.endpointOf(account(sandbox))}/`);
      assert.equal(shown.properties.provisioningState, 'Succeeded');
    },
  },
  {
    name: 'az cognitiveservices account show of an account that is not there',
    run: async ({ az }) => {
      const at = ['--name', 'nobody', '--resource-group', 'rg-ai'];
      assert.match(
        await az.refusal('cognitiveservices', 'account', 'show', ...at),
        /ResourceNotFound/,
      );
    },
  },
  {
    name: 'az cognitiveservices account deployment list',
    run: async ({ az, sandbox }) => {
      const query =
        '[].{name:name, model:properties.model.name, version:properties.model.version, sku:sku.name}';
      assert.deepEqual(
        await az.json(
          ...[
            'cognitiveservices',
            'account',
            'deployment',
            'list',
            ...AT_ACCOUNT,
            '--query',
            query,
          ],
        ),
        account(sandbox).deployments.map(({ name, model, sku }) => ({
          name,
          model: model.name,
          version: model.version,
          sku: sku?.name ?? null,
        })),
      );
    },
  },
  {
    name: 'az cognitiveservices account project list',
    mayLack: true,
    run: async ({ az, sandbox }) => {
      assert.deepEqual(
        await az.json(
          ...[
            'cognitiveservices',
            'account',
            'project',
            'list',
            ...AT_ACCOUNT,
            '--query',
            '[].name',
          ],
        ),
        account(sandbox).projects.map(({ name }) => `contoso-ai/${name}`),
      );
    },
  },
  {
    name: 'az cognitiveservices account connection list shows no secret',
    mayLack: true,
    run: async ({ az, sandbox }) => {
      const connections = ['cognitiveservices', 'account', 'connection', 'list', ...AT_ACCOUNT];
      assert.deepEqual(
        await az.json(...connections, '--query', NAME_AND_TYPE),
        account(sandbox).connections.map(({ name, authType }) => ({ name, type: authType })),
      );
      const all = JSON.stringify(await az.json(...connections));
      for (const { credentials } of account(sandbox).connections) {
        const key = credentials?.key;
        assert.ok(typeof key === 'string' && !all.includes(key));
      }
    },
  },
  {
    name: 'az role definition list',
    run: async ({ az }) => {
      const role = BUILT_IN_ROLES.find(({ roleName }) => roleName === 'Cognitive Services User');
      assert.ok(role);
      const [found] = (await az.json(
        ...['role', 'definition', 'list', '--name', role.roleName],
      )) as { name: string; permissions: { actions: string[]; dataActions: string[] }[] }[];
      assert.equal(found?.name, role.id);
      assert.deepEqual(found.permissions[0]?.actions, role.permissions[0]?.actions);
      assert.deepEqual(found.permissions[0]?.dataActions, role.permissions[0]?.dataActions);
    },
  },
  {
    name: 'az rest: a GET, a query of Resource Graph, an error',
    run: async ({ az, sandbox }) => {
      const url = `${RESOURCE_IDS.account}?api-version=${API}`;
      assert.equal(await az.json('rest', '--url', url, '--query', 'name'), 'contoso-ai');
      const query =
        "resources | where type =~ 'microsoft.cognitiveservices/accounts' | project name";
      const answer = (await az.json(
        ...['rest', '--method', 'post'],
        ...['--url', '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01'],
        ...['--body', JSON.stringify({ query })],
      )) as { data: unknown };
      assert.deepEqual(
        answer.data,
        sandbox.world.accounts.map(({ name }) => ({ name })),
      );
      assert.match(
        await az.refusal('rest', '--url', RESOURCE_IDS.account),
        /MissingApiVersionParameter/,
      );
    },
  },
  {
    name: 'az graph query',
    mayLack: true,
    run: async ({ az, sandbox }) => {
      const query =
        "resources | where type =~ 'microsoft.cognitiveservices/accounts' | project name";
      const answer = (await az.json('graph', 'query', '--graph-query', query)) as { data: unknown };
      assert.deepEqual(
        answer.data,
        sandbox.world.accounts.map(({ name }) => ({ name })),
      );
    },
  },
];
