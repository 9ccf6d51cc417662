import { ArmId, WORKSPACE_TYPE } from '../../domain/arm-id.ts';
import type { Connection, Workspace } from '../../domain/connection.ts';
import type { Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import type { ArmRequest } from '../arm-request.ts';
import { textAt } from '../json.ts';

const READ = 'Microsoft.MachineLearningServices/workspaces/read';

/** All workspaces of a subscription: hubs, hub projects and plain ones, told apart by `kind`. */
export function listWorkspaces(
  arm: ArmClient,
  subscription: ArmId,
): Promise<Observation<readonly Workspace[]>> {
  return arm.list(
    {
      path: `${subscription.text}/providers/Microsoft.MachineLearningServices/workspaces`,
      apiVersion: API.machineLearning,
      what: `the hubs and workspaces in ${subscription.text}`,
      action: READ,
      scope: subscription.text,
    },
    workspaceOf,
  );
}

export function readWorkspace(arm: ArmClient, id: ArmId): Promise<Observation<Workspace>> {
  const request: ArmRequest = {
    path: id.text,
    apiVersion: API.machineLearning,
    what: `the workspace ${id.name}`,
    action: READ,
    scope: id.text,
  };
  return arm.read(request, workspaceOf);
}

/** Plain workspaces of machine learning hold connections too: prompt flow calls models by them. */
export function ownerKindOf({ kind }: Workspace): Connection['ownerKind'] {
  switch (kind.toLowerCase()) {
    case 'hub':
      return 'hub';
    case 'project':
      return 'hub-project';
    default:
      return 'workspace';
  }
}

function workspaceOf(body: unknown): Workspace | undefined {
  const id = ArmId.parse(textAt(body, 'id') ?? '');
  if (id?.type !== WORKSPACE_TYPE) return undefined;
  return {
    id,
    name: textAt(body, 'name') ?? id.name,
    kind: textAt(body, 'kind') ?? '',
    hub: ArmId.parse(textAt(body, 'properties', 'hubResourceId') ?? ''),
  };
}
