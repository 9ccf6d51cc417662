import { describe } from '@jest/globals';
import { known } from '../../src/domain/observation.ts';
import { account, DENIED, ID } from './builders.ts';
import { holds } from './table.ts';

describe('keys-disabled', () => {
  holds('keys-disabled', [
    { when: 'disableLocalAuth is true', says: 'pass' },
    {
      when: 'disableLocalAuth is false',
      facts: { account: known(account({ disableLocalAuth: false })) },
      says: 'fail',
      shows: [
        'disableLocalAuth is false',
        `az rest --method patch --url '${ID.text}?api-version=2025-06-01' --body '{"properties":{"disableLocalAuth":true}}'`,
        'disableLocalAuth: true',
        'Portal: ',
      ],
    },
    {
      when: 'disableLocalAuth is absent or null',
      facts: { account: known(account({ disableLocalAuth: undefined })) },
      says: 'fail',
      shows: ['absent'],
    },
    {
      when: 'the account may not be read',
      facts: { account: DENIED },
      says: 'unknown',
      shows: ['lacks Some/action', 'Missing permission: Some/action at /some/scope'],
    },
  ]);
});
