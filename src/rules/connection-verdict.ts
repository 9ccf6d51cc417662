import { connectionAuth, entraAuthType } from '../domain/connection-categories.ts';
import { reachesAnAccount } from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import type { FixParts, Verdict } from '../domain/finding.ts';
import { bicepString, shellWord } from '../domain/shell.ts';
import { fail, pass, skipped, undecided, type About } from './verdict.ts';

const WHY =
  'Whoever may use the connection uses its key, unnamed; and it stops working when keys are disabled.';

/**
 * What is to be said of one connection.
 * @param callsAccount does it call the account judged? Then a category that takes only keys is no excuse.
 */
export function judgeConnection(
  connection: Connection,
  callsAccount: 'yes' | 'maybe' | 'no',
): Verdict {
  const auth = connectionAuth(connection);
  const about: About = { resource: connection.id.text };
  const name = nameOf(connection);
  const told = {
    expected: 'authType is AAD or a managed identity, and no key is stored',
    seen: seen(connection),
    why: WHY,
  };
  switch (auth.uses) {
    case 'entra':
      return pass(`${name} uses Entra ID.`, told, about);
    case 'unknown':
      return undecided(
        `It could not be determined whether ${name} uses a key: ${auth.why}.`,
        told,
        {
          say: `Look the connection up in the portal. If it cannot use Entra ID, exempt it in the policy file with the reason.`,
        },
        about,
      );
    case 'nothing':
      return auth.canUseEntra
        ? fail(
            `${name} sends no credential, and could use Entra ID.`,
            told,
            convertFix(connection),
            about,
          )
        : skipped(`${name} sends no credential.`, about, told);
    case 'key-only':
      return callsAccount === 'yes'
        ? fail(
            `${name} calls this account with a key: its category ${connection.category} cannot use Entra ID.`,
            told,
            replaceFix(connection),
            about,
          )
        : callsAccount === 'maybe'
          ? sharedHost(connection, told, about)
          : skipped(
              `${name} is of category ${connection.category}, which takes only a key or secret.`,
              about,
              told,
            );
    case 'key':
      if (callsAccount === 'maybe') return sharedHost(connection, told, about);
      return auth.leftover.length > 0
        ? fail(
            `${name} is labelled ${connection.authType}, but still carries a key in ${auth.leftover.join(', ')}.`,
            told,
            convertFix(connection),
            about,
          )
        : fail(
            `${name} stores a key (authType ${connection.authType}).`,
            told,
            convertFix(connection),
            about,
          );
  }
}

function sharedHost(
  connection: Connection,
  told: { readonly expected: string; readonly seen: readonly string[]; readonly why: string },
  about: About,
): Verdict {
  return undecided(
    `It could not be determined whether ${nameOf(connection)} calls this account: it has a key for the regional host ${connection.target}, which all accounts of the region share.`,
    told,
    {
      say: "Point the connection at an account's own subdomain with Entra ID, or add the account's id to its metadata as ResourceId.",
    },
    about,
  );
}

function nameOf({ ownerKind, owner, name, category }: Connection): string {
  const owners = {
    account: 'the account',
    project: `project ${owner.name}`,
    hub: `hub ${owner.name}`,
    'hub-project': `hub project ${owner.name}`,
    workspace: `workspace ${owner.name}`,
  };
  return `The connection ${name} of ${owners[ownerKind]} (${category})`;
}

function seen(connection: Connection): readonly string[] {
  const { category, authType, target, keyFields, isSharedToAll } = connection;
  return [
    `category ${category}, authType ${authType}, target ${target === '' ? 'not set' : target}${isSharedToAll ? ', shared to all projects' : ''}`,
    ...(keyFields.length > 0 ? [`members that hold a key: ${keyFields.join(', ')}`] : []),
  ];
}

/** Read, change the authentication, write: all else stays as it is. */
function convertFix(connection: Connection): FixParts {
  const authType = entraAuthType(connection.category) ?? 'AAD';
  const url = shellWord(`${connection.id.text}?api-version=${apiVersion(connection)}`);
  const stale = connection.keyFields
    .filter((field) => field.startsWith('metadata.'))
    .map((field) => `.metadata[${JSON.stringify(field.split('.')[1] ?? '')}]`);
  const drop = ['.credentials', '.group', '.createdByWorkspaceArmId', '.error', ...new Set(stale)];
  const program = `{properties: (.properties | del(${drop.join(', ')}) | .authType = ${JSON.stringify(authType)})}`;
  return {
    say: reachesAnAccount(connection)
      ? "Switch the connection to Entra ID, and give its users and its project's managed identity a role on the target. In mode enforce the change convert-connection does it, keeping target, category and metadata."
      : "Let the target take Entra ID, give the connection's users and its project's managed identity a role there, then switch the connection.",
    Portal: `Microsoft Foundry > Management center > Connected resources > ${connection.name} > Access details > Authentication: Microsoft Entra ID > Update`,
    az: [
      `az rest --method get --url ${url} | jq ${shellWord(program)} > connection.json`,
      `az rest --method put --url ${url} --body @connection.json`,
    ].join('\n'),
    Bicep: bicep(connection, authType),
  };
}

/** A connection whose category takes only keys has to be made anew. */
function replaceFix(connection: Connection): FixParts {
  return {
    say: `Make a new connection of category AzureOpenAI or AIServices with authType AAD to the same target, move what uses ${connection.name} to it, then delete ${connection.name}.`,
    Portal:
      'Microsoft Foundry > Management center > Connected resources > New connection > Authentication: Microsoft Entra ID',
    Bicep: bicep({ ...connection, category: 'AzureOpenAI' }, 'AAD'),
  };
}

function bicep(connection: Connection, authType: string): string {
  const ofWorkspaces = 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01';
  const types = {
    account: 'Microsoft.CognitiveServices/accounts/connections@2025-06-01',
    project: 'Microsoft.CognitiveServices/accounts/projects/connections@2025-06-01',
    hub: ofWorkspaces,
    'hub-project': ofWorkspaces,
    workspace: ofWorkspaces,
  };
  const parents = {
    account: 'account',
    project: 'project',
    hub: 'hub',
    'hub-project': 'project',
    workspace: 'workspace',
  };
  const { ownerKind, name, category, target, isSharedToAll } = connection;
  return [
    `resource connection '${types[ownerKind]}' = {`,
    `  parent: ${parents[ownerKind]}`,
    `  name: ${bicepString(name)}`,
    '  properties: {',
    `    authType: ${bicepString(authType)} // and no credentials`,
    `    category: ${bicepString(category)}`,
    // What was hidden of it is to be kept.
    target.includes('***') ? '    // target: as it is' : `    target: ${bicepString(target)}`,
    `    isSharedToAll: ${String(isSharedToAll)}`,
    '    // metadata: as it is',
    '  }',
    '}',
  ].join('\n');
}

function apiVersion({ ownerKind }: Connection): string {
  return ownerKind === 'account' || ownerKind === 'project' ? '2025-06-01' : '2024-10-01';
}
