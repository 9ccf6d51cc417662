import { shellWord } from '../domain/shell.ts';
import { AzureError } from './errors.ts';
import { explainRefusal } from './refused-sign-in.ts';
import { asSentence, type Explanation, type SignInFailure } from './sign-in-failure.ts';

/** One sentence and the fix for a sign-in that failed: on the way to Entra, at Entra, or before it. */
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
      message: `The runner's managed identity gave no token: ${asSentence(text)}`,
      remedy: failure.clientId
        ? `Assign the user-assigned identity with client id ${failure.clientId} to the virtual machine, scale set or container that runs the job.`
        : 'Give the machine that runs the job a managed identity, or name a user-assigned one in client-id. Hosted runners have none: use auth: oidc there.',
    };
  }
  return code === undefined ? explainUncoded(text, failure) : explainRefusal(code, text, failure);
}

function explainUncoded(text: string, failure: SignInFailure): Explanation {
  if (/ID Token|ID_TOKEN_REQUEST/i.test(text)) {
    return {
      message: `GitHub issued no OIDC token for audience "${failure.audience}": ${asSentence(text)}`,
      remedy:
        'Check that the job has permissions: id-token: write. If it has, the token service of GitHub is at fault: run the job again and look at https://www.githubstatus.com.',
      missing: 'workflow',
    };
  }
  if (/tenant.*(invalid|not found)|endpoints_resolution_error|openid_config/i.test(text)) {
    return {
      message: `The sign-in pages of tenant ${failure.tenantId} at ${failure.authorityHost} could not be read: ${asSentence(text)}`,
      remedy: 'Check tenant-id, environment and authority-host.',
    };
  }
  return {
    message: `Sign-in as client ${failure.clientId} in tenant ${failure.tenantId} failed: ${asSentence(text)}`,
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
    message: `The Azure CLI gave no token: ${asSentence(text)}`,
    remedy: `Sign in first: az login${tenant}, or azure/login earlier in the job. In a workflow, auth: oidc needs no session.`,
  };
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
