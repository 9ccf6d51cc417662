import { AzureError } from '../../src/azure/errors.ts';
import { connectionOf } from '../../src/azure/readers/connections.ts';
import type { ResourceLock } from '../../src/azure/readers/locks.ts';
import { asEntra, type StoredConnection } from '../../src/azure/writers/connection.ts';
import { objectAt, type Json } from '../../src/azure/json.ts';
import type { Account, Deployment } from '../../src/domain/account.ts';
import { ArmId } from '../../src/domain/arm-id.ts';
import type {
  KeyEvent,
  Permission,
  PolicyGuard,
  RoleAssignment,
  RoleDefinition,
} from '../../src/domain/authorization.ts';
import type { PlannedChange } from '../../src/domain/change.ts';
import type { Connection } from '../../src/domain/connection.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known, unknown, type Observation } from '../../src/domain/observation.ts';
import type { ProbeAnswer, ProbeVerdict } from '../../src/domain/probe.ts';
import type { Ports } from '../../src/enforce/ports.ts';

const GROUP = '/subscriptions/00000000-0000-0000-0000-00000000000a/resourceGroups/rg';
export const USER_ROLE = 'a97b65f3-24c7-4388-baec-2e87135dc908';
export const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
export const SELF = '5e1f0000-0000-0000-0000-000000000001';
export const TEAM = '7ea30000-0000-0000-0000-000000000002';

export function accountId(name: string): ArmId {
  return ArmId.of(`${GROUP}/providers/Microsoft.CognitiveServices/accounts/${name}`);
}

export function hubId(name: string): ArmId {
  return ArmId.of(`${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/${name}`);
}

export interface MemoryAccount {
  name: string;
  kind: string;
  subdomain: string | undefined;
  disableLocalAuth: boolean | undefined;
  /** Projects by name, with the object id of their identity. */
  projects: { name: string; identity?: string }[];
  /** How often each key was regenerated. */
  keys: { Key1: number; Key2: number };
}

export interface MemoryConnection {
  owner: ArmId;
  ownerKind: Connection['ownerKind'];
  name: string;
  properties: Json;
  etag: number;
}

interface MemoryAssignment extends RoleAssignment {
  readonly name: string;
  readonly inEffectAt: number;
}

const ROLES: readonly RoleDefinition[] = [
  role(USER_ROLE, 'Cognitive Services User', {
    actions: [
      'Microsoft.CognitiveServices/*/read',
      'Microsoft.CognitiveServices/accounts/listkeys/action',
    ],
    dataActions: ['Microsoft.CognitiveServices/*'],
  }),
  role(READER, 'Reader', { actions: ['*/read'] }),
  role('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', { actions: ['*'] }),
];

/** What Azure would be if it were an object: state, and ports that read and write it. */
export class MemoryAzure {
  readonly accounts: MemoryAccount[] = [];
  connections: MemoryConnection[] = [];
  readonly hubs: { name: string; kind: string }[] = [];
  assignments: MemoryAssignment[] = [];
  readonly groups = new Map<string, readonly string[]>();
  /** Users and service principals whose reach is asked for. */
  readonly callers: string[] = [SELF];
  readonly policies: PolicyGuard[] = [];
  readonly keyEvents: KeyEvent[] = [];
  readonly locks: ResourceLock[] = [];
  /** What the workflow's own identity may do, everywhere. */
  permissions: Observation<readonly Permission[]> = known([permission({ actions: ['*'] })]);
  /** Every request that changes something, in order. */
  readonly writes: string[] = [];
  readonly logged: string[] = [];
  time = 0;
  assignmentDelayMs = 0;
  /** The gateway goes on taking keys for this long. */
  keyDelayMs = 0;
  entraBreaksWithoutKeys = false;
  principalNotFoundTimes = 0;
  modifyPolicySetsKeysOff = false;
  /** Overrides what the endpoint answers to a token. */
  entraSays: ((account: MemoryAccount) => Observation<ProbeVerdict> | undefined) | undefined;
  /** Called before a write happens; throw to refuse it. */
  beforeWrite: (write: string, index: number) => void = () => undefined;
  /** Called after a write happened; throw to lose its answer. */
  afterWrite: (write: string, index: number) => void = () => undefined;
  #keysOffSince = new Map<string, number>();

