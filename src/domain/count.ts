/** `1 file`, `2 files`: a number and its noun, as a message shows them. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
