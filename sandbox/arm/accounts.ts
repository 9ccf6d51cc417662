import type { Runtime } from '../server/runtime.ts';
import type { Account } from '../world.ts';
import { accountView } from './account-view.ts';
import { notFound } from './errors.ts';
import { ok } from '../server/exchange.ts';
import { accountId, subscriptionId } from './ids.ts';
import { page } from './paging.ts';
import { readable } from './readable.ts';
import type { ArmCall, Route } from './route.ts';

export const ACCOUNTS =
  '/subscriptions/{sub}/resourceGroups/{rg}/providers/Microsoft.CognitiveServices/accounts';
export const ACCOUNT = `${ACCOUNTS}/{account}`;
const READ = 'Microsoft.CognitiveServices/accounts/read';

export function accountRoutes(runtime: Runtime): Route[] {
  const list = (fits: (account: Account) => boolean): unknown[] =>
    runtime.world.accounts.filter(fits).map((account) => accountView(runtime, account));
  return [
    {
      method: 'GET',
      path: '/subscriptions/{sub}/providers/Microsoft.CognitiveServices/accounts',
      provider: 'cognitiveServices',
      action: READ,
      ownAuthorization: true,
      handle: (call) => {
        const sub = call.params.sub ?? '';
        const sees = readable(runtime, call, READ, subscriptionId(sub));
        return page(
          call,
          list((account) => same(account.subscriptionId, sub) && sees(accountId(account))),
          runtime.behaviour.pageSize,
        );
      },
    },
    {
      method: 'GET',
      path: ACCOUNTS,
      provider: 'cognitiveServices',
      action: READ,
      ownAuthorization: true,
      handle: (call) => {
        const { sub = '', rg = '' } = call.params;
        const sees = readable(runtime, call, READ, `${subscriptionId(sub)}/resourceGroups/${rg}`);
        const accounts = list(
          (account) =>
            same(account.subscriptionId, sub) &&
            same(account.resourceGroup, rg) &&
            sees(accountId(account)),
        );
        return page(call, accounts, runtime.behaviour.pageSize);
      },
    },
    {
      method: 'GET',
      path: ACCOUNT,
      provider: 'cognitiveServices',
      action: READ,
      handle: (call) => ok(accountView(runtime, accountOf(runtime, call))),
    },
  ];
}

export function findAccount(runtime: Runtime, call: ArmCall): Account | undefined {
  const { sub = '', rg = '', account = '' } = call.params;
  return runtime.directory.account(
    `${subscriptionId(sub)}/resourceGroups/${rg}/providers/Microsoft.CognitiveServices/accounts/${account}`,
  );
}

/** @throws Refusal 404 */
export function accountOf(runtime: Runtime, call: ArmCall): Account {
  const found = findAccount(runtime, call);
  const { rg = '', account = '' } = call.params;
  if (!found) throw notFound('Microsoft.CognitiveServices/accounts', account, rg);
  return found;
}

export function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
