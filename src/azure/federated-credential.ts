import { shellWord } from '../domain/shell.ts';
import { subjectForms, type AssertionClaims } from './assertion-claims.ts';

/**
 * Ready to paste, each under a comment: for an app registration in each form that the subject can have, and for a
 * user-assigned identity.
 * @param name of the credentials, which differ in it within one identity
 */
export function federatedCredentialCommands(
  claims: AssertionClaims,
  clientId: string,
  name = 'github',
): readonly string[] {
  const subjects = subjectForms(claims);
  const forApp = subjects.map((subject, index) => {
    const parameters = JSON.stringify({
      name: `${name}-${index + 1}`,
      issuer: claims.issuer,
      subject,
      audiences: [claims.audience],
    });
    const form =
      subjects.length === 1
        ? 'the subject as it is sent'
        : `the subject ${/@[^@/:]+\//.test(subject) ? 'with' : 'without'} numeric ids`;
    return `# ${form}\naz ad app federated-credential create --id ${shellWord(clientId)} --parameters ${shellQuote(parameters)}`;
  });
  return [
    ...forApp,
    `# instead, for a user-assigned managed identity\naz identity federated-credential create --name ${name} --identity-name IDENTITY --resource-group GROUP --issuer ${shellQuote(claims.issuer)} --subject ${shellQuote(subjects[0] ?? '')} --audiences ${shellQuote(claims.audience)}`,
  ];
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
