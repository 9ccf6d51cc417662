import { jsonBody, ok, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Connection } from '../world.ts';
import { ACCOUNT, accountOf, same } from './accounts.ts';
import { connectionFrom } from './connection-body.ts';
import { badRequest, childNotFound } from './errors.ts';
import { accountId, projectId, workspaceId } from './ids.ts';
import { page } from './paging.ts';
import { projectOf } from './projects.ts';
import type { ArmCall, Route } from './route.ts';
import { WORKSPACE, workspaceOf } from './workspaces.ts';

/** What has connections: an account, a project of it, a hub or a hub project. */
interface Owner {
  readonly id: string;
  readonly connections: Connection[];
  /** Shared by what is above; shown in the list beside its own. */
  readonly inherited: readonly { readonly connection: Connection; readonly ownerId: string }[];
}

interface OwnerKind {
  readonly path: string;
  readonly provider: 'cognitiveServices' | 'machineLearning';
  readonly type: string;
  /** Lists name the collection differently in their ids than single reads do. */
  readonly listSegment: string;
  readonly find: (call: ArmCall) => Owner;
}

const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/;

export function connectionRoutes(runtime: Runtime): Route[] {
  const kinds: OwnerKind[] = [
    {
      path: ACCOUNT,
      provider: 'cognitiveServices',
      type: 'Microsoft.CognitiveServices/accounts/connections',
      listSegment: 'linkedaccounts',
      find: (call) => {
        const account = accountOf(runtime, call);
        return { id: accountId(account), connections: account.connections, inherited: [] };
      },
    },
    {
      path: `${ACCOUNT}/projects/{project}`,
      provider: 'cognitiveServices',
      type: 'Microsoft.CognitiveServices/accounts/projects/connections',
      listSegment: 'linkedaccounts',
      find: (call) => {
        const account = accountOf(runtime, call);
        const project = projectOf(call, account);
        const shared = runtime.behaviour.projectListsShared
          ? account.connections.filter(({ isSharedToAll }) => isSharedToAll === true)
          : [];
        return {
          id: projectId(account, project),
          connections: project.connections,
          inherited: shared.map((connection) => ({ connection, ownerId: accountId(account) })),
        };
      },
    },
    {
      path: WORKSPACE,
      provider: 'machineLearning',
      type: 'Microsoft.MachineLearningServices/workspaces/connections',
      listSegment: 'linkedWorkspaces',
      find: (call) => {
        const workspace = workspaceOf(runtime, call);
        const hub =
          workspace.hubResourceId === undefined
            ? undefined
            : runtime.directory.workspace(workspace.hubResourceId);
        const shared = hub?.connections.filter(({ isSharedToAll }) => isSharedToAll === true) ?? [];
        return {
          id: workspaceId(workspace),
          connections: workspace.connections,
          inherited: shared.map((connection) => ({
            connection,
            ownerId: hub ? workspaceId(hub) : '',
          })),
        };
      },
    },
  ];
  return kinds.flatMap((kind) => routesOf(runtime, kind));
}

function routesOf(runtime: Runtime, kind: OwnerKind): Route[] {
  const { provider, type } = kind;
  const list = `${kind.path}/connections`;
  const item = `${list}/{connection}`;
  return [
    {
      method: 'GET',
      path: list,
      provider,
      action: `${type}/read`,
      handle: (call) => {
        const owner = kind.find(call);
        const all = [
          ...owner.connections.map((connection) => ({ connection, ownerId: owner.id })),
          ...owner.inherited,
        ];
        const target = call.query.get('target');
        const category = call.query.get('category');
        const items = all
          .filter(({ connection }) => target === null || connection.target === target)
          .filter(({ connection }) => category === null || same(connection.category, category))
          .map(({ connection, ownerId }) =>
            view(connection, listId(kind, ownerId, connection), ownerId, type),
          );
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: item,
      provider,
      action: `${type}/read`,
      handle: (call) => {
        const owner = kind.find(call);
        const found = findIn(owner, call);
        if (!found) throw childNotFound('Connection', call.params.connection ?? '');
        return answer(owner, found, type);
      },
    },
    {
      method: 'PUT',
      path: item,
      provider,
      action: `${type}/write`,
      handle: (call) => {
        const owner = kind.find(call);
        const name = call.params.connection ?? '';
        if (!NAME.test(name)) {
          throw badRequest(`The connection name '${name}' is not valid.`, 'ValidationError');
        }
        const former = findIn(owner, call);
        return store(
          owner,
          former,
          connectionFrom(former?.name ?? name, jsonBody(call), undefined),
          type,
        );
      },
    },
    {
      method: 'PATCH',
      path: item,
      provider,
      action: `${type}/write`,
      handle: (call) => {
        const owner = kind.find(call);
        const former = findIn(owner, call);
        if (!former) throw childNotFound('Connection', call.params.connection ?? '');
        const base =
          runtime.behaviour.connectionPatch === 'merge'
            ? former
            : { name: former.name, authType: '', category: former.category, target: former.target };
        return store(owner, former, connectionFrom(former.name, jsonBody(call), base), type);
      },
    },
    {
      method: 'POST',
      path: `${item}/listsecrets`,
      provider,
      action: `${type}/listsecrets/action`,
      handle: (call) => {
        const owner = kind.find(call);
        const found = findIn(owner, call);
        if (!found || provider !== 'machineLearning') {
          throw childNotFound('Connection', call.params.connection ?? '');
        }
        runtime.secrets.addAll(found.credentials);
        const reply = answer(owner, found, type);
        const body = reply.body as { properties: Record<string, unknown> };
        return {
          ...reply,
          revealsSecret: true,
          body: { ...body, properties: { ...body.properties, credentials: found.credentials } },
        };
      },
    },
  ];
}

/** Lists of a project's connections leave the project out of their ids, as Microsoft's examples do. */
function listId(kind: OwnerKind, ownerId: string, connection: Connection): string {
  return `${ownerId.replace(/\/projects\/[^/]+$/, '')}/${kind.listSegment}/${connection.name}`;
}

function findIn(owner: Owner, call: ArmCall): Connection | undefined {
  return owner.connections.find(({ name }) => same(name, call.params.connection ?? ''));
}

function store(
  owner: Owner,
  former: Connection | undefined,
  connection: Connection,
  type: string,
): Reply {
  const at = former ? owner.connections.indexOf(former) : owner.connections.length;
  owner.connections.splice(at, 1, connection);
  return answer(owner, connection, type);
}

function answer(owner: Owner, connection: Connection, type: string): Reply {
  return ok(view(connection, `${owner.id}/connections/${connection.name}`, owner.id, type));
}

/** Secrets are never part of it. */
function view(connection: Connection, id: string, ownerId: string, type: string): unknown {
  return {
    id,
    name: connection.name,
    type,
    properties: {
      authType: connection.authType,
      category: connection.category,
      target: connection.target,
      metadata: connection.metadata ?? {},
      isSharedToAll: connection.isSharedToAll ?? false,
      sharedUserList: connection.sharedUserList ?? [],
      expiryTime: connection.expiryTime ?? null,
      group: 'AzureAI',
      createdByWorkspaceArmId: ownerId,
      error: null,
      peRequirement: 'NotRequired',
      peStatus: 'NotApplicable',
      useWorkspaceManagedIdentity: false,
      ...connection.other,
    },
    systemData: {
      createdAt: '2026-01-05T08:30:00.0000000Z',
      createdBy: 'ada@contoso.example',
      createdByType: 'User',
    },
  };
}
