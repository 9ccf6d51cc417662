/**
 * Globs of the policy file: `*` is any run of characters but `/`, `**` any number of whole segments,
 * `?` one character; everything else stands for itself. Matched by two pointers and not by a regular
 * expression: names of Azure resources and files are untrusted, and no name may make a glob slow.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return matchSequence(
    glob.split('/'),
    path.split('/'),
    (segment) => segment === '**',
    (pattern, segment) =>
      matchSequence(
        Array.from(pattern),
        Array.from(segment),
        (character) => character === '*',
        (one, other) => one === '?' || one === other,
      ),
  );
}

/**
 * Does an Azure resource id match? Letter case does not count. A glob without `/` is compared with the
 * name of the account, so that `contoso-*` means every account of that name and all that is below it;
 * so does a glob over the account's whole id. A hub goes by its name too. No other name in an id is compared: a
 * resource group, a management group or a connection that is called like an account is another thing.
 */
export function matchesResource(glob: string, id: string): boolean {
  const pattern = glob.toLowerCase().replace(/(?<!\/)\/+$/, '');
  const resource = id.toLowerCase();
  const hub = /\/providers\/microsoft\.machinelearningservices\/workspaces\/([^/]+)$/.exec(
    resource,
  );
  const account = /^.*?\/providers\/microsoft\.cognitiveservices\/accounts\/([^/]+)/.exec(resource);
  if (!pattern.includes('/')) {
    const name = account?.[1] ?? hub?.[1] ?? (resource.startsWith('/') ? undefined : resource);
    return name !== undefined && matchesGlob(pattern, name);
  }
  return matchesGlob(pattern, resource) || (account !== null && matchesGlob(pattern, account[0]));
}

/** Wildcard match in at most |pattern| times |text| steps: on a mismatch only the last wildcard takes one more. */
function matchSequence<T>(
  pattern: readonly T[],
  text: readonly T[],
  isWildcard: (item: T) => boolean,
  matches: (item: T, other: T) => boolean,
): boolean {
  let at = 0;
  let next = 0;
  let wildcard = -1;
  let resume = 0;
  while (at < text.length) {
    const item = pattern[next];
    const other = text[at];
    if (item !== undefined && isWildcard(item)) {
      wildcard = next++;
      resume = at;
    } else if (item !== undefined && other !== undefined && matches(item, other)) {
      next++;
      at++;
    } else if (wildcard >= 0) {
      next = wildcard + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return pattern.slice(next).every(isWildcard);
}
