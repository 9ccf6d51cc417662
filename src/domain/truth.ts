/** `maybe`: the data at hand does not decide it. */
export type Truth = 'yes' | 'maybe' | 'no';

/** Is at least one of them so? */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('maybe') ? 'maybe' : 'no';
}

/** Are all of them so? */
export function allOf(truths: readonly Truth[]): Truth {
  return not(anyOf(truths.map(not)));
}

export function not(truth: Truth): Truth {
  if (truth === 'maybe') return 'maybe';
  return truth === 'yes' ? 'no' : 'yes';
}
