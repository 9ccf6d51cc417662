import { listKeyEvents } from '../azure/readers/activity-log.ts';
import type { ArmClient } from '../azure/arm.ts';
import {
  listAssignedTo,
  listAssignments,
  listDenyAssignments,
  listRoleDefinitions,
  readRoleDefinition,
} from '../azure/readers/authorization.ts';
import { listConnections } from '../azure/readers/connections.ts';
import { readNames, type Names } from '../azure/readers/names.ts';
import {
  listPolicyAssignments,
  listPolicyExemptions,
  readKeyPolicies,
  readPolicyDefinition,
  type KeyPolicy,
} from '../azure/readers/policies.ts';
import { indexedProjects, indexedRoles } from '../azure/readers/resource-graph.ts';
import { listWorkspaces, ownerKindOf } from '../azure/readers/workspaces.ts';
import type { Tokens } from '../azure/sign-in.ts';
import type { Transport } from '../azure/transport.ts';
import type { Account, Project } from '../domain/account.ts';
import type { RoleDefinition } from '../domain/authorization.ts';
import { ArmId } from '../domain/arm-id.ts';
import type { Connection, Workspace } from '../domain/connection.ts';
import type { HubFacts } from '../domain/facts.ts';
import { known, map, type Observation } from '../domain/observation.ts';
import { Directory } from './directory.ts';
import type { OwnRights } from './own-rights.ts';

const ASSIGNMENTS = {
  action: 'Microsoft.Authorization/roleAssignments/read',
  what: 'The role assignments',
};
const DENIES = {
  action: 'Microsoft.Authorization/denyAssignments/read',
  what: 'The deny assignments',
};
const KEY_EVENTS = {
  action: 'Microsoft.Insights/eventtypes/values/read',
  what: 'The entries of the activity log',
};
const EXEMPTIONS = {
  action: 'Microsoft.Authorization/policyExemptions/read',
  what: 'The policy exemptions',
};
const WORKSPACES = {
  action: 'Microsoft.MachineLearningServices/workspaces/read',
  what: 'The hubs and workspaces',
};

/** Holds features of machine learning, and calls no models. Any other workspace may. */
const IS_FEATURE_STORE = /^featurestore$/i;

const DAY_MS = 86_400_000;

export interface RoleList {
  readonly definitions: readonly RoleDefinition[];
  /** GUIDs of those that come from an index that can lag, and may have changed since. */
  readonly unsure: ReadonlySet<string>;
}

/**
 * Questions whose answers several accounts share, each asked once. Where a subscription has more than one
 * account in scope, its role and policy data are asked for at the subscription, else at the account,
 * which a caller with rights on that account alone may read too.
 */
export class Shared {
  readonly #arm: ArmClient;
  readonly #rights: OwnRights;
  readonly #answers = new Map<string, Promise<unknown>>();
  readonly #directory: Directory | undefined;
  /** The time of the run. */
  readonly now: Date;
  readonly #severalIn: ReadonlySet<string>;
  readonly #indexed: readonly string[];

  constructor(options: {
    readonly arm: ArmClient;
    readonly rights: OwnRights;
    readonly tokens: Tokens;
    readonly transport: Transport;
    readonly graph: string | undefined;
    readonly now: Date;
    /** Subscriptions with more than one account in scope. */
    readonly severalIn: ReadonlySet<string>;
    /** Subscriptions whose projects and roles are looked up in Resource Graph's index first. */
    readonly indexed?: readonly string[];
  }) {
    this.#arm = options.arm;
    this.#rights = options.rights;
    const { graph, tokens, transport } = options;
    this.#directory =
      graph === undefined
        ? undefined
        : new Directory((ids) => readNames({ graph, tokens, transport }, ids));
    this.now = options.now;
    this.#severalIn = options.severalIn;
    this.#indexed = options.indexed ?? [];
  }

