import { createRequire } from 'node:module';

/**
 * Stands in front of the npm package `undici` in the bundle: the toolkit imports it for proxies and for
 * Octokit's fetch, and it is most of what the entry would have to load before its first request. It is a
 * file of its own in dist/, which is loaded when one of the two is first used.
 */
interface Undici {
  readonly ProxyAgent: new (...args: readonly unknown[]) => object;
  readonly fetch: (...args: readonly unknown[]) => Promise<unknown>;
}

let loaded: Undici | undefined;
function undici(): Undici {
  // The name is not written out, so that the bundler leaves the file where it is.
  const beside = ['.', 'undici.cjs'].join('/');
  loaded ??= createRequire(import.meta.url)(beside) as Undici;
  return loaded;
}

/** Called with `new`: what it returns is what the caller gets. */
export function ProxyAgent(...args: readonly unknown[]): object {
  return new (undici().ProxyAgent)(...args);
}

export function fetch(...args: readonly unknown[]): Promise<unknown> {
  return undici().fetch(...args);
}
