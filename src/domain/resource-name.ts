import { ArmId } from './arm-id.ts';

/**
 * A resource as people call it: `contoso`, `contoso / project / connection`, `source` for source findings;
 * whatever is not the id of a resource stays as it is.
 */
export function resourceName(resource: string): string {
  const id = ArmId.parse(resource);
  const provider = id && /^.*\/providers\/[^/]+\//i.exec(id.text);
  if (!id || !provider) return id?.name ?? resource;
  // Types and names in turns: the names tell the resource, the rule tells the type.
  const names = id.text.slice(provider[0].length).split('/');
  return names.filter((_, index) => index % 2 === 1).join(' / ');
}

/** Key (lower-cased ARM id) of the account that a resource is or lies below; else of the resource itself. */
export function accountKey(resource: string): string {
  const key = resource.toLowerCase();
  return /^.*?\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+/.exec(key)?.[0] ?? key;
}
