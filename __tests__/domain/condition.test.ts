import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayRestrict } from '../../src/domain/condition.ts';
import { matchesWildcard } from '../../src/domain/wildcard.ts';
import { delegation } from './built-in-roles.ts';

const CHAT = 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action';
const guard = (action: string): string => `!(ActionMatches{'${action}'})`;
const OTHER = 'Microsoft.Authorization/roleAssignments/write';
const ASKS = "@Request[a:b] StringEquals 'c'";

const mayRestrictChat = (condition: string): boolean =>
  mayRestrict(condition, (pattern) => matchesWildcard(pattern, CHAT));

/** A condition in which every pair is bracketed, and what it says to a request that answers all else with no. */
interface Formula {
  readonly text: string;
  readonly holds: boolean;
}
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Formula>(
      { text: guard(OTHER), holds: true },
      { text: guard(CHAT), holds: false },
      { text: `ActionMatches{'${OTHER}'}`, holds: false },
      { text: ASKS, holds: false },
    ),
    fc
      .tuple(tie('formula'), fc.constantFrom('AND', 'OR'), tie('formula'))
      .map(([left, word, right]) => ({
        text: `(${left.text}) ${word} (${right.text})`,
        holds: word === 'AND' ? left.holds && right.holds : left.holds || right.holds,
      })),
    tie('formula').map(({ text, holds }) => ({ text: `!(${text})`, holds: !holds })),
    tie('formula').map(({ text, holds }) => ({ text: `(${text})`, holds })),
  ),
}));

describe('a condition of a role definition', () => {
  it.each([
    ['the delegation that the Foundry roles carry', delegation('g1', 'g2')],
    ['one guard', `((${guard(OTHER)}) OR (${ASKS}))`],
    [
      'guards in other letter case and spacing',
      `( ( ! ( actionmatches { '${OTHER}' } ) )  or  (${ASKS}) )`,
    ],
    ['several guarded actions', `((${guard(OTHER)} AND ${guard('Microsoft.X/*')}) OR (${ASKS}))`],
    [
      'guards over several lines',
      `(\n (\n  !(ActionMatches{'${OTHER}'})\n )\n OR\n (\n  ${ASKS}\n )\n)`,
    ],
    ['a clause within more brackets', `( ( ((${guard(OTHER)}) OR (${ASKS})) ) )`],
    ['a clause after spaces', `(  ((${guard(OTHER)}) OR (${ASKS})))`],
    ['a clause without brackets', `${guard(OTHER)} OR (${ASKS})`],
    ['a guard without brackets', `(${guard(OTHER)} OR (${ASKS}))`],
    ['more than two alternatives', `((${guard(OTHER)}) OR (${ASKS}) OR (${ASKS}))`],
    [
      'names that hold the words',
      `((!(ActionMatches{'Contoso.Or/and/or'})) OR (@Request[Contoso.And/or:and] StringEquals 'c'))`,
    ],
    [
      'brackets within quotes',
      `((${guard(OTHER)}) OR (@Request[a:b] StringEquals ')))')) AND ((${guard(OTHER)}) OR (${ASKS}))`,
    ],
    [
      'brackets and words within quotes',
      `((${guard(OTHER)}) OR (@Request[a:b] StringEquals 'x)) AND ((y'))`,
    ],
    ['words within quotes', `((${guard(OTHER)}) OR (@Request[a:b] StringEquals 'x) AND (y'))`],
  ])('leaves the action alone: %s', (_title, condition) => {
    expect(mayRestrictChat(condition)).toBe(false);
  });

  it.each([
    ['it asks of every request', `(${ASKS})`],
    ['it guards the action itself', `((${guard(CHAT)}) OR (${ASKS}))`],
    [
      'it guards the action by a wildcard',
      `((${guard('Microsoft.CognitiveServices/*')}) OR (${ASKS}))`,
    ],
    ['one of its clauses asks of every request', `((${guard(OTHER)}) OR (${ASKS})) AND (${ASKS})`],
    [
      'one of several guards names the action',
      `((${guard(OTHER)} AND ${guard(CHAT)}) OR (${ASKS}))`,
    ],
    ['the guard is not negated', `((ActionMatches{'${OTHER}'}) OR (${ASKS}))`],
    ['the guard is joined by AND', `((${guard(OTHER)}) AND (${ASKS}))`],
    ['it excludes the whole of a clause', `!((${guard(OTHER)}) OR (${ASKS}))`],
    ['it is a guard and nothing else', `(${guard(OTHER)})`],
    ['the guard stands inside of other text', `((x ${guard(OTHER)}) OR (${ASKS}))`],
    ['other text follows the guard', `((${guard(OTHER)} x) OR (${ASKS}))`],
    ['the other side has no brackets of its own', `(${guard(OTHER)}) OR ${ASKS}`],
    ['AND binds the other side', `((${guard(OTHER)}) OR (${ASKS}) && (${ASKS}))`],
    ['the whole is negated', `((${guard(OTHER)}) OR !(${ASKS}))`],
    ['one of the other sides has none', `((${guard(OTHER)}) OR (${ASKS}) OR ${ASKS})`],
    ['the guard stands within quotes', `('${guard(OTHER).replaceAll("'", '"')}') OR (${ASKS})`],
    ['the words are parts of names', `((${guard(OTHER)})OR_(${ASKS}))`],
    ['it begins with OR', `OR (${ASKS})`],
    ['it ends with OR', `(${guard(OTHER)}) OR`],
    ['a clause is missing', `((${guard(OTHER)}) OR (${ASKS})) AND`],
    ['the guard names no action', `((!(ActionMatches{})) OR (${ASKS}))`],
    [
      'its brackets close twice',
      `((${guard(OTHER)}) OR (${ASKS}))) AND (((${guard(OTHER)}) OR (${ASKS}))`,
    ],
    ['its brackets do not match', `((${guard(OTHER)}) OR (${ASKS})`],
    ['its brackets close first', `)(${guard(OTHER)}) OR (${ASKS}`],
    ['a quote is not closed', `((${guard(OTHER)}) OR (@Request[a:b] StringEquals 'c))`],
    ['it is empty', ''],
    ['it is another language', 'true'],
    ['sub-operations are guarded', `((!(SubOperationMatches{'${OTHER}'})) OR (${ASKS}))`],
  ])('may restrict the action: %s', (_title, condition) => {
    expect(mayRestrictChat(condition)).toBe(true);
  });

  it('speaks of the action as its caller says', () => {
    const condition = `((${guard(OTHER)} AND ${guard('Contoso/*')}) OR (${ASKS}))`;
    const asked: string[] = [];
    const names = (pattern: string): boolean => {
      asked.push(pattern);
      return pattern === 'Contoso/*';
    };
    expect(mayRestrict(condition, names)).toBe(true);
    expect(asked).toEqual([OTHER, 'Contoso/*']);
  });

  it('rules nothing out that evaluates to false for the action', () => {
    fc.assert(
      fc.property(formula, ({ text, holds }) => holds || mayRestrictChat(text)),
      { numRuns: 2_000 },
    );
  });

  it('rules nothing out whose brackets or quotes do not match', () => {
    fc.assert(
      fc.property(formula, fc.nat(), fc.constantFrom('(', ')', "'", '{', '}'), (one, at, mark) => {
        const head = one.text.slice(0, at % (one.text.length + 1));
        fc.pre(head.split("'").length % 2 === 1);
        const broken = `${head}${mark}${one.text.slice(head.length)}`;
        expect(mayRestrictChat(broken)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
