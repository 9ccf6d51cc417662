import { ok } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import { same } from './accounts.ts';
import { armError } from './errors.ts';
import { subscriptionId } from './ids.ts';
import type { Route } from './route.ts';

/** Newest first, as Azure lists them; generic clients such as `az resource` take the first stable one. */
const PROVIDERS: Readonly<Record<string, readonly (readonly [type: string, versions: string])[]>> =
  {
    'Microsoft.CognitiveServices': [
      ['accounts', '2025-06-01 2024-10-01 2023-05-01'],
      ['accounts/projects', '2025-06-01'],
      ['accounts/connections', '2025-06-01'],
      ['accounts/projects/connections', '2025-06-01'],
      ['accounts/deployments', '2025-06-01 2024-10-01 2023-05-01'],
    ],
    'Microsoft.MachineLearningServices': [
      ['workspaces', '2025-06-01 2024-10-01'],
      ['workspaces/connections', '2025-06-01 2024-10-01'],
    ],
    'Microsoft.Authorization': [
      ['roleAssignments', '2022-04-01'],
      ['roleDefinitions', '2022-04-01'],
      ['denyAssignments', '2022-04-01'],
      ['policyAssignments', '2023-04-01'],
      ['locks', '2016-09-01'],
    ],
  };

/** https://learn.microsoft.com/rest/api/resources/providers/get */
export function providerRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'GET',
      path: '/subscriptions/{sub}/providers/{namespace}',
      provider: 'resources',
      action: 'Microsoft.Resources/subscriptions/providers/read',
      scope: ({ sub = '' }) => subscriptionId(sub),
      handle: (call) => {
        const { sub = '', namespace = '' } = call.params;
        const name = Object.keys(PROVIDERS).find((known) => same(known, namespace));
        if (name === undefined) {
          throw armError(
            404,
            'InvalidResourceNamespace',
            `The resource namespace '${namespace}' is invalid.`,
          );
        }
        const locations = [
          ...new Set(runtime.world.resourceGroups.map(({ location }) => location)),
        ];
        return ok({
          id: `${subscriptionId(sub)}/providers/${name}`,
          namespace: name,
          registrationState: 'Registered',
          resourceTypes: (PROVIDERS[name] ?? []).map(([resourceType, versions]) => ({
            resourceType,
            locations,
            apiVersions: versions.split(' '),
          })),
        });
      },
    },
  ];
}
