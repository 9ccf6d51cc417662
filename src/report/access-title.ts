import type { Change } from '../domain/change.ts';

/** The heading of who loses access; in the past once the keys of all accounts are off that were to be turned off. */
export function accessTitle(changes: readonly Change[]): string {
  const disabling = changes.filter(({ kind }) => kind === 'disable-keys');
  const gone = disabling.length > 0 && disabling.every(({ status }) => status === 'done');
  return gone ? 'Who lost access with the keys' : 'Who loses access when keys go';
}
