import { matchesResource } from '../domain/glob.ts';
import type { Policy, PolicyLevels } from '../domain/policy.ts';
import type { RequiredPrincipal } from '../domain/principal.ts';
import type {
  AccountSettings,
  Inputs,
  PrincipalLine,
  RuleLevels,
  Target,
} from '../domain/settings.ts';
import { wrong } from './input-reader.ts';
import { readTarget } from './lines.ts';

/** Inputs and policy file together: what the run works with. */
export interface Settings {
  readonly inputs: Inputs;
  readonly policy: Policy | undefined;
  readonly targets: readonly Target[];
  readonly now: Date;
  /** Default severities, changed by the policy file: for source findings and unresolved resources. */
  readonly levels: RuleLevels;
  /** What counts for one account, overrides applied. The id in any letter case. */
  readonly settingsOf: (accountId: string) => AccountSettings;
}

/**
 * Inputs of the step win over the file; within the file a later override wins over an earlier one. The
 * rules' default severities are passed in: they stand with the rules.
 */
export function settle(
  inputs: Inputs,
  policy: Policy | undefined,
  defaults: RuleLevels,
  now: Date,
):
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly errors: readonly string[] } {
  const errors: string[] = [];
  const fromFile = (policy?.resources ?? []).flatMap((text) => {
    const target = readTarget(text);
    if ('error' in target) {
      errors.push(wrong(`${policy?.file ?? 'policy'}: resources`, text, target.error));
      return [];
    }
    return [target];
  });
  const targets = inputs.resources.length > 0 ? inputs.resources : fromFile;
  if (
    inputs.resources.length === 0 &&
    fromFile.some(({ kind }) => kind === 'name' || kind === 'endpoint') &&
    inputs.subscriptionId === ''
  ) {
    errors.push(
      'subscription-id: missing. The policy file names a resource by its name or endpoint, which is looked up in a subscription.',
    );
  }
  if (errors.length > 0) return { ok: false, errors };

  const levels = { ...defaults, ...policy?.rules };
  return {
    ok: true,
    settings: {
      inputs,
      policy,
      targets,
      now,
      levels,
      settingsOf: (accountId) => {
        const overrides = (policy?.overrides ?? []).filter(({ resource }) =>
          matchesResource(resource, accountId),
        );
        const last = <T>(
          read: (override: (typeof overrides)[number]) => T | undefined,
        ): T | undefined => overrides.map(read).findLast((value) => value !== undefined);
        const role = inputs.roleGiven
          ? inputs.role
          : (last((override) => override.role) ?? policy?.role ?? inputs.role);
        const lines =
          inputs.principals.length > 0
            ? inputs.principals
            : (last((override) => override.principals) ?? policy?.principals ?? []);
        return {
          principals: distinct(lines, role),
          levels: overrides.reduce<RuleLevels>(
            (merged, { rules }: { readonly rules: PolicyLevels }) => ({ ...merged, ...rules }),
            levels,
          ),
          keyReadersAllow:
            last((override) => override.keyReadersAllow) ?? policy?.keyReadersAllow ?? [],
          probe: inputs.probe,
          now,
        };
      },
    },
  };
}

function distinct(lines: readonly PrincipalLine[], role: string): readonly RequiredPrincipal[] {
  const principals = new Map<string, RequiredPrincipal>();
  for (const line of lines) {
    principals.set(`${line.type} ${line.objectId}`, { ...line, role: line.role ?? role });
  }
  return [...principals.values()];
}
