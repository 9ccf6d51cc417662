import { federatedCredentialCommands } from '../azure/federated-credential.ts';
import { counts, readFix, type Finding } from '../domain/finding.ts';
import type { Unknown } from '../domain/observation.ts';
import type { Report } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import type { SetUpStep } from '../domain/set-up-step.ts';
import { shellWord } from '../domain/shell.ts';
import { FEDERATION, identityStep, rolesStep, WORKFLOW } from '../pipeline/set-up-steps.ts';
import { compareToDo } from '../report/procedure.ts';
import type { DoctorOptions } from './arguments.ts';
import type { GateJob } from './workflows.ts';

export interface Examined {
  readonly resource: string;
  readonly inputs: Inputs;
  readonly options: DoctorOptions;
  readonly signInFailure: Unknown | undefined;
  readonly report: Report | undefined;
  readonly jobs: readonly GateJob[];
}

const ISSUER = 'https://token.actions.githubusercontent.com';

/** What is there and what is missing, in the order in which it is to be made. */
export function diagnose(examined: Examined): readonly SetUpStep[] {
  return [
    session(examined),
    identityStep(examined.inputs.signIn.clientId),
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

function federation({ inputs, options }: Examined): SetUpStep {
  const clientId = inputs.signIn.clientId === '' ? 'CLIENT-ID' : inputs.signIn.clientId;
  const repository = options.repository ?? 'OWNER/NAME';
  const ends =
    options.jobEnvironment === undefined
      ? ['pull_request', `ref:refs/heads/${options.branch}`]
      : [`environment:${options.jobEnvironment}`];
  return {
    title: FEDERATION,
    state: 'unseen',
    say: `The first command lists the subjects that are trusted. The subject must be equal in every letter; repositories created, renamed or transferred since 15 July 2026 send it with numeric ids, which the second command asks of GitHub.${options.repository === undefined ? ' OWNER/NAME is your repository (--repository).' : ''}`,
    commands: [
      `az ad app federated-credential list --id ${shellWord(clientId)} --query "[].subject" --output tsv`,
      `NUMBERED=$(gh api ${shellWord(`repos/${repository}`)} --jq '"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)"')`,
      ...ends.flatMap((end) => credentialCommands(end, { clientId, repository, inputs })),
    ],
  };
}

/** The subject's numbered form is put together by the reader's shell: the numbers are GitHub's to tell. */
function credentialCommands(
  end: string,
  of: { readonly clientId: string; readonly repository: string; readonly inputs: Inputs },
): readonly string[] {
  const { clientId, repository, inputs } = of;
  const commands = federatedCredentialCommands(
    {
      issuer: ISSUER,
      subject: `repo:${repository}:${end}`,
      audience: inputs.signIn.audience,
      repository,
      ownerId: 'OWNER-ID',
      repositoryId: 'REPOSITORY-ID',
    },
    clientId,
    `github-${nameOf(end)}`,
  );
  return commands.map((command) =>
    command.replace(/repo:[^/:]*@OWNER-ID\/[^/:]*@REPOSITORY-ID:/, `repo:'"$NUMBERED"':`),
  );
}

/** `pull-request`, `branch`, `environment`: the end of a subject as part of a credential's name. */
function nameOf(end: string): string {
  return end.startsWith('ref:') ? 'branch' : (end.split(':')[0] ?? end).replaceAll('_', '-');
}

function roles({ resource, report, signInFailure, options, inputs }: Examined): SetUpStep {
  const step = rolesStep({
    clientId: inputs.signIn.clientId,
    objectId: options.objectId,
    target: report?.resources[0]?.id ?? resource,
    subscriptionId: inputs.subscriptionId,
  });
  const whose = "The check ran with your rights, not with the identity's. ";
  return signInFailure ? step : { ...step, say: `${whose}${step.say}` };
}

function workflow({ jobs }: Examined): SetUpStep {
  const title = WORKFLOW;
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
  return open.toSorted(compareToDo).map(toStep);
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
