import type { Hit } from '../hit.ts';
import { hostOwner, isEndpointName, keyOwner } from '../vocabulary.ts';
import { sourceHit } from './source-hit.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import type { Program } from './program.ts';
import type { Tracer } from './trace.ts';

/**
 * The openai package before 1.0 has no client: `openai.api_type = "azure"` and `openai.api_key = k` set the
 * module up. With `azure_ad` the key is an Entra token.
 */
export function judgeLegacyOpenAi(
  program: Program,
  tracer: Tracer,
  file: FileContext,
): readonly Hit[] {
  const modules = [...program.imports].flatMap(([local, { module, name }]) =>
    module === 'openai' && name === undefined ? [local] : [],
  );
  return modules.flatMap((local) => {
    const of = (member: string): Program['writes'] =>
      program.writes.filter(
        ({ target }) => target.kind === 'name' && target.path === `${local}.${member}`,
      );
    const textsOf = (member: string): readonly string[] =>
      of(member).flatMap(({ value, scope, at }) => tracer.texts(value, { scope, at }));
    const types = textsOf('api_type');
    const entra = types.some((type) => /^azure_?ad$/i.test(type));
    const azure =
      types.some((type) => /^azure$/i.test(type)) ||
      [...textsOf('api_base'), ...textsOf('azure_endpoint'), ...textsOf('base_url')].some(
        (text) => hostOwner(text) === 'ours' || isEndpointName(text),
      ) ||
      // Only Azure has versions.
      of('api_version').length > 0;
    const hits = of('api_key').flatMap(({ value, scope, at, span }) => {
      const sources = tracer.trace(value, { scope, at });
      const keys = keySources(sources, { key: [0] }, file);
      const ours = azure || keys.some((key) => keyOwner(key.name ?? '') === 'ours');
      if (keys.length === 0 || !ours || sources.some((source) => source.kind === 'entra'))
        return [];
      if (entra && !types.includes('azure')) return [];
      const from = describeKey(keys[0]);
      const message = `${local}.api_key is set to a key (${from}) for Azure OpenAI.`;
      return [sourceHit(span, message, from, 'python-openai-legacy', entra)];
    });
    return hits.slice(0, 1);
  });
}
