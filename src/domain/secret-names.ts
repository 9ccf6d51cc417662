/** Names under which services and people keep keys. */
export const NAMES_A_SECRET =
  /(^|[^a-z])(api|access|account|admin|primary|secondary|subscription|shared)?[-_. ]?key[12]?$|apikey|password|passwd|secret$|connectionstring|sastoken|^sas$|^pat$|authorization$/i;
const HOLDS_NO_SECRET = /^(clientId|tenantId|resourceId|authorityUrl|username|developerToken)$/i;

/** Would a value there be a secret? In the credentials of a connection all are, but for a few; in its metadata some. */
export function isSecretMember(of: 'credentials' | 'metadata', name: string): boolean {
  return of === 'credentials' ? !HOLDS_NO_SECRET.test(name) : NAMES_A_SECRET.test(name);
}
