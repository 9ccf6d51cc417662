import { ArmId } from '../domain/arm-id.ts';
import type { Unknown } from '../domain/observation.ts';
import { grantCommand, OWN_OBJECT_ID } from '../domain/remedy.ts';
import type { SignInSettings } from '../domain/settings.ts';
import { shellWord } from '../domain/shell.ts';
import type { SetUpStep } from '../domain/set-up-step.ts';

const ROLES =
  'https://raw.githubusercontent.com/foundry-entra-gate/foundry-entra-gate/v1/docs/permissions';
const PRINCIPAL = '"$PRINCIPAL_ID"';

/** What a workflow whose sign-in failed needs to get to green, in the order of the README's set-up. */
export function stepsAfterFailure(
  reason: Unknown,
  of: {
    readonly signIn: SignInSettings;
    /** The first line of `resources`. */
    readonly target: string;
    readonly subscriptionId: string;
  },
): readonly SetUpStep[] {
  const { signIn, target, subscriptionId } = of;
  const refused = { say: said(reason), commands: reason.commands ?? [] };
  const roles = rolesStep({ clientId: signIn.clientId, target, subscriptionId });
  if (signIn.auth !== 'oidc') return [{ title: 'Sign-in', state: 'missing', ...refused }, roles];
  const { missing } = reason;
  const identity: SetUpStep =
    missing === 'identity'
      ? { title: IDENTITY, state: 'missing', ...refused }
      : missing === 'federation'
        ? done(IDENTITY, `Entra knows client ${signIn.clientId}.`)
        : identityStep(signIn.clientId);
  const federation: SetUpStep =
    missing === 'federation'
      ? { title: FEDERATION, state: 'missing', ...refused }
      : {
          title: FEDERATION,
          state: 'unseen',
          say: 'Not looked at yet: the run that gets so far prints the subject that is sent, and the command for it.',
          commands: [],
        };
  const workflow: SetUpStep =
    missing === 'workflow'
      ? { title: WORKFLOW, state: 'missing', ...refused }
      : done(WORKFLOW, 'GitHub gives the job a token.');
  return [
    ...(missing === undefined
      ? [{ title: 'Sign-in', state: 'missing', ...refused } satisfies SetUpStep]
      : []),
    identity,
    federation,
    roles,
    // Without the job's own sentence nothing is known of its permissions: it did get a token, or the network failed.
    ...(missing === undefined ? [] : [workflow]),
  ];
}

export const IDENTITY = 'An identity for the workflow';
export const FEDERATION = 'A federated credential that trusts the workflow';
export const WORKFLOW = 'Permissions of the workflow';

export function identityStep(clientId: string): SetUpStep {
  if (clientId !== '') {
    return {
      title: IDENTITY,
      state: 'unseen',
      say: `Client ${clientId}. This prints the object id of its service principal, if there is one.`,
      commands: [`az ad sp show --id ${shellWord(clientId)} --query id --output tsv`],
    };
  }
  return {
    title: IDENTITY,
    state: 'missing',
    say: 'No client id was given. Create an app registration, or take the client id of a user-assigned managed identity, and name it in client-id.',
    commands: [
      'CLIENT_ID=$(az ad app create --display-name foundry-entra-gate --query appId --output tsv)',
      'PRINCIPAL_ID=$(az ad sp create --id "$CLIENT_ID" --query id --output tsv)',
      'echo "client-id $CLIENT_ID, object id $PRINCIPAL_ID"',
    ],
  };
}

/** Check at the subscription, where hubs and the activity log are; Probe at the account. Neither reads a key. */
export function rolesStep(of: {
  readonly clientId: string;
  readonly objectId?: string | undefined;
  readonly target: string;
  readonly subscriptionId: string;
}): SetUpStep {
  const { clientId, objectId, target } = of;
  const id = ArmId.parse(target);
  const subscription = id?.subscriptionId ?? (of.subscriptionId || 'SUBSCRIPTION-ID');
  const scopes = [
    ['check', 'Foundry Entra Gate Check', `/subscriptions/${subscription}`],
    ['probe', 'Foundry Entra Gate Probe', id === undefined ? 'RESOURCE-ID' : target],
  ] as const;
  const principal = objectId === undefined ? PRINCIPAL : shellWord(objectId);
  return {
    title: 'Roles of the identity: Foundry Entra Gate Check and Foundry Entra Gate Probe',
    state: 'unseen',
    say: 'Neither role can read a key. Check is assigned at the subscription, because hubs and the activity log are there; at the account alone, two rules stay unknown. A new role can take minutes until it can be assigned, an assignment five until it works. The list shows what is there.',
    commands: [
      ...(objectId === undefined
        ? [
            `PRINCIPAL_ID=$(az ad sp show --id ${clientId === '' ? 'CLIENT-ID' : shellWord(clientId)} --query id --output tsv)`,
          ]
        : []),
      `az role assignment list --assignee ${principal} --all --query "[].{role:roleDefinitionName,scope:scope}" --output table`,
      ...scopes.map(
        ([file]) =>
          `curl -fsSL ${ROLES}/${file}.json | sed 's/SUBSCRIPTION-ID/${subscription}/' > ${file}.json && az role definition create --role-definition @${file}.json`,
      ),
      ...scopes.map(([, role, scope]) =>
        grantCommand({ type: 'ServicePrincipal', role, scope }).replace(OWN_OBJECT_ID, principal),
      ),
    ],
  };
}

export function done(title: string, say: string): SetUpStep {
  return { title, state: 'done', say, commands: [] };
}

function said({ message, remedy }: Unknown): string {
  return remedy === undefined ? message : `${message}\n${remedy}`;
}
