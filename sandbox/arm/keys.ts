import { jsonBody, type Reply } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Account } from '../world.ts';
import { keysEnabled } from './account-state.ts';
import { refuseWhileRunning } from './account-writes.ts';
import { ACCOUNT, accountOf } from './accounts.ts';
import { recordEvent } from './activity-log.ts';
import { badRequest } from './errors.ts';
import type { Route } from './route.ts';

const TYPE = 'Microsoft.CognitiveServices/accounts';

/** listKeys and regenerateKey; each leaves its trace in the activity log. */
export function keyRoutes(runtime: Runtime): Route[] {
  return [
    {
      method: 'POST',
      path: `${ACCOUNT}/listKeys`,
      provider: 'cognitiveServices',
      action: `${TYPE}/listKeys/action`,
      handle: (call) => {
        const account = accountOf(runtime, call);
        const allowed = keysEnabled(account);
        recordEvent(runtime, call, account, `${TYPE}/listKeys/action`, allowed);
        if (!allowed) throw badRequest('Failed to list key. disableLocalAuth is set to be true');
        return keys(runtime, account);
      },
    },
    {
      method: 'POST',
      path: `${ACCOUNT}/regenerateKey`,
      provider: 'cognitiveServices',
      action: `${TYPE}/regenerateKey/action`,
      handle: (call) => {
        const account = accountOf(runtime, call);
        const name = jsonBody(call)?.keyName;
        if (name !== 'Key1' && name !== 'Key2') {
          throw badRequest(
            "The value of keyName must be 'Key1' or 'Key2'.",
            'InvalidRequestContent',
          );
        }
        const allowed =
          keysEnabled(account) || runtime.behaviour.regenerateWhenDisabled === 'allow';
        recordEvent(runtime, call, account, `${TYPE}/regenerateKey/action`, allowed);
        if (!allowed) {
          throw badRequest('Failed to regenerate key. disableLocalAuth is set to be true');
        }
        refuseWhileRunning(runtime, account);
        runtime.accounts.of(account).keys[name === 'Key1' ? 'key1' : 'key2'] =
          runtime.secrets.newKey();
        return keys(runtime, account);
      },
    },
  ];
}

function keys(runtime: Runtime, account: Account): Reply {
  const { key1, key2 } = runtime.accounts.of(account).keys;
  return { status: 200, revealsSecret: true, body: { key1, key2 } };
}
