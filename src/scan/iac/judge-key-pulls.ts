import { sourceHit } from '../code/source-hit.ts';
import type { Span } from '../code/expression.ts';
import type { Hit } from '../hit.ts';
import { keyOwner } from '../vocabulary.ts';
import { azapiType } from './account-shapes.ts';
import type { Evaluator } from './evaluate.ts';
import { judgeBackend } from './judge-backends.ts';
import { entryAt, everyIac, type IacExpr, nameOf } from './expression.ts';
import { ACCOUNT, type Module, type Resource, type Template } from './template.ts';

/** Keys that a template reads from an account or hands on: `listKeys`, `primary_access_key`, app settings. */
export function keyPulls(template: Template, file: string, evaluator: Evaluator): readonly Hit[] {
  const accounts = new Set(
    template.resources.filter((resource) => isAccount(resource)).map(({ symbol }) => symbol),
  );
  const others = new Set(
    template.resources.filter((resource) => !isAccount(resource)).map(({ symbol }) => symbol),
  );
  const account = (target: IacExpr): boolean | undefined =>
    ofAccount(target, accounts, others, template.variables);
  const makers = new Set(
    template.modules
      .filter(({ source }) => moduleMakesAccounts(source))
      .map(({ symbol }) => (template.language === 'terraform' ? `module.${symbol}` : symbol)),
  );
  const own = template.resources.filter((resource) => resource.file === file);
  const modules = template.modules.filter((module) => module.file === file);
  const roots = [
    ...own.filter((resource) => deployed(resource, evaluator)).map(({ body }) => body),
    ...modules.filter((module) => deployed(module, evaluator)).map(({ args }) => args),
    ...template.loose.filter((loose) => loose.file === file).map(({ value }) => value),
  ];
  const hits = roots.flatMap((root) =>
    live(root, evaluator).flatMap((expr) => [
      ...judgeCall(expr, account),
      ...judgeReference(expr, new Set([...accounts, ...makers])),
      ...judgeOutput(expr, makers),
      ...judgeSettings(expr, evaluator),
    ]),
  );
  const actions = own.flatMap((resource) => judgeAction(resource, account));
  const exported = modules.flatMap((module) => judgeExport(module));
  const backends = own.flatMap((resource) => judgeBackend(resource));
  return onePerLine([...hits, ...actions, ...exported, ...backends]);
}

function deployed(declared: { readonly condition?: IacExpr }, evaluator: Evaluator): boolean {
  if (!declared.condition) return true;
  const value = evaluator.evaluate(declared.condition);
  return !(value.kind === 'known' && value.value === false);
}

/** Every expression that is evaluated when the template is deployed: dead branches are left out. */
function live(root: IacExpr, evaluator: Evaluator): readonly IacExpr[] {
  const dead = new Set<IacExpr>();
  return everyIac(root).filter((expr) => {
    const conditional = expr.kind === 'op' && expr.op === '?:';
    const test = conditional ? evaluator.evaluate(expr.args[0]) : undefined;
    if (conditional && test?.kind === 'known') {
      const skipped = expr.args[test.value === true ? 2 : 1];
      if (skipped) for (const inner of everyIac(skipped)) dead.add(inner);
    }
    return !dead.has(expr);
  });
}

function isAccount(resource: Resource): boolean {
  return (
    resource.type === ACCOUNT ||
    resource.type === 'azurerm_cognitive_account' ||
    resource.type === 'azurerm_ai_services' ||
    azapiType(resource) === ACCOUNT
  );
}

/** `listKeys(account.id, version)`, `account.listKeys().key1`, `search.listAdminKeys()`. */
function judgeCall(expr: IacExpr, account: IsAccount): readonly Hit[] {
  if (expr.kind !== 'call' || !/^(?:listKeys|listAdminKeys)$/i.test(expr.name)) return [];
  if (/^listAdminKeys$/i.test(expr.name))
    return [
      {
        ...pull(
          expr.span,
          'The template reads the admin keys of Azure AI Search, which takes Entra tokens too.',
          'listAdminKeys',
        ),
        soft: true,
      },
    ];
  const target = expr.on ?? expr.args[0];
  if (!target || account(target) !== true) return [];
  return [pull(expr.span, 'The template reads the keys of the account.', 'listKeys')];
}

/** Does this expression mean an account? `undefined`: the template does not show it. */
type IsAccount = (target: IacExpr) => boolean | undefined;

