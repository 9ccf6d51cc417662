/** One thing that a workflow needs to get to a green gate. */
export interface SetUpStep {
  readonly title: string;
  /** `unseen`: not this run's to see. `unknown`: the check could not determine it. */
  readonly state: 'done' | 'missing' | 'unseen' | 'unknown';
  readonly say: string;
  /** Ready to paste, in order. */
  readonly commands: readonly string[];
}

/** What could not be determined is not there until it is seen. */
export function isMissing({ state }: SetUpStep): boolean {
  return state === 'missing' || state === 'unknown';
}

/** In words, for each output to mark in its own way. */
export const STATE_WORDS: Readonly<Record<SetUpStep['state'], string>> = {
  done: 'ok',
  missing: 'missing',
  unseen: 'look yourself',
  unknown: 'not determined',
};
