import { ok } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Workspace } from '../world.ts';
import { identityView } from './account-view.ts';
import { same } from './accounts.ts';
import { notFound } from './errors.ts';
import { subscriptionId, workspaceId } from './ids.ts';
import { page } from './paging.ts';
import { readable } from './readable.ts';
import type { ArmCall, Route } from './route.ts';

const TYPE = 'Microsoft.MachineLearningServices/workspaces';
const READ = `${TYPE}/read`;
const GROUP = '/subscriptions/{sub}/resourceGroups/{rg}';
export const WORKSPACE = `${GROUP}/providers/${TYPE}/{workspace}`;

/** Hubs, hub projects and plain workspaces. */
export function workspaceRoutes(runtime: Runtime): Route[] {
  const lists = [`/subscriptions/{sub}/providers/${TYPE}`, `${GROUP}/providers/${TYPE}`];
  return [
    ...lists.map((path): Route => ({
      method: 'GET',
      path,
      provider: 'machineLearning',
      action: READ,
      ownAuthorization: true,
      handle: (call) => {
        const { sub = '', rg } = call.params;
        const group = rg === undefined ? '' : `/resourceGroups/${rg}`;
        const sees = readable(runtime, call, READ, `${subscriptionId(sub)}${group}`);
        const kinds = call.query.get('kind')?.toLowerCase().split(',');
        const items = runtime.world.workspaces
          .filter((workspace) => same(workspace.subscriptionId, sub))
          .filter((workspace) => rg === undefined || same(workspace.resourceGroup, rg))
          .filter((workspace) => sees(workspaceId(workspace)))
          .filter((workspace) => kinds?.includes(workspace.kind.toLowerCase()) ?? true)
          .map(workspaceView);
        return page(call, items, runtime.behaviour.pageSize);
      },
    })),
    {
      method: 'GET',
      path: WORKSPACE,
      provider: 'machineLearning',
      action: READ,
      handle: (call) => ok(workspaceView(workspaceOf(runtime, call))),
    },
  ];
}

/** @throws Refusal 404 */
export function workspaceOf(runtime: Runtime, call: ArmCall): Workspace {
  const { sub = '', rg = '', workspace = '' } = call.params;
  const found = runtime.directory.workspace(
    `${subscriptionId(sub)}/resourceGroups/${rg}/providers/${TYPE}/${workspace}`,
  );
  if (!found) throw notFound(TYPE, workspace, rg);
  return found;
}

export function workspaceView(
  workspace: Workspace,
): Record<string, unknown> & { readonly id: string } {
  return {
    id: workspaceId(workspace),
    name: workspace.name,
    type: TYPE,
    kind: workspace.kind,
    location: workspace.location,
    sku: { name: 'Basic', tier: 'Basic' },
    ...(workspace.identity ? { identity: identityView(workspace.identity) } : {}),
    properties: {
      friendlyName: workspace.name,
      ...(workspace.hubResourceId === undefined ? {} : { hubResourceId: workspace.hubResourceId }),
      provisioningState: 'Succeeded',
      publicNetworkAccess: 'Enabled',
      systemDatastoresAuthMode: 'AccessKey',
    },
  };
}
