import { AzureError } from '../../azure/errors.ts';
import type { PlannedChange } from '../../domain/change.ts';
import { subdomainCommand } from '../../domain/remedy.ts';
import { done, failed, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { whileContended } from '../wait.ts';

/** Gives the account a custom subdomain. It cannot be changed or taken back; the regional endpoint goes on working. */
export async function setSubdomain(
  { account, subdomain }: PlannedChange & { readonly kind: 'set-subdomain' },
  keysWereOn: boolean,
  ports: Ports,
): Promise<Outcome> {
  try {
    const read = await whileContended(ports, `the account ${account.name}`, () =>
      ports.writer.setSubdomain(account, subdomain),
    );
    if (read.customSubdomain?.toLowerCase() === subdomain) {
      return done(
        [
          `The account has the custom subdomain ${subdomain}.`,
          ...(read.disableLocalAuth === true && keysWereOn
            ? ['Keys are off too: a policy assignment switched them off with this write.']
            : []),
        ].join(' '),
      );
    }
    return failed(
      `Azure took the custom subdomain ${subdomain}, and the account reads back ${read.customSubdomain ?? 'none'}. Run again; if it stays so, set it by hand: ${subdomainCommand(account, subdomain)}`,
    );
  } catch (error) {
    if (error instanceof AzureError && error.code === 'CustomDomainInUse') {
      return failed(
        `The subdomain ${subdomain} is taken: these names are shared by all of Azure, and a deleted account keeps its name until it is purged. Choose another one by hand: ${subdomainCommand(account, 'NAME')}`,
      );
    }
    throw error;
  }
}
