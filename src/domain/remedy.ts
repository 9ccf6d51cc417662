import type { ArmId } from './arm-id.ts';
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

/** `az role assignment create`, ready to paste. The directory lookup is spared by naming the principal's type. */
export function grantCommand(grant: {
  readonly objectId?: string | undefined;
  readonly type: 'User' | 'Group' | 'ServicePrincipal';
  /** Name or GUID. */
  readonly role: string;
  readonly scope: string;
}): string {
  const id = grant.objectId === undefined ? 'OBJECT-ID' : shellWord(grant.objectId);
  return `az role assignment create --assignee-object-id ${id} --assignee-principal-type ${grant.type} --role ${shellWord(grant.role)} --scope ${shellWord(grant.scope)}`;
}

/** One sentence and the command that grants a missing action at a scope to the workflow's identity. */
export function deniedRemedy(action: string, scope: string): string {
  const command = grantCommand({ type: 'ServicePrincipal', role: roleFor(action), scope });
  return `Grant ${action} to the workflow's identity, by the role ${roleFor(action)} or a custom role: ${command} (OBJECT-ID is the object id of its service principal, from: az ad sp show --id CLIENT-ID --query id --output tsv)`;
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
