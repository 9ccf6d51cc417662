import { count } from '../domain/count.ts';
import type { Report } from '../domain/report.ts';
import { STATE_WORDS } from '../domain/set-up-step.ts';
import { codeBlock, text } from './escape.ts';
import type { Part } from './sections.ts';

const SIGNS = { done: '✅', missing: '❌', unseen: '👀', unknown: '❓' } as const;

/** When sign-in failed: what a green gate needs, step by step, each with its commands. */
export function setUpSection({ setUp = [] }: Report): readonly Part[] {
  if (setUp.length === 0) return [];
  return [
    {
      open: '### What a green gate needs\n\n',
      items: setUp.map(({ title, state, say, commands }, index) => {
        const lines = say.split('\n').map((line) => text(line, 1500));
        return [
          `**${index + 1}. ${text(title)}**: ${SIGNS[state]} ${STATE_WORDS[state]}`,
          ...lines,
          ...(commands.length === 0 ? [] : [codeBlock(commands.join('\n'), 'sh')]),
          '',
        ].join('\n\n');
      }),
      close: '\n',
      left: (left) => `and ${count(left, 'more step')}: see the log.\n\n`,
      share: 0.2,
    },
  ];
}
