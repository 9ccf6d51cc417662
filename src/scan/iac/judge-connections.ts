import { connectionAuth } from '../../domain/connection-categories.ts';
import { isSecretMember } from '../../domain/secret-names.ts';
import type { Span } from '../code/expression.ts';
import type { Hit } from '../hit.ts';
import { azapiType } from './account-shapes.ts';
import type { Evaluator, Value } from './evaluate.ts';
import { entryAt, nameOf, type IacExpr } from './expression.ts';
import type { Module, Resource, Template } from './template.ts';

export const CONNECTION_TYPES: ReadonlySet<string> = new Set([
  'microsoft.cognitiveservices/accounts/connections',
  'microsoft.cognitiveservices/accounts/projects/connections',
  'microsoft.machinelearningservices/workspaces/connections',
]);

export const CONNECTION_EXPECTED = 'authType AAD, or a managed identity, and no credentials';

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
    azapi !== undefined && CONNECTION_TYPES.has(azapi)
      ? ['body', 'properties']
      : CONNECTION_TYPES.has(resource.type)
        ? ['properties']
        : undefined;
  if (!path) return [];
  const properties =
    entryAt(resource.body, ...path)?.value ??
    wrapped(resource.body, path) ??
    within(resource.body, path);
  return properties ? [{ properties, span: resource.span, what, ...condition }] : [];
}

/** `body = jsonencode({ properties = {...} })`, as azapi 1 has it. */
function wrapped(body: IacExpr, path: readonly string[]): IacExpr | undefined {
  const outer = entryAt(body, path[0] ?? '')?.value;
  if (outer?.kind !== 'call' || !/^jsonencode$/i.test(outer.name)) return undefined;
  const [inner] = outer.args;
  return inner ? entryAt(inner, ...path.slice(1))?.value : undefined;
}

/** `body = local.body`: what the path leads to is known when it is evaluated. */
function within(body: IacExpr, path: readonly string[]): IacExpr | undefined {
  const outer = entryAt(body, path[0] ?? '')?.value;
  return (
    outer &&
    path
      .slice(1)
      .reduce<IacExpr>((of, name) => ({ kind: 'get', of, name, span: outer.span }), outer)
  );
}

/** Connections that a published module is told to make. */
export function moduleConnections(
  module: Module,
  template: Template,
): readonly DeclaredConnection[] {
  if (
    !/avm\/(?:res\/(?:machine-learning-services\/workspace|cognitive-services\/account)|ptn\/)/.test(
      module.source,
    )
  )
    return [];
  const written = entryAt(module.args, 'connections')?.value;
  const list = named(written, template);
  // What a name stands for may be in another file of the module.
  const at = (item: IacExpr) => (list === written ? item : (written ?? item)).span;
  const items = list?.kind === 'list' ? list.items : list && !isNothing(list) ? [list] : [];
  return items.map((item) => ({
    properties: item,
    span: { ...at(item), endLine: at(item).line },
    what: 'connection',
  }));
}

/** What a name stands for: a variable, or the default of a parameter. */
function named(expr: IacExpr | undefined, template: Template, steps = 8): IacExpr | undefined {
  const name = expr && nameOf(expr);
  if (name === undefined || steps === 0) return expr;
  const value = template.variables.get(name) ?? template.parameters.get(name);
  return value ? named(value, template, steps - 1) : expr;
}

function isNothing(expr: IacExpr): boolean {
  return expr.kind === 'literal' && expr.value === null;
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
  const authValue = valueOf(properties, 'authType', 'connectionProperties');
  const authType = connection.authType ?? textOf(properties, 'authType', 'connectionProperties');
  if (isBing(properties) || (category !== undefined && takesKeysOnly(category))) return undefined;
  const verdict = judge(category, authType, properties, authValue);
  if (!verdict) return undefined;
  return { hit: hitFor(connection, verdict, category ?? 'AzureOpenAI'), value: authValue };
}

interface Verdict {
  readonly status: Hit['status'];
  readonly says: string;
  readonly fix: string;
}

const USE_ENTRA = 'Set authType to AAD and leave out the credentials.';

function judge(
  category: string | undefined,
  authType: string | undefined,
  properties: Value,
  authValue: Value,
): Verdict | undefined {
  if (authType === undefined)
    return {
      status: 'unknown',
      says: `has an authType that only the deployment knows${names(authValue)}`,
      fix:
        authValue.names.length === 0
          ? USE_ENTRA
          : `Give the parameter ${authValue.names.join(', ')} the default AAD, or a parameter file beside the template.`,
    };
  const auth = connectionAuth({
    category: category ?? 'AzureOpenAI',
    authType,
    keyFields: keyFieldsOf(properties),
  });
  switch (auth.uses) {
    case 'entra':
    case 'key-only':
      return undefined;
    case 'nothing':
      return auth.canUseEntra
        ? {
            status: 'fail',
            says: 'sends no credential, and its target takes Entra tokens',
            fix: USE_ENTRA,
          }
        : undefined;
    case 'key': {
      const stores =
        auth.leftover.length > 0
          ? `says authType ${authType} and still holds ${auth.leftover.join(', ')}`
          : `stores a secret (authType ${authType})`;
      return category === undefined
        ? {
            status: 'unknown',
            says: `${stores}, and its category is known to the deployment only${names(properties)}`,
            fix: USE_ENTRA,
          }
        : {
            status: 'fail',
            says: `to ${category} ${stores}, and its target takes Entra tokens`,
            fix: USE_ENTRA,
          };
    }
    case 'unknown':
      return { status: 'unknown', says: `could not be judged: ${auth.why}`, fix: USE_ENTRA };
  }
}

function takesKeysOnly(category: string): boolean {
  return connectionAuth({ category, authType: 'ApiKey', keyFields: [] }).uses === 'key-only';
}

/** Members that hold a key, though the authentication is another. */
function keyFieldsOf(properties: Value): readonly string[] {
  return (['credentials', 'metadata'] as const).flatMap((member) => {
    const value = valueOf(properties, member);
    if (value.kind !== 'object') return [];
    return [...value.entries]
      .filter(([name, held]) => isSecretMember(member, name) && holds(held))
      .map(([name]) => `${member}.${name}`);
  });
}

function holds(value: Value): boolean {
  if (value.kind === 'object') return [...value.entries.values()].some(holds);
  return value.kind !== 'known' || (value.value !== null && value.value !== '');
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
  { status, says, fix }: Verdict,
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
    expected: CONNECTION_EXPECTED,
    seen: says,
    why: 'The playground and the agents call with the key in the connection, and it stops working when keys are disabled.',
    fix: {
      say: fix,
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
