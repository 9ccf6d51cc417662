import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { CognitiveServicesManagementClient } from '@azure/arm-cognitiveservices';
import { ManagementLockClient } from '@azure/arm-locks';
import { ManagementGroupsAPI } from '@azure/arm-managementgroups';
import { MonitorClient } from '@azure/arm-monitor';
import { PolicyClient } from '@azure/arm-policy';
import type { TokenCredential } from '@azure/core-auth';
import type { Mapper, Mappers } from './conform.ts';

/** One operation of Microsoft's OpenAPI description, as AutoRest put it into the official SDK. */
export interface Operation {
  /** `/subscriptions/{subscriptionId}/...` */
  readonly path: string;
  readonly method: string;
  readonly apiVersion: string;
  /** Names of the query parameters, `api-version` too. */
  readonly query: ReadonlySet<string>;
  readonly requiredQuery: readonly string[];
  readonly body: Mapper | undefined;
  readonly responses: Readonly<Record<string, { readonly bodyMapper?: Mapper } | undefined>>;
  readonly mappers: Mappers;
}

interface ParameterSpec {
  readonly mapper: {
    readonly serializedName?: string;
    readonly required?: boolean;
    readonly defaultValue?: string;
  };
}
interface OperationSpec {
  readonly path?: string;
  readonly httpMethod: string;
  readonly queryParameters?: readonly ParameterSpec[];
  readonly requestBody?: { readonly mapper: Mapper };
  readonly responses: Operation['responses'];
  readonly serializer: { readonly modelMappers: Mappers };
}

/** As many as the longest operation takes. */
const MADE_UP = Array<string>(8).fill('x');

class Seen extends Error {}

/**
 * All operations of six SDKs. They keep their descriptions to themselves, so each operation is called once with made-up arguments on a client whose one way out writes the
 * description down and sends nothing.
 * https://github.com/Azure/azure-rest-api-specs is what they are generated from.
 */
export function describedOperations(): readonly Operation[] {
  const nobody: TokenCredential = { getToken: () => Promise.resolve(null) };
  const subscription = '5b5c0000-1111-4222-8333-000000000001';
  return [
    new CognitiveServicesManagementClient(nobody, subscription),
    new AuthorizationManagementClient(nobody, subscription),
    new ManagementGroupsAPI(nobody),
    new ManagementLockClient(nobody, subscription),
    new MonitorClient(nobody, subscription),
    new PolicyClient(nobody, subscription),
  ].flatMap((client) => operationsOf(client));
}

function operationsOf(client: object): Operation[] {
  const found: Operation[] = [];
  const sendOperationRequest = (_: unknown, spec: OperationSpec): never => {
    const path = spec.path ?? '';
    if (path !== '{nextLink}') found.push(operation(path, spec));
    throw new Seen();
  };
  Object.assign(client, { sendOperationRequest });
  for (const group of Object.values(client) as unknown[]) {
    if (typeof group !== 'object' || group === null || !('client' in group)) continue;
    const prototype = Object.getPrototypeOf(group) as object;
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (name === 'constructor' || typeof value !== 'function') continue;
      try {
        const answer: unknown = Reflect.apply(
          value as (...made: string[]) => unknown,
          group,
          MADE_UP,
        );
        if (answer instanceof Promise) answer.catch(() => undefined);
      } catch (error) {
        if (!(error instanceof Seen)) throw error;
      }
    }
  }
  return found;
}

function operation(path: string, spec: OperationSpec): Operation {
  const parameters = (spec.queryParameters ?? []).map(({ mapper }) => mapper);
  const versions = parameters.filter(({ serializedName }) => serializedName === 'api-version');
  const names = (some: typeof parameters): string[] =>
    some.map(({ serializedName = '' }) => serializedName);
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    method: spec.httpMethod,
    apiVersion: versions[0]?.defaultValue ?? '',
    query: new Set(names(parameters)),
    requiredQuery: names(parameters.filter(({ required }) => required)),
    body: spec.requestBody?.mapper,
    responses: spec.responses,
    mappers: spec.serializer.modelMappers,
  };
}

/** The operation of a request; of two that fit, the one that says more about the path. */
export function operationFor(
  all: readonly Operation[],
  method: string,
  path: string,
): Operation | undefined {
  return all
    .filter(
      (one) => one.method === method && literals(one.path) > 0 && pattern(one.path).test(path),
    )
    .toSorted((a, b) => literals(b.path) - literals(a.path))[0];
}

function pattern(template: string): RegExp {
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    // Both may be empty: the tenant, a resource that has no parent.
    .replace(/^\/\{(scope|resourceId)\}|\/\{parentResourcePath\}/g, '(?:/.+)?')
    .replace(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${source}$`, 'i');
}

function literals(template: string): number {
  return template.split('/').filter((segment) => segment !== '' && !segment.startsWith('{')).length;
}
