import { ArmId, MANAGEMENT_GROUP_TYPE } from './arm-id.ts';

/**
 * Is something assigned at `scope` in force at the resource? The tenant root and management groups are in
 * no path: Azure lists only those above the resource that was asked about, so they are taken as above it.
 */
export function covers(scope: string, resource: ArmId): boolean {
  if (isRoot(scope)) return true;
  const parsed = ArmId.parse(scope);
  if (!parsed) return false;
  return parsed.type === MANAGEMENT_GROUP_TYPE || parsed.contains(resource);
}

/** Is `scope` the resource itself, and not one above it? */
export function isAt(scope: string, resource: ArmId): boolean {
  return ArmId.parse(scope)?.equals(resource) ?? false;
}

/** `the account`, `resource group rg (inherited)`, ... as findings name a scope. */
export function describeScope(scope: string, resource: ArmId): string {
  if (isAt(scope, resource)) return 'the account itself';
  if (isRoot(scope)) return 'the tenant root / (inherited)';
  const parsed = ArmId.parse(scope);
  if (!parsed) return `${scope} (inherited)`;
  const kind =
    parsed.type === MANAGEMENT_GROUP_TYPE
      ? 'management group'
      : parsed.type !== ''
        ? 'resource'
        : parsed.resourceGroup !== undefined
          ? 'resource group'
          : 'subscription';
  return `${kind} ${parsed.text} (inherited)`;
}

function isRoot(scope: string): boolean {
  return scope.trim() === '' || scope.trim() === '/';
}
