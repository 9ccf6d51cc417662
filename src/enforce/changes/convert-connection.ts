import { AzureError } from '../../azure/errors.ts';
import { at, isObject, objectAt, type Json } from '../../azure/json.ts';
import { asEntra, type StoredConnection } from '../../azure/writers/connection.ts';
import type { PlannedChange } from '../../domain/change.ts';
import { targetAccount } from '../../domain/connection-target.ts';
import type { Connection } from '../../domain/connection.ts';
import { blocked, done, failed, unchanged, type Outcome } from '../outcome.ts';
import type { Ports } from '../ports.ts';
import { isBusy, isStale, whileContended } from '../wait.ts';

const MOST_ATTEMPTS = 3;

/** Reads the connection, writes it back without credentials and with Entra ID, and reads it again. */
export async function convertConnection(
  { connection: planned }: PlannedChange & { readonly kind: 'convert-connection' },
  ports: Ports,
): Promise<Outcome> {
  let tried: StoredConnection | undefined;
  let refusedTag: string | undefined;
  // Read in each try: what was in the way of the last one may have changed it.
  const convert = async (): Promise<Outcome> => {
    const stored = await read(planned, ports);
    if (!stored) return unchanged('The connection is gone since the plan was made.');
    const settled = judge(planned, stored.connection);
    // A write that was repeated because its answer was lost is refused for its own success.
    if (settled?.status === 'unchanged' && tried) return readBack(tried, ports);
    if (settled) return settled;
    tried = stored;
    // The same tag refused twice means that the service cannot compare it, not that somebody wrote.
    const ifUnchanged = refusedTag === undefined || refusedTag !== stored.etag;
    await ports.writer.putAsEntra(stored, { ifUnchanged });
    return readBack(stored, ports);
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await whileContended(ports, `the connection ${planned.name}`, convert, isBusy);
    } catch (error) {
      if (!isStale(error) || attempt >= MOST_ATTEMPTS) throw error;
      refusedTag = tried?.etag;
      ports.log(`The connection ${planned.name} changed while it was converted: reading it again.`);
    }
  }
}

async function read(planned: Connection, ports: Ports): Promise<StoredConnection | undefined> {
  try {
    return await ports.writer.readConnection(planned);
  } catch (error) {
    if (error instanceof AzureError && error.reason.kind === 'not-found') return undefined;
    throw error;
  }
}

/** Nothing is to be done, or not what was planned. */
function judge(planned: Connection, now: Connection): Outcome | undefined {
  if (usesEntra(now) && credentialsOf(now).length === 0) {
    return unchanged('The connection uses Entra ID since the plan was made.');
  }
  const moved = movedSince(planned, now);
  if (moved.length > 0) {
    return blocked(
      `The ${moved.join(' and ')} of the connection changed since the plan was made, so it was left alone. Make a new plan.`,
    );
  }
  return undefined;
}

/** What the reviewed change was about and is another by now. Who changed it had a reason that the plan does not know. */
function movedSince(planned: Connection, now: Connection): readonly string[] {
  const isOther = {
    category: planned.category !== now.category,
    target: planned.target !== now.target,
    authentication: planned.authType.toLowerCase() !== now.authType.toLowerCase(),
    account: targetAccount(planned)?.key !== targetAccount(now)?.key,
  };
  return Object.entries(isOther).flatMap(([name, other]) => (other ? [name] : []));
}

async function readBack(before: StoredConnection, ports: Ports): Promise<Outcome> {
  const { connection, body } = await ports.writer.readConnection(before.connection);
  if (!usesEntra(connection)) {
    return failed(
      `Azure took the change, and the connection reads back ${connection.authType}, not AAD. Change it in the portal: Management center, Connected resources, ${connection.name}, Authentication.`,
    );
  }
  const lost = lostMembers(asEntra(before.body), asEntra(body));
  if (lost.length > 0) {
    return failed(
      `The connection uses Entra ID now, and these members did not come back as they were: ${lost.join(', ')}. Compare it with its history and put them back.`,
    );
  }
  const left = connection.keyFields;
  return done(
    [
      `The connection uses Entra ID now, with target, category and metadata as they were.`,
      ...(left.length > 0 ? [`It still names ${left.join(', ')}: remove that by hand.`] : []),
      'Azure does not say whether it deletes the key that was stored: regenerate the key to make it worthless.',
    ].join(' '),
  );
}

/** Members that hold another value now, or none. What the service adds, and how it writes a date, does not count. */
function lostMembers(written: Json, read: Json): readonly string[] {
  const differing = (from: Json, to: Json, prefix: string): readonly string[] =>
    Object.entries(from).flatMap(([name, value]) => {
      const now = at(to, name) ?? at(to, sameName(to, name));
      if (value === null || value === undefined) return [];
      if (isObject(value))
        return isObject(now) ? differing(value, now, `${prefix}${name}.`) : [prefix + name];
      return isSame(value, now) ? [] : [prefix + name];
    });
  return differing(objectAt(written, 'properties') ?? {}, objectAt(read, 'properties') ?? {}, '');
}

/** The service changes the letter case of metadata names. */
function sameName(object: Json, name: string): string {
  return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function isSame(written: unknown, read: unknown): boolean {
  if (JSON.stringify(written) === JSON.stringify(read)) return true;
  if (typeof written !== 'string' || typeof read !== 'string') return false;
  const time = Date.parse(written);
  return !Number.isNaN(time) && time === Date.parse(read);
}

function usesEntra({ authType }: Connection): boolean {
  return authType.toLowerCase() === 'aad';
}

function credentialsOf({ keyFields }: Connection): readonly string[] {
  return keyFields.filter((name) => name.startsWith('credentials.'));
}
