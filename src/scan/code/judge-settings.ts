import type { Hit } from '../hit.ts';
import type { RewriteName } from '../rewrites.ts';
import { hostOwner, isEndpointName, keyOwner } from '../vocabulary.ts';
import { keyOf, type Entries, type Expr } from './expression.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import type { Place } from './place.ts';
import type { Program } from './program.ts';
import { sourceHit } from './source-hit.ts';
import type { Tracer } from './trace.ts';

/** A dictionary with a key, and the finding on it. */
interface Setting {
  readonly object: Entries;
  readonly hit: Hit;
}

/**
 * Settings in a dictionary that name Azure and a key together: `{"api_type": "azure", "api_key": k}`,
 * `{"azure_endpoint": e, "api_key": k}`, LiteLLM's `{"model": "azure/gpt", "api_key": k}`.
 */
export function judgeSettings(
  program: Program,
  tracer: Tracer,
  file: FileContext,
  rewriteName: RewriteName,
): readonly Setting[] {
  return program.objects.flatMap(({ object, scope, at }) => {
    const place = { scope, at };
    const byKey = new Map(
      object.entries.flatMap((entry) => {
        const key = keyOf(entry);
        return key === undefined ? [] : [[key, entry] as const];
      }),
    );
    const entry = ['api_key', 'apiKey', 'azure_openai_api_key', 'azureOpenAIApiKey'].flatMap(
      (name) => byKey.get(name) ?? [],
    )[0];
    if (!entry || tracer.seen.has(entry.value)) return [];
    const keys = keySources(tracer.trace(entry.value, place), { key: [0] }, file);
    if (keys.length === 0 || keys.every((key) => keyOwner(key.name ?? '') === 'other')) return [];
    if (
      ![
        'api_type',
        'apiType',
        'model',
        'base_url',
        'baseURL',
        'api_base',
        'azure_endpoint',
        'azureEndpoint',
        'endpoint',
        'azure_deployment',
        'resourceUri',
        'resourceUrl',
      ].some((name) => speaksOfAzure(name, byKey.get(name)?.value, tracer, place))
    )
      return [];
    if ([...byKey.keys()].some((key) => /azure_?ad_?token/i.test(key))) return [];
    const from = describeKey(keys[0]);
    const message = `Settings for Azure OpenAI hold a key (${from}).`;
    return [{ object, hit: sourceHit(entry.key.span, message, from, rewriteName) }];
  });
}

function speaksOfAzure(
  name: string,
  value: Expr | undefined,
  tracer: Tracer,
  place: Place,
): boolean {
  if (!value) return false;
  const texts = tracer.texts(value, place);
  if (name === 'azure_endpoint' || name === 'azure_deployment' || name === 'azureEndpoint')
    return !texts.some((text) => hostOwner(text) === 'other');
  return texts.some(
    (text) =>
      (name !== 'endpoint' && /^azure(?:_ai)?(?:\/|$)/.test(text)) ||
      hostOwner(text) === 'ours' ||
      (name !== 'model' && isEndpointName(text)),
  );
}
