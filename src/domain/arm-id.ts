/**
 * An Azure Resource Manager id. Azure treats ids as case-insensitive and returns the same resource in
 * different letter cases, so ids are compared by `key` and never as raw strings.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource#remarks-5
 */
export class ArmId {
  /** As it was written or returned, without a trailing slash. */
  readonly text: string;
  /** Lower-cased: equal for equal resources. */
  readonly key: string;
  readonly #segments: readonly string[];

  private constructor(text: string) {
    this.text = text;
    this.key = text.toLowerCase();
    this.#segments = text.split('/').slice(1);
  }

  /** `undefined` when the text is not an absolute ARM id (`/subscriptions/...` or `/providers/...`). */
  static parse(text: string): ArmId | undefined {
    const trimmed = text.trim().replace(/(?<!\/)\/+$/, '');
    if (!/^\/(subscriptions|providers)(\/[^/\s?#%\\]+)+$/i.test(trimmed)) return undefined;
    // Half characters: neither an address nor a name-based UUID can be made of them.
    if (!trimmed.isWellFormed()) return undefined;
    if (trimmed.split('/').some((segment) => segment === '.' || segment === '..')) return undefined;
    return new ArmId(trimmed);
  }

  /** @throws TypeError for a text that is not an ARM id. For ids that are built, not for ids that are read. */
  static of(text: string): ArmId {
    const id = ArmId.parse(text);
    if (!id) throw new TypeError(`not an Azure resource id: ${text}`);
    return id;
  }

  equals(other: ArmId): boolean {
    return this.key === other.key;
  }

  /** True when `other` is this scope or lies below it by path. Management groups are not in a path: see `role-assignment.ts`. */
  contains(other: ArmId): boolean {
    return other.key === this.key || other.key.startsWith(`${this.key}/`);
  }

  child(type: string, name: string): ArmId {
    return new ArmId(`${this.text}/${type}/${name}`);
  }

  get name(): string {
    return this.#segments.at(-1) ?? '';
  }

  get subscriptionId(): string | undefined {
    return this.#after('subscriptions')?.toLowerCase();
  }

  get resourceGroup(): string | undefined {
    return this.#after('resourcegroups');
  }

  /** Lower-cased full type of the last resource, e.g. `microsoft.cognitiveservices/accounts/projects`; empty for subscriptions and groups. */
  get type(): string {
    const start = this.#segments.findLastIndex((segment) => segment.toLowerCase() === 'providers');
    if (start < 0) return '';
    const [namespace, ...rest] = this.#segments.slice(start + 1);
    return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/').toLowerCase();
  }

  /** The id of the ancestor of that full type (or this id itself), e.g. the account of a project. */
  ancestor(type: string): ArmId | undefined {
    const provider = this.#segments.findLastIndex(
      (segment) => segment.toLowerCase() === 'providers',
    );
    const depth = type.split('/').length - 1;
    const id = new ArmId(`/${this.#segments.slice(0, provider + 2 + depth * 2).join('/')}`);
    return id.type === type.toLowerCase() ? id : undefined;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): string {
    return this.text;
  }

  #after(name: string): string | undefined {
    const index = this.#segments.findIndex((segment) => segment.toLowerCase() === name);
    return index < 0 ? undefined : this.#segments[index + 1];
  }
}

export const ACCOUNT_TYPE = 'microsoft.cognitiveservices/accounts';
export const PROJECT_TYPE = 'microsoft.cognitiveservices/accounts/projects';
export const WORKSPACE_TYPE = 'microsoft.machinelearningservices/workspaces';
export const MANAGEMENT_GROUP_TYPE = 'microsoft.management/managementgroups';
