import { describe } from '@jest/globals';
import { known } from '../../src/domain/observation.ts';
import { account, DENIED } from './builders.ts';
import { holds } from './table.ts';

describe('custom-subdomain', () => {
  holds('custom-subdomain', [
    { when: 'there is one', says: 'pass', shows: ['contoso-ai'] },
    {
      when: 'there is none',
      facts: { account: known(account({ customSubdomain: undefined, name: 'Contoso-AI' })) },
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
      facts: { account: known(account({ customSubdomain: undefined, name: "x';rm -rf ~;'" })) },
      says: 'fail',
      shows: [String.raw`--name 'x'\'';rm -rf ~;'\'''`, String.raw`'x\';rm -rf ~;\''`],
    },
  ]);
});
