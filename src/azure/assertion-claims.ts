/** The claims of a GitHub OIDC token that decide about federation. The token itself is not kept. */
export interface AssertionClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ownerId?: string;
}

/** `undefined` when the text is not a JWT with a JSON payload. The signature is Entra's to check. */
export function readClaims(jwt: string): AssertionClaims | undefined {
  const text = payloadOf(jwt);
  if (!text) return undefined;
  const repository = text('repository');
  const repositoryId = text('repository_id');
  const ownerId = text('repository_owner_id');
  return {
    issuer: text('iss') ?? '',
    subject: text('sub') ?? '',
    audience: text('aud') ?? '',
    ...(repository === undefined ? {} : { repository }),
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

/** The claim `oid` of an access token, lower-cased. */
export function readObjectId(jwt: string): string | undefined {
  return payloadOf(jwt)?.('oid')?.toLowerCase();
}

/** Reads a claim as text; `undefined` instead when the text is not a JWT with a JSON payload. */
function payloadOf(jwt: string): ((name: string) => string | undefined) | undefined {
  const payload = jwt.split('.')[1];
  if (payload === undefined) return undefined;
  let claims: unknown;
  try {
    claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (typeof claims !== 'object' || claims === null) return undefined;
  return (name) => {
    const value = (claims as Record<string, unknown>)[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  };
}

/**
 * The subject as GitHub sent it and in the other form: with numeric ids (`repo:octo@1/app@2:...`, the
 * default for repositories created, renamed or transferred since 2026-07-15) and without. A customised subject has one form only.
 * https://docs.github.com/actions/reference/security/oidc
 */
export function subjectForms(claims: AssertionClaims): readonly string[] {
  const { subject, repository, repositoryId, ownerId } = claims;
  const parts = /^repo:([^/:]+)\/([^/:]+):(.*)$/s.exec(subject);
  if (!parts) return [subject];
  const [, owner = '', name = '', rest = ''] = parts;
  const plainOwner = owner.split('@')[0] ?? owner;
  const plainName = name.split('@')[0] ?? name;
  const plain = `repo:${repository ?? `${plainOwner}/${plainName}`}:${rest}`;
  const numbered =
    ownerId !== undefined && repositoryId !== undefined
      ? `repo:${plainOwner}@${ownerId}/${plainName}@${repositoryId}:${rest}`
      : undefined;
  return [...new Set([subject, ...(numbered ? [numbered] : []), plain])];
}
