import { styleText } from 'node:util';
import { visible } from '../report/escape.ts';
import type { SetUpStep } from './diagnosis.ts';
import type { Style } from './table.ts';

const SIGN = {
  done: ['ok', 'green'],
  missing: ['missing', 'red'],
  unseen: ['look yourself', 'yellow'],
  unknown: ['not determined', 'yellow'],
} as const;

/** Numbered steps; commands stand on lines of their own, unbroken, to be copied. */
export function renderSteps(
  resource: string,
  steps: readonly SetUpStep[],
  { colour }: Style,
): string {
  const blocks = steps.map(({ title, state, say, commands }, index) => {
    const [word, paint] = SIGN[state];
    const sign = colour ? styleText(paint, word, { validateStream: false }) : word;
    return [
      `${index + 1}. ${title}: ${sign}`,
      ...indented(say),
      ...commands.flatMap((command) => indented(command, '     ')),
    ].join('\n');
  });
  const missing = steps.filter(({ state }) => isMissing(state)).length;
  const unseen = steps.filter(({ state }) => state === 'unseen').length;
  const end =
    missing + unseen === 0
      ? 'Nothing is missing.'
      : `${missing} missing or not determined, ${unseen} to look at yourself. Nothing was changed.`;
  return `What a green gate on ${visible(resource)} needs\n\n${blocks.join('\n\n')}\n\n${end}\n`;
}

/** What could not be determined is not there until it is seen. */
export function isMissing(state: SetUpStep['state']): boolean {
  return state === 'missing' || state === 'unknown';
}

function indented(text: string, by = '   '): readonly string[] {
  return text === ''
    ? []
    : visible(text)
        .split('\n')
        .map((line) => `${by}${line}`);
}
