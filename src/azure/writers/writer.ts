import type { ArmId } from '../../domain/arm-id.ts';
import type { Account } from '../../domain/account.ts';
import type { PlannedChange } from '../../domain/change.ts';
import type { Connection } from '../../domain/connection.ts';
import { patchAccount } from './account.ts';
import { putAsEntra, readConnection, type StoredConnection } from './connection.ts';
import { regenerateKey } from './keys.ts';
import type { KeyName, WriterOptions } from './options.ts';
import { createAssignment, readAssignment } from './role-assignment.ts';

/**
 * Everything that this action can write to Azure. This folder holds all of it, and no other code sends a
 * request that changes anything: a role assignment at an account, a connection's type of authentication,
 * an account's keys, and two properties of an account. Nothing is deleted.
 *
 * All of it goes through `ArmClient` as raw JSON, not through the SDK's clients (whose types check the
 * shapes): their serialisers drop members of a connection that they do not know, `regenerateKey` takes a
 * 202 for an error, the pollers follow a `Location` to any host, and failures would need a second
 * translation into sentences.
 */
export interface Writer {
  /** PATCH of `customSubDomainName` alone. Returns the account as read once Azure has finished. @throws AzureError */
  readonly setSubdomain: (account: ArmId, subdomain: string) => Promise<Account>;
  /** PATCH of `disableLocalAuth` alone. Returns the account as read once Azure has finished. @throws AzureError */
  readonly setLocalAuthDisabled: (account: ArmId, disabled: boolean) => Promise<Account>;
  /** `exists`: Azure has this role for this principal at this scope, under whatever name. @throws AzureError */
  readonly assignRole: (
    assignment: PlannedChange & { readonly kind: 'assign-role' },
  ) => Promise<'created' | 'exists'>;
  /** Is the assignment of that name there? @throws AzureError */
  readonly hasAssignment: (account: ArmId, name: string) => Promise<boolean>;
  /** @throws AzureError, of kind `not-found` when it is gone. */
  readonly readConnection: (connection: Connection) => Promise<StoredConnection>;
  /** PUT of what was read, with `authType` `AAD` and without credentials. @throws AzureError */
  readonly putAsEntra: (
    stored: StoredConnection,
    options: { readonly ifUnchanged: boolean },
  ) => Promise<void>;
  /** The new values are masked and dropped. @throws AzureError */
  readonly regenerateKey: (account: ArmId, key: KeyName) => Promise<void>;
}

export function createWriter(options: WriterOptions): Writer {
  const { arm } = options;
  return {
    setSubdomain: (account, subdomain) =>
      patchAccount(options, account, { customSubDomainName: subdomain }),
    setLocalAuthDisabled: (account, disabled) =>
      patchAccount(options, account, { disableLocalAuth: disabled }),
    assignRole: (assignment) => createAssignment(arm, assignment),
    hasAssignment: (account, name) => readAssignment(arm, account, name),
    readConnection: (connection) => readConnection(arm, connection),
    putAsEntra: (stored, { ifUnchanged }) => putAsEntra(arm, stored, ifUnchanged),
    regenerateKey: (account, key) => regenerateKey(options, account, key),
  };
}
