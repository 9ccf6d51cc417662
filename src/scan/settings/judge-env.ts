import type { Hit } from '../hit.ts';
import { hostOwner, isUnused, keyOwner } from '../vocabulary.ts';
import { settingHit, type Setting } from './setting.ts';

const OPTIONAL =
  /optional|leave (?:it |this )?(?:empty|blank|unset)|if not using|instead of|or use|keyless|managed identit|entra|azure ad|defaultazurecredential|not needed|only (?:if|when|for)/i;

/**
 * A `.env` file, the values of Terraform's variables, or a template of either. A key that is named is a finding even with no value: the template asks people
 * to fill it in.
 */
export function judgeEnv(text: string): readonly Hit[] {
  const lines = text.split(/\r?\n/);
  const settings = lines.flatMap((line, index): Setting[] => {
    const found = /^\s*(?:export\s+|set\s+|SET\s+)?([A-Za-z_][\w.]*)\s*=([^]*)/.exec(line);
    if (!found) return [];
    const value = (found[2] ?? '')
      .trimStart()
      .slice(0, 2_000)
      .replace(/(?<!\s)\s+#[^]*/, '')
      .replace(/^["']|["']\s*;?$/g, '');
    const column = line.search(/\S/) + 1;
    return [{ path: found[1] ?? '', value: value.trim(), line: index + 1, column }];
  });
  const context = contextOf(settings);
  return settings.flatMap((setting) => {
    const { path, value, line } = setting;
    if (/"api_key"\s*:\s*"[^"]/.test(value) && isAzureModels(value))
      return [
        settingHit(setting, `${path} holds settings for Azure OpenAI with a key.`, 'environment'),
      ];
    if (!isOurs(path, context) || isNoKey(value)) return [];
    const about = commentFor(lines, line - 1);
    const optional = OPTIONAL.test(about);
    const message = optional
      ? `The template offers the key ${path}; a client that finds it uses it.`
      : `The template asks for the key ${path}.`;
    const hit = settingHit(setting, message, 'environment', optional);
    if (path !== 'AZURE_OPENAI_API_KEY') return [hit];
    return [
      {
        ...hit,
        why: `${hit.why} The openai package for Node throws when the variable is set beside a token provider.`,
      },
    ];
  });
}

/** A template leaves the value of a key empty; a yes or no says whether keys are used. */
function isNoKey(value: string): boolean {
  return value !== '' && (isUnused(value) || /^(?:true|false)$/i.test(value));
}

/** A list of models in one variable, as AutoGen reads it. */
function isAzureModels(value: string): boolean {
  return /"(?:api_type|model_provider)"\s*:\s*"azure"/.test(value) || hostOwner(value) === 'ours';
}

interface Context {
  readonly openAiIsAzure: boolean;
  readonly liteLlm: boolean;
  /** What the names start with whose address is ours: `JUDGE` for `JUDGE_BASE_URL=https://x.openai.azure.com`. */
  readonly addressed: ReadonlySet<string>;
}

/** `OPENAI_API_KEY` and `AZURE_API_KEY` are ours where the file says so. */
function contextOf(settings: readonly Setting[]): Context {
  const has = (path: RegExp, value?: RegExp): boolean =>
    settings.some((setting) => path.test(setting.path) && (!value || value.test(setting.value)));
  return {
    openAiIsAzure: has(/^OPENAI_API_TYPE$/i, /^azure$/i),
    liteLlm:
      has(/^AZURE_API_(?:BASE|VERSION)$|^AZURE_RESOURCE_NAME$|LITELLM/i) ||
      settings.some((setting) => hostOwner(setting.value) === 'ours') ||
      has(/AZURE_?OPENAI/i),
    addressed: new Set(
      settings.flatMap(({ path, value }) => {
        const stem = hostOwner(value) === 'ours' ? ADDRESS.exec(path)?.[1] : undefined;
        return stem === undefined ? [] : [stem];
      }),
    ),
  };
}

const ADDRESS = /^(\w+?)_(?:API_)?(?:ENDPOINT|BASE|BASE_URL|URL|HOST)$/i;
const KEY = /^(\w+?)_(?:API_?|SUBSCRIPTION_?|ACCESS_?)?KEY$/i;

function isOurs(path: string, context: Context): boolean {
  const owner = keyOwner(path);
  if (owner !== 'unclear') return owner === 'ours';
  if (context.addressed.has(KEY.exec(path)?.[1] ?? '')) return true;
  if (path === 'OPENAI_API_KEY' || path === 'OPENAI_KEY') return context.openAiIsAzure;
  return path === 'AZURE_API_KEY' && context.liteLlm;
}

/** The comment on the line, and the comment lines directly above it. */
function commentFor(lines: readonly string[], index: number): string {
  const own = /\s#(.*)$/.exec(lines[index] ?? '')?.[1] ?? '';
  const above: string[] = [];
  for (let at = index - 1; at >= 0 && /^\s*#/.test(lines[at] ?? '') && above.length < 3; at -= 1) {
    const comment = lines[at] ?? '';
    if (/^\s*#\s*\w+\s*=/.test(comment)) break;
    // Our own comment names Entra, and says nothing of the key.
    if (comment.includes('foundry-entra-gate:')) continue;
    above.push(comment);
  }
  return [own, ...above].join(' ');
}
