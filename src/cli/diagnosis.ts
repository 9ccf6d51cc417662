import { federatedCredentialCommands } from '../azure/explain-sign-in.ts';
import { ArmId } from '../domain/arm-id.ts';
import { counts, readFix, type Finding } from '../domain/finding.ts';
import type { Unknown } from '../domain/observation.ts';
import { grantCommand } from '../domain/remedy.ts';
import type { Report } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import { shellWord } from '../domain/shell.ts';
import type { DoctorOptions } from './arguments.ts';
import type { GateJob } from './workflows.ts';

/** One thing that a green gate needs. */
export interface SetUpStep {
  readonly title: string;
  /** `unseen`: not this session's to see. `unknown`: the check could not determine it. */
  readonly state: 'done' | 'missing' | 'unseen' | 'unknown';
  readonly say: string;
  /** Ready to paste, in order. */
  readonly commands: readonly string[];
}

export interface Examined {
  readonly resource: string;
  readonly inputs: Inputs;
  readonly options: DoctorOptions;
  readonly signInFailure: Unknown | undefined;
  readonly report: Report | undefined;
  readonly jobs: readonly GateJob[];
}

const ISSUER = 'https://token.actions.githubusercontent.com';
const ROLES =
  'https://raw.githubusercontent.com/foundry-entra-gate/foundry-entra-gate/v1/docs/permissions';

/** What is there and what is missing, in the order in which it is to be made. */
export function diagnose(examined: Examined): readonly SetUpStep[] {
  return [
    session(examined),
    identity(examined),
    federation(examined),
    roles(examined),
    workflow(examined),
    ...findings(examined),
  ];
}

function session({ signInFailure, inputs }: Examined): SetUpStep {
  const title = 'Your session of the Azure CLI';
  if (!signInFailure) {
    return {
      title,
      state: 'done',
      say: 'It gave a token for Azure Resource Manager.',
      commands: [],
    };
  }
  const tenant = inputs.signIn.tenantId;
  return {
    title,
    state: 'missing',
    say: `${signInFailure.message} The steps that look into Azure need it.`,
    commands: [`az login${tenant === '' ? '' : ` --tenant ${shellWord(tenant)}`}`],
  };
}

function identity({ inputs, options }: Examined): SetUpStep {
  const title = 'An identity for the workflow';
  const { clientId } = inputs.signIn;
  if (clientId !== '') {
    return {
      title,
      state: 'unseen',
      say: `Client ${clientId}. Reading the directory is not asked of you; this shows its object id, which --object-id takes:`,
      commands: options.objectId === undefined ? [objectIdOf(clientId)] : [],
    };
  }
  return {
    title,
    state: 'missing',
    say: 'No --client-id was given. Create an app registration, or use the client id of a user-assigned managed identity, and run the doctor again with --client-id.',
    commands: [
      'CLIENT_ID=$(az ad app create --display-name foundry-entra-gate --query appId --output tsv)',
      'az ad sp create --id "$CLIENT_ID" --query id --output tsv # the object id, for --object-id',
    ],
  };
}

function objectIdOf(clientId: string): string {
  return `az ad sp show --id ${shellWord(clientId)} --query id --output tsv`;
}

function federation({ inputs, options }: Examined): SetUpStep {
  const title = 'A federated credential that trusts the workflow';
  const clientId = inputs.signIn.clientId === '' ? 'CLIENT-ID' : inputs.signIn.clientId;
  const repository = options.repository ?? 'OWNER/NAME';
  const ends =
    options.jobEnvironment === undefined
      ? ['pull_request', `ref:refs/heads/${options.branch}`]
      : [`environment:${options.jobEnvironment}`];
  const api = `gh api ${shellWord(`repos/${repository}`)} --jq`;
  const commands = ends.map((end) =>
    federatedCredentialCommands(
      {
        issuer: ISSUER,
        subject: `repo:${repository}:${end}`,
        audience: inputs.signIn.audience,
        repository,
        // Filled in by the shell of whoever reads this: the numbers are GitHub's to tell.
        ownerId: 'OWNER-ID',
        repositoryId: 'REPOSITORY-ID',
      },
      clientId,
    )
      .replace(
        /^Create the federated credential\..*$/m,
        `# for ${end}, in both forms of the subject`,
      )
      .replace(/^For a user-assigned.*$/m, '# for a user-assigned managed identity instead')
      // Credentials of one identity have different names.
      .replaceAll('"name":"github-', `"name":"github-${nameOf(end)}-`)
      .replace('--name github ', `--name github-${nameOf(end)} `),
  );
  return {
    title,
    state: 'unseen',
    say: `Credentials are listed by the first command. The subject must be equal in every letter; repositories made since 15 July 2026 send it with numeric ids. OWNER-ID and REPOSITORY-ID are what the second command prints.${options.repository === undefined ? ' OWNER/NAME is your repository (--repository).' : ''}`,
    commands: [
      `az ad app federated-credential list --id ${shellWord(clientId)} --query "[].subject"`,
      `${api} '"OWNER-ID \\(.owner.id)  REPOSITORY-ID \\(.id)"'`,
      ...commands,
    ],
  };
}

