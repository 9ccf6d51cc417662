/**
 * A path pattern as a regular expression with named groups: `{name}` is one segment, `{name...}` any
 * number of them, none too. Letter case is ignored.
 */
export function compile(path: string): RegExp {
  const source = path
    .split('/')
    .map((segment) => {
      const rest = /^\{(\w+)\.\.\.\}$/.exec(segment)?.[1];
      if (rest !== undefined) return `(?<${rest}>.*)`;
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      return name === undefined
        ? segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
        : `(?<${name}>[^/]+)`;
    })
    .join('/');
  return new RegExp(`^${source}/?$`, 'i');
}
