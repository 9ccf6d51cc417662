import { shellWord } from '../domain/shell.ts';
import { federatedCredentialCommands } from './federated-credential.ts';
import { asSentence, type Explanation, type SignInFailure } from './sign-in-failure.ts';

interface Refusal extends SignInFailure {
  /** Digits of the `AADSTS` code. */
  readonly code: string;
  /** Entra's own words. */
  readonly text: string;
  /** The claims that decide about federation, as they were sent. */
  readonly sent: string;
  /** Microsoft's page for the code. */
  readonly page: string;
  readonly federation: Pick<Explanation, 'missing' | 'commands'>;
}

type Explain = (refusal: Refusal) => Explanation;

/**
 * One sentence and the fix for a refusal by its code. Codes from
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes; Microsoft warns that they
 * change, so they choose the hint and nothing else.
 */
export function explainRefusal(code: string, text: string, failure: SignInFailure): Explanation {
  const { claims, clientId } = failure;
  const explain = SENTENCES.find(([codes]) => codes.includes(code))?.[1] ?? another;
  return explain({
    ...failure,
    code,
    text,
    sent: claims
      ? `issuer "${claims.issuer}", subject "${claims.subject}", audience "${claims.audience}"`
      : 'an assertion whose claims could not be read',
    page: `https://login.microsoftonline.com/error?code=${code}`,
    federation: {
      missing: 'federation',
      ...(claims && { commands: federatedCredentialCommands(claims, clientId) }),
    },
  });
}

const CREATE = 'create the federated credential, in both forms of the subject';

const FEDERATION: readonly (readonly [codes: readonly string[], Explain])[] = [
  [
    ['70021'],
    ({ clientId, sent, federation }) => ({
      message: `Entra found no federated credential on client ${clientId} that matches the GitHub token (AADSTS70021). Sent: ${sent}.`,
      remedy: `Compare the three with the credential, or ${CREATE}. One made in the last minutes may need some more to take effect.`,
      ...federation,
    }),
  ],
  [
    // Not in Microsoft's list; as in https://github.com/microsoft/AL-Go/issues/1147
    ['70025'],
    ({ clientId, sent, federation }) => ({
      message: `Client ${clientId} has no federated credential at all (AADSTS70025). Sent: ${sent}.`,
      remedy: `It is another identity than the one that was set up, or its credentials were never made: check client-id, then ${CREATE}.`,
      ...federation,
    }),
  ],
  [
    ['700211'],
    ({ clientId, claims, sent, federation }) => ({
      message: `The issuer differs: no federated credential on client ${clientId} has the issuer "${claims?.issuer ?? ''}" (AADSTS700211). Sent: ${sent}.`,
      remedy: `Compare letter by letter (a trailing slash counts; on GitHub Enterprise Server the issuer is https://HOST/_services/token), or ${CREATE}.`,
      ...federation,
    }),
  ],
  [
    ['700212'],
    ({ clientId, claims, sent, federation }) => ({
      message: `The audience differs: no federated credential on client ${clientId} has the audience "${claims?.audience ?? ''}" (AADSTS700212). Sent: ${sent}.`,
      remedy:
        'Set the input audience to the one of the credential, or create a credential with this one.',
      ...federation,
    }),
  ],
  [
    ['700213'],
    ({ clientId, claims, sent, federation }) => ({
      message: `The subject differs: no federated credential on client ${clientId} has the subject "${claims?.subject ?? ''}" (AADSTS700213). Sent: ${sent}.`,
      remedy: `The subject follows from how the job runs: environment, pull_request, branch or tag, with or without numeric ids. If the job runs as it should, ${CREATE}.`,
      ...federation,
    }),
  ],
  [
    ['7002138'],
    ({ clientId, claims, sent, federation }) => ({
      message: `The subject "${claims?.subject ?? ''}" matches a federated credential on client ${clientId} in all but letter case (AADSTS7002138). Sent: ${sent}.`,
      remedy: 'Entra compares letter case. Replace the credential by one with the subject as sent.',
      ...federation,
    }),
  ],
];

