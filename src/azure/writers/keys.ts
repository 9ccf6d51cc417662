import type { RegenerateKeyParameters } from '@azure/arm-cognitiveservices';
import type { ArmId } from '../../domain/arm-id.ts';
import { API } from '../api-versions.ts';
import { isObject } from '../json.ts';
import { finished } from './long-running.ts';
import type { KeyName, WriterOptions } from './options.ts';

/**
 * `POST regenerateKey`. The answer holds BOTH keys of the account: every one is masked before anything
 * else happens, and none is kept. Documented as 200; Azure's own example shows a 202 too, so both are taken.
 * https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/regenerate-key
 *
 * @throws AzureError
 */
export async function regenerateKey(
  { arm, clock, mask }: WriterOptions,
  id: ArmId,
  keyName: KeyName,
): Promise<void> {
  const what = `${keyName} of the account ${id.name}`;
  const body = { keyName } satisfies RegenerateKeyParameters;
  const answer = await arm.send({
    method: 'POST',
    path: `${id.text}/regenerateKey`,
    apiVersion: API.cognitiveServices,
    body,
    what,
    action: 'Microsoft.CognitiveServices/accounts/regenerateKey/action',
    scope: id.text,
  });
  const inspect = (returned: unknown): void => {
    for (const key of keysIn(returned)) mask(key);
  };
  inspect(answer.body);
  await finished(arm, answer, { what, scope: id.text, clock, inspect });
}

/** Values of members called `key1`, `key2` and the like, at any depth. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'string' && member !== '' && /^key/i.test(name) && !/^keyname$/i.test(name)
      ? [member]
      : keysIn(member),
  );
}
