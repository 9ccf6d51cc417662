import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export interface Passed {
  has(name: string): boolean;
  add(name: string): void;
}

/** Names kept one a line in a file, written at once, so that a killed run loses nothing; without a file, none. */
export function passedIn(file: string | undefined): Passed {
  if (file === undefined) return { has: () => false, add: () => undefined };
  const before = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  return {
    has: (name) => before.has(name),
    add: (name) => {
      appendFileSync(file, `${name}\n`);
    },
  };
}
