import type { AADAuthTypeConnectionProperties } from '@azure/arm-cognitiveservices';
import { WORKSPACE_TYPE } from '../../domain/arm-id.ts';
import type { Connection } from '../../domain/connection.ts';
import { API } from '../api-versions.ts';
import type { ArmRequest } from '../arm-request.ts';
import { AzureError } from '../errors.ts';
import { isObject, objectAt, segment, textAt, type Json } from '../json.ts';
import { connectionAction, connectionOf } from '../readers/connections.ts';
import type { Arm } from './options.ts';

/** A connection as the service keeps it, every member included. */
export interface StoredConnection {
  readonly connection: Connection;
  readonly body: Json;
  /** Absent where the service gives none: then nothing guards against a change made in between. */
  readonly etag: string | undefined;
}

/** @throws AzureError, of kind `not-found` when it is gone. */
export async function readConnection(arm: Arm, asked: Connection): Promise<StoredConnection> {
  const answer = await arm.send(requestFor(asked, 'read'));
  const connection = connectionOf(answer.body, asked.owner, asked.ownerKind);
  if (!isObject(answer.body) || connection?.id.key !== asked.id.key) {
    throw new AzureError({
      kind: 'malformed',
      message: `The answer for the connection ${asked.name} is not that connection.`,
      remedy: 'Run the step again.',
    });
  }
  return {
    connection,
    body: answer.body,
    etag: textAt(answer.body, 'etag') ?? answer.header('etag'),
  };
}

/**
 * PUT, because whether PATCH merges, and whether it may change the type of authentication, is not
 * documented. No `credentials` member is sent: the AAD form has none.
 * https://learn.microsoft.com/azure/templates/microsoft.cognitiveservices/accounts/connections
 *
 * @throws AzureError, of status 412 when it changed since it was read (`ifUnchanged`).
 */
export async function putAsEntra(
  arm: Arm,
  stored: StoredConnection,
  ifUnchanged: boolean,
): Promise<void> {
  await arm.send({
    ...requestFor(stored.connection, 'write'),
    method: 'PUT',
    body: asEntra(stored.body),
    ...(ifUnchanged && stored.etag !== undefined ? { headers: { 'if-match': stored.etag } } : {}),
  });
}

/** What only the service writes. https://learn.microsoft.com/javascript/api/@azure/arm-cognitiveservices/connectionpropertiesv2 */
const READ_ONLY = ['group', 'createdByWorkspaceArmId', 'error'];
const ENVELOPE = ['id', 'name', 'type', 'systemData', 'etag'];

/** The body to write: all that was read, members unknown to us too, with Entra ID in place of credentials. */
export function asEntra(body: Json): Json {
  const kept = without(objectAt(body, 'properties') ?? {}, ['credentials', ...READ_ONLY]);
  const authType: AADAuthTypeConnectionProperties['authType'] = 'AAD';
  return { ...without(body, ENVELOPE), properties: { ...kept, authType } };
}

function without(object: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

function requestFor(connection: Connection, verb: 'read' | 'write'): ArmRequest {
  const { owner, name } = connection;
  return {
    path: `${owner.text}/connections/${segment(name)}`,
    apiVersion: owner.type === WORKSPACE_TYPE ? API.machineLearning : API.cognitiveServices,
    what: `the connection ${name} of ${owner.name}`,
    action: connectionAction(owner, verb),
    scope: owner.text,
  };
}
