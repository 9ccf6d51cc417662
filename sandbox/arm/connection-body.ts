import { asRecord } from '../server/exchange.ts';
import type { Connection } from '../world.ts';
import { badRequest } from './errors.ts';

/** Kinds of authentication that store a secret, and the member of `credentials` that must hold it. */
const SECRET_MEMBER: Readonly<Record<string, string>> = {
  ApiKey: 'key',
  AccountKey: 'key',
  AccessKey: 'accessKeyId',
  SAS: 'sas',
  PAT: 'pat',
  UsernamePassword: 'password',
  ServicePrincipal: 'clientSecret',
  CustomKeys: 'keys',
  OAuth2: 'clientSecret',
};
const KEYLESS = [
  'None',
  'AAD',
  'ManagedIdentity',
  'AccountManagedIdentity',
  'ProjectManagedIdentity',
  'AgenticIdentityToken',
  'AgenticUser',
  'AgentUserImpersonation',
  'UserEntraToken',
  'DelegatedSAS',
];
/** Categories whose service takes nothing but a key. */
const KEY_ONLY = [
  'AppInsights',
  'ApiKey',
  'GroundingWithBingSearch',
  'GroundingWithCustomSearch',
  'BingLLMSearch',
  'Serp',
  'OpenAI',
  'Pinecone',
  'Serverless',
  'CustomKeys',
];
/** Made by the service; ignored when a client sends them. */
const READ_ONLY = ['group', 'createdByWorkspaceArmId', 'error', 'peStatus'];

/**
 * A connection from the body of a PUT (whole) or PATCH (over the `former` one, merged or replaced).
 * @throws Refusal 400
 */
export function connectionFrom(
  name: string,
  body: Record<string, unknown> | undefined,
  former: Connection | undefined,
): Connection {
  const sent = asRecord(body?.properties);
  if (!sent) throw badRequest('The request body must hold properties.', 'ValidationError');
  if (typeof sent.authType !== 'string') {
    throw badRequest("The required property 'authType' is missing.", 'ValidationError');
  }
  const authType = [...Object.keys(SECRET_MEMBER), ...KEYLESS].find(
    (known) => known.toLowerCase() === String(sent.authType).toLowerCase(),
  );
  if (authType === undefined) {
    throw badRequest(`The value '${sent.authType}' of authType is unknown.`, 'ValidationError');
  }
  const text = (member: 'category' | 'target'): string => {
    const value = sent[member] ?? former?.[member];
    if (typeof value === 'string' && value !== '') return value;
    throw badRequest(`The required property '${member}' is missing.`, 'ValidationError');
  };
  const category = text('category');
  if (authType === 'AAD' && KEY_ONLY.includes(category)) {
    throw badRequest(`Connections of category ${category} do not support AAD.`, 'ValidationError');
  }
  const other = Object.fromEntries(
    Object.entries(sent).filter(([member]) => !KNOWN.has(member) && !READ_ONLY.includes(member)),
  );
  const metadata = asRecord(sent.metadata) as Record<string, string> | undefined;
  return {
    name: former?.name ?? name,
    category,
    authType,
    target: text('target'),
    ...optional('metadata', metadata ?? former?.metadata),
    ...optional('credentials', credentialsFrom(sent, authType, former)),
    ...optional(
      'isSharedToAll',
      (sent.isSharedToAll as boolean | undefined) ?? former?.isSharedToAll,
    ),
    ...optional(
      'sharedUserList',
      (sent.sharedUserList as string[] | undefined) ?? former?.sharedUserList,
    ),
    ...optional('expiryTime', (sent.expiryTime as string | undefined) ?? former?.expiryTime),
    ...optional('other', { ...former?.other, ...other }),
  };
}

const KNOWN = new Set([
  'authType',
  'category',
  'target',
  'metadata',
  'credentials',
  'isSharedToAll',
  'sharedUserList',
  'expiryTime',
]);

/** @throws Refusal 400 when a secret is missing where it is needed, or given where there can be none */
function credentialsFrom(
  sent: Record<string, unknown>,
  authType: string,
  former: Connection | undefined,
): Record<string, unknown> | undefined {
  const credentials = asRecord(sent.credentials);
  const member = SECRET_MEMBER[authType];
  if (member === undefined) {
    if (authType === 'AAD' && credentials) {
      throw badRequest('A connection with authType AAD takes no credentials.', 'ValidationError');
    }
    return credentials;
  }
  if (credentials?.[member] !== undefined) return credentials;
  if (former?.authType === authType && former.credentials) return former.credentials;
  throw badRequest(
    `The required property 'credentials.${member}' is missing for authType ${authType}.`,
    'ValidationError',
  );
}

function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<K, V>>;
}
