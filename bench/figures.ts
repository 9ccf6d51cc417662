export interface Figure {
  readonly name: string;
  readonly value: number;
  /** The value may not be over it. */
  readonly bound: number;
  readonly unit: string;
}

export function show({ name, value, bound, unit }: Figure): string {
  const rounded = Number.isInteger(value) ? String(value) : value.toFixed(2);
  return `${value <= bound ? 'ok  ' : 'OVER'} ${name}: ${rounded}${unit} (bound ${bound}${unit})`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * The longest chain of requests of which each arrived after the one before was answered: an upper bound of
 * the round trips that had to wait for each other.
 * @param arrivals epoch milliseconds
 */
export function sequentialRoundTrips(arrivals: readonly number[], latencyMs: number): number {
  let count = 0;
  let freeAt = Number.NEGATIVE_INFINITY;
  for (const at of [...arrivals].sort((a, b) => a - b)) {
    if (at < freeAt) continue;
    count += 1;
    freeAt = at + latencyMs;
  }
  return count;
}
