/** Why something could not be determined. Each kind has its own remedy and is never a pass. */
export type UnknownKind =
  | 'denied'
  | 'throttled'
  | 'network'
  | 'timeout'
  | 'malformed'
  | 'unavailable'
  | 'not-found'
  | 'not-signed-in';

export interface Unknown {
  readonly kind: UnknownKind;
  /** One sentence: what was asked and what came back. */
  readonly message: string;
  /** One sentence or command: what the reader does about it. */
  readonly remedy?: string;
  /** What the remedy needs, ready to paste, in order. */
  readonly commands?: readonly string[];
  /** For `not-signed-in`: which part of the set-up is missing, when the refusal tells. */
  readonly missing?: 'identity' | 'federation' | 'workflow';
  /** For `denied`: the action that is missing, e.g. `Microsoft.CognitiveServices/accounts/read`. */
  readonly action?: string;
  /** For `denied`: the ARM scope at which it is missing. */
  readonly scope?: string;
}

/** What was asked of Azure: known, or unknown with the reason. A rule cannot read one without meeting the other. */
export type Observation<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: Unknown };

export function known<T>(value: T): Observation<T> {
  return { known: true, value };
}

export function unknown(reason: Unknown): { readonly known: false; readonly reason: Unknown } {
  return { known: false, reason };
}

export function map<A, B>(observation: Observation<A>, change: (value: A) => B): Observation<B> {
  return observation.known ? known(change(observation.value)) : observation;
}

export function chain<A, B>(
  observation: Observation<A>,
  next: (value: A) => Observation<B>,
): Observation<B> {
  return observation.known ? next(observation.value) : observation;
}

type Values<O extends Record<string, Observation<unknown>>> = {
  readonly [K in keyof O]: O[K] extends Observation<infer T> ? T : never;
};

/** All known, or the first that is not, in the order given. */
export function join<O extends Record<string, Observation<unknown>>>(
  observations: O,
): Observation<Values<O>> {
  const values: Record<string, unknown> = {};
  for (const [name, observation] of Object.entries(observations)) {
    if (!observation.known) return observation;
    values[name] = observation.value;
  }
  return known(values as Values<O>);
}

/** Every element known, or the first that is not. */
export function all<T>(observations: readonly Observation<T>[]): Observation<readonly T[]> {
  const values: T[] = [];
  for (const observation of observations) {
    if (!observation.known) return observation;
    values.push(observation.value);
  }
  return known(values);
}
