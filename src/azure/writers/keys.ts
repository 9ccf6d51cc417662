import type { RegenerateKeyParameters } from '@azure/arm-cognitiveservices';
import type { ArmId } from '../../domain/arm-id.ts';
import { API } from '../api-versions.ts';
import { AzureError } from '../errors.ts';
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
  let returned = 0;
  const inspect = (part: unknown): void => {
    const keys = keysIn(part);
    returned += keys.length;
    for (const key of keys) mask(key);
  };
  inspect(answer.body);
  const end = await finished(arm, answer, { what, scope: id.text, clock, inspect });
  if (end === 'unseen' && returned === 0) throw notSeen(what);
}

/** No property of an account tells the age of its keys. */
function notSeen(what: string): AzureError {
  return new AzureError(
    {
      kind: 'unavailable',
      message: `Azure took the change of ${what}, and it could not be seen whether it came about.`,
      remedy:
        'Run again: both keys are made new once more. To follow the change, the identity needs Microsoft.CognitiveServices/locations/operationResults/read at the subscription (docs/permissions/enforce.json holds it).',
    },
    { status: 202 },
  );
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
