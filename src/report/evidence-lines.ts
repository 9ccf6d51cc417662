import type { Finding } from '../domain/finding.ts';

/**
 * What a finding was judged by, without what its message says already: a right that is missing is named there.
 * @param several the finding stands for other rules too, and what is expected is of one rule
 */
export function evidenceLines(
  { evidence = '', message, status }: Finding,
  several = false,
): readonly string[] {
  const isSaid = (line: string): boolean =>
    line.startsWith('Seen: ') && message.includes(line.slice('Seen: '.length));
  return evidence
    .split('\n')
    .filter((line) => line !== '' && !isSaid(line))
    .filter((line) => status !== 'unknown' || !line.startsWith('Seen: Missing permission: '))
    .filter((line) => !several || !line.startsWith('Expected: '));
}