  addAccount(name: string, more: Partial<MemoryAccount> = {}): MemoryAccount {
    const account: MemoryAccount = {
      name,
      kind: 'AIServices',
      subdomain: name,
      disableLocalAuth: undefined,
      projects: [],
      keys: { Key1: 0, Key2: 0 },
      ...more,
    };
    this.accounts.push(account);
    return account;
  }

  addConnection(
    owner: ArmId,
    ownerKind: Connection['ownerKind'],
    name: string,
    properties: Json,
  ): MemoryConnection {
    const connection = { owner, ownerKind, name, properties, etag: 1 };
    this.connections.push(connection);
    return connection;
  }

  /** A key connection to the account, as samples make it. */
  addKeyConnection(
    owner: ArmId,
    ownerKind: Connection['ownerKind'],
    name: string,
    to: string,
  ): MemoryConnection {
    return this.addConnection(owner, ownerKind, name, {
      authType: 'ApiKey',
      category: 'AzureOpenAI',
      target: `https://${to}.openai.azure.com/`,
      isSharedToAll: true,
      metadata: { ApiType: 'Azure', ResourceId: accountId(to).text },
    });
  }

  assign(
    account: string,
    principalId: string,
    type = 'Group',
    roleGuid = USER_ROLE,
    name = 'given',
    changedAt?: number,
  ): void {
    this.assignments.push({
      id: `${accountId(account).text}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      name,
      roleGuid,
      principalId,
      principalType: type,
      scope: accountId(account).text,
      inEffectAt: 0,
      ...(changedAt === undefined ? {} : { changedAt }),
    });
  }

  /** Everything that could differ between two moments, for comparing. */
  state(): unknown {
    return structuredClone({
      accounts: this.accounts,
      connections: this.connections.map(({ owner, name, properties }) => ({
        id: `${owner.text}/${name}`,
        properties,
      })),
      assignments: this.assignments.map(({ name, principalId, roleGuid, scope }) => ({
        name,
        principalId,
        roleGuid,
        scope,
      })),
    });
  }

  facts(id: ArmId): AccountFacts {
    const account = this.#account(id);
    const own = this.assignments.filter(({ scope }) => ArmId.of(scope).contains(id));
    const owners = [
      { owner: id, kind: 'account' as const },
      ...account.projects.map(({ name }) => ({
        owner: id.child('projects', name),
        kind: 'project' as const,
      })),
    ];
    return {
      id,
      self: SELF,
      account: known(this.#read(account)),
      assignments: known(own),
      roles: known(new Map(ROLES.map((definition) => [definition.guid, definition]))),
      denies: known([]),
      reach: new Map(
        this.callers.map((caller) => [
          caller,
          known(own.filter((assignment) => this.#reaches(assignment, caller))),
        ]),
      ),
      denyReach: new Map(),
      deployments: known(DEPLOYMENTS),
      projects: known(
        account.projects.map(({ name, identity }) => ({
          id: id.child('projects', name),
          name,
          endpoints: [],
          identities: identity === undefined ? [] : [identity],
        })),
      ),
      connections: known(
        owners.map(({ owner }) => ({ owner, connections: known(this.#connectionsOf(owner)) })),
      ),
      hubs: known(
        this.hubs.map(({ name, kind }) => ({
          workspace: { id: hubId(name), name, kind, hub: undefined },
          connections: known(this.#connectionsOf(hubId(name))),
        })),
      ),
      entraProbe: this.#entra(account),
      keyProbe: this.#key(account),
      keyEvents: known(this.keyEvents.filter((event) => event.account.equals(id))),
      policies: known(this.policies),
      names: new Map(),
    };
  }

  ports(): Ports {
    return {
      self: SELF,
      cancelled: new AbortController().signal,
      clock: {
        now: () => this.time,
        sleep: (ms) => {
          this.time += ms;
          return Promise.resolve();
        },
      },
      log: (line) => this.logged.push(line),
      observe: (id) => Promise.resolve(this.facts(id)),
      prober: {
        entra: (account) => Promise.resolve(this.#entra(this.#account(account.id))),
        key: (account) => Promise.resolve(this.#key(this.#account(account.id))),
      },
      permissions: () => Promise.resolve(this.permissions),
      locks: (id) =>
        Promise.resolve(known(this.locks.filter(({ scope }) => ArmId.of(scope).contains(id)))),
      writer: {
        setSubdomain: (id, subdomain) =>
          this.#write(`set-subdomain ${id.name} ${subdomain}`, () => {
            const account = this.#account(id);
            const taken = this.accounts.some(
              (other) => other !== account && other.subdomain === subdomain,
            );
            if (taken) throw refusal(409, 'CustomDomainInUse');
            account.subdomain = subdomain;
            return this.#read(account);
          }),
        setLocalAuthDisabled: (id, disabled) =>
          this.#write(`${disabled ? 'disable' : 'enable'}-keys ${id.name}`, () => {
            const account = this.#account(id);
            const off = disabled || this.modifyPolicySetsKeysOff;
            if (off && account.disableLocalAuth !== true) this.#keysOffSince.set(id.key, this.time);
            account.disableLocalAuth = off;
            return this.#read(account);
          }),
        assignRole: (change) =>
          this.#write(`assign-role ${change.account.name} ${change.principalId}`, () =>
            this.#assignRole(change),
          ),
        hasAssignment: (id, name) =>
          Promise.resolve(
            this.assignments.some((held) => held.name === name && held.scope === id.text),
          ),
        readConnection: (connection) => {
          const stored = this.#stored(connection);
          return stored
            ? Promise.resolve(stored)
            : Promise.reject(refusal(404, 'NotFound', 'not-found'));
        },
        putAsEntra: (stored, { ifUnchanged }) =>
          this.#write(
            `convert-connection ${stored.connection.owner.name}/${stored.connection.name}`,
            () => {
              const { id } = stored.connection;
              const kept = this.connections.find(({ owner, name }) =>
                owner.child('connections', name).equals(id),
              );
              if (!kept) throw refusal(404, 'NotFound', 'not-found');
              if (ifUnchanged && stored.etag !== String(kept.etag))
                throw refusal(412, 'PreconditionFailed');
              kept.properties = objectAt(asEntra(stored.body), 'properties') ?? {};
              kept.etag += 1;
            },
          ),
        regenerateKey: (id, key) =>
          this.#write(`regenerate ${id.name} ${key}`, () => {
            const account = this.#account(id);
            if (account.disableLocalAuth === true) throw refusal(400, 'BadRequest');
            account.keys[key] += 1;
          }),
      },
    };
  }

  #write<T>(write: string, make: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.beforeWrite(write, this.writes.length);
      const result = make();
      this.writes.push(write);
      this.afterWrite(write, this.writes.length - 1);
      resolve(result);
    });
  }

  #assignRole(change: PlannedChange & { readonly kind: 'assign-role' }): 'created' | 'exists' {
    if (this.principalNotFoundTimes > 0) {
      this.principalNotFoundTimes -= 1;
      throw refusal(400, 'PrincipalNotFound');
    }
    const { account, principalId, roleGuid, assignmentName: name } = change;
    const same = this.assignments.find(
      (held) =>
        held.scope === account.text &&
        held.principalId === principalId &&
        held.roleGuid === roleGuid,
    );
    if (same) return same.name === name ? 'created' : 'exists';
    this.assignments.push({
      id: `${account.text}/providers/Microsoft.Authorization/roleAssignments/${name}`,
      name,
      roleGuid,
      principalId,
      principalType: change.principalType,
      scope: account.text,
      inEffectAt: this.time + this.assignmentDelayMs,
      changedAt: this.time,
    });
    return 'created';
  }

  #entra(account: MemoryAccount): Observation<readonly ProbeAnswer[]> {
    const said = this.entraSays?.(account);
    if (said) return said.known ? known([answer(said.value)]) : said;
    if (account.subdomain === undefined) {
      return unknown({ kind: 'unavailable', message: 'The account has only a regional endpoint.' });
    }
    const held = this.assignments.some(
      (assignment) =>
        assignment.roleGuid === USER_ROLE &&
        ArmId.of(assignment.scope).contains(accountId(account.name)) &&
        assignment.inEffectAt <= this.time &&
        this.#reaches(assignment, SELF),
    );
    const broken = this.entraBreaksWithoutKeys && account.disableLocalAuth === true;
    return known([answer(held && !broken ? 'accepted' : 'role-missing')]);
  }

  #key(account: MemoryAccount): Observation<readonly ProbeAnswer[]> {
    const since = this.#keysOffSince.get(accountId(account.name).key) ?? 0;
    const off = account.disableLocalAuth === true && this.time - since >= this.keyDelayMs;
    return known([answer(off ? 'keys-disabled' : 'key-rejected')]);
  }

  #reaches({ principalId }: RoleAssignment, principal: string): boolean {
    return principalId === principal || (this.groups.get(principalId) ?? []).includes(principal);
  }

  #connectionsOf(owner: ArmId): readonly Connection[] {
    return this.connections
      .filter((connection) => connection.owner.equals(owner))
      .map(({ ownerKind, name, properties }) => read({ name, properties }, owner, ownerKind));
  }

  #stored(asked: Connection): StoredConnection | undefined {
    const kept = this.connections.find(({ owner, name }) =>
      owner.child('connections', name).equals(asked.id),
    );
    if (!kept) return undefined;
    const { name, properties, etag, owner, ownerKind } = kept;
    const body = structuredClone({ name, etag: String(etag), properties });
    return { body, etag: String(etag), connection: read(body, owner, ownerKind) };
  }

  #account(id: ArmId): MemoryAccount {
    const account = this.accounts.find(({ name }) => accountId(name).equals(id));
    if (!account) throw refusal(404, 'ResourceNotFound', 'not-found');
    return account;
  }

  #read(account: MemoryAccount): Account {
    const { name, kind, subdomain, disableLocalAuth } = account;
    return {
      id: accountId(name),
      name,
      kind,
      location: 'westeurope',
      provisioningState: 'Succeeded',
      customSubdomain: subdomain,
      disableLocalAuth,
      endpoints: [
        {
          name: 'default',
          url: subdomain
            ? `https://${subdomain}.cognitiveservices.azure.com/`
            : 'https://westeurope.api.cognitive.microsoft.com/',
        },
      ],
      publicNetworkAccess: 'Enabled',
      projectNames: undefined,
      principalId: undefined,
    };
  }
}

