import { clip } from '../domain/clip.ts';
import type { Unknown } from '../domain/observation.ts';
import { shellWord } from '../domain/shell.ts';
import { subjectForms, type AssertionClaims } from './assertion-claims.ts';
import { AzureError } from './errors.ts';

export interface SignInFailure {
  readonly error: unknown;
  /** Of the assertion that was sent; absent when none was. */
  readonly claims: AssertionClaims | undefined;
  readonly clientId: string;
  readonly tenantId: string;
  readonly auth: 'oidc' | 'azure-cli' | 'managed-identity';
  readonly authorityHost: string;
  /** Of the GitHub token, as asked for. */
  readonly audience: string;
  readonly scope: string;
}

/** One sentence, what to do about it, and the part of the set-up that is missing where the refusal tells. */
type Explanation = Omit<Unknown, 'kind'> & { readonly remedy: string };

/**
 * One sentence and the fix for a refused sign-in. Codes from
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes; Microsoft warns that they
 * change, so they choose the hint and nothing else.
 */
export function explainSignIn(failure: SignInFailure): Explanation {
  const text = messages(failure.error);
  const network = networkCause(failure.error);
  if (network) {
    return {
      message: `Sign-in could not reach ${failure.authorityHost}: ${network.message}`,
      remedy: network.remedy ?? 'Check the network path from the runner.',
    };
  }
  if (failure.auth === 'azure-cli') return explainCli(text, failure);
  const code = /AADSTS(\d+)/.exec(text)?.[1];
  if (failure.auth === 'managed-identity' && code === undefined) {
    return {
      message: `The runner's managed identity gave no token: ${shorten(text)}`,
      remedy: failure.clientId
        ? `Assign the user-assigned identity with client id ${failure.clientId} to the virtual machine, scale set or container that runs the job.`
        : 'Give the machine that runs the job a managed identity, or name a user-assigned one in client-id. Hosted runners have none: use auth: oidc there.',
    };
  }
  return code === undefined ? explainUncoded(text, failure) : explainCode(code, text, failure);
}

function explainCode(code: string, text: string, failure: SignInFailure): Explanation {
  const { claims, clientId, tenantId, authorityHost, scope } = failure;
  const federated = {
    missing: 'federation',
    ...(claims && { commands: federatedCredentialCommands(claims, clientId) }),
  } as const;
  const create = 'create the federated credential, in both forms of the subject';
  const learn = `https://login.microsoftonline.com/error?code=${code}`;
  const sent = claims
    ? `issuer "${claims.issuer}", subject "${claims.subject}", audience "${claims.audience}"`
    : 'an assertion whose claims could not be read';
  switch (code) {
    case '70021':
      return {
        message: `Entra found no federated credential on client ${clientId} that matches the GitHub token (AADSTS70021). Sent: ${sent}.`,
        remedy: `Compare the three with the credential, or ${create}. One made in the last minutes may need some more to take effect.`,
        ...federated,
      };
    // Not in Microsoft's list; as in https://github.com/microsoft/AL-Go/issues/1147
    case '70025':
      return {
        message: `Client ${clientId} has no federated credential at all (AADSTS70025). Sent: ${sent}.`,
        remedy: `It is another identity than the one that was set up, or its credentials were never made: check client-id, then ${create}.`,
        ...federated,
      };
    case '700211':
      return {
        message: `The issuer differs: no federated credential on client ${clientId} has the issuer "${claims?.issuer ?? ''}" (AADSTS700211). Sent: ${sent}.`,
        remedy: `Compare letter by letter (a trailing slash counts; on GitHub Enterprise Server the issuer is https://HOST/_services/token), or ${create}.`,
        ...federated,
      };
    case '700212':
      return {
        message: `The audience differs: no federated credential on client ${clientId} has the audience "${claims?.audience ?? ''}" (AADSTS700212). Sent: ${sent}.`,
        remedy:
          'Set the input audience to the one of the credential, or create a credential with this one.',
        ...federated,
      };
    case '700213':
      return {
        message: `The subject differs: no federated credential on client ${clientId} has the subject "${claims?.subject ?? ''}" (AADSTS700213). Sent: ${sent}.`,
        remedy: `The subject follows from how the job runs: environment, pull_request, branch or tag, with or without numeric ids. If the job runs as it should, ${create}.`,
        ...federated,
      };
    case '7002138':
      return {
        message: `The subject "${claims?.subject ?? ''}" matches a federated credential on client ${clientId} in all but letter case (AADSTS7002138). Sent: ${sent}.`,
        remedy:
          'Entra compares letter case. Replace the credential by one with the subject as sent.',
        ...federated,
      };
    case '700016':
      return {
        message: `Tenant ${tenantId} has no application with client id ${clientId} (AADSTS700016).`,
        remedy:
          'Check client-id and tenant-id: client-id is the application (client) id, not an object id. An app registration needs a service principal too.',
        commands: [
          `az ad sp show --id ${shellWord(clientId)} --query appId --output tsv`,
          'az account show --query tenantId --output tsv',
        ],
        missing: 'identity',
      };
    case '90002':
    case '900023':
    case '900021':
      return {
        message: `Tenant ${tenantId} does not exist at ${authorityHost} (AADSTS${code}).`,
        remedy: 'Check tenant-id and environment: a tenant of another cloud is not found here.',
        commands: ['az account show --query tenantId --output tsv'],
        missing: 'identity',
      };
    case '700024':
      return {
        message:
          'The GitHub token was outside its time of validity when Entra read it (AADSTS700024).',
        remedy:
          'A new one is fetched for every token request, so the clock of the runner is the likely cause: set it by NTP, then run the job again.',
      };
    case '700027':
    case '50027':
      return {
        message: `Entra could not verify the signature or form of the GitHub token (AADSTS${code}).`,
        remedy: `Check that the federated credential's issuer is the one that signed it: "${claims?.issuer ?? ''}". Microsoft's page: ${learn}`,
      };
    case '7000215':
    case '7000222':
      return {
        message: `Entra was given a wrong or expired client secret (AADSTS${code}), but this action uses none.`,
        remedy:
          'Remove AZURE_CLIENT_SECRET from the job and sign in by workload identity federation (auth: oidc).',
      };
    case '53003':
    case '530035':
    case '53000':
      return {
        message: `Conditional Access blocks client ${clientId} (AADSTS${code}).`,
        remedy:
          'A policy for workload identities refuses this sign-in, often by location: hosted runners have no fixed address. Exclude this identity or use a runner inside an allowed location.',
      };
    case '500011':
    case '50001':
    case '650057':
    case '65001':
      return {
        message: `Entra does not know the resource ${scope} in tenant ${tenantId} or may not issue tokens for it (AADSTS${code}).`,
        remedy:
          'Check environment: each cloud has its own audiences. For a private cloud check resource-manager-endpoint.',
      };
    case '50076':
    case '50079':
      return {
        message: `Entra demands multi-factor authentication (AADSTS${code}), which a workflow cannot answer.`,
        remedy: 'Sign in as a workload identity (auth: oidc), not as a user.',
      };
    case '7000112':
    case '7000111':
      return {
        message: `The application ${clientId} is disabled in tenant ${tenantId} (AADSTS${code}).`,
        remedy:
          'Enable it: Entra admin center > Enterprise applications > the application > Properties > Enabled for users to sign-in.',
        missing: 'identity',
      };
    default:
      return {
        message: `Entra refused the sign-in of client ${clientId} in tenant ${tenantId} (AADSTS${code}): ${shorten(text)}`,
        remedy: `Microsoft's page for this code: ${learn}. The claims that were sent: ${sent}.`,
      };
  }
}

