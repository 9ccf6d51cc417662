import { styleText } from 'node:util';
import { isMissing, STATE_WORDS, type SetUpStep } from '../domain/set-up-step.ts';
import { visible } from './escape.ts';

const PAINT = { done: 'green', missing: 'red', unseen: 'yellow', unknown: 'yellow' } as const;

/** Numbered steps for a log or a terminal; commands stand on lines of their own, unbroken, to be copied. */
export function renderSteps(
  resource: string,
  steps: readonly SetUpStep[],
  { colour }: { readonly colour: boolean },
): string {
  const blocks = steps.map(({ title, state, say, commands }, index) => {
    const word = STATE_WORDS[state];
    const sign = colour ? styleText(PAINT[state], word, { validateStream: false }) : word;
    return [
      `${index + 1}. ${title}: ${sign}`,
      ...indented(say),
      ...commands.flatMap((command) => indented(command, '     ')),
    ].join('\n');
  });
  const missing = steps.filter(isMissing).length;
  const unseen = steps.filter(({ state }) => state === 'unseen').length;
  const end =
    missing + unseen === 0
      ? 'Nothing is missing.'
      : `${missing} missing or not determined, ${unseen} to look at yourself. Nothing was changed.`;
  return `What a green gate on ${visible(resource)} needs\n\n${blocks.join('\n\n')}\n\n${end}\n`;
}

function indented(text: string, by = '   '): readonly string[] {
  return text === ''
    ? []
    : visible(text)
        .split('\n')
        .map((line) => `${by}${line}`);
}