const DEPLOYMENTS: readonly Deployment[] = [
  { name: 'gpt', modelFormat: 'OpenAI', modelName: 'gpt-4o' },
];

export function refusal(
  status: number,
  code: string,
  kind: 'unavailable' | 'denied' | 'throttled' | 'not-found' | 'network' = 'unavailable',
): AzureError {
  return new AzureError(
    { kind, message: `Azure refused it (HTTP ${status} ${code}).` },
    { status, code },
  );
}

export function without(object: Json, ...names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

export function permission(some: Partial<Permission>): Permission {
  return { actions: [], notActions: [], dataActions: [], notDataActions: [], ...some };
}

function role(guid: string, name: string, some: Partial<Permission>): RoleDefinition {
  return { guid, name, custom: false, permissions: [permission(some)] };
}

function read(body: Json, owner: ArmId, ownerKind: Connection['ownerKind']): Connection {
  const connection = connectionOf(body, owner, ownerKind);
  if (!connection) throw new Error('the test made a connection that is none');
  return connection;
}

function answer(verdict: ProbeVerdict): ProbeAnswer {
  return {
    request: 'POST /openai/deployments/gpt/chat/completions',
    host: 'contoso.openai.azure.com',
    status: verdict === 'accepted' ? 400 : 401,
    answer: verdict,
    verdict,
  };
}
