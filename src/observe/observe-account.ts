import type { ArmClient } from '../azure/arm.ts';
import { hasInference } from '../azure/probe-requests.ts';
import type { Prober } from '../azure/probes.ts';
import { listDeployments, listProjects, readAccount } from '../azure/readers/accounts.ts';
import { listConnections } from '../azure/readers/connections.ts';
import type { Account, Deployment, Project } from '../domain/account.ts';
import type { ArmId } from '../domain/arm-id.ts';
import type { DenyAssignment, RoleAssignment, RoleCatalogue } from '../domain/authorization.ts';
import { deploymentsMatter } from '../domain/deployments-matter.ts';
import type { AccountFacts, Aspect, ConnectionList, HubFacts } from '../domain/facts.ts';
import { all, known, map, unknown, type Observation } from '../domain/observation.ts';
import type { ProbeAnswer } from '../domain/probe.ts';
import { covers } from '../domain/scope.ts';
import type { AccountSettings } from '../domain/settings.ts';
import { readPolicies } from './policies.ts';
import type { RoleList, Shared } from './shared.ts';

export interface AccountQuestion {
  readonly id: ArmId;
  /** Already read by a list of its subscription or group. */
  readonly account?: Observation<Account>;
  readonly needs: ReadonlySet<Aspect>;
  readonly settings: AccountSettings;
  /** Object id, lower-cased, of the workflow's own identity, where its token tells it. */
  readonly self: string | undefined;
  /** One of many: a list is asked for only where its answer can change what is said, if later than the others. */
  readonly sparing?: boolean;
  /** Subscriptions whose hubs may point at the account. */
  readonly hubSubscriptions: readonly string[];
}

export interface Askers {
  readonly arm: ArmClient;
  readonly shared: Shared;
  readonly prober: Prober;
}

const NOTHING_HANGS_ON_IT = unknown({
  kind: 'unavailable',
  message:
    'The deployments were not asked for: each role in force allows every kind of inference or none.',
});
const NOT_ASKED = unknown({
  kind: 'unavailable',
  message: 'This was not asked for, because no rule in force declares that it needs it.',
});

/** Everything the rules in force need to know of one account, asked side by side, each once. */
export async function observeAccount(
  { arm, shared, prober }: Askers,
  question: AccountQuestion,
): Promise<AccountFacts> {
  const { id, needs, settings } = question;
  const when = <T>(aspect: Aspect, ask: () => Promise<Observation<T>>): Promise<Observation<T>> =>
    needs.has(aspect) ? ask() : Promise.resolve(NOT_ASKED);

  // In the order of what hangs on the answers: requests are answered about as they are sent, and the probe
  // waits for the account and its deployments.
  const account = question.account ? Promise.resolve(question.account) : readAccount(arm, id);
  const mayBeSpared = question.sparing === true && settings.probe === 'off';
  const asked = mayBeSpared ? undefined : when('deployments', () => listDeployments(arm, id));
  const projects = when('projects', () =>
    question.sparing ? projectsOf(arm, shared, account, id) : listProjects(arm, id),
  );
  const policies = when('policies', () => readPolicies(shared, id));
  const hubs = when('hubs', () => readHubs(shared, question.hubSubscriptions));
  const assignments = when('assignments', async () => above(id, await shared.assignments(id)));
  const denies = when('denies', async () => above(id, await shared.denies(id)));
  const listedRoles = when('roles', () => shared.roleDefinitions(id));
  const reach = readReach(shared, question, projects);
  const roles = when('roles', async () => {
    const held = [await assignments, ...(await reach).values()];
    return catalogue(shared, id, await listedRoles, held);
  });
  const deployments =
    asked ??
    when('deployments', async () => {
      const read = await account;
      const matters =
        !read.known ||
        deploymentsMatter(read.value, {
          assignments: await assignments,
          roles: await roles,
          denies: await denies,
          reach: await reach,
          required: needs.has('reach') ? settings.principals.map(({ objectId }) => objectId) : [],
        });
      return matters ? listDeployments(arm, id) : NOTHING_HANGS_ON_IT;
    });

  const keyEvents = when('key-events', async () =>
    map(await shared.keyEvents(id), (events) => events.filter((event) => event.account.equals(id))),
  );

  return settled<AccountFacts>({
    id,
    self: question.self,
    account,
    deployments,
    projects,
    policies,
    hubs,
    assignments,
    denies,
    reach,
    roles,
    keyEvents,
    connections: when('connections', () => readConnections(arm, id, projects)),
    entraProbe: when('entra-probe', () => probe(prober, 'entra', account, deployments, settings)),
    keyProbe: when('key-probe', () => probe(prober, 'key', account, deployments, settings)),
    denyReach: readDenyReach(shared, question, denies, projects),
    names: readNames(shared, needs, assignments),
  });
}

type Asked<T> = { readonly [Name in keyof T]: Promise<T[Name]> | T[Name] };

/** Waits for all members side by side, so that the failure of one is met while others are waited for. */
async function settled<T extends object>(asked: Asked<T>): Promise<T> {
  const answers = await Promise.all(
    Object.entries(asked).map(async ([name, answer]) => [name, await answer] as const),
  );
  return Object.fromEntries(answers) as T;
}

/** From Resource Graph's index where the account itself bears it out, else listed. */
async function projectsOf(
  arm: ArmClient,
  shared: Shared,
  account: Promise<Observation<Account>>,
  id: ArmId,
): Promise<Observation<readonly Project[]>> {
  const read = await account;
  const indexed = read.known ? await shared.projectsByIndex(read.value) : undefined;
  return indexed ? known(indexed) : listProjects(arm, id);
}

