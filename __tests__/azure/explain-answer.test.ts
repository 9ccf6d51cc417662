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
