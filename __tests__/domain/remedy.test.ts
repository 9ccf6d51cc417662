import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  deniedRemedy,
  grantCommand,
  remedyLine,
  subdomainCommand,
} from '../../src/domain/remedy.ts';
import { ArmId } from '../../src/domain/arm-id.ts';
import { bicepString, shellWord } from '../../src/domain/shell.ts';
import { BUILT_IN } from './built-in-roles.ts';
import { grantOf } from '../../src/domain/permissions.ts';

const commandFor = (action: string, scope: string): string =>
  deniedRemedy(action, scope).commands.join('\n');

describe('the remedy for a missing permission', () => {
  it.each([
    ['Microsoft.CognitiveServices/accounts/read', 'Reader'],
    ['Microsoft.Authorization/denyAssignments/read', 'Reader'],
    ['Microsoft.Insights/eventtypes/values/read', 'Reader'],
    ['microsoft.cognitiveservices/ACCOUNTS/write', 'Cognitive Services Contributor'],
    ['Microsoft.CognitiveServices/accounts/regenerateKey/action', 'Cognitive Services Contributor'],
    [
      'Microsoft.CognitiveServices/accounts/projects/connections/write',
      'Cognitive Services Contributor',
    ],
    ['Microsoft.MachineLearningServices/workspaces/connections/write', 'Azure AI Developer'],
    ['Microsoft.Authorization/roleAssignments/read', 'Reader'],
    ['Microsoft.MachineLearningServices/workspaces/connections/read', 'Reader'],
    ['Microsoft.Resources/deployments/write', 'Contributor'],
    ['Contoso.Microsoft.CognitiveServices/accounts/OpenAI/x/action', 'Contributor'],
    ['Microsoft.Authorization/roleAssignments/write', 'Role Based Access Control Administrator'],
  ])('names a role that really grants %s', (action, name) => {
    const definition = Object.values(BUILT_IN).find((role) => role.name === name);
    expect(definition && grantOf(definition, { plane: 'action', name: action })).toBe('yes');
    expect(commandFor(action, '/subscriptions/s')).toContain(` --role ${shellWord(name)} `);
  });

  it('names the role for a data action, without key access where there is one', () => {
    const chat = 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action';
    expect(commandFor(chat, '/s')).toContain("'Cognitive Services OpenAI User'");
    const models = 'Microsoft.CognitiveServices/accounts/OpenAI/models/read';
    expect(commandFor(models, '/s')).toContain("'Cognitive Services OpenAI User'");
    expect(commandFor(chat.replace('OpenAI', 'MaaS'), '/s')).toContain("'Cognitive Services User'");
  });

  it('is a command with action and scope filled in, and says nothing of whether it is a user', () => {
    expect(deniedRemedy('A/read', '/subscriptions/s/resourceGroups/rg(1)', 'o')).toEqual({
      remedy: "Grant A/read to the workflow's identity, by the role Reader or a custom role.",
      commands: [
        "az role assignment create --assignee-object-id o --role Reader --scope '/subscriptions/s/resourceGroups/rg(1)'",
      ],
    });
  });

  it('looks up the object id where the run does not know it, and says which id that takes', () => {
    const { remedy, commands } = deniedRemedy('A/read', '/s');
    expect(remedy).toContain('CLIENT-ID is the one that it signs in with.');
    expect(commands[0]).toContain(
      '--assignee-object-id "$(az ad sp show --id CLIENT-ID --query id --output tsv)" --assignee-principal-type ServicePrincipal --role ',
    );
  });

  it('is for the user whose session is used', () => {
    const { remedy, commands } = deniedRemedy('A/read', '/s', 'o', 'User');
    expect(remedy).toBe('Grant A/read to the signed-in user, by the role Reader or a custom role.');
    expect(commands[0]).toContain('--assignee-object-id o --assignee-principal-type User ');
  });

  it.each([
    ['/s/accounts/a/projects/p/connections/c', '/s/accounts/a'],
    ['/s/Workspaces/hub/connections/c', '/s/Workspaces/hub'],
    ['/s/accounts/a', '/s/accounts/a'],
    ['/subscriptions/s', '/subscriptions/s'],
  ])('grants what is missing at %s where roles are kept: %s', (scope, at) => {
    expect(commandFor('A/read', scope)).toMatch(new RegExp(` --scope ${at}$`));
  });

  it('ends a line of text with the command', () => {
    expect(remedyLine({ remedy: 'Grant it.', commands: ['az role x'] })).toBe(
      'Grant it. Run: az role x',
    );
    expect(remedyLine({ remedy: 'Grant it.' })).toBe('Grant it.');
    const setUp = { remedy: 'Set it up.', commands: ['az ad app create'], missing: 'federation' };
    expect(remedyLine(setUp as Parameters<typeof remedyLine>[0])).toBe('Set it up.');
    expect(remedyLine({})).toBe('');
  });

  it('fills in the principal where it is known', () => {
    expect(grantCommand({ objectId: 'x y', type: 'Group', role: 'R', scope: '/s' })).toBe(
      "az role assignment create --assignee-object-id 'x y' --assignee-principal-type Group --role R --scope /s",
    );
  });
});

describe('the command for a custom subdomain', () => {
  it('names the account by group and name, because the command takes no resource id', () => {
    const account = ArmId.of(
      '/subscriptions/s/resourceGroups/rg(1)/providers/Microsoft.CognitiveServices/accounts/a',
    );
    expect(subdomainCommand(account, 'NAME')).toBe(
      "az cognitiveservices account update --subscription s --resource-group 'rg(1)' --name a --custom-domain NAME",
    );
  });
});

describe('values in commands', () => {
  it('reach the shell as one word, whatever they hold', () => {
    const values = [
      'plain',
      '/subscriptions/s/resourceGroups/rg(1)',
      "it's",
      '$(reboot)',
      '`reboot`',
      'a b;c|d&e>f',
      '*',
      '~',
      '"',
      String.raw`\'`,
      'x\ny',
      '',
      '!!',
      ...fc
        .sample(fc.string({ unit: 'grapheme' }), { numRuns: 50, seed: 7 })
        .filter((value) => !value.includes('\0')),
    ];
    const script = values.map((value) => `printf '%s\\0' ${shellWord(value)}`).join('\n');
    const seen = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
    expect(seen).toEqual(values);
  });

  it('cannot leave a Bicep string', () => {
    expect(bicepString("a'b\\c${d}\ne")).toBe(String.raw`'a\'b\\c\${d} e'`);
  });
});
