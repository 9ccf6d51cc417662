import { asRecord, jsonBody, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Account, AccountProperties } from '../world.ts';
import { keysEnabled } from './account-state.ts';
import { accountView } from './account-view.ts';
import { ACCOUNT, accountOf, findAccount, same } from './accounts.ts';
import { recordEvent } from './activity-log.ts';
import { armError, badRequest } from './errors.ts';
import { subscriptionId } from './ids.ts';
import { applyPolicies } from './policy-effects.ts';
import type { ArmCall, Route } from './route.ts';

const TYPE = 'Microsoft.CognitiveServices/accounts';
const SUBDOMAIN = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,62}[a-zA-Z0-9])?$/;
/** Set by the service; a client that sends back what it read changes nothing by them. */
const READ_ONLY = new Set([
  'provisioningState',
  'endpoint',
  'endpoints',
  'internalId',
  'dateCreated',
  'isMigrated',
  'callRateLimit',
]);

/** Updates of accounts: at once, or as a long-running operation with polling addresses. */
export function accountWriteRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'PATCH',
      path: ACCOUNT,
      provider: 'cognitiveServices',
      action: `${TYPE}/write`,
      handle: (call) => {
        const account = accountOf(runtime, call);
        const sent = propertiesOf(call);
        return update(runtime, call, account, { ...account.properties, ...sent });
      },
    },
    {
      method: 'PUT',
      path: ACCOUNT,
      provider: 'cognitiveServices',
      action: `${TYPE}/write`,
      handle: (call) => put(runtime, call),
    },
    {
      method: 'GET',
      path: '/subscriptions/{sub}/providers/Microsoft.CognitiveServices/locations/{location}/operationResults/{operation}',
      provider: 'cognitiveServices',
      handle: (call) => {
        const operation = runtime.accounts.operation(call.params.operation ?? '');
        if (!operation) throw armError(404, 'OperationNotFound', 'The operation was not found.');
        if (operation.status === 'Running') {
          return { status: 202, headers: polling(runtime, call, call.params.operation ?? '') };
        }
        return { status: 200, body: accountView(runtime, operation.account) };
      },
    },
    {
      method: 'GET',
      path: '/subscriptions/{sub}/providers/Microsoft.CognitiveServices/locations/{location}/operationsStatus/{operation}',
      provider: 'cognitiveServices',
      handle: (call) => {
        const id = call.params.operation ?? '';
        const operation = runtime.accounts.operation(id);
        if (!operation) throw armError(404, 'OperationNotFound', 'The operation was not found.');
        return {
          status: 200,
          ...(operation.status === 'Running'
            ? { headers: { 'retry-after': String(runtime.behaviour.retryAfterSeconds) } }
            : {}),
          body: {
            id: call.path,
            name: id,
            status: operation.status,
            ...(operation.status === 'Failed'
              ? { error: { code: 'InternalServerError', message: 'The update did not succeed.' } }
              : {}),
          },
        };
      },
    },
  ];
}

/** @throws Refusal 409 while another write of the account runs */
export function refuseWhileRunning(runtime: Runtime, account: Account): void {
  if (!runtime.accounts.of(account).running) return;
  throw armError(
    409,
    'RequestConflict',
    `Another operation is being performed on the parent resource '${account.name}'. See https://aka.ms/cogsrvpollstate for more info.`,
  );
}

async function put(runtime: Runtime, call: ArmCall): Promise<Reply> {
  const { sub = '', rg = '', account: name = '' } = call.params;
  const former = findAccount(runtime, call);
  const sent = propertiesOf(call);
  if (former) {
    const { endpoint, endpoints } = former.properties;
    return update(runtime, call, former, {
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(endpoints === undefined ? {} : { endpoints }),
      ...sent,
    });
  }
  const body = jsonBody(call) ?? {};
  if (typeof body.kind !== 'string' || typeof body.location !== 'string') {
    throw badRequest('kind and location are required.', 'InvalidRequestContent');
  }
  const account: Account = {
    subscriptionId: runtime.directory.subscription(sub)?.id ?? sub,
    resourceGroup:
      runtime.directory.resourceGroup(`${subscriptionId(sub)}/resourceGroups/${rg}`)?.name ?? rg,
    name,
    kind: body.kind,
    location: body.location,
    properties: {},
    deployments: [],
    projects: [],
    connections: [],
  };
  checkSubdomain(runtime, account, sent);
  const { properties } = applyPolicies(runtime, account, sent);
  account.properties = properties;
  runtime.world.accounts.push(account);
  await runtime.openEndpoint(account);
  recordEvent(runtime, call, account, `${TYPE}/write`, true);
  return { status: 201, body: accountView(runtime, account) };
}

