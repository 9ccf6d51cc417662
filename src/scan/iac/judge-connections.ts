import type { Span } from '../code/expression.ts';
import type { Hit } from '../hit.ts';
import { azapiType } from './account-shapes.ts';
import type { Evaluator, Value } from './evaluate.ts';
import { entryAt, type IacExpr } from './expression.ts';
import type { Module, Resource } from './template.ts';

const TYPES = new Set([
  'microsoft.cognitiveservices/accounts/connections',
  'microsoft.cognitiveservices/accounts/projects/connections',
  'microsoft.machinelearningservices/workspaces/connections',
]);

/**
 * Categories whose target takes Entra tokens, as accepted by the acceptance tests of the azurerm provider
 * (cognitive_account_connection_entra_id_resource.go and its neighbours).
 */
const CAN_USE_ENTRA = new Set([
  'azureopenai',
  'aiservices',
  'cognitivesearch',
  'cognitiveservice',
  'azurestorageaccount',
  'azureblob',
  'adlsgen2',
  'cosmosdb',
  'databricks',
  'azuredatabricks',
  'apimanagement',
  'appconfig',
  'managedonlineendpoint',
  'microsoftfabric',
  'sharepoint',
  'azurekeyvault',
]);
/** Categories that have keys and nothing else. */
const KEYS_ONLY = new Set([
  'appinsights',
  'apikey',
  'groundingwithbingsearch',
  'groundingwithcustomsearch',
  'bingllmsearch',
  'serp',
  'openai',
  'pinecone',
  'serverless',
  'modelgateway',
  'customkeys',
  'remotetool',
  'remotea2a',
]);
const KEYLESS = new Set([
  'aad',
  'managedidentity',
  'accountmanagedidentity',
  'projectmanagedidentity',
  'agenticidentitytoken',
  'agenticuser',
  'agentuserimpersonation',
  'userentratoken',
  'delegatedsas',
  'none',
]);
const STORED_SECRET = new Set([
  'apikey',
  'accountkey',
  'accesskey',
  'sas',
  'pat',
  'usernamepassword',
  'serviceprincipal',
  'customkeys',
  'oauth2',
]);

/** A declared connection: the object that holds `authType` and `category`. */
export interface DeclaredConnection {
  readonly properties: IacExpr;
  readonly span: Span;
  readonly what: string;
  readonly condition?: IacExpr;
  /** azurerm has a type for each way to authenticate. */
  readonly authType?: string;
}

export function connectionsOf(resource: Resource): readonly DeclaredConnection[] {
  if (resource.existing) return [];
  const condition = resource.condition ? { condition: resource.condition } : {};
  const what = `connection${resource.symbol === '' ? '' : ` ${resource.symbol}`}`;
  const azapi = azapiType(resource);
  const typed =
    /^azurerm_cognitive_(?:account|account_project|project)_connection_(api_key|account_key|custom_keys)$/.exec(
      resource.type,
    );
  if (typed) {
    const authType =
      { api_key: 'ApiKey', account_key: 'AccountKey', custom_keys: 'CustomKeys' }[typed[1] ?? ''] ??
      '';
    return [{ properties: resource.body, span: resource.span, what, authType }];
  }
  const path =
    azapi !== undefined && TYPES.has(azapi)
      ? ['body', 'properties']
      : TYPES.has(resource.type)
        ? ['properties']
        : undefined;
  if (!path) return [];
  const properties = entryAt(resource.body, ...path)?.value ?? wrapped(resource.body, path);
  return properties ? [{ properties, span: resource.span, what, ...condition }] : [];
}

/** `body = jsonencode({ properties = {...} })`, as azapi 1 has it. */
function wrapped(body: IacExpr, path: readonly string[]): IacExpr | undefined {
  const outer = entryAt(body, path[0] ?? '')?.value;
  if (outer?.kind !== 'call' || !/^jsonencode$/i.test(outer.name)) return undefined;
  const [inner] = outer.args;
  return inner ? entryAt(inner, ...path.slice(1))?.value : undefined;
}

/** Connections that a published module is told to make. */
export function moduleConnections(module: Module): readonly DeclaredConnection[] {
  if (
    !/avm\/(?:res\/(?:machine-learning-services\/workspace|cognitive-services\/account)|ptn\/)/.test(
      module.source,
    )
  )
    return [];
  const list = entryAt(module.args, 'connections')?.value;
  return (list?.kind === 'list' ? list.items : []).map((item) => ({
    properties: item,
    span: { ...item.span, endLine: item.span.line },
    what: 'connection',
  }));
}

