import type { Entries } from './expression.ts';
import type { Scope } from './program.ts';

/** Place from which names are looked up. */
export interface Place {
  readonly scope: Scope;
  readonly at: number;
}

/** An object literal and the place from which its values are looked up. */
export interface Placed {
  readonly entries: Entries;
  readonly place: Place;
}
