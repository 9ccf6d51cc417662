import { describe, expect, it } from '@jest/globals';
import { isGroupOrWorkload, principalLabel } from '../../src/domain/principal.ts';

describe('a principal of a role assignment', () => {
  it.each([
    ['Group', 'group', true],
    ['ForeignGroup', 'foreign-group', true],
    ['ServicePrincipal', 'service-principal', true],
    ['User', 'user', false],
    ['Device', 'device', false],
    ['Unknown', 'principal', false],
    ['GroupOfUsers', 'principal', false],
    ['NotAGroup', 'principal', false],
    ['constructor', 'principal', false],
    ['', 'principal', false],
  ])('%s: shown as %s, group or workload: %s', (type, label, isOne) => {
    expect(principalLabel({ type, objectId: 'ID' })).toBe(`${label}:ID`);
    expect(isGroupOrWorkload(type)).toBe(isOne);
    expect(isGroupOrWorkload(type.toUpperCase())).toBe(isOne);
  });
});
