import type { ArmId } from '../domain/arm-id.ts';
import type { FixParts } from '../domain/finding.ts';
import { subdomainCommand } from '../domain/remedy.ts';
import { subdomainFor } from '../domain/subdomain.ts';
import type { Rule } from '../domain/rule.ts';
import { bicepString } from '../domain/shell.ts';
import { cannotTell, fail, pass } from './verdict.ts';

/** https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains */
export const customSubdomain: Rule = {
  id: 'custom-subdomain',
  severity: 'error',
  title: 'The account has a custom subdomain, without which Entra tokens are refused',
  needs: ['account'],
  judge: ({ id, account }) => {
    if (!account.known) {
      return [cannotTell('whether the account has a custom subdomain', account.reason)];
    }
    const { customSubdomain: subdomain } = account.value;
    const expected = 'properties.customSubDomainName is set';
    if (subdomain) {
      return [
        pass(`The account has the custom subdomain ${subdomain}.`, {
          expected,
          seen: `customSubDomainName is ${subdomain}`,
        }),
      ];
    }
    return [
      fail(
        'The account has no custom subdomain, so its endpoint refuses Entra tokens.',
        {
          expected,
          seen: 'customSubDomainName is absent',
          why: 'Regional endpoints take keys only; a token needs the host of its own resource.',
        },
        subdomainFix(id),
      ),
    ];
  },
};

export function subdomainFix(account: ArmId): FixParts {
  const { name } = account;
  // Not every name makes a valid subdomain, and then the owner chooses one.
  const proposed = subdomainFor(name) ?? 'NAME';
  return {
    say: 'Give the account a custom subdomain. It cannot be changed afterwards; callers move to the new host. In mode enforce the change set-subdomain does it, when allow names it.',
    Portal: `${name} > Resource Management > Networking > Generate Custom Domain Name`,
    az: subdomainCommand(account, proposed),
    Bicep: `properties: {\n  customSubDomainName: ${bicepString(proposed)}\n}`,
  };
}