/** `pull-request`, `branch`, `environment`: the end of a subject as part of a credential's name. */
function nameOf(end: string): string {
  return end.startsWith('ref:') ? 'branch' : (end.split(':')[0] ?? end).replaceAll('_', '-');
}

function roles({ resource, report, options, inputs }: Examined): SetUpStep {
  const title = 'Roles of the identity: Foundry Entra Gate Check and Foundry Entra Gate Probe';
  const account = report?.resources[0]?.id ?? resource;
  const subscription = ArmId.parse(account)?.subscriptionId ?? (inputs.subscriptionId || undefined);
  const named = subscription ?? 'SUBSCRIPTION-ID';
  const scope = ArmId.parse(account) === undefined ? 'RESOURCE-ID' : account;
  const objectId = options.objectId;
  const list =
    objectId === undefined
      ? []
      : [
          `az role assignment list --assignee ${shellWord(objectId)} --scope ${shellWord(scope)} --include-inherited --include-groups --query "[].roleDefinitionName"`,
        ];
  const grant = (role: string): string =>
    grantCommand({ objectId, type: 'ServicePrincipal', role, scope });
  return {
    title,
    state: 'unseen',
    say: `The check above ran with your rights, not with the identity's. Neither role can read a key. A new assignment can take five minutes to work.${objectId === undefined ? ' OBJECT-ID is the object id of its service principal (--object-id).' : ' The first command shows what it has.'}`,
    commands: [
      ...list,
      ...['check', 'probe'].map(
        (file) =>
          `curl -fsSL ${ROLES}/${file}.json | sed 's/SUBSCRIPTION-ID/${named}/' > ${file}.json && az role definition create --role-definition @${file}.json`,
      ),
      grant('Foundry Entra Gate Check'),
      grant('Foundry Entra Gate Probe'),
    ],
  };
}

function workflow({ jobs }: Examined): SetUpStep {
  const title = 'Permissions of the workflow';
  const permissions = 'permissions:\n  id-token: write\n  contents: read';
  if (jobs.length === 0) {
    return {
      title,
      state: 'missing',
      say: 'No job in .github/workflows of this folder uses the gate. Start from the workflow in the README; its job needs:',
      commands: [permissions],
    };
  }
  const without = jobs.filter(({ mayGetToken }) => !mayGetToken);
  if (without.length === 0) {
    return {
      title,
      state: 'done',
      say: jobs.map(({ file, job }) => `${file}, job ${job}: id-token: write`).join('\n'),
      commands: [],
    };
  }
  return {
    title,
    state: 'missing',
    say: `${without.map(({ file, job }) => `${file}, job ${job}`).join('\n')}\nwithout id-token: write, so GitHub gives no token. Naming one permission sets all others to none:`,
    commands: [permissions],
  };
}

/** What the check itself found, each with the first command of its fix. */
function findings({ report, signInFailure, inputs }: Examined): readonly SetUpStep[] {
  if (signInFailure || !report) return [];
  const open = report.findings.filter(
    (finding) => counts(finding) && (finding.severity === 'error' || inputs.failOn === 'warning'),
  );
  if (open.length === 0) {
    return [
      {
        title: 'The resource itself',
        state: 'done',
        say: 'The check finds nothing that fails the gate.',
        commands: [],
      },
    ];
  }
  return open.map(toStep);
}

function toStep(finding: Finding): SetUpStep {
  const { say, az, Portal: portal } = readFix(finding.fix ?? '');
  return {
    title: finding.rule,
    state: finding.status === 'unknown' ? 'unknown' : 'missing',
    say: [finding.message, say, ...(az === undefined && portal ? [`Portal: ${portal}`] : [])]
      .filter((text) => text !== '')
      .join('\n'),
    commands: az === undefined ? [] : [az],
  };
}
