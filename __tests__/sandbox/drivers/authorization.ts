import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { clientOptions, credential, subscription } from './credential.ts';

const client = new AuthorizationManagementClient(credential, subscription, clientOptions);
const [scope = '', principalId = '', roleId = ''] = process.argv.slice(2);

const create = (name: string): Promise<string | undefined> =>
  client.roleAssignments
    .create(scope, name, {
      principalId,
      principalType: 'Group',
      roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
    })
    .then(
      (made) => made.name,
      (error: unknown) => (error as { code?: string }).code,
    );

const created = await create('11111111-2222-4333-8444-555555555555');
const repeated = await create('11111111-2222-4333-8444-555555555555');
const twin = await create('66666666-2222-4333-8444-555555555555');

const assignments: unknown[] = [];
for await (const item of client.roleAssignments.listForScope(scope, { filter: 'atScope()' })) {
  assignments.push([item.principalId, item.scope, item.roleDefinitionId?.split('/').at(-1)]);
}
const roles: unknown[] = [];
for await (const item of client.roleDefinitions.list(scope, {
  filter: "roleName eq 'Cognitive Services User'",
})) {
  roles.push([item.name, item.permissions?.[0]?.dataActions]);
}
let definitions = 0;
for await (const item of client.roleDefinitions.list(scope)) definitions += item.name ? 1 : 0;
const permissions: unknown[] = [];
for await (const item of client.permissions.listForResource(
  'rg-ai',
  'Microsoft.CognitiveServices',
  '',
  'accounts',
  'contoso-ai',
)) {
  permissions.push(item.actions?.length);
}
let denies = 0;
for await (const item of client.denyAssignments.listForScope(scope)) denies += item.name ? 1 : 0;

process.stdout.write(
  JSON.stringify({
    created,
    repeated,
    twin,
    assignments,
    roles,
    definitions,
    permissions: permissions.length,
    denies,
  }),
);
