import type { Account, Project } from '../domain/account.ts';
import { connectionAuth } from '../domain/connection-categories.ts';
import { pointsAt, targetAccount } from '../domain/connection-target.ts';
import type { Connection } from '../domain/connection.ts';
import type { AccountFacts, ConnectionList } from '../domain/facts.ts';
import type { Verdict } from '../domain/finding.ts';
import { inferenceAccess, type PrincipalAccess } from '../domain/principal-access.ts';
import { grantCommand } from '../domain/remedy.ts';
import type { Rule } from '../domain/rule.ts';
import { shellWord } from '../domain/shell.ts';
import { showRole } from './show.ts';
import { cannotTell, fail, pass, skipped, undecided, type About } from './verdict.ts';

const EXPECTED =
  'the managed identity of a project holds an inference role on the account that its connection calls';
const WHY =
  'A connection that uses Entra ID is called as the project: without the role its agents get 401.';
const ROLE = 'Cognitive Services User';

/** https://learn.microsoft.com/azure/foundry/concepts/rbac-foundry */
export const connectionIdentity: Rule = {
  id: 'connection-identity',
  severity: 'warning',
  title:
    'The managed identity of a project whose connection uses Entra ID may call the target account',
  needs: [
    'account',
    'projects',
    'connections',
    'project-identities',
    'assignments',
    'roles',
    'denies',
    'deployments',
  ],
  judge: (facts) => {
    const question = 'whether the identities of projects may call what their connections point at';
    const { projects, connections, account } = facts;
    if (!projects.known) return [cannotTell(question, projects.reason)];
    if (projects.value.length === 0) return [skipped('The account has no projects.')];
    if (!connections.known) return [cannotTell(question, connections.reason)];
    if (!account.known) return [cannotTell(question, account.reason)];
    const verdicts = projects.value.flatMap((project) =>
      judgeProject(facts, project, account.value, connections.value),
    );
    return verdicts.length > 0
      ? verdicts
      : [skipped('No project has a connection to an account that uses Entra ID as the project.')];
  },
};

function judgeProject(
  facts: AccountFacts,
  project: Project,
  account: Account,
  lists: readonly ConnectionList[],
): readonly Verdict[] {
  const own = lists.find(({ owner }) => owner.equals(project.id))?.connections;
  const shared = lists.find(({ owner }) => owner.equals(facts.id))?.connections;
  const usable = [
    ...(own?.known ? own.value : []),
    ...(shared?.known ? shared.value.filter(({ isSharedToAll }) => isSharedToAll) : []),
  ].filter(callsAsProject);
  const here = usable.find((connection) => pointsAt(connection, account));
  const elsewhere = usable.flatMap((connection) => {
    const target = targetAccount(connection);
    return target === undefined || pointsAt(connection, account) ? [] : [{ connection, target }];
  });
  const unread = [own, shared].find((list) => list?.known === false);
  return [
    ...(here ? [judgeIdentity(facts, project, here)] : []),
    ...elsewhere.map(({ connection, target }) => notSeenFromHere(project, connection, target.text)),
    ...(!here && unread?.known === false
      ? [
          cannotTell(
            `whether a connection of project ${project.name} uses Entra ID`,
            unread.reason,
            { resource: project.id.text },
          ),
        ]
      : []),
  ];
}

/** Account identities are the account's own; agent and user tokens are not the project's. */
function callsAsProject(connection: Connection): boolean {
  return (
    connectionAuth(connection).uses === 'entra' &&
    /^(aad|managedidentity|projectmanagedidentity)$/i.test(connection.authType)
  );
}

function judgeIdentity(facts: AccountFacts, project: Project, connection: Connection): Verdict {
  const about: About = { resource: connection.id.text };
  const said = `project ${project.name} (connection ${connection.name} uses Entra ID)`;
  const [first] = project.identities;
  if (first === undefined) {
    return fail(
      `Project ${project.name} has no managed identity, and its connection ${connection.name} uses Entra ID.`,
      { expected: EXPECTED, seen: 'the project has no identity', why: WHY },
      {
        say: 'Give the project a system-assigned identity, then an inference role on the account.',
        Bicep: "identity: {\n  type: 'SystemAssigned'\n}",
      },
      about,
    );
  }
  const judged = project.identities.map((objectId) => ({
    objectId,
    access: inferenceAccess(facts, { type: 'ServicePrincipal', objectId }),
  }));
  const told = {
    expected: EXPECTED,
    seen: judged.map(({ objectId, access }) => describe(facts, objectId, access)),
    why: WHY,
  };
  const lacking = judged.filter(({ access }) => access.verdict === 'missing');
  const remedy = {
    say: 'Assign the role to the identity of the project.',
    Portal: `${facts.id.name} > Access control (IAM) > Add role assignment > ${ROLE} > Members: Managed identity > ${project.name}`,
    az: (lacking.length > 0 ? lacking : judged)
      .map(({ objectId }) =>
        grantCommand({ objectId, type: 'ServicePrincipal', role: ROLE, scope: facts.id.text }),
      )
      .join('\n'),
  };
  if (judged.every(({ access }) => access.verdict === 'granted')) {
    return pass(
      `The managed identity of ${said} holds an inference role on the account.`,
      told,
      about,
    );
  }
  if (lacking.length === judged.length) {
    return fail(
      `The managed identity of ${said} holds no inference role on the account.`,
      told,
      remedy,
      about,
    );
  }
  const doubts = judged.flatMap(({ access }) => access.doubts);
  const because =
    doubts[0]?.message ??
    'one of its identities holds a role and another does not, and which one the connection uses is not known.';
  const remedies = doubts.flatMap((doubt) => doubt.remedy ?? []);
  return undecided(
    `It could not be determined whether the managed identity of ${said} holds an inference role on the account: ${because}`,
    told,
    remedies.length > 0 ? { say: [...new Set(remedies)].join(' ') } : remedy,
    about,
  );
}

function describe(facts: AccountFacts, objectId: string, access: PrincipalAccess): string {
  const [best] = access.paths;
  if (access.verdict === 'granted' && best) {
    return `${objectId} holds ${showRole(facts, best.assignment)}`;
  }
  if (access.denied) return `${objectId} is denied by ${access.denied.name}`;
  if (access.verdict === 'missing') return `${objectId} lacks ${access.lacks.join(' and ')}`;
  return `${objectId}: ${access.doubts.map(({ message }) => message).join(' ')}`;
}

/** Roles were read on this account only. */
function notSeenFromHere(project: Project, connection: Connection, target: string): Verdict {
  const commands = project.identities.map(
    (objectId) =>
      `az role assignment list --assignee ${shellWord(objectId)} --scope ${shellWord(target)} --include-inherited --include-groups --output table`,
  );
  return undecided(
    `It could not be determined whether the managed identity of project ${project.name} may call ${target}, at which its connection ${connection.name} points: roles were read on this account only.`,
    { expected: EXPECTED, seen: `the connection points at ${target}`, why: WHY },
    {
      say: `List the role assignments on the target; one that allows inference (${ROLE}) is needed.`,
      ...(commands.length > 0 ? { az: commands.join('\n') } : {}),
    },
    { resource: connection.id.text },
  );
}
