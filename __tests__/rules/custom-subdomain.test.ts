import { describe } from '@jest/globals';
import { ArmId } from '../../src/domain/arm-id.ts';
import { known } from '../../src/domain/observation.ts';
import { account, DENIED, ID } from './builders.ts';
import { holds } from './table.ts';

describe('custom-subdomain', () => {
  holds('custom-subdomain', [
    { when: 'there is one', says: 'pass', shows: ['contoso-ai'] },
    {
      when: 'there is none',
      facts: {
        id: ArmId.of(ID.text.replace('contoso-ai', 'Contoso-AI')),
        account: known(account({ customSubdomain: undefined })),
      },
      says: 'fail',
      shows: [
        'az cognitiveservices account update --subscription 11111111-1111-1111-1111-111111111111 --resource-group rg-ai --name Contoso-AI --custom-domain contoso-ai',
        "customSubDomainName: 'contoso-ai'",
        'cannot be changed',
      ],
    },
    {
      when: 'it is an empty text',
      facts: { account: known(account({ customSubdomain: '' })) },
      says: 'fail',
    },
    {
      when: 'the account may not be read',
      facts: { account: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope', 'az role assignment create'],
    },
    {
      when: 'a hostile name would run a command where the fix is pasted',
      facts: {
        id: ArmId.of(`${ID.text}'$(reboot)`),
        account: known(account({ customSubdomain: undefined })),
      },
      says: 'fail',
      shows: [
        String.raw`--name 'contoso-ai'\''$(reboot)'`,
        // No subdomain can be made of it: the owner chooses one.
        '--custom-domain NAME',
        "customSubDomainName: 'NAME'",
      ],
    },
  ]);
});
