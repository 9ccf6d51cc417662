import { Refusal } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { ArmCall } from './route.ts';

/** @throws Refusal 403 `AuthorizationFailed` */
export function authorize(
  runtime: Runtime,
  call: ArmCall,
  action: string,
  scope: string,
  attributes: Readonly<Record<string, string>> = {},
): void {
  const { objectId, appId } = call.claims;
  if (runtime.authorizer.allows(objectId, 'actions', action, scope, attributes)) return;
  throw new Refusal({
    status: 403,
    headers: { 'x-ms-failure-cause': 'gateway' },
    body: {
      error: {
        code: 'AuthorizationFailed',
        message: `The client '${appId}' with object id '${objectId}' does not have authorization to perform action '${action}' over scope '${scope === '' ? '/' : scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
      },
    },
  });
}
