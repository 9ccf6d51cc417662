import { describe, expect, it } from '@jest/globals';
import { createWriter } from '../../../src/azure/writers/writer.ts';
import { ArmId } from '../../../src/domain/arm-id.ts';
import { InMemoryArm, sleepingClock, type Reply } from './in-memory-arm.ts';

const ID = ArmId.of(
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso',
);
const assignment = {
  kind: 'assign-role',
  account: ID,
  principalId: 'p',
  principalType: 'Group',
  roleGuid: 'a97b65f3-24c7-4388-baec-2e87135dc908',
  roleName: 'Cognitive Services User',
  assignmentName: 'n',
} as const;

function assigning(replies: readonly Reply[]) {
  const arm = new InMemoryArm(replies);
  return { arm, writer: createWriter({ arm, clock: sleepingClock(), mask: () => undefined }) };
}

describe('creating a role assignment', () => {
  it('always names the type of the principal, and the role by its id in the subscription of the account', async () => {
    const { arm, writer } = assigning([{ status: 201 }]);
    expect(await writer.assignRole(assignment)).toBe('created');
    expect(arm.asked[0]).toMatchObject({
      method: 'PUT',
      path: `${ID.text}/providers/Microsoft.Authorization/roleAssignments/n`,
      body: {
        properties: {
          roleDefinitionId:
            '/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/a97b65f3-24c7-4388-baec-2e87135dc908',
          principalId: 'p',
          principalType: 'Group',
        },
      },
    });
  });

  it('takes "exists under another name" as satisfied', async () => {
    const { writer } = assigning([
      { status: 409, body: { error: { code: 'RoleAssignmentExists', message: 'exists' } } },
    ]);
    expect(await writer.assignRole(assignment)).toBe('exists');
  });

  it.each([
    { status: 400, code: 'PrincipalNotFound' },
    { status: 403, code: 'AuthorizationFailed' },
    { status: 409, code: 'ScopeLocked' },
  ])('throws $code, so that the caller can tell it from success', async ({ status, code }) => {
    const { writer } = assigning([{ status, body: { error: { code, message: 'm' } } }]);
    await expect(writer.assignRole(assignment)).rejects.toMatchObject({ code });
  });

  it('reads back by name, and tells "not there" from "may not read"', async () => {
    const { writer } = assigning([
      { status: 200, body: {} },
      { status: 404, body: { error: { code: 'RoleAssignmentNotFound', message: 'm' } } },
      { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'm' } } },
    ]);
    expect(await writer.hasAssignment(ID, 'n')).toBe(true);
    expect(await writer.hasAssignment(ID, 'n')).toBe(false);
    await expect(writer.hasAssignment(ID, 'n')).rejects.toMatchObject({ status: 403 });
  });
});
