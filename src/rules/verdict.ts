import { evidence, fix, NOT_JUDGED, type FixParts, type Verdict } from '../domain/finding.ts';
import type { Unknown } from '../domain/observation.ts';

interface Told {
  readonly expected: string;
  readonly seen: string | readonly string[];
  readonly why?: string;
}

/** What a verdict is about, when it is not the account alone. */
export type About = Pick<Verdict, 'resource' | 'principals'>;

export function pass(message: string, told: Told, about: About = {}): Verdict {
  return { status: 'pass', message, evidence: evidence(told), ...about };
}

export function fail(message: string, told: Told, remedy: FixParts, about: About = {}): Verdict {
  return { status: 'fail', message, evidence: evidence(told), fix: fix(remedy), ...about };
}

export function skipped(message: string, about: About = {}, told?: Told): Verdict {
  return { status: 'skipped', message, ...(told ? { evidence: evidence(told) } : {}), ...about };
}

export function undecided(
  message: string,
  told: Told,
  remedy?: FixParts,
  about: About = {},
): Verdict {
  return {
    status: 'unknown',
    message,
    evidence: evidence(told),
    ...(remedy ? { fix: fix(remedy) } : {}),
    ...about,
  };
}

/** What a rule asks could not be read. `question` completes "It could not be determined ..."; `seen` is what was read. */
export function cannotTell(
  question: string,
  reason: Unknown,
  about: About = {},
  seen: readonly string[] = [],
): Verdict {
  const missing =
    reason.action === undefined
      ? []
      : [`Missing permission: ${reason.action} at ${reason.scope ?? 'an unnamed scope'}`];
  return {
    status: 'unknown',
    message: `It could not be determined ${question}: ${reason.message}`,
    evidence: evidence({
      expected: 'what the rule asks about can be read',
      seen: [...seen, reason.message, ...missing],
      why: 'What was not seen is not taken for a pass.',
    }),
    ...remedyOf(reason),
    ...about,
  };
}

/** Nothing of the resource was read, so that every rule has the same to say. */
export function notJudged(title: string, reason: Unknown): Verdict {
  return {
    status: 'unknown',
    message: `${NOT_JUDGED}${reason.message}`,
    evidence: evidence({
      expected: title,
      seen: reason.message,
      why: 'What was not seen is not taken for a pass.',
    }),
    ...remedyOf(reason),
  };
}

function remedyOf({ remedy, commands, missing }: Unknown): { readonly fix?: string } {
  if (remedy === undefined) return {};
  const ready = commands?.join('\n');
  return {
    fix: fix({
      say: remedy,
      // What the workflow lacks is written into its file, all else is run.
      ...(ready !== undefined && { [missing === 'workflow' ? 'Code' : 'az']: ready }),
    }),
  };
}
