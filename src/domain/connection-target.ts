import type { Account } from './account.ts';
import { ACCOUNT_TYPE, ArmId } from './arm-id.ts';
import { CLOUDS } from './cloud.ts';
import { callsAnAccount } from './connection-categories.ts';
import type { Connection } from './connection.ts';

type Target = Pick<Connection, 'target' | 'metadata'>;

/**
 * Does the connection call this account? By the resource id in its metadata, by the account's own
 * endpoints, or by a host whose first label is the account's subdomain, under a suffix of Azure's.
 * https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains
 */
export function pointsAt(connection: Target, account: Account): boolean {
  return targetAccount(connection)?.equals(account.id) === true || isSentTo(connection, account);
}

/** Does its address lead to this account? One that bears the account's id may be a gateway's all the same. */
function isSentTo({ target }: Pick<Target, 'target'>, account: Account): boolean {
  const url = addressOf(target);
  if (!url) return false;
  if (account.endpoints.some((endpoint) => isOwnEndpoint(endpoint.url, url))) return true;
  const [label, ...suffix] = url.hostname.toLowerCase().split('.');
  return (
    label === account.customSubdomain?.toLowerCase() && INFERENCE_SUFFIXES.has(suffix.join('.'))
  );
}

/**
 * Might it call this account? Regional hosts are shared by all accounts of a region: only the key says
 * whose they are. Asked where `pointsAt` says no.
 */
export function mayPointAt(connection: Target, account: Account): boolean {
  if (targetAccount(connection)) return false;
  const url = addressOf(connection.target);
  return url !== undefined && isRegional(url) && regionOf(url) === plain(account.location);
}

/** Is its address that of some account, by its host? Whose gateway another host is cannot be told. */
export function leadsToAnAccount({ target }: Pick<Target, 'target'>): boolean {
  const url = addressOf(target);
  const [, ...suffix] = url?.hostname.toLowerCase().split('.') ?? [];
  return url !== undefined && (isRegional(url) || INFERENCE_SUFFIXES.has(suffix.join('.')));
}

/**
 * Does a call by it go to an account of Azure AI Services, with nothing in between? Those take Entra ID beside
 * keys; a gateway, under whatever other host, takes what it was set up for.
 * @param known accounts that may have hosts of their own, as in private clouds
 */
export function reachesAnAccount(
  connection: Pick<Connection, 'category' | 'target'>,
  known: readonly Account[] = [],
): boolean {
  return (
    callsAnAccount(connection) &&
    (connection.target.trim() === '' ||
      leadsToAnAccount(connection) ||
      known.some((account) => isSentTo(connection, account)))
  );
}

/** The account that the connection's metadata name, by `ResourceId` in any letter case. */
export function targetAccount({ metadata }: Pick<Target, 'metadata'>): ArmId | undefined {
  const id = Object.entries(metadata).find(([name]) => name.toLowerCase() === 'resourceid')?.[1];
  return ArmId.parse(id ?? '')?.ancestor(ACCOUNT_TYPE);
}

/**
 * Two lists show the same connection: a project also lists what its account or hub shares. What differs in
 * whom it calls, or shows another key, is another one.
 */
export function isSameConnection(a: Connection, b: Connection): boolean {
  return looks(a) === looks(b);
}

function looks(connection: Connection): string {
  const { name, category, authType, target, keyFields } = connection;
  const calls = [target.replace(/(?<!\/)\/+$/, ''), targetAccount(connection)?.text];
  return JSON.stringify([name, category, authType, calls, keyFields.toSorted()]).toLowerCase();
}

const INFERENCE_SUFFIXES: ReadonlySet<string> = new Set(
  Object.values(CLOUDS).flatMap(({ inferenceSuffixes }) => inferenceSuffixes),
);
const REGIONAL_SUFFIXES: readonly string[] = Object.values(CLOUDS).flatMap(
  ({ regionalSuffixes }) => regionalSuffixes,
);

/** Is it the endpoint of a region, which takes no Entra token? */
export function isRegional(url: URL): boolean {
  return REGIONAL_SUFFIXES.some((suffix) => url.hostname.toLowerCase().endsWith(`.${suffix}`));
}

function regionOf(url: URL): string {
  return plain(url.hostname.split('.')[0] ?? '');
}

function plain(region: string): string {
  return region.toLowerCase().replaceAll(/\s/g, '');
}

/** The same host, and the path below the endpoint's own: private clouds may serve many accounts on one host. */
function isOwnEndpoint(endpoint: string, url: URL): boolean {
  const own = addressOf(endpoint);
  if (own?.host !== url.host || isRegional(own)) return false;
  const path = own.pathname.replace(/(?<!\/)\/+$/, '').toLowerCase();
  const wanted = url.pathname.toLowerCase();
  return wanted === path || wanted.startsWith(`${path}/`);
}

/** A target is a text that nobody checks: one without a scheme still says whose key is stored. */
export function addressOf(target: string): URL | undefined {
  const address = target.trim();
  return URL.parse(address.includes('://') ? address : `https://${address}`) ?? undefined;
}
