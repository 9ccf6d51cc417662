import { PROJECT_TYPE, WORKSPACE_TYPE, type ArmId } from '../../domain/arm-id.ts';
import type { Connection } from '../../domain/connection.ts';
import type { Observation } from '../../domain/observation.ts';
import { withoutSecrets } from '../../domain/secret-free-address.ts';
import { isSecretMember, NAMES_A_SECRET } from '../../domain/secret-names.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import { boolAt, isObject, objectAt, parseJson, textAt } from '../json.ts';

/**
 * The connections of an account, a project, a hub or a hub project, without their secrets: the list
 * returns none, and `listsecrets` is never called.
 */
export function listConnections(
  arm: ArmClient,
  owner: ArmId,
  ownerKind: Connection['ownerKind'],
): Promise<Observation<readonly Connection[]>> {
  return arm.list(
    {
      path: `${owner.text}/connections`,
      apiVersion: owner.type === WORKSPACE_TYPE ? API.machineLearning : API.cognitiveServices,
      what: `the connections of ${owner.name}`,
      action: connectionAction(owner, 'read'),
      scope: owner.text,
    },
    (item) => connectionOf(item, owner, ownerKind),
  );
}

export function connectionAction(owner: ArmId, verb: 'read' | 'write'): string {
  const type =
    owner.type === WORKSPACE_TYPE
      ? 'Microsoft.MachineLearningServices/workspaces'
      : owner.type === PROJECT_TYPE
        ? 'Microsoft.CognitiveServices/accounts/projects'
        : 'Microsoft.CognitiveServices/accounts';
  return `${type}/connections/${verb}`;
}

/** `undefined` when it has no name, no type of authentication or no category. */
export function connectionOf(
  body: unknown,
  owner: ArmId,
  ownerKind: Connection['ownerKind'],
): Connection | undefined {
  const name = textAt(body, 'name')?.split('/').at(-1);
  const properties = objectAt(body, 'properties');
  const authType = textAt(properties, 'authType');
  const category = textAt(properties, 'category');
  if (!name || !properties || !authType || !category) return undefined;
  const metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries(objectAt(properties, 'metadata') ?? {})) {
    if (typeof value === 'string') metadata[key] = value;
  }
  const target = withoutSecrets(textAt(properties, 'target') ?? '');
  return {
    id: owner.child('connections', name),
    owner,
    ownerKind,
    name,
    category,
    authType,
    target: target.text,
    metadata,
    isSharedToAll: boolAt(properties, 'isSharedToAll') ?? false,
    keyFields: [
      ...keyFieldsOf(properties),
      ...target.secrets.map((member) => `target.${member}`),
    ].sort(),
  };
}

/** Names of members that hold a value where a key would stand. The values are looked at for emptiness only. */
function keyFieldsOf(properties: unknown): readonly string[] {
  const credentials = Object.entries(objectAt(properties, 'credentials') ?? {})
    .filter(([name, value]) => isSecretMember('credentials', name) && holdsSomething(value))
    .map(([name]) => `credentials.${name}`);
  const metadata = Object.entries(objectAt(properties, 'metadata') ?? {}).flatMap(
    ([name, value]) => {
      if (isSecretMember('metadata', name) && holdsSomething(value)) return [`metadata.${name}`];
      return headerNames(value).map((header) => `metadata.${name}.${header}`);
    },
  );
  return [...credentials, ...metadata].sort();
}

/** Custom headers stand in metadata as JSON text. */
function headerNames(value: unknown): readonly string[] {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return [];
  const parsed = parseJson(value)?.value;
  if (!isObject(parsed)) return [];
  return Object.entries(parsed)
    .filter(([name, inner]) => NAMES_A_SECRET.test(name) && holdsSomething(inner))
    .map(([name]) => name);
}

function holdsSomething(value: unknown): boolean {
  if (isObject(value)) return Object.values(value).some(holdsSomething);
  return value !== undefined && value !== null && value !== '' && value !== false;
}