  assignments(account: ArmId): ReturnType<typeof listAssignments> {
    return this.#atBestScope('assignments', account, (scope) =>
      this.#rights.whole(scope, ASSIGNMENTS, () =>
        listAssignments(this.#arm, scope, scope === account),
      ),
    );
  }

  assignedTo(account: ArmId, objectId: string): ReturnType<typeof listAssignedTo> {
    return this.#atBestScope(`assigned-to ${objectId}`, account, (scope) =>
      this.#rights.whole(scope, ASSIGNMENTS, () => listAssignedTo(this.#arm, scope, objectId)),
    );
  }

  denies(account: ArmId): ReturnType<typeof listDenyAssignments> {
    return this.#atBestScope('denies', account, (scope) =>
      this.#rights.whole(scope, DENIES, () =>
        listDenyAssignments(this.#arm, scope, scope === account ? 'at-scope' : 'all'),
      ),
    );
  }

  deniesFor(account: ArmId, objectId: string): ReturnType<typeof listDenyAssignments> {
    return this.#atBestScope(`denies-for ${objectId}`, account, (scope) =>
      this.#rights.whole(scope, DENIES, () =>
        listDenyAssignments(this.#arm, scope, { assignedTo: objectId }),
      ),
    );
  }

  /**
   * Of many subscriptions from Resource Graph's index: each one's own list is a megabyte of the same
   * built-in roles.
   */
  async roleDefinitions(account: ArmId): Promise<Observation<RoleList>> {
    const index =
      this.#indexed.length === 0
        ? undefined
        : await this.#once('roles', () => indexedRoles(this.#arm, this.#indexed));
    if (index?.known && index.value.length > 0) {
      const unsure = index.value.filter(({ reliable }) => !reliable);
      return known({
        definitions: index.value.map(({ definition }) => definition),
        unsure: new Set(unsure.map(({ definition }) => definition.guid)),
      });
    }
    const listed = await this.#atBestScope('roles', account, (scope) =>
      listRoleDefinitions(this.#arm, scope),
    );
    return map(listed, (definitions) => ({ definitions, unsure: new Set() }));
  }

  /**
   * One from the control plane: a role that the list did not hold, e.g. one that can only be assigned
   * further up, or one that is to be read as it is now. It is the same wherever it can be read.
   */
  async roleDefinition(account: ArmId, guid: string): ReturnType<typeof readRoleDefinition> {
    const first = await this.#once(`role ${guid}`, async () => ({
      from: account.subscriptionId,
      role: await readRoleDefinition(this.#arm, account, guid),
    }));
    if (first.role.known || first.from === account.subscriptionId) return first.role;
    return this.#once(`role ${account.subscriptionId ?? ''} ${guid}`, () =>
      readRoleDefinition(this.#arm, account, guid),
    );
  }

  keyEvents(account: ArmId): ReturnType<typeof listKeyEvents> {
    const subscriptionId = account.subscriptionId ?? '';
    const since = new Date(this.now.getTime() - 30 * DAY_MS);
    return this.#atBestScope('key-events', account, (scope) =>
      this.#rights.whole(scope, KEY_EVENTS, () =>
        listKeyEvents(
          this.#arm,
          subscriptionId,
          since,
          this.now,
          scope === account ? account : undefined,
        ),
      ),
    );
  }

  policyAssignments(account: ArmId): ReturnType<typeof listPolicyAssignments> {
    return this.#atBestScope('policies', account, (scope) =>
      listPolicyAssignments(this.#arm, scope, scope === account),
    );
  }

  policyExemptions(account: ArmId): ReturnType<typeof listPolicyExemptions> {
    return this.#atBestScope('policy-exemptions', account, (scope) =>
      this.#rights.whole(scope, EXEMPTIONS, () =>
        listPolicyExemptions(this.#arm, scope, scope === account),
      ),
    );
  }

  keyPolicies(definition: ArmId): Promise<Observation<readonly KeyPolicy[]>> {
    return this.#once(`key-policies ${definition.key}`, () =>
      readKeyPolicies(this.#arm, definition, (id) =>
        this.#once(`policy ${id.key}`, () => readPolicyDefinition(this.#arm, id)),
      ),
    );
  }

  /** What holds connections of machine learning in a subscription: hubs, hub projects and plain workspaces. */
  hubs(subscriptionId: string): Promise<Observation<readonly HubFacts[]>> {
    return this.#once(`hubs ${subscriptionId}`, async () => {
      const subscription = ArmId.of(`/subscriptions/${subscriptionId}`);
      const workspaces = await this.#rights.whole(subscription, WORKSPACES, () =>
        listWorkspaces(this.#arm, subscription),
      );
      if (!workspaces.known) return workspaces;
      const hubs = workspaces.value.filter(({ kind }) => !IS_FEATURE_STORE.test(kind));
      return known(
        await Promise.all(
          hubs.map(async (workspace) => ({
            workspace,
            connections: await this.#ofWorkspace(workspace),
          })),
        ),
      );
    });
  }

  async #ofWorkspace(workspace: Workspace): Promise<Observation<readonly Connection[]>> {
    const { id, hub } = workspace;
    const list = await listConnections(this.#arm, id, ownerKindOf(workspace));
    return hub ? map(list, (all) => all.map((connection) => ({ ...connection, hub }))) : list;
  }

  /**
   * The projects of an account without a request of its own; `undefined` where they have to be listed.
   * Resource Graph's index can lag, so it counts only where the account itself, as the control plane has
   * just described it, names the same projects.
   */
  async projectsByIndex(account: Account): Promise<readonly Project[] | undefined> {
    const names = account.projectNames ?? [];
    if (this.#indexed.length === 0 || names.length === 0) return undefined;
    const index = await this.#once('projects', () => indexedProjects(this.#arm, this.#indexed));
    const found = index.known ? index.value.get(account.id.key) : undefined;
    return found && sameNames(names, found) ? found : undefined;
  }

  async names(objectIds: readonly string[]): Promise<Names> {
    return this.#directory?.names(objectIds) ?? new Map();
  }

  /** At the subscription, where it serves several accounts and the caller may; else at the account. */
  async #atBestScope<T>(
    question: string,
    account: ArmId,
    ask: (scope: ArmId) => Promise<Observation<T>>,
  ): Promise<Observation<T>> {
    const subscriptionId = account.subscriptionId;
    if (subscriptionId !== undefined && this.#severalIn.has(subscriptionId)) {
      const whole = await this.#once(`${question} ${subscriptionId}`, () =>
        ask(ArmId.of(`/subscriptions/${subscriptionId}`)),
      );
      if (whole.known || whole.reason.kind !== 'denied') return whole;
    }
    return this.#once(`${question} ${account.key}`, () => ask(account));
  }

  #once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const asked = this.#answers.get(question) ?? ask();
    this.#answers.set(question, asked);
    return asked as Promise<T>;
  }
}

function sameNames(names: readonly string[], projects: readonly Project[]): boolean {
  const sorted = (list: readonly string[]): string =>
    JSON.stringify([...new Set(list.map((name) => name.toLowerCase()))].sort());
  return sorted(names) === sorted(projects.map(({ name }) => name));
}
