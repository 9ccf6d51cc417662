import type { Runtime } from '../server/runtime.ts';
import { authorize } from './authorize.ts';
import type { ArmCall } from './route.ts';

/**
 * Which items of a list the caller sees, by the scope of each: all with the right where it is listed; without it
 * the list is refused or cut, as `listWithoutRights` says. Who holds nothing at all there is refused.
 * @throws Refusal 403 `AuthorizationFailed`
 */
export function readable(
  runtime: Runtime,
  call: ArmCall,
  action: string,
  scope: string,
): (itemScope: string) => boolean {
  const { objectId } = call.claims;
  const may = (at: string): boolean => runtime.authorizer.allows(objectId, 'actions', action, at);
  if (may(scope)) return () => true;
  const refused =
    runtime.behaviour.listWithoutRights === 'forbid' ||
    !runtime.authorizer.seesAnything(objectId, scope);
  if (refused) authorize(runtime, call, action, scope);
  return may;
}
