import type { RoleCatalogue, RoleDefinition } from '../domain/authorization.ts';

export type ResolvedRole =
  | { readonly found: true; readonly role: RoleDefinition }
  | { readonly found: false; readonly why: string };

/**
 * Roles that Azure renamed in 2026. Clouds and tools show one name or the other for the same id.
 * https://learn.microsoft.com/azure/foundry/concepts/rbac-foundry
 */
const RENAMED: Readonly<Record<string, string>> = {
  'azure ai user': '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  'foundry user': '53ca6127-db72-4b80-b1b0-d745d6d5456d',
  'azure ai project manager': 'eadc314b-1a2d-4efa-be10-5d325db5065e',
  'foundry project manager': 'eadc314b-1a2d-4efa-be10-5d325db5065e',
  'azure ai account owner': 'e47c6f54-e4a2-4754-9501-8e0985b135e1',
  'foundry account owner': 'e47c6f54-e4a2-4754-9501-8e0985b135e1',
  'azure ai owner': 'c883944f-8b7b-4483-af10-35834be79c4a',
  'foundry owner': 'c883944f-8b7b-4483-af10-35834be79c4a',
};

/** The role definition that a name or GUID means, among those that can be assigned at the account. */
export function resolveRole(role: string, catalogue: RoleCatalogue): ResolvedRole {
  const wanted = role.trim().toLowerCase();
  const byGuid = catalogue.get(wanted);
  if (byGuid) return { found: true, role: byGuid };

  const named = [...catalogue.values()].filter(({ name }) => name.toLowerCase() === wanted);
  const renamed = Object.hasOwn(RENAMED, wanted) ? catalogue.get(RENAMED[wanted] ?? '') : undefined;
  const [match] = named.length === 0 && renamed ? [renamed] : named;
  if (!match) {
    return {
      found: false,
      why: `no role definition named ${role} can be assigned at the account (az role definition list --name "${role}")`,
    };
  }
  if (named.length > 1) {
    return {
      found: false,
      why: `${named.length} role definitions are named ${role}: name the one you mean by its GUID`,
    };
  }
  return { found: true, role: match };
}
