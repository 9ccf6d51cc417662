import { ArmId } from '../../domain/arm-id.ts';
import { all, known, map, type Observation } from '../../domain/observation.ts';
import type { PolicyExemption } from '../../domain/policy-exemption.ts';
import { API } from '../api-versions.ts';
import type { ArmClient } from '../arm.ts';
import { at, listAt, objectAt, textAt, textsAt, type Json } from '../json.ts';

/** A policy assignment as listed; its effect is only known once its definition was read. */
export interface PolicyAssignment {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly notScopes: readonly string[];
  readonly enforced: boolean;
  readonly definition: ArmId;
  readonly parameters: Json;
  readonly overrides: readonly EffectOverride[];
  /** It holds for some types or locations only, which Azure Policy alone evaluates. */
  readonly selective: boolean;
}

/** Sets the effect whatever the parameters say. https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#overrides */
interface EffectOverride {
  readonly effect: string;
  /** Of an initiative: the members that it is about. */
  readonly references: readonly string[] | undefined;
  /** It has another selector, which Azure Policy alone evaluates. */
  readonly selective: boolean;
}

/** A definition that judges `disableLocalAuth` of accounts, and where its effect comes from. */
export interface KeyPolicy {
  readonly guid: string;
  /** Within an initiative; `undefined` for a definition that is assigned itself. */
  readonly reference?: string;
  /** A literal, or `[parameters('name')]`. */
  readonly effect: string;
  readonly defaults: Json;
  /** Parameters as an initiative hands them on; empty for a definition that is assigned itself. */
  readonly passed: Json;
}

/** Built-ins that turn key access off, deny or audit it. https://www.azadvertizer.net lists them by these ids. */
export const KEY_POLICIES = {
  audit: '71ef260a-8f18-47b7-abcb-62d0673d94dc',
  deployIfNotExists: '55eff01b-f2bd-4c32-9203-db285f709d30',
  modify: '14de9e63-1b31-492e-a5a3-c3f7fd57f555',
} as const;
const BUILT_IN: readonly string[] = Object.values(KEY_POLICIES);
const ALIAS = 'microsoft.cognitiveservices/accounts/disablelocalauth';

/** `atScope`: in force at the scope, inherited ones included; else those below it too. */
export function listPolicyAssignments(
  arm: ArmClient,
  scope: ArmId,
  atScope: boolean,
): Promise<Observation<readonly PolicyAssignment[]>> {
  return arm.list(
    {
      path: `${scope.text}/providers/Microsoft.Authorization/policyAssignments`,
      apiVersion: API.policy,
      query: atScope ? { $filter: 'atScope()' } : {},
      what: `the policy assignments at ${scope.name}`,
      action: 'Microsoft.Authorization/policyAssignments/read',
      scope: scope.text,
    },
    (item) => {
      const properties = objectAt(item, 'properties');
      const definition = ArmId.parse(textAt(properties, 'policyDefinitionId') ?? '');
      const id = textAt(item, 'id');
      if (!definition || !id) return undefined;
      return {
        id,
        name: textAt(properties, 'displayName') ?? textAt(item, 'name') ?? id,
        scope: textAt(properties, 'scope') ?? scopeOfId(id),
        notScopes: textsAt(properties, 'notScopes'),
        enforced: textAt(properties, 'enforcementMode')?.toLowerCase() !== 'donotenforce',
        definition,
        parameters: objectAt(properties, 'parameters') ?? {},
        overrides: (listAt(properties, 'overrides') ?? [])
          .filter((override) => textAt(override, 'kind')?.toLowerCase() === 'policyeffect')
          .flatMap(overrideOf),
        selective: (listAt(properties, 'resourceSelectors') ?? []).length > 0,
      };
    },
  );
}

/** Where an assignment or an exemption was made: what its id stands below. */
function scopeOfId(id: string): string {
  return id.replace(/\/providers\/Microsoft\.Authorization\/[^/]+\/[^/]+$/i, '');
}

function overrideOf(override: unknown): readonly EffectOverride[] {
  const effect = textAt(override, 'value');
  if (effect === undefined) return [];
  const selectors = listAt(override, 'selectors') ?? [];
  const byReference = selectors.filter(
    (selector) =>
      textAt(selector, 'kind')?.toLowerCase() === 'policydefinitionreferenceid' &&
      textsAt(selector, 'in').length > 0,
  );
  return [
    {
      effect,
      references:
        byReference.length > 0
          ? byReference.flatMap((selector) => textsAt(selector, 'in'))
          : undefined,
      selective: byReference.length < selectors.length,
    },
  ];
}

/** All that may hold at the scope, expired ones included. */
export function listPolicyExemptions(
  arm: ArmClient,
  scope: ArmId,
  atScope: boolean,
): Promise<Observation<readonly PolicyExemption[]>> {
  return arm.list(
    {
      path: `${scope.text}/providers/Microsoft.Authorization/policyExemptions`,
      apiVersion: API.policyExemptions,
      query: atScope ? { $filter: 'atScope()' } : {},
      what: `the policy exemptions at ${scope.name}`,
      action: 'Microsoft.Authorization/policyExemptions/read',
      scope: scope.text,
    },
    (item) => {
      const properties = objectAt(item, 'properties');
      const id = textAt(item, 'id');
      const assignmentId = textAt(properties, 'policyAssignmentId');
      if (id === undefined || assignmentId === undefined) return undefined;
      const end = Date.parse(textAt(properties, 'expiresOn') ?? '');
      return {
        name: textAt(properties, 'displayName') ?? textAt(item, 'name') ?? id,
        scope: scopeOfId(id),
        assignmentId,
        references: textsAt(properties, 'policyDefinitionReferenceIds'),
        endsAt: Number.isNaN(end) ? undefined : end,
        selective: (listAt(properties, 'resourceSelectors') ?? []).length > 0,
      };
    },
  );
}

