import { describe, expect, it } from '@jest/globals';
import { readClaims, subjectForms } from '../../src/azure/assertion-claims.ts';
import { AzureError } from '../../src/azure/errors.ts';
import { explainSignIn } from '../../src/azure/explain-sign-in.ts';
import type { SignInFailure } from '../../src/azure/sign-in-failure.ts';

const claims = {
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:octo-org/app:environment:prod',
  audience: 'api://AzureADTokenExchange',
  repository: 'octo-org/app',
  repositoryId: '456',
  ownerId: '123',
};
const failure: Omit<SignInFailure, 'error'> = {
  claims,
  clientId: 'client-1',
  tenantId: 'tenant-1',
  auth: 'oidc',
  authorityHost: 'https://login.microsoftonline.com',
  audience: 'api://AzureADTokenExchange',
  scope: 'https://management.azure.com/.default',
};
/** What the reader does: the sentence, then what can be pasted. */
const todo = ({ remedy, commands = [] }: ReturnType<typeof explainSignIn>): string =>
  [remedy, ...commands].join('\n');
const refused = (code: number) =>
  explainSignIn({
    ...failure,
    error: new Error(`${code}: AADSTS${code}: text. Trace ID: 1 Correlation ID: 2`),
  });

describe('a refused sign-in', () => {
  it.each([
    [70021, 'matches the GitHub token'],
    [70025, 'has no federated credential at all'],
    [700211, 'The issuer differs'],
    [700212, 'The audience differs'],
    [700213, 'The subject differs'],
    [7002138, 'in all but letter case'],
  ])(
    'AADSTS%d says which claim differs, with all three as sent, and the credential to create',
    (code, words) => {
      const explained = refused(code);
      const { message } = explained;
      const remedy = todo(explained);
      expect(explained.missing).toBe('federation');
      expect(message).toContain(words);
      expect(message).toContain(claims.subject);
      expect(message).toContain(claims.issuer);
      expect(message).toContain(claims.audience);
      expect(remedy).toContain('az ad app federated-credential create --id client-1');
      expect(remedy).toContain('"subject":"repo:octo-org/app:environment:prod"');
      expect(remedy).toContain('"subject":"repo:octo-org@123/app@456:environment:prod"');
      expect(remedy).toContain('az identity federated-credential create');
    },
  );

  it.each([
    [700016, 'has no application with client id client-1', 'client-id'],
    [90002, 'Tenant tenant-1 does not exist at https://login.microsoftonline.com', 'environment'],
    [700024, 'outside its time of validity', 'clock'],
    [700027, 'signature', 'issuer'],
    [7000215, 'client secret', 'AZURE_CLIENT_SECRET'],
    [7000222, 'client secret', 'AZURE_CLIENT_SECRET'],
    [53003, 'Conditional Access blocks', 'hosted runners'],
    [500011, 'does not know the resource', 'environment'],
    [650057, 'does not know the resource', 'environment'],
    [50076, 'multi-factor', 'auth: oidc'],
    [999999, 'AADSTS999999', 'https://login.microsoftonline.com/error?code=999999'],
  ])('AADSTS%d has its own sentence and fix', (code, sentence, fix) => {
    const { message, remedy } = refused(code);
    expect(message).toContain(sentence);
    expect(remedy).toContain(fix);
    expect(message).not.toContain('Trace ID');
  });

  it('tells a network failure from an identity one', () => {
    const cause = new AzureError({
      kind: 'network',
      message: 'The connection failed (ECONNREFUSED).',
    });
    const { message } = explainSignIn({ ...failure, error: new Error('x', { cause }) });
    expect(message).toContain('could not reach https://login.microsoftonline.com');
    expect(message).toContain('ECONNREFUSED');
  });

  it('names the missing az session and the missing managed identity', () => {
    const cli = explainSignIn({
      ...failure,
      auth: 'azure-cli',
      error: new Error("Please run 'az login'"),
    });
    expect(cli.remedy).toContain('azure/login');
    const identity = explainSignIn({
      ...failure,
      auth: 'managed-identity',
      error: new Error('unavailable'),
    });
    expect(identity.remedy).toContain('client-1');
  });

  it('quotes a hostile subject so that the command stays one command', () => {
    const hostile = { ...claims, subject: `repo:o/r:ref:refs/heads/'; rm -rf /` };
    const explained = explainSignIn({
      ...failure,
      claims: hostile,
      error: new Error('AADSTS700213'),
    });
    expect(todo(explained)).toContain(`'\\''; rm -rf /`);
  });
});

describe('the subject of a GitHub token', () => {
  it('has a form with numeric ids and one without, the one that was sent first', () => {
    const sent = { ...claims, subject: 'repo:octo-org@123/app@456:ref:refs/heads/main' };
    expect(subjectForms(sent)).toEqual([
      'repo:octo-org@123/app@456:ref:refs/heads/main',
      'repo:octo-org/app:ref:refs/heads/main',
    ]);
  });

  it('is left as it is when the organisation customised it', () => {
    expect(subjectForms({ ...claims, subject: 'repository_id:456:job_workflow_ref:x' })).toEqual([
      'repository_id:456:job_workflow_ref:x',
    ]);
  });

  it.each([
    '',
    'a',
    'a.b.c',
    `a.${Buffer.from('[1]').toString('base64url')}.c`,
    `a.${Buffer.from('null').toString('base64url')}.c`,
  ])('is not read from %j, and nothing breaks', (jwt) => {
    expect(() => readClaims(jwt)).not.toThrow();
  });
});
