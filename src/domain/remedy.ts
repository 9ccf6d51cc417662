import type { ArmId } from './arm-id.ts';
import type { Unknown } from './observation.ts';
import { shellWord } from './shell.ts';

/** The built-in role with the least rights that grants the action. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
function roleFor(action: string): string {
  const name = action.toLowerCase();
  if (/^microsoft\.cognitiveservices\/accounts\/(openai|maas)\//.test(name)) {
    return dataRoleFor(action);
  }
  if (name.endsWith('/read')) return 'Reader';
  if (name.startsWith('microsoft.authorization/roleassignments/')) {
    return 'Role Based Access Control Administrator';
  }
  if (name.startsWith('microsoft.machinelearningservices/workspaces/connections/')) {
    return 'Azure AI Developer';
  }
  if (name.startsWith('microsoft.cognitiveservices/')) return 'Cognitive Services Contributor';
  return 'Contributor';
}

/**
 * The built-in role with the least rights that grants an inference data action. The OpenAI role cannot list
 * keys; the others can while keys are on. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning
 */
export function dataRoleFor(dataAction: string): string {
  return /\/accounts\/openai\//i.test(dataAction)
    ? 'Cognitive Services OpenAI User'
    : 'Cognitive Services User';
}

/** Prints the object id of the workflow's own service principal. */
export const OWN_OBJECT_ID = '"$(az ad sp show --id CLIENT-ID --query id --output tsv)"';

/** `az role assignment create`, ready to paste; without an object id it looks up that of the workflow's identity. Naming the principal's type spares a lookup in the directory. */
export function grantCommand(grant: {
  /** Absent: that of the workflow's identity. */
  readonly objectId?: string | undefined;
  /** Absent: az looks it up. A wrong one is refused, and a run by hand may be a user's. */
  readonly type?: 'User' | 'Group' | 'ServicePrincipal' | undefined;
  /** Name or GUID. */
  readonly role: string;
  readonly scope: string;
}): string {
  const id = grant.objectId === undefined ? OWN_OBJECT_ID : shellWord(grant.objectId);
  const type = grant.type ?? (grant.objectId === undefined ? 'ServicePrincipal' : undefined);
  const ofType = type === undefined ? '' : ` --assignee-principal-type ${type}`;
  return `az role assignment create --assignee-object-id ${id}${ofType} --role ${shellWord(grant.role)} --scope ${shellWord(grant.scope)}`;
}

/**
 * What grants a missing action at a scope to the workflow's identity, or to the user whose session is used.
 * @param objectId of the service principal or user, where the run knows it
 */
export function deniedRemedy(
  action: string,
  scope: string,
  objectId?: string,
  type?: 'User' | 'ServicePrincipal',
): { readonly remedy: string; readonly commands: readonly string[] } {
  const role = roleFor(action);
  const whom = type === 'User' ? 'the signed-in user' : "the workflow's identity";
  const which = objectId === undefined ? ' CLIENT-ID is the one that it signs in with.' : '';
  return {
    remedy: `Grant ${action} to ${whom}, by the role ${role} or a custom role.${which}`,
    commands: [grantCommand({ objectId, type, role, scope: roleScope(scope) })],
  };
}

/** What to do about a deny assignment: nothing that is granted helps. @param whom it is to exclude */
export function denyRemedy(whom: string): string {
  return `A deny assignment wins over every role: only the deployment stack or managed application that made it can change it; let it exclude ${whom}`;
}

/** Roles are kept at the account or workspace: assignments at each project and connection are found by nobody. */
function roleScope(scope: string): string {
  return scope.replace(/(\/(?:accounts|workspaces)\/[^/]+)\/.*/i, '$1');
}

/** For places that hold text alone: the command stands last, so that it is copied without what follows. */
export function remedyLine({
  remedy,
  commands,
  missing,
}: Pick<Unknown, 'remedy' | 'commands' | 'missing'>): string {
  if (remedy === undefined) return '';
  // The steps of a set-up are no line: they have a section of their own.
  if (commands === undefined || missing !== undefined) return remedy;
  return `${remedy} Run: ${commands.join('; ')}`;
}

/** Switches keys off, or on again, and touches nothing else. @param account ARM id */
export function localAuthCommand(account: string, disabled: boolean): string {
  const url = shellWord(`${account}?api-version=2025-06-01`);
  return `az rest --method patch --url ${url} --body '{"properties":{"disableLocalAuth":${String(disabled)}}}'`;
}

/** Gives the account a custom subdomain. `az cognitiveservices account update` takes no `--ids`. */
export function subdomainCommand(account: ArmId, subdomain: string): string {
  const { subscriptionId = '', resourceGroup = '', name } = account;
  return `az cognitiveservices account update --subscription ${shellWord(subscriptionId)} --resource-group ${shellWord(resourceGroup)} --name ${shellWord(name)} --custom-domain ${shellWord(subdomain)}`;
}
