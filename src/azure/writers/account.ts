import type { Account as SdkAccount } from '@azure/arm-cognitiveservices';
import type { Account } from '../../domain/account.ts';
import type { ArmId } from '../../domain/arm-id.ts';
import { API } from '../api-versions.ts';
import { AzureError } from '../errors.ts';
import { accountOf } from '../readers/accounts.ts';
import { finished, pause } from './long-running.ts';
import type { Arm, WriterOptions } from './options.ts';

const apiVersion = API.cognitiveServices;
const ACCOUNT = 'Microsoft.CognitiveServices/accounts';
const STOPPED = ['Failed', 'Canceled', 'Deleting'];

/** The only properties of an account that are ever written, one at a time. */
export type AccountPatch =
  { readonly customSubDomainName: string } | { readonly disableLocalAuth: boolean };

/**
 * PATCH of one property, followed until Azure has finished (200 or 202, `azure-AsyncOperation` or
 * `Location`, `provisioningState`), then the account as it reads.
 * https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/update
 *
 * @throws AzureError when it is refused, fails, or does not finish in time.
 */
export async function patchAccount(
  { arm, clock }: WriterOptions,
  id: ArmId,
  properties: AccountPatch,
): Promise<Account> {
  const what = `the account ${id.name}`;
  const body = { properties } satisfies SdkAccount;
  const answer = await arm.send({
    method: 'PATCH',
    path: id.text,
    apiVersion,
    body,
    what,
    action: `${ACCOUNT}/write`,
    scope: id.text,
  });
  const request = { what, scope: id.text, clock };
  await finished(arm, answer, request);
  const wait = pause(request);
  for (;;) {
    const account = await getAccount(arm, id);
    const state = account.provisioningState;
    if (state === '' || state.toLowerCase() === 'succeeded') return account;
    if (STOPPED.some((stopped) => stopped.toLowerCase() === state.toLowerCase())) {
      throw new AzureError({
        kind: 'unavailable',
        message: `Azure took the change of ${what}, and the account is now in state ${state}.`,
        remedy:
          'Look at the account in the portal (Activity log), mend what it names, and run again.',
      });
    }
    await wait.next();
  }
}

async function getAccount(arm: Arm, id: ArmId): Promise<Account> {
  const { body } = await arm.send({
    path: id.text,
    apiVersion,
    what: `the account ${id.name}`,
    action: `${ACCOUNT}/read`,
    scope: id.text,
  });
  const account = accountOf(body);
  if (!account) {
    throw new AzureError({
      kind: 'malformed',
      message: `The answer for the account ${id.name} lacks members that Azure documents.`,
      remedy: 'Run the step again.',
    });
  }
  return account;
}
