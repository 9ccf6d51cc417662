import type { Hit } from '../hit.ts';
import { keyOf, type Entries } from './expression.ts';
import { describeKey, keySources, type FileContext } from './keys.ts';
import type { Program } from './program.ts';
import { sourceHit } from './source-hit.ts';
import type { Tracer } from './trace.ts';

const TYPES = ['@odata.type', 'odatatype'];

/**
 * A search skillset that calls its account by key, as the REST API and its clients in JavaScript write it:
 * `{ "@odata.type": "#Microsoft.Azure.Search.AIServicesByKey", "key": k }`.
 */
export function judgeSkillsets(
  program: Program,
  tracer: Tracer,
  file: FileContext,
): readonly Hit[] {
  return program.objects.flatMap(({ object, scope, at }) => {
    if (!isByKey(object)) return [];
    const entry = object.entries.find((each) => keyOf(each) === 'key');
    if (!entry || tracer.seen.has(entry.value)) return [];
    const keys = keySources(tracer.trace(entry.value, { scope, at }), { key: [0] }, file);
    if (keys.length === 0) return [];
    const from = describeKey(keys[0]);
    const message = `The skillset calls its account with a key (${from}).`;
    return [sourceHit(entry.key.span, message, from, 'search-skillset')];
  });
}

function isByKey(object: Entries): boolean {
  return object.entries.some(
    (entry) =>
      TYPES.includes(keyOf(entry) ?? '') &&
      entry.value.kind === 'text' &&
      /Search\.(?:CognitiveServices|AIServices)ByKey$/.test(entry.value.text),
  );
}