function ofAccount(
  target: IacExpr,
  accounts: ReadonlySet<string>,
  others: ReadonlySet<string>,
  variables: Template['variables'],
  steps = 4,
): boolean | undefined {
  const inner = everyIac(target);
  const names = inner.flatMap((expr) => (expr.kind === 'ref' ? [expr.name] : []));
  if (names.some((name) => accounts.has(name))) return true;
  if (names.some((name) => others.has(name))) return false;
  const texts = inner.flatMap((expr) =>
    expr.kind === 'literal' && typeof expr.value === 'string' ? [expr.value] : [],
  );
  const type = texts.find((text) => /^Microsoft\.\w+\//i.test(text));
  if (type !== undefined) return type.toLowerCase() === ACCOUNT;
  const held = variables.get(nameOf(target) ?? '');
  const holds = held && steps > 0 && ofAccount(held, accounts, others, variables, steps - 1);
  if (holds === true || holds === false) return holds;
  return (
    names.some((name) =>
      /cognitive|open_?ai|ai_?services|foundry|speech|form_?recognizer/i.test(name),
    ) || undefined
  );
}

/** A published or local module that makes accounts, by what its path says. */
function moduleMakesAccounts(source: string): boolean {
  return /cognitive-?services|open-?ai|ai-?services|ai-?foundry|speech/i.test(source);
}

/** `account.outputs.primaryKey` of a Bicep module. */
function judgeOutput(expr: IacExpr, makers: ReadonlySet<string>): readonly Hit[] {
  if (
    expr.kind !== 'get' ||
    !/^(?:key[12]?|(?:primary|secondary|api|account)_?key)$/i.test(expr.name)
  )
    return [];
  const { of } = expr;
  if (of.kind !== 'get' || of.name !== 'outputs' || of.of.kind !== 'ref') return [];
  return makers.has(of.of.name)
    ? [pull(expr.span, `The template takes ${expr.name} of the account from a module.`, expr.name)]
    : [];
}

/** `azurerm_cognitive_account.this.primary_access_key`. */
function judgeReference(expr: IacExpr, accounts: ReadonlySet<string>): readonly Hit[] {
  if (expr.kind !== 'get' || !/^(?:primary|secondary)_access_key$/.test(expr.name)) return [];
  const names = everyIac(expr.of).flatMap((inner) => (inner.kind === 'ref' ? [inner.name] : []));
  const text = names.join('.');
  const ours =
    names.some((name) => accounts.has(name)) ||
    /azurerm_(?:cognitive_account|ai_services)\b|module\.\w*(?:cognitive|openai|ai_?services|foundry)/i.test(
      text,
    );
  return ours
    ? [pull(expr.span, `The template reads ${expr.name} of the account.`, expr.name)]
    : [];
}

/** `azapi_resource_action` with `action = "listKeys"`. */
function judgeAction(resource: Resource, account: IsAccount): readonly Hit[] {
  if (resource.type !== 'azapi_resource_action') return [];
  const action = entryAt(resource.body, 'action');
  if (action?.value.kind !== 'literal' || !/^listKeys$/i.test(String(action.value.value)))
    return [];
  const target = entryAt(resource.body, 'resource_id')?.value;
  const typed = azapiType(resource) === ACCOUNT;
  if (!typed && !(target && account(target))) return [];
  return [pull(action.span, 'The template reads the keys of the account.', 'listKeys')];
}

/** `secretsExportConfiguration` of the AVM module puts the keys into a vault. */
function judgeExport(module: Module): readonly Hit[] {
  if (!/avm\/res\/cognitive-services\/account:/i.test(module.source)) return [];
  const entry = entryAt(module.args, 'secretsExportConfiguration');
  if (!entry || entry.value.kind === 'literal') return [];
  return [
    pull(
      entry.span,
      'The module writes the keys of the account into a key vault.',
      'secretsExportConfiguration',
    ),
  ];
}

/** Settings of an app: `{ name: 'AZURE_OPENAI_API_KEY', value: x }`, `AZURE_OPENAI_API_KEY: x`. */
function judgeSettings(expr: IacExpr, evaluator: Evaluator): readonly Hit[] {
  if (expr.kind !== 'object') return [];
  const given = (value: IacExpr): boolean => {
    const result = evaluator.evaluate(value);
    return !(
      result.kind === 'known' &&
      (result.value === '' || result.value === null || typeof result.value === 'boolean')
    );
  };
  const named = entryAt(expr, 'name');
  const name = named?.value.kind === 'literal' ? String(named.value.value) : '';
  const value =
    entryAt(expr, 'value') ??
    entryAt(expr, 'secretRef') ??
    entryAt(expr, 'secretName') ??
    entryAt(expr, 'secret_name');
  if (
    named &&
    value &&
    /^[A-Z][A-Z0-9_]+$/.test(name) &&
    keyOwner(name) === 'ours' &&
    given(value.value)
  )
    return [setting(named.span, name)];
  return expr.entries.flatMap((entry) =>
    /^[A-Z][A-Z0-9_]+$/.test(entry.key) && keyOwner(entry.key) === 'ours' && given(entry.value)
      ? [setting(entry.span, entry.key)]
      : [],
  );
}

function setting(span: Span, name: string): Hit {
  return {
    ...pull(
      { ...span, endLine: span.line },
      `The app is given the key ${name}.`,
      `the setting ${name}`,
    ),
    fix: {
      say: 'Leave out the setting, and give the identity of the app the role Cognitive Services User on the account.',
      Bicep: `resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalId, roleId)
  properties: { roleDefinitionId: roleId, principalId: principalId, principalType: 'ServicePrincipal' }
}`,
    },
  };
}

function pull(span: Span, message: string, seen: string): Hit {
  return {
    ...sourceHit(span, message, seen, 'key-read'),
    fix: {
      say: 'Do not read the key; give the identity of the app the role Cognitive Services User on the account. Once keys are off, reading them fails the deployment.',
      Bicep: `properties: {
  roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'a97b65f3-24c7-4388-baec-2e87135dc908')
  principalId: app.identity.principalId
  principalType: 'ServicePrincipal'
}`,
      Terraform: `resource "azurerm_role_assignment" "this" {
  scope                = azurerm_cognitive_account.this.id
  role_definition_name = "Cognitive Services User"
  principal_id         = azurerm_linux_web_app.this.identity[0].principal_id
}`,
    },
  };
}

function onePerLine(hits: readonly Hit[]): readonly Hit[] {
  const lines = new Set<number>();
  return hits.filter(({ line }) => !lines.has(line) && lines.add(line));
}