function explainUncoded(text: string, failure: SignInFailure): Explanation {
  if (/ID Token|ID_TOKEN_REQUEST/i.test(text)) {
    return {
      message: `GitHub issued no OIDC token for audience "${failure.audience}": ${shorten(text)}`,
      remedy:
        'Check that the job has permissions: id-token: write. If it has, the token service of GitHub is at fault: run the job again and look at https://www.githubstatus.com.',
      missing: 'workflow',
    };
  }
  if (/tenant.*(invalid|not found)|endpoints_resolution_error|openid_config/i.test(text)) {
    return {
      message: `The sign-in pages of tenant ${failure.tenantId} at ${failure.authorityHost} could not be read: ${shorten(text)}`,
      remedy: 'Check tenant-id, environment and authority-host.',
    };
  }
  return {
    message: `Sign-in as client ${failure.clientId} in tenant ${failure.tenantId} failed: ${shorten(text)}`,
    remedy:
      'Run the job again; if it stays so, run it with debug logging (ACTIONS_STEP_DEBUG) and read the last lines.',
  };
}

/** For a job and for a person at a terminal. */
function explainCli(text: string, failure: SignInFailure): Explanation {
  if (/not be found|not installed|ENOENT/i.test(text)) {
    return {
      message: 'The session of the Azure CLI was asked for, but there is no command az here.',
      remedy: 'Install the Azure CLI. In a workflow, auth: oidc needs none.',
    };
  }
  const tenant = failure.tenantId ? ` --tenant ${shellWord(failure.tenantId)}` : '';
  return {
    message: `The Azure CLI gave no token: ${shorten(text)}`,
    remedy: `Sign in first: az login${tenant}, or azure/login earlier in the job. In a workflow, auth: oidc needs no session.`,
  };
}

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

/** The texts of an error and of its causes, joined. */
function messages(error: unknown): string {
  const texts: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    const { message } = at;
    if (!texts.some((text) => text.includes(message))) texts.push(message);
  }
  return texts.length > 0 ? texts.join(' | ') : String(error);
}

function networkCause(
  error: unknown,
): { readonly message: string; readonly remedy?: string } | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if (at instanceof AzureError) return at.reason;
  }
  return undefined;
}

/** First line as a sentence, without Entra's trace ids at its end, at most 300 characters. */
function shorten(text: string): string {
  const line = (text.split(/\r?\n/)[0] ?? '').replace(/Trace ID:.*$/, '').trim();
  return clip(/[.!?]$/.test(line) ? line : `${line}.`, 300);
}
