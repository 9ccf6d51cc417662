import { describe } from '@jest/globals';
import { known } from '../../src/domain/observation.ts';
import type { ProbeVerdict } from '../../src/domain/probe.ts';
import { account, answer, DENIED } from './builders.ts';
import { holds } from './table.ts';

const enabled = known(account({ disableLocalAuth: false }));
const probed = (verdict: ProbeVerdict, status = 403) => ({
  keyProbe: known([answer({ verdict, status, answer: 'what it said' })]),
});

describe('keys-refused', () => {
  holds('keys-refused', [
    {
      when: 'the endpoint says that keys are disabled',
      facts: probed('keys-disabled'),
      says: 'pass',
      shows: ['with a made-up key was answered HTTP 403: what it said'],
    },
    {
      when: 'the endpoint says so and the account says otherwise',
      facts: { ...probed('keys-disabled'), account: enabled },
      says: 'unknown',
      shows: ['while the account says that they are enabled'],
    },
    {
      when: 'keys are enabled and the made-up one is called wrong',
      facts: { ...probed('key-rejected', 401), account: enabled },
      says: 'fail',
      shows: ['takes keys', 'keys-disabled', '"disableLocalAuth":true'],
    },
    {
      when: 'disableLocalAuth is absent and the made-up key is called wrong',
      facts: {
        ...probed('key-rejected', 401),
        account: known(account({ disableLocalAuth: undefined })),
      },
      says: 'fail',
    },
    {
      when: 'keys are disabled and the gateway lags',
      facts: probed('key-rejected', 401),
      says: 'unknown',
      shows: ['still answers as it answers a wrong key', 'hours'],
    },
    {
      when: 'a made-up key is let in',
      facts: probed('accepted', 200),
      says: 'fail',
      shows: ['answered a request with a made-up key'],
    },
    {
      when: 'the firewall refuses the runner',
      facts: probed('network-refused'),
      says: 'unknown',
      shows: ['says nothing of identity'],
    },
    { when: 'the endpoint throttles', facts: probed('throttled', 429), says: 'unknown' },
    { when: 'the answer says nothing', facts: probed('undecided', 500), says: 'unknown' },
    {
      when: 'the account may not be read',
      facts: { ...probed('key-rejected', 401), account: DENIED },
      says: 'unknown',
    },
    {
      when: 'the request could not be sent',
      facts: { keyProbe: DENIED },
      says: 'unknown',
      shows: ['lacks Some/action'],
    },
    { when: 'no probe fits', facts: { keyProbe: known([]) }, says: 'skipped' },
  ]);
});
