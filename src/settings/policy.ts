import type { Exemption, Override, Policy, PolicyLevels } from '../domain/policy.ts';
import type { RuleId } from '../domain/finding.ts';
import type { PrincipalLine } from '../domain/settings.ts';
import { GUID, contradictions, readPrincipal, readTarget } from './lines.ts';
import { parsePolicyYaml, type Place, type PolicyDocument } from './policy-yaml.ts';
import { schemaErrors } from './policy-schema.ts';

/** What the schema leaves of a policy file. */
interface RawPolicy {
  readonly resources?: readonly string[];
  readonly principals?: readonly string[];
  readonly role?: string;
  readonly rules?: PolicyLevels;
  readonly 'key-readers'?: { readonly allow: readonly string[] };
  readonly exemptions?: readonly RawExemption[];
  readonly overrides?: readonly RawOverride[];
}

interface RawExemption {
  readonly rule: RuleId;
  readonly resource?: string;
  readonly file?: string;
  readonly reason: string;
  readonly expires: string;
}

interface RawOverride {
  readonly resource: string;
  readonly principals?: readonly string[];
  readonly role?: string;
  readonly rules?: PolicyLevels;
  readonly 'key-readers'?: { readonly allow: readonly string[] };
}

/**
 * A policy file, or everything that is wrong with it: `FILE:LINE:COLUMN: where: what is wrong; what is allowed`.
 * @param text of the file, read by the caller
 * @param file its path as findings name it
 */
export async function readPolicy(
  text: string,
  file: string,
): Promise<
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly errors: readonly string[] }
> {
  const parsed = parsePolicyYaml(text, file);
  if (!parsed.ok) return parsed;
  const { document } = parsed;
  // An empty file is a policy that says nothing.
  const value = document.value ?? {};
  const invalid = await schemaErrors(value, document);
  if (invalid.length > 0) return { ok: false, errors: invalid };
  // The schema holds here, so the shape is known.
  return read(value, document, file);
}

function read(
  raw: RawPolicy,
  document: PolicyDocument,
  file: string,
): ReturnType<typeof readPolicy> extends Promise<infer R> ? R : never {
  const errors: string[] = [];
  const fail = (place: Place, problem: string): void => {
    errors.push(document.error(place, problem));
  };
  const principals = (
    lines: readonly string[] | undefined,
    place: Place,
  ): readonly PrincipalLine[] | undefined => {
    const read = lines?.flatMap((line, index) => {
      const principal = readPrincipal(line);
      if (!('error' in principal)) return [principal];
      fail([...place, index], `"${line}" is not usable: ${principal.error}`);
      return [];
    });
    if (lines && read?.length === lines.length) {
      for (const { line, error } of contradictions(read)) {
        fail([...place, line], `"${lines[line] ?? ''}" is not usable: ${error}`);
      }
    }
    return read;
  };
  const keyReaders = (
    allow: readonly string[] | undefined,
    place: Place,
  ): readonly string[] | undefined =>
    allow?.flatMap((line, index) => {
      const id = line.trim().replace(/^(user|group|service-principal)\s*:\s*/i, '');
      if (GUID.test(id)) return [id.toLowerCase()];
      fail(
        [...place, 'key-readers', 'allow', index],
        `"${line}" is not usable: the object id of a principal, optionally after group:, user: or service-principal:`,
      );
      return [];
    });

  for (const [index, line] of (raw.resources ?? []).entries()) {
    const target = readTarget(line.trim());
    if ('error' in target) fail(['resources', index], `"${line}" is not usable: ${target.error}`);
  }
  const exemptions = (raw.exemptions ?? []).map((exemption, index): Exemption => {
    const place = ['exemptions', index];
    if (!isDay(exemption.expires)) {
      fail([...place, 'expires'], `"${exemption.expires}" is no day of the calendar; YYYY-MM-DD`);
    }
    if (exemption.reason.trim() === '') fail([...place, 'reason'], 'the reason is empty');
    return { ...exemption, line: document.line(place) };
  });
  const overrides = (raw.overrides ?? []).map((override, index): Override => {
    const place = ['overrides', index];
    return {
      resource: override.resource,
      principals: principals(override.principals, [...place, 'principals']),
      role: override.role,
      rules: override.rules ?? {},
      keyReadersAllow: keyReaders(override['key-readers']?.allow, place),
    };
  });
  const policy: Policy = {
    file,
    resources: (raw.resources ?? []).map((line) => line.trim()),
    principals: principals(raw.principals, ['principals']) ?? [],
    role: raw.role,
    rules: raw.rules ?? {},
    keyReadersAllow: keyReaders(raw['key-readers']?.allow, []) ?? [],
    exemptions,
    overrides,
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, policy };
}

/** `2026-02-30` reads as a date to JavaScript, and as 2 March. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