/**
 * The key policies behind a definition or an initiative. Built-in definitions other than the three
 * known ones are not about keys and are not read; custom ones are read and judged by the alias they use.
 */
export async function readKeyPolicies(
  arm: ArmClient,
  definition: ArmId,
  readDefinition: (id: ArmId) => Promise<Observation<KeyPolicy | null>>,
): Promise<Observation<readonly KeyPolicy[]>> {
  if (!/\/policysetdefinitions\/[^/]+$/.test(definition.key)) {
    if (!worthReading(definition)) return known([]);
    return map(await readDefinition(definition), (policy) => (policy ? [policy] : []));
  }
  const set = await arm.read(
    {
      path: definition.text,
      apiVersion: API.policy,
      what: `the policy initiative ${definition.name}`,
      action: 'Microsoft.Authorization/policySetDefinitions/read',
      scope: definition.text,
    },
    (body) => {
      const members = listAt(body, 'properties', 'policyDefinitions');
      return (
        members && { members, defaults: defaultsOf(objectAt(body, 'properties', 'parameters')) }
      );
    },
  );
  if (!set.known) return set;
  const { members, defaults } = set.value;
  const policies = await Promise.all(
    members.map(async (member): Promise<Observation<KeyPolicy | null>> => {
      const id = ArmId.parse(textAt(member, 'policyDefinitionId') ?? '');
      if (!id || !worthReading(id)) return known(null);
      return map(await readDefinition(id), (policy) =>
        policy
          ? {
              ...policy,
              reference: textAt(member, 'policyDefinitionReferenceId') ?? id.name,
              passed: handOn(objectAt(member, 'parameters') ?? {}, defaults),
            }
          : null,
      );
    }),
  );
  return map(all(policies), (list) => list.filter((policy) => policy !== null));
}

/** One definition: the key policy it is, or `null` when it is about something else. */
export function readPolicyDefinition(
  arm: ArmClient,
  id: ArmId,
): Promise<Observation<KeyPolicy | null>> {
  return arm.read(
    {
      path: id.text,
      apiVersion: API.policy,
      what: `the policy definition ${id.name}`,
      action: 'Microsoft.Authorization/policyDefinitions/read',
      scope: id.text,
    },
    (body) => {
      const rule = objectAt(body, 'properties', 'policyRule');
      if (!rule) return undefined;
      const guid = id.name.toLowerCase();
      if (!BUILT_IN.includes(guid) && !JSON.stringify(rule).toLowerCase().includes(ALIAS))
        return null;
      return {
        guid,
        effect: textAt(rule, 'then', 'effect') ?? '',
        defaults: defaultsOf(objectAt(body, 'properties', 'parameters')),
        passed: {},
      };
    },
  );
}

/** The effect in force: literal, override, assignment parameter, what the initiative hands on, default. Empty: not known. */
export function effectOf(policy: KeyPolicy, assignment: PolicyAssignment): string {
  const override = assignment.overrides.find(({ references }) => isAbout(references, policy));
  if (override) return override.selective ? '' : override.effect;
  const name = parameterName(policy.effect);
  if (name === undefined) return policy.effect;
  const value =
    at(policy.passed, name) ?? valueOf(assignment.parameters, name) ?? at(policy.defaults, name);
  const outer = typeof value === 'string' ? parameterName(value) : undefined;
  const resolved =
    outer === undefined
      ? value
      : (valueOf(assignment.parameters, outer) ?? at(policy.passed, `default:${outer}`));
  return typeof resolved === 'string' ? resolved : '';
}

function isAbout(references: readonly string[] | undefined, { reference }: KeyPolicy): boolean {
  return (
    references === undefined ||
    references.some((about) => about.toLowerCase() === reference?.toLowerCase())
  );
}

function worthReading(definition: ArmId): boolean {
  const builtIn = definition.key.startsWith('/providers/microsoft.authorization/');
  return !builtIn || BUILT_IN.includes(definition.name.toLowerCase());
}

/** What an initiative hands to a member, with its own defaults kept beside under `default:NAME`. */
function handOn(parameters: Json, defaults: Json): Json {
  const passed: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(defaults)) passed[`default:${name}`] = value;
  for (const [name, parameter] of Object.entries(parameters)) passed[name] = at(parameter, 'value');
  return { ...passed };
}

function defaultsOf(parameters: Json | undefined): Json {
  return Object.fromEntries(
    Object.entries(parameters ?? {}).map(([name, parameter]) => [
      name,
      at(parameter, 'defaultValue'),
    ]),
  );
}

function valueOf(parameters: Json, name: string): unknown {
  const found = Object.keys(parameters).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : at(parameters, found, 'value');
}

function parameterName(expression: string): string | undefined {
  return /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i.exec(expression)?.[1];
}
