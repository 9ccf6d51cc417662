import type {
  Account,
  ManagementGroup,
  ResourceGroup,
  RoleDefinition,
  ServicePrincipal,
  Subscription,
  User,
  Workspace,
  World,
} from '../world.ts';
import { BUILT_IN_ROLES } from '../data/built-in-roles.ts';
import { accountId, resourceGroupId, workspaceId } from '../arm/ids.ts';

/** Look-ups in the world by id, in any letter case. An index is made anew when its list was changed. */
export class Directory {
  readonly #world: World;
  readonly #indexes = new Map<
    string,
    { list: unknown; length: number; map: Map<string, unknown> }
  >();

  constructor(world: World) {
    this.#world = world;
  }

  account(id: string): Account | undefined {
    return this.#find('accounts', this.#world.accounts, accountId, id);
  }

  workspace(id: string): Workspace | undefined {
    return this.#find('workspaces', this.#world.workspaces, workspaceId, id);
  }

  subscription(id: string): Subscription | undefined {
    return this.#find('subscriptions', this.#world.subscriptions, (s) => s.id, id);
  }

  resourceGroup(id: string): ResourceGroup | undefined {
    return this.#find('groups', this.#world.resourceGroups, resourceGroupId, id);
  }

  managementGroup(name: string): ManagementGroup | undefined {
    return this.#find('management', this.#world.managementGroups, (g) => g.name, name);
  }

  servicePrincipal(objectId: string): ServicePrincipal | undefined {
    return this.#find('principals', this.#world.servicePrincipals, (p) => p.id, objectId);
  }

  user(objectId: string): User | undefined {
    return this.#find('users', this.#world.users, (u) => u.id, objectId);
  }

  isGroup(objectId: string): boolean {
    return this.#find('directory-groups', this.#world.groups, (g) => g.id, objectId) !== undefined;
  }

  /** By GUID or, for convenience in worlds, by name. */
  role(idOrName: string): RoleDefinition | undefined {
    const key = idOrName.toLowerCase();
    const custom = this.#world.roleDefinitions.find(
      (role) => role.id.toLowerCase() === key || role.roleName.toLowerCase() === key,
    );
    return custom ?? builtInRoles.get(key);
  }

  groupsOf(objectId: string): ReadonlySet<string> {
    const found = new Set([objectId.toLowerCase()]);
    for (let before = 0; before !== found.size;) {
      before = found.size;
      for (const group of this.#world.groups) {
        if (group.members.some((member) => found.has(member.toLowerCase()))) {
          found.add(group.id.toLowerCase());
        }
      }
    }
    return found;
  }

  #find<T>(
    name: string,
    list: readonly T[],
    keyOf: (item: T) => string,
    key: string,
  ): T | undefined {
    let index = this.#indexes.get(name);
    if (index?.list !== list || index.length !== list.length) {
      const map = new Map<string, unknown>(list.map((item) => [keyOf(item).toLowerCase(), item]));
      index = { list, length: list.length, map };
      this.#indexes.set(name, index);
    }
    return index.map.get(key.toLowerCase()) as T | undefined;
  }
}

const builtInRoles = new Map<string, RoleDefinition>(
  BUILT_IN_ROLES.flatMap((role) => [
    [role.id.toLowerCase(), role],
    [role.roleName.toLowerCase(), role],
  ]),
);
