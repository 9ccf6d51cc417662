/**
 * Azure's action wildcard: `*` stands for any run of characters, slashes too, and letter case is ignored.
 * Matched part by part, so that no pattern can make it slow.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const value = text.toLowerCase();
  const parts = pattern.toLowerCase().split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return value === first;
  const last = parts.at(-1) ?? '';
  const end = value.length - last.length;
  if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
