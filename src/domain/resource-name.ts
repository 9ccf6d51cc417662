import { ArmId } from './arm-id.ts';

/**
 * A resource as people call it: `contoso`, `contoso/projects/p1/connections/c1`, `source` for source
 * findings; whatever is not an ARM id stays as it is.
 */
export function resourceName(resource: string): string {
  const id = ArmId.parse(resource);
  if (!id) return resource;
  const provider = /^.*\/providers\/[^/]+\/[^/]+\//i.exec(id.text);
  return provider ? id.text.slice(provider[0].length) : id.name;
}

/** Key (lower-cased ARM id) of the account that a resource is or lies below; else of the resource itself. */
export function accountKey(resource: string): string {
  const key = resource.toLowerCase();
  return /^.*?\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+/.exec(key)?.[0] ?? key;
}