/** Keeps what is in force at the account: assigned there, or at a scope above it. */
function above<T extends { readonly scope: string }>(
  id: ArmId,
  list: Observation<readonly T[]>,
): Observation<readonly T[]> {
  return map(list, (items) => items.filter(({ scope }) => covers(scope, id)));
}

/** What users and service principals hold through groups too: the required ones, the workflow's own, and projects' identities. */
async function readReach(
  shared: Shared,
  { id, needs, settings, self }: AccountQuestion,
  projects: Promise<Observation<readonly Project[]>>,
): Promise<ReadonlyMap<string, Observation<readonly RoleAssignment[]>>> {
  const ask = async (
    objectId: string,
  ): Promise<[string, Observation<readonly RoleAssignment[]>]> => [
    objectId,
    above(id, await shared.assignedTo(id, objectId)),
  ];
  const required = [
    ...(needs.has('reach')
      ? settings.principals.filter(({ type }) => type !== 'Group').map(({ objectId }) => objectId)
      : []),
    ...(needs.has('own-reach') && self !== undefined ? [self] : []),
  ];
  const first = [...new Set(required)].map(ask);
  const second = needs.has('project-identities')
    ? projects.then((list) =>
        Promise.all(
          [...new Set(list.known ? list.value.flatMap(({ identities }) => identities) : [])]
            .filter((objectId) => !required.includes(objectId))
            .map(ask),
        ),
      )
    : Promise.resolve([]);
  return new Map([...(await Promise.all(first)), ...(await second)]);
}

/**
 * The listed role definitions. Read one by one are those that assignments name and the list does not hold,
 * and those of an index that may have changed a minute ago: what they allow decides.
 */
async function catalogue(
  shared: Shared,
  id: ArmId,
  listed: Observation<RoleList>,
  held: readonly Observation<readonly RoleAssignment[]>[],
): Promise<Observation<RoleCatalogue>> {
  if (!listed.known) return listed;
  const { definitions, unsure } = listed.value;
  const roles = new Map(definitions.map((role) => [role.guid, role]));
  const doubtful = new Set(
    held
      .flatMap((list) => (list.known ? list.value : []))
      .map(({ roleGuid }) => roleGuid)
      .filter((guid) => !roles.has(guid) || unsure.has(guid)),
  );
  const read = await Promise.all(
    [...doubtful].map(async (guid) => ({ guid, role: await shared.roleDefinition(id, guid) })),
  );
  for (const { guid, role } of read) {
    if (role.known) roles.set(guid, role.value);
    else roles.delete(guid);
  }
  return known(roles);
}

/** Asked only where a deny assignment names a group: it may hold a principal that the rules are about. */
async function readDenyReach(
  shared: Shared,
  { id, needs, settings, self }: AccountQuestion,
  denies: Promise<Observation<readonly DenyAssignment[]>>,
  projects: Promise<Observation<readonly Project[]>>,
): Promise<ReadonlyMap<string, Observation<readonly DenyAssignment[]>>> {
  const list = await denies;
  const namesGroup =
    list.known &&
    list.value.some(({ principals, excludePrincipals }) =>
      [...principals, ...excludePrincipals].some(({ type }) => /group/i.test(type)),
    );
  if (!namesGroup) return new Map();
  const ofProjects = needs.has('project-identities') ? await projects : undefined;
  const objectIds = new Set([
    ...settings.principals.filter(({ type }) => type !== 'Group').map(({ objectId }) => objectId),
    ...(needs.has('own-reach') && self !== undefined ? [self] : []),
    ...(ofProjects?.known ? ofProjects.value.flatMap(({ identities }) => identities) : []),
  ]);
  return new Map(
    await Promise.all(
      [...objectIds].map(
        async (objectId): Promise<[string, Observation<readonly DenyAssignment[]>]> => [
          objectId,
          above(id, await shared.deniesFor(id, objectId)),
        ],
      ),
    ),
  );
}

async function readConnections(
  arm: ArmClient,
  id: ArmId,
  projects: Promise<Observation<readonly Project[]>>,
): Promise<Observation<readonly ConnectionList[]>> {
  const own = listConnections(arm, id, 'account');
  const list = await projects;
  if (!list.known) return list;
  const ofProjects = await Promise.all(
    list.value.map(async (project) => ({
      owner: project.id,
      connections: await listConnections(arm, project.id, 'project'),
    })),
  );
  return known([{ owner: id, connections: await own }, ...ofProjects]);
}

async function readHubs(
  shared: Shared,
  subscriptions: readonly string[],
): Promise<Observation<readonly HubFacts[]>> {
  const lists = await Promise.all(subscriptions.map((subscription) => shared.hubs(subscription)));
  return map(all(lists), (hubs) => hubs.flat());
}

async function probe(
  prober: Prober,
  kind: 'entra' | 'key',
  account: Promise<Observation<Account>>,
  deployments: Promise<Observation<readonly Deployment[]>>,
  settings: AccountSettings,
): Promise<Observation<readonly ProbeAnswer[]>> {
  if (settings.probe === 'off') return known([]);
  const found = await account;
  if (!found.known) return found;
  if (!hasInference(found.value)) return known([]);
  const models = await deployments;
  // Without the list of deployments the list of models is probed: less proof, and the evidence says so.
  const usable = models.known ? models.value : [];
  return kind === 'entra' ? prober.entra(found.value, usable) : prober.key(found.value, usable);
}

async function readNames(
  shared: Shared,
  needs: ReadonlySet<Aspect>,
  assignments: Promise<Observation<readonly RoleAssignment[]>>,
): Promise<AccountFacts['names']> {
  if (!needs.has('names')) return new Map();
  const list = await assignments;
  return list.known ? shared.names(list.value.map(({ principalId }) => principalId)) : new Map();
}
