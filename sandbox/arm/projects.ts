import { ok } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Account, Deployment, Project } from '../world.ts';
import { etagOf, identityView } from './account-view.ts';
import { ACCOUNT, accountOf, same } from './accounts.ts';
import { childNotFound } from './errors.ts';
import { accountId, projectId } from './ids.ts';
import { page } from './paging.ts';
import type { ArmCall, Route } from './route.ts';

/** Projects and model deployments of an account. */
export function projectRoutes(runtime: Runtime): Route[] {
  const provider = 'cognitiveServices';
  return [
    {
      method: 'GET',
      path: `${ACCOUNT}/projects`,
      provider,
      action: 'Microsoft.CognitiveServices/accounts/projects/read',
      handle: (call) => {
        const account = accountOf(runtime, call);
        const items = account.projects.map((project) => projectView(runtime, account, project));
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: `${ACCOUNT}/projects/{project}`,
      provider,
      action: 'Microsoft.CognitiveServices/accounts/projects/read',
      handle: (call) => {
        const account = accountOf(runtime, call);
        return ok(projectView(runtime, account, projectOf(call, account)));
      },
    },
    {
      method: 'GET',
      path: `${ACCOUNT}/deployments`,
      provider,
      action: 'Microsoft.CognitiveServices/accounts/deployments/read',
      handle: (call) => {
        const account = accountOf(runtime, call);
        const items = account.deployments.map((deployment) => deploymentView(account, deployment));
        return page(call, items, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: `${ACCOUNT}/deployments/{deployment}`,
      provider,
      action: 'Microsoft.CognitiveServices/accounts/deployments/read',
      handle: (call) => {
        const account = accountOf(runtime, call);
        const name = call.params.deployment ?? '';
        const found = account.deployments.find((deployment) => same(deployment.name, name));
        if (!found) throw childNotFound('The deployment', name);
        return ok(deploymentView(account, found));
      },
    },
  ];
}

/** @throws Refusal 404 */
export function projectOf(call: ArmCall, account: Account): Project {
  const name = call.params.project ?? '';
  const found = account.projects.find((project) => same(project.name, name));
  if (!found) throw childNotFound('The project', name);
  return found;
}

export function projectView(
  runtime: Runtime,
  account: Account,
  project: Project,
): Record<string, unknown> {
  const { endpoint } = runtime.accounts.of(account);
  return {
    id: projectId(account, project),
    name: `${account.name}/${project.name}`,
    type: 'Microsoft.CognitiveServices/accounts/projects',
    location: project.location ?? account.location,
    etag: etagOf(project.name, 1),
    ...(project.identity ? { identity: identityView(project.identity) } : {}),
    properties: {
      displayName: project.displayName ?? project.name,
      description: '',
      endpoints: { 'AI Foundry API': `${endpoint}/api/projects/${project.name}` },
      isDefault: project.isDefault ?? false,
      provisioningState: 'Succeeded',
    },
  };
}

function deploymentView(account: Account, deployment: Deployment): unknown {
  return {
    id: `${accountId(account)}/deployments/${deployment.name}`,
    name: deployment.name,
    type: 'Microsoft.CognitiveServices/accounts/deployments',
    sku: deployment.sku ?? { name: 'Standard', capacity: 1 },
    properties: {
      model: deployment.model,
      provisioningState: 'Succeeded',
      versionUpgradeOption: 'OnceNewDefaultVersionAvailable',
    },
  };
}
