import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ArmId } from '../../src/domain/arm-id.ts';
import { armGuid, assignmentName } from '../../src/plan/assignment-name.ts';

const ACCOUNT =
  '/subscriptions/0000/resourceGroups/rg-ai/providers/Microsoft.CognitiveServices/accounts/contoso';

describe('the name of a role assignment', () => {
  it.each([
    { parts: ['foo'], guid: '7fdba504-653f-539f-9f77-b3bafb844ceb' },
    { parts: ['a', 'b'], guid: '2d796349-8c7e-55ec-9624-54ece82ed031' },
  ])('is what guid($parts) gives in Bicep', ({ parts, guid }) => {
    expect(armGuid(...parts)).toBe(guid);
  });

  it('is guid(scope, principal, role) of the lower-cased ids', () => {
    expect(assignmentName(ArmId.of(ACCOUNT), 'AA-1', 'BB-2')).toBe(
      armGuid(ACCOUNT.toLowerCase(), 'aa-1', 'bb-2'),
    );
  });

  it('is the same in whatever letter case Azure returns the ids', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.boolean(), (principal, role, upper) => {
        const flip = (text: string): string => (upper ? text.toUpperCase() : text);
        expect(assignmentName(ArmId.of(flip(ACCOUNT)), flip(principal), flip(role))).toBe(
          assignmentName(ArmId.of(ACCOUNT), principal, role),
        );
      }),
    );
  });

  it('differs when the scope, the principal or the role differs', () => {
    const names = new Set([
      assignmentName(ArmId.of(ACCOUNT), 'p', 'r'),
      assignmentName(ArmId.of(`${ACCOUNT}2`), 'p', 'r'),
      assignmentName(ArmId.of(ACCOUNT), 'p2', 'r'),
      assignmentName(ArmId.of(ACCOUNT), 'p', 'r2'),
    ]);
    expect(names.size).toBe(4);
  });
});