const IDENTITY: typeof FEDERATION = [
  [
    ['700016'],
    ({ clientId, tenantId }) => ({
      message: `Tenant ${tenantId} has no application with client id ${clientId} (AADSTS700016).`,
      remedy:
        'Check client-id and tenant-id: client-id is the application (client) id, not an object id. An app registration needs a service principal too.',
      commands: [
        `az ad sp show --id ${shellWord(clientId)} --query appId --output tsv`,
        'az account show --query tenantId --output tsv',
      ],
      missing: 'identity',
    }),
  ],
  [
    ['90002', '900023', '900021'],
    ({ code, tenantId, authorityHost }) => ({
      message: `Tenant ${tenantId} does not exist at ${authorityHost} (AADSTS${code}).`,
      remedy: 'Check tenant-id and environment: a tenant of another cloud is not found here.',
      commands: ['az account show --query tenantId --output tsv'],
      missing: 'identity',
    }),
  ],
  [
    ['7000112', '7000111'],
    ({ code, clientId, tenantId }) => ({
      message: `The application ${clientId} is disabled in tenant ${tenantId} (AADSTS${code}).`,
      remedy:
        'Enable it: Entra admin center > Enterprise applications > the application > Properties > Enabled for users to sign-in.',
      missing: 'identity',
    }),
  ],
];

const CIRCUMSTANCES: typeof FEDERATION = [
  [
    ['700024'],
    () => ({
      message:
        'The GitHub token was outside its time of validity when Entra read it (AADSTS700024).',
      remedy:
        'A new one is fetched for every token request, so the clock of the runner is the likely cause: set it by NTP, then run the job again.',
    }),
  ],
  [
    ['700027', '50027'],
    ({ code, claims, page }) => ({
      message: `Entra could not verify the signature or form of the GitHub token (AADSTS${code}).`,
      remedy: `Check that the federated credential's issuer is the one that signed it: "${claims?.issuer ?? ''}". Microsoft's page: ${page}`,
    }),
  ],
  [
    ['7000215', '7000222'],
    ({ code }) => ({
      message: `Entra was given a wrong or expired client secret (AADSTS${code}), but this action uses none.`,
      remedy:
        'Remove AZURE_CLIENT_SECRET from the job and sign in by workload identity federation (auth: oidc).',
    }),
  ],
  [
    ['53003', '530035', '53000'],
    ({ code, clientId }) => ({
      message: `Conditional Access blocks client ${clientId} (AADSTS${code}).`,
      remedy:
        'A policy for workload identities refuses this sign-in, often by location: hosted runners have no fixed address. Exclude this identity or use a runner inside an allowed location.',
    }),
  ],
  [
    ['500011', '50001', '650057', '65001'],
    ({ code, scope, tenantId }) => ({
      message: `Entra does not know the resource ${scope} in tenant ${tenantId} or may not issue tokens for it (AADSTS${code}).`,
      remedy:
        'Check environment: each cloud has its own audiences. For a private cloud check resource-manager-endpoint.',
    }),
  ],
  [
    ['50076', '50079'],
    ({ code }) => ({
      message: `Entra demands multi-factor authentication (AADSTS${code}), which a workflow cannot answer.`,
      remedy: 'Sign in as a workload identity (auth: oidc), not as a user.',
    }),
  ],
];

const SENTENCES = [...FEDERATION, ...IDENTITY, ...CIRCUMSTANCES];

function another({ code, text, clientId, tenantId, page, sent }: Refusal): Explanation {
  return {
    message: `Entra refused the sign-in of client ${clientId} in tenant ${tenantId} (AADSTS${code}): ${asSentence(text)}`,
    remedy: `Microsoft's page for this code: ${page}. The claims that were sent: ${sent}.`,
  };
}
