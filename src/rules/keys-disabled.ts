import type { ArmId } from '../domain/arm-id.ts';
import type { FixParts } from '../domain/finding.ts';
import { localAuthCommand } from '../domain/remedy.ts';
import type { Rule } from '../domain/rule.ts';
import { cannotTell, fail, pass } from './verdict.ts';

/** https://learn.microsoft.com/azure/ai-services/disable-local-auth */
export const keysDisabled: Rule = {
  id: 'keys-disabled',
  severity: 'error',
  title: 'Key-based (local) authentication is disabled',
  needs: ['account'],
  judge: ({ id, account }) => {
    if (!account.known) {
      return [cannotTell('whether key-based authentication is disabled', account.reason)];
    }
    const { disableLocalAuth } = account.value;
    const expected = 'properties.disableLocalAuth is true';
    if (disableLocalAuth === true) {
      return [
        pass('Key-based authentication is disabled.', {
          expected,
          seen: 'disableLocalAuth is true',
        }),
      ];
    }
    return [
      fail(
        'Key-based authentication is enabled: whoever has one of the two keys can call the models.',
        {
          expected,
          seen:
            disableLocalAuth === false
              ? 'disableLocalAuth is false'
              : 'disableLocalAuth is absent, which means that keys are enabled',
          why: 'A key names nobody, does not expire, and works from anywhere it leaked to.',
        },
        disableKeysFix(id),
      ),
    ];
  },
};

export function disableKeysFix(account: ArmId): FixParts {
  return {
    say: 'Move all callers and connections to Entra ID first, then disable keys. Mode plan shows who would lose access; mode enforce does it in a safe order.',
    Portal: `The procedure that Microsoft documents has no portal step for it: use az or Bicep. To see the keys' state: ${account.name} > Resource Management > Keys and Endpoint.`,
    az: localAuthCommand(account.text, true),
    Bicep: 'properties: {\n  disableLocalAuth: true\n}',
  };
}
