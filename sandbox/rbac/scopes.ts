import type { Directory } from '../server/directory.ts';
import { managementGroupId } from '../arm/ids.ts';

/** A scope as a comparable key: lower case, no slash at the end; the tenant's root is `/`. */
export function scopeKey(scope: string): string {
  const key = scope.toLowerCase().replace(/\/+$/, '');
  return key === '' ? '/' : key;
}

/**
 * The scope and all above it, nearest first: parent resources, resource group, subscription, management
 * groups up to the root group, and `/`.
 */
export function scopesAbove(scope: string, directory: Directory): string[] {
  const chain: string[] = [];
  let key = scopeKey(scope);
  while (key !== '/') {
    chain.push(key);
    key = parentOf(key, directory);
  }
  chain.push('/');
  return chain;
}

export function isBelow(scope: string, above: string, directory: Directory): boolean {
  const key = scopeKey(above);
  return scopesAbove(scope, directory).includes(key);
}

function parentOf(key: string, directory: Directory): string {
  const group = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)$/.exec(key);
  if (group) return aboveGroup(directory.managementGroup(group[1] ?? '')?.parent);
  const subscription = /^\/subscriptions\/([^/]+)$/.exec(key);
  if (subscription)
    return aboveGroup(directory.subscription(subscription[1] ?? '')?.managementGroup);
  const resourceGroup = /^(\/subscriptions\/[^/]+)\/resourcegroups\/[^/]+$/.exec(key);
  if (resourceGroup?.[1] !== undefined) return resourceGroup[1];
  // The last provider's own path: namespace, then pairs of type and name.
  const resource = /^(.*)\/providers\/[^/]+((?:\/[^/]+\/[^/]+)+)$/.exec(key);
  if (!resource) return '/';
  const pairs = (resource[2] ?? '').split('/').length - 1;
  if (pairs > 2) return key.split('/').slice(0, -2).join('/');
  return resource[1] === undefined || resource[1] === '' ? '/' : resource[1];
}

function aboveGroup(name: string | undefined): string {
  return name === undefined ? '/' : scopeKey(managementGroupId(name));
}