/** The finding for a connection; `undefined` when it uses Entra ID, or cannot. */
export function connectionHit(
  connection: DeclaredConnection,
  evaluator: Evaluator,
): { readonly hit: Hit; readonly value: Value } | undefined {
  if (connection.condition) {
    const deployed = evaluator.evaluate(connection.condition);
    if (deployed.kind === 'known' && deployed.value === false) return undefined;
  }
  const properties = evaluator.evaluate(connection.properties);
  const category = textOf(properties, 'category');
  const auth = connection.authType ?? textOf(properties, 'authType', 'connectionProperties');
  const authValue = valueOf(properties, 'authType', 'connectionProperties');
  const name =
    typeof category === 'string' ? category.replace(/[^a-z0-9]/gi, '').toLowerCase() : undefined;
  if (name !== undefined && (KEYS_ONLY.has(name) || isBing(properties))) return undefined;
  const method = typeof auth === 'string' ? auth.toLowerCase() : undefined;
  if (method !== undefined && KEYLESS.has(method)) return undefined;
  const build = (status: Hit['status'], says: string, say: string): { hit: Hit; value: Value } => ({
    hit: hitFor(
      connection,
      status,
      says,
      say,
      typeof category === 'string' ? category : 'AzureOpenAI',
    ),
    value: authValue,
  });
  const fixed = 'Set authType to AAD and leave out the credentials.';
  if (method !== undefined && STORED_SECRET.has(method)) {
    const secret = `stores a secret (authType ${String(auth)})`;
    if (name !== undefined && CAN_USE_ENTRA.has(name))
      return build(
        'fail',
        `to ${String(category)} ${secret}, and its target takes Entra tokens`,
        fixed,
      );
    // A category that is not known may be one that has keys only.
    return build(
      'unknown',
      `${secret}, and its category ${name === undefined ? `is known to the deployment only${names(properties)}` : `${String(category)} is not known to this scan`}`,
      fixed,
    );
  }
  if (name !== undefined && !CAN_USE_ENTRA.has(name)) return undefined;
  if (method === undefined)
    return build(
      'unknown',
      `has an authType that only the deployment knows${names(authValue)}`,
      `Give ${authValue.names.join(', ') || 'it'} the default AAD, or a parameter file beside the template.`,
    );
  return build(
    'unknown',
    `has the authType ${String(auth)}, which is not known to this scan`,
    fixed,
  );
}

/** Bing's connections are of category ApiKey or of their own, and Bing has keys only. */
function isBing(properties: Value): boolean {
  const target = textOf(properties, 'target');
  return typeof target === 'string' && /api\.bing\.microsoft\.com/i.test(target);
}

function valueOf(object: Value, name: string, inside?: string): Value {
  if (object.kind !== 'object') return object;
  const entry = object.entries.get(name.toLowerCase());
  if (entry) return entry;
  const nested = inside === undefined ? undefined : object.entries.get(inside.toLowerCase());
  return nested ? valueOf(nested, name) : { ...object, kind: 'unknown' };
}

function textOf(object: Value, name: string, inside?: string): string | undefined {
  const value = valueOf(object, name, inside);
  return value.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
}

function names(value: Value): string {
  return value.names.length === 0
    ? ''
    : ` (${value.names.map((name) => `parameter ${name}`).join(', ')})`;
}

function hitFor(
  connection: DeclaredConnection,
  status: Hit['status'],
  says: string,
  say: string,
  category: string,
): Hit {
  const own = entryAt(connection.properties, 'authType')?.span ?? connection.span;
  return {
    rule: 'iac-connections-use-entra',
    status,
    line: own.line,
    column: own.column,
    lines: [
      [own.line, own.endLine],
      [connection.span.line, connection.span.endLine],
    ],
    message: `The ${connection.what} ${says}.`,
    expected: 'authType AAD, or a managed identity, and no credentials',
    seen: says,
    why: 'the key in the connection is what the playground and the agents call with, and it stops working when keys are turned off',
    fix: {
      say,
      Bicep: `properties: {
  category: '${category}'
  authType: 'AAD'
  target: endpoint
  metadata: { ApiType: 'Azure', ResourceId: account.id }
}`,
      Terraform: 'resource "azurerm_cognitive_account_connection_entra_id" "this" { ... }',
    },
  };
}
