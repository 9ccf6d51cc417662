import type {
  Account as SdkAccount,
  Deployment as SdkDeployment,
} from '@azure/arm-cognitiveservices';
import type { Account, Deployment, Endpoint, Project } from '../../domain/account.ts';
import { ACCOUNT_TYPE, ArmId, PROJECT_TYPE } from '../../domain/arm-id.ts';
import type { Observation } from '../../domain/observation.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import { boolAt, listAt, objectAt, textAt } from '../json.ts';

const apiVersion = API.cognitiveServices;
const NAMESPACE = 'Microsoft.CognitiveServices';

/** `GET account`. https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/get */
export function readAccount(arm: ArmClient, id: ArmId): Promise<Observation<Account>> {
  return arm.read(
    {
      path: id.text,
      apiVersion,
      what: `the account ${id.name}`,
      action: `${NAMESPACE}/accounts/read`,
      scope: id.text,
    },
    accountOf,
  );
}

/** Every account of a subscription, or of one resource group: one list instead of a GET for each. */
export function listAccounts(
  arm: ArmClient,
  scope: ArmId,
): Promise<Observation<readonly Account[]>> {
  return arm.list(
    {
      path: `${scope.text}/providers/${NAMESPACE}/accounts`,
      apiVersion,
      what: `the accounts in ${scope.text}`,
      action: `${NAMESPACE}/accounts/read`,
      scope: scope.text,
    },
    accountOf,
  );
}

export function listDeployments(
  arm: ArmClient,
  id: ArmId,
): Promise<Observation<readonly Deployment[]>> {
  return arm.list(
    {
      path: `${id.text}/deployments`,
      apiVersion,
      what: `the model deployments of ${id.name}`,
      action: `${NAMESPACE}/accounts/deployments/read`,
      scope: id.text,
    },
    (item) => {
      const name = textAt(item, 'name' satisfies keyof SdkDeployment);
      if (name === undefined) return undefined;
      return {
        name,
        modelFormat: textAt(item, 'properties', 'model', 'format') ?? '',
        modelName: textAt(item, 'properties', 'model', 'name') ?? '',
      };
    },
  );
}

export function listProjects(arm: ArmClient, id: ArmId): Promise<Observation<readonly Project[]>> {
  return arm.list(
    {
      path: `${id.text}/projects`,
      apiVersion,
      what: `the projects of ${id.name}`,
      action: `${NAMESPACE}/accounts/projects/read`,
      scope: id.text,
    },
    (item) => projectOf(item, id),
  );
}

/** A project as ARM or Resource Graph describes it; `undefined` when it has no name. */
export function projectOf(item: unknown, account: ArmId): Project | undefined {
  // A project's own name reads "account/project" in some answers.
  const name = textAt(item, 'name')?.split('/').at(-1);
  const project = ArmId.parse(`${account.text}/projects/${name ?? ''}`);
  // A name with a slash, a dot alone or a question mark in it would lead to another resource.
  if (!name || project?.type !== PROJECT_TYPE || project.name !== name) return undefined;
  return {
    id: project,
    name,
    endpoints: endpointsOf(item),
    identities: identitiesOf(item),
  };
}

/** `undefined` when a member is missing that every account has. */
export function accountOf(body: unknown): Account | undefined {
  const id = ArmId.parse(textAt(body, 'id' satisfies keyof SdkAccount) ?? '');
  const properties = objectAt(body, 'properties' satisfies keyof SdkAccount);
  if (id?.type !== ACCOUNT_TYPE || !properties) return undefined;
  return {
    id,
    name: textAt(body, 'name') ?? id.name,
    kind: textAt(body, 'kind') ?? '',
    location: textAt(body, 'location') ?? '',
    provisioningState: textAt(properties, 'provisioningState') ?? '',
    customSubdomain:
      textAt(properties, 'customSubDomainName')?.trim() === ''
        ? undefined
        : textAt(properties, 'customSubDomainName'),
    disableLocalAuth: boolAt(properties, 'disableLocalAuth'),
    endpoints: endpointsOf(body),
    publicNetworkAccess: textAt(properties, 'publicNetworkAccess'),
    principalId: textAt(body, 'identity', 'principalId')?.toLowerCase(),
    projectNames: listAt(properties, 'associatedProjects')?.map(String),
  };
}

function endpointsOf(body: unknown): readonly Endpoint[] {
  const named = Object.entries(objectAt(body, 'properties', 'endpoints') ?? {}).flatMap(
    ([name, url]) => (typeof url === 'string' ? [{ name, url }] : []),
  );
  const main = textAt(body, 'properties', 'endpoint');
  return main ? [{ name: 'default', url: main }, ...named] : named;
}

function identitiesOf(body: unknown): readonly string[] {
  const system = textAt(body, 'identity', 'principalId');
  const assigned = Object.values(
    objectAt(body, 'identity', 'userAssignedIdentities') ?? {},
  ).flatMap((identity) => textAt(identity, 'principalId') ?? []);
  return [...(system ? [system] : []), ...assigned].map((id) => id.toLowerCase());
}
