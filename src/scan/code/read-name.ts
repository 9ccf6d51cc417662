import { calleeName, calleePath, lastWord, type Call, type Expr } from './expression.ts';
import { keyOwner } from '../vocabulary.ts';

const READER =
  /^(?:getenv|get|environ|env|config|str|GetEnvironmentVariable|getProperty|Getenv|LookupEnv|GetString|GetValue|GetSection|GetRequiredValue|GetRequiredSection|GetConnectionString|from_env_var|getEnv|get_env|getEnvVar|get_env_var|getEnvironmentVariable|requireEnv|require_env|getRequiredEnv|required_env|get_required_env|getOrThrow|get_config|getConfig|get_setting|getSetting|mustGetenv|MustGetenv|mustGetEnv|getenvOrDefault|getEnvOrDefault|Secret|secrets|getString|getOrDefault|get_secret|value|env_var|var|AddParameter)$/;
/** Own readers of variables that must be there: `_required("X")`, `mustGet("X")`. */
const REQUIRER = /^_*(?:required?|must|need|ensure|mandatory|optional|lookup)(?:[_A-Z]\w*)?$/;
const ENV_OBJECT =
  /(?:^|\.)(?:env|environ|environment|config|configuration|settings|secrets|variables|Configuration|Config|conf|cfg|props|properties)$/i;

const SETTINGS_OBJECT = /(?:settings|config(?:uration)?|conf|cfg|env|options|opts|secrets)$/i;

/** The name that an expression reads from the environment, the configuration or a secret store. */
export function readName(expr: Expr): string | undefined {
  if (expr.kind === 'name')
    return /^(?:process|Deno|Bun|import\.meta)\.env\.(\w+)$/.exec(expr.path)?.[1];
  if (expr.kind === 'index') {
    const of = expr.of;
    const object = of.kind === 'name' ? of.path : of.kind === 'call' ? (calleeName(of) ?? '') : '';
    const section = of.kind === 'call' ? sectionOf(of) : undefined;
    if (section !== undefined && expr.key.kind === 'text') return `${section}:${expr.key.text}`;
    if (expr.key.kind === 'text' && /^[\w:.-]+$/.test(expr.key.text)) {
      if (
        ENV_OBJECT.test(object) ||
        keyOwner(expr.key.text) === 'ours' ||
        /^dotenv_values$/.test(object)
      )
        return expr.key.text;
    }
    return undefined;
  }
  if (expr.kind !== 'call') return undefined;
  const name = calleeName(expr);
  if (name === undefined) return undefined;
  // pydantic: Field(..., env="X"), Field(alias="X"), validation_alias="X"
  if (name === 'Field') {
    const alias = expr.args.find((arg) => /^(?:env|alias|validation_alias)$/.test(arg.name ?? ''));
    return alias?.value.kind === 'text' ? alias.value.text : undefined;
  }
  const first = expr.args[0]?.value;
  if (expr.callee.kind === 'member' && expr.callee.of.kind === 'call' && first?.kind === 'text') {
    const section = sectionOf(expr.callee.of);
    if (section !== undefined) return `${section}:${first.text}`;
  }
  if (first?.kind !== 'text' || !/^[\w:.-]{2,100}$/.test(first.text)) return undefined;
  if (READER.test(name)) {
    const path = calleePath(expr) ?? '';
    // `headers.get("api-key")`, `dict.get("key")` read no configuration, unless the name says what it is.
    if (/^(?:get|value|first)$/.test(name)) {
      const object = path.slice(0, Math.max(path.length - name.length - 1, 0));
      return ENV_OBJECT.test(object) || /^[A-Z][A-Z0-9_]{3,}$/.test(first.text)
        ? first.text
        : undefined;
    }
    return first.text;
  }
  const reads = /env|config|secret|setting/i.test(name) || REQUIRER.test(name);
  return reads && /^[A-Z][A-Z0-9_]{3,}$/.test(first.text) ? first.text : undefined;
}

/** The key of ours that a settings object from elsewhere hands out: `settings.azure_openai_api_key`. */
export function settingName(expr: Expr): string | undefined {
  if (expr.kind !== 'name') return undefined;
  const name = lastWord(expr.path);
  if (name === expr.path || keyOwner(name) !== 'ours') return undefined;
  return SETTINGS_OBJECT.test(expr.path.slice(0, -name.length - 1)) ? name : undefined;
}

/** `GetSection("AzureOpenAI")` of .NET's configuration. */
function sectionOf(call: Call): string | undefined {
  const first = call.args[0]?.value;
  return /^Get(?:Required)?Section$/.test(calleeName(call) ?? '') && first?.kind === 'text'
    ? first.text
    : undefined;
}

/** Reads of the environment itself, not of some settings object. */
export function isEnvironment(expr: Expr): boolean {
  const of = expr.kind === 'index' ? expr.of : expr.kind === 'call' ? expr.callee : expr;
  return /^(?:process|Deno|Bun|import\.meta)\.env\b|^(?:os\.)?environ\b|^(?:os\.)?(?:getenv|Getenv|LookupEnv)$|^System\.getenv$|GetEnvironmentVariable$|from_env_var$|^ENV$/.test(
    of.kind === 'name' ? of.path : of.kind === 'member' ? of.name : '',
  );
}