/** @throws Refusal 400, 403 (policy) or 409 */
function update(
  runtime: Runtime,
  call: ArmCall,
  account: Account,
  wanted: AccountProperties,
): Reply {
  refuseWhileRunning(runtime, account);
  checkSubdomain(runtime, account, wanted);
  const { properties } = applyPolicies(runtime, account, wanted);
  const former = { properties: account.properties, tags: account.tags };
  const state = runtime.accounts.of(account);
  const keysBefore = keysEnabled(account);
  account.properties = properties;
  const tags = asRecord(jsonBody(call)?.tags) as Record<string, string> | undefined;
  if (tags) account.tags = tags;
  const noteKeys = (before: boolean): void => {
    if (before === keysEnabled(account)) return;
    state.before = { keysEnabled: before, changedAt: runtime.clock.now() };
  };
  noteKeys(keysBefore);
  recordEvent(runtime, call, account, `${TYPE}/write`, true);
  const operation = runtime.accounts.begin(account, () => {
    const failed = keysEnabled(account);
    account.properties = former.properties;
    noteKeys(failed);
  });
  const body = accountView(runtime, account);
  return operation === undefined
    ? { status: 200, body }
    : { status: 202, headers: polling(runtime, call, operation, account), body };
}

function polling(
  runtime: Runtime,
  call: ArmCall,
  operation: string,
  account?: Account,
): Record<string, string> {
  const location = account?.location ?? call.params.location ?? '';
  const base = `${call.origin}/subscriptions/${call.params.sub ?? ''}/providers/Microsoft.CognitiveServices/locations/${location}`;
  const version = `?api-version=${call.query.get('api-version') ?? ''}`;
  return {
    location: `${base}/operationResults/${operation}${version}`,
    'azure-asyncoperation': `${base}/operationsStatus/${operation}${version}`,
    'retry-after': String(runtime.behaviour.retryAfterSeconds),
  };
}

/** @throws Refusal 400 */
function propertiesOf(call: ArmCall): AccountProperties {
  const body = jsonBody(call);
  if (!body) throw badRequest('The request content was invalid.', 'InvalidRequestContent');
  const sent = asRecord(body.properties) ?? {};
  const { disableLocalAuth } = sent;
  if (
    disableLocalAuth !== undefined &&
    disableLocalAuth !== null &&
    typeof disableLocalAuth !== 'boolean'
  ) {
    throw badRequest("The value of 'disableLocalAuth' must be a boolean.", 'InvalidRequestContent');
  }
  return Object.fromEntries(Object.entries(sent).filter(([member]) => !READ_ONLY.has(member)));
}

/** A subdomain can be given once, and to one account only. @throws Refusal 400 or 409 */
function checkSubdomain(runtime: Runtime, account: Account, wanted: AccountProperties): void {
  const former = account.properties.customSubDomainName;
  const next = wanted.customSubDomainName;
  if (former !== undefined && next === undefined) wanted.customSubDomainName = former;
  if (next === undefined || next === former) return;
  if (former !== undefined) {
    throw badRequest(
      'The custom subdomain name of a resource cannot be changed.',
      'CustomSubDomainNameChangeNotAllowed',
    );
  }
  if (!SUBDOMAIN.test(next) || next.length < 2) {
    throw badRequest(`The subdomain name '${next}' is not valid.`, 'InvalidCustomSubDomainName');
  }
  const taken = runtime.world.accounts.some(
    (other) => other !== account && same(other.properties.customSubDomainName ?? '', next),
  );
  if (taken) {
    throw armError(
      409,
      'CustomDomainInUse',
      `Please pick a different name. The subdomain name '${next}' is not available as it's already used by a resource.`,
    );
  }
}
