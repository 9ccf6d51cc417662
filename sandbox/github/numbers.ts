/** A positive whole number from a query, or the default; GitHub ignores what is none. */
export function positive(text: string | null, byDefault: number): number {
  const value = Number(text ?? '');
  return Number.isInteger(value) && value > 0 ? value : byDefault;
}
