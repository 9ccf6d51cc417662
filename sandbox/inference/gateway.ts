import { accountId, projectId } from '../arm/ids.ts';
import { keysEnabled } from '../arm/account-state.ts';
import { decodePath } from '../arm/gateway.ts';
import { header, type Call, type Reply, type Service } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Account } from '../world.ts';
import { answers } from './answers.ts';
import type { InferenceCall } from './call.ts';
import { checkBody, deploymentOf, respond } from './models.ts';
import { INFERENCE_ROUTES, type InferenceRoute } from './routes.ts';

/** The endpoint of an account: network rules, then key or token, then data action, then the request. */
export function inference(runtime: Runtime): Service {
  return async (call: Call): Promise<Reply> => {
    const account = call.account;
    if (!account) return { status: 404, body: '' };
    checkNetwork(account);
    const path = decodePath(call.path);
    for (const route of INFERENCE_ROUTES) {
      const match = route.path.exec(path);
      if (!match || route.method !== call.method || !serves(route, account)) continue;
      const request: InferenceCall = { call, account, route, params: { ...match.groups } };
      if (runtime.behaviour.bodyChecked === 'first') checkBody(request);
      await authorize(runtime, request);
      if (route.needsApiVersion && !call.query.has('api-version')) throw answers.noRoute();
      if (runtime.behaviour.bodyChecked === 'last') {
        deploymentOf(request);
        checkBody(request);
      }
      return respond(runtime, request);
    }
    // An unknown route is still behind the front door.
    await authenticateOnly(runtime, call, account);
    throw answers.noRoute();
  };
}

function serves(route: InferenceRoute, account: Account): boolean {
  return route.kinds?.includes(account.kind) ?? true;
}

/** @throws Refusal 403 */
function checkNetwork(account: Account): void {
  const { publicNetworkAccess, networkAcls } = account.properties;
  if (publicNetworkAccess === 'Disabled') throw answers.privateOnly();
  const allowed = networkAcls?.ipRules?.some(({ value }) => value.startsWith('127.0.0.1')) ?? false;
  if (networkAcls?.defaultAction === 'Deny' && !allowed) throw answers.firewall();
}

async function authorize(runtime: Runtime, request: InferenceCall): Promise<void> {
  const { call, account, route, params } = request;
  const key = header(call, 'api-key') ?? header(call, 'ocp-apim-subscription-key');
  if (key !== undefined && header(call, 'authorization') === undefined) {
    call.caller = 'key';
    checkKey(runtime, account, key);
    if (params.project !== undefined) throw answers.badToken('https://ai.azure.com');
    return;
  }
  const objectId = await checkToken(runtime, call, account, audiencesOf(runtime, route));
  if (runtime.behaviour.bodyChecked === 'before-role') checkBody(request);
  const project = account.projects.find(
    ({ name }) => name.toLowerCase() === params.project?.toLowerCase(),
  );
  const scope = project ? projectId(account, project) : accountId(account);
  const format = deploymentFormat(request);
  const action = format === 'OpenAI' ? route.dataAction : (route.otherFormats ?? route.dataAction);
  const broken = account.dataPlane?.entraBreaksWithoutKeys === true && !keysEnabled(account);
  if (!broken && runtime.authorizer.allows(objectId, 'dataActions', action, scope)) return;
  switch (runtime.behaviour.permissionDenied) {
    case 'current':
      throw answers.lacksDataAction(objectId, action, `${call.method} ${call.path}`);
    case 'older':
      throw answers.lacksAccessOlder();
    case 'forbidden':
      throw answers.lacksAccessForbidden();
  }
}

function deploymentFormat({ account, params, call }: InferenceCall): string {
  const body = /"model"\s*:\s*"([^"]+)"/.exec(call.rawBody)?.[1];
  const name = params.deployment ?? body;
  const found = account.deployments.find(
    (deployment) => deployment.name.toLowerCase() === name?.toLowerCase(),
  );
  return found?.model.format ?? 'OpenAI';
}

async function authenticateOnly(runtime: Runtime, call: Call, account: Account): Promise<void> {
  const key = header(call, 'api-key') ?? header(call, 'ocp-apim-subscription-key');
  if (key !== undefined && header(call, 'authorization') === undefined) {
    checkKey(runtime, account, key);
    return;
  }
  await checkToken(runtime, call, account, [
    'https://cognitiveservices.azure.com',
    'https://ai.azure.com',
  ]);
}

function audiencesOf(runtime: Runtime, route: InferenceRoute): readonly [string, ...string[]] {
  if (route.audience !== 'models') return [route.audience];
  const { modelsAudience } = runtime.behaviour;
  return modelsAudience === 'either'
    ? ['https://ai.azure.com', 'https://cognitiveservices.azure.com']
    : [modelsAudience];
}

/** @throws Refusal 401 or 403 */
function checkKey(runtime: Runtime, account: Account, key: string): void {
  const { keys } = runtime.accounts.of(account);
  const right = key === keys.key1 || key === keys.key2;
  const taken = runtime.accounts.gatewayTakesKeys(account);
  if (taken && right) return;
  const { keyRefusal, keyCheckOrder } = runtime.behaviour;
  if (taken || keyRefusal === '401' || (keyCheckOrder === 'key' && !right)) {
    throw answers.invalidKey();
  }
  throw answers.keysDisabled();
}

/** @returns the object id of the caller. @throws Refusal 400 or 401 */
async function checkToken(
  runtime: Runtime,
  call: Call,
  account: Account,
  audiences: readonly [string, ...string[]],
): Promise<string> {
  const token = /^Bearer (.+)$/i.exec(header(call, 'authorization') ?? '')?.[1];
  if (token === undefined) throw answers.badToken(audiences[0]);
  if (!account.properties.customSubDomainName) throw answers.noSubdomain();
  const verified = await runtime.tokens.verify(token);
  if (!verified.ok) throw answers.badToken(audiences[0]);
  const { claims } = verified;
  call.caller = claims.objectId;
  // The accounts of the sovereign clouds differ by their suffix only.
  const audience = claims.audience.replace(/\/+$/, '').replace(/\.(us|cn)$/, '.com');
  if (!audiences.includes(audience)) throw answers.badToken(audiences[0]);
  const tenant = runtime.directory.subscription(account.subscriptionId)?.tenantId;
  if (tenant?.toLowerCase() !== claims.tenantId.toLowerCase()) {
    throw answers.otherTenant(claims.tenantId);
  }
  return claims.objectId;
}
