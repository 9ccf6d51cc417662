import { expect, it } from '@jest/globals';
import { isSecretMember } from '../../src/domain/secret-names.ts';

it.each([
  ['credentials', 'key', true],
  ['credentials', 'anything', true],
  ['credentials', 'clientId', false],
  ['metadata', 'apiKey', true],
  ['metadata', 'key1', true],
  ['metadata', 'password', true],
  ['metadata', 'ApiType', false],
  ['metadata', 'ResourceId', false],
  ['metadata', 'partitionKey', false],
] as const)('of %s, %s holds a secret: %s', (member, name, secret) => {
  expect(isSecretMember(member, name)).toBe(secret);
});
