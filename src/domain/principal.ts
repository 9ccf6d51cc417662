/** Azure's own names, as they stand in role assignments. */
export type PrincipalType = 'User' | 'Group' | 'ServicePrincipal' | 'ForeignGroup' | 'Device';

/** A principal that must be able to call the models, and the role it shall be given if it cannot. */
export interface RequiredPrincipal {
  readonly type: 'User' | 'Group' | 'ServicePrincipal';
  /** Object id in the directory, lower-cased. For a service principal: of the service principal, not of the app. */
  readonly objectId: string;
  /** Name or role definition GUID. */
  readonly role: string;
}

/** Azure's type of a principal that is a group or a workload, and no single person or device. */
export function isGroupOrWorkload(principalType: string): boolean {
  return /^(group|foreigngroup|serviceprincipal)$/i.test(principalType);
}

/** `group:<object id>`, as principals are written in inputs and shown in findings. */
export function principalLabel(principal: {
  readonly type: string;
  readonly objectId: string;
}): string {
  const kinds: Record<string, string> = {
    User: 'user',
    Group: 'group',
    ServicePrincipal: 'service-principal',
    ForeignGroup: 'foreign-group',
    Device: 'device',
  };
  const kind = Object.hasOwn(kinds, principal.type) ? kinds[principal.type] : undefined;
  return `${kind ?? 'principal'}:${principal.objectId}`;
}
