import { describe, expect, it } from '@jest/globals';
import { explainAnswer } from '../../src/azure/explain-answer.ts';

const scope =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso/projects/chat';

const answered = (status: number, action: string, error: { code: string; message: string }) =>
  explainAnswer({
    request: { path: scope, what: 'the connections of chat', action, scope },
    status,
    body: { error },
    header: () => undefined,
  }).reason;

describe('what Azure refuses', () => {
  it.each([
    ['Microsoft.CognitiveServices/accounts/projects/connections/read', 'may not read'],
    ['Microsoft.Insights/eventtypes/values/Read', 'may not read'],
    ['Microsoft.CognitiveServices/accounts/projects/connections/write', 'may not change'],
    ['Microsoft.CognitiveServices/accounts/regenerateKey/action', 'may not change'],
  ])('names what was tried: %s %s', (action, words) => {
    const { message } = answered(403, action, { code: 'AuthorizationFailed', message: 'no' });
    expect(message).toContain(`${words} the connections of chat: it lacks ${action} at ${scope}`);
  });

  it('is granted at the account, where assignments are looked for', () => {
    const action = 'Microsoft.CognitiveServices/accounts/projects/connections/write';
    const { commands } = answered(403, action, { code: 'AuthorizationFailed', message: 'no' });
    expect(commands?.join()).toMatch(/--scope \S+\/accounts\/contoso$/);
  });

  it.each([
    ['11111111-2222-4333-8444-666666666666', "The workflow's identity", 'ServicePrincipal'],
    ['ada@contoso.example', 'The signed-in user', 'User'],
    ['live.com#ada@contoso.example', 'The signed-in user', 'User'],
  ])('is granted to who asked: %s', (client, who, type) => {
    const action = 'Microsoft.CognitiveServices/accounts/read';
    const { message, commands } = answered(403, action, {
      code: 'AuthorizationFailed',
      message: `The client '${client}' with object id '11111111-2222-4333-8444-777777777777' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid.`,
    });
    expect(message).toContain(`${who} may not read`);
    expect(commands?.join()).toContain(
      `--assignee-object-id 11111111-2222-4333-8444-777777777777 --assignee-principal-type ${type}`,
    );
    expect(message).not.toContain('ada');
  });

  it('is quoted as a part of the sentence', () => {
    const locked = { code: 'ScopeLocked', message: 'The scope is locked.' };
    const { message, commands } = answered(
      409,
      'Microsoft.CognitiveServices/accounts/write',
      locked,
    );
    expect(message).toContain('The scope is locked (HTTP 409 ScopeLocked).');
    expect(commands).toEqual([
      'az lock list --subscription 11111111-2222-4333-8444-555555555555 --output table',
    ]);
  });
});
