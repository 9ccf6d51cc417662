import { describe, expect, it } from '@jest/globals';
import { mayRestrict } from '../../src/domain/condition.ts';
import { delegation } from './built-in-roles.ts';

const CHAT = 'Microsoft.CognitiveServices/accounts/OpenAI/deployments/chat/completions/action';
const guard = (action: string): string => `!(ActionMatches{'${action}'})`;
const OTHER = 'Microsoft.Authorization/roleAssignments/write';
const ASKS = "@Request[a:b] StringEquals 'c'";

describe('a condition of a role definition', () => {
  it.each([
    ['the delegation that the Foundry roles carry', delegation('g1', 'g2')],
    ['one guard', `((${guard(OTHER)}) OR (${ASKS}))`],
    [
      'guards in other letter case and spacing',
      `( ( ! ( actionmatches { '${OTHER}' } ) )  or  (${ASKS}) )`,
    ],
    ['several guarded actions', `((${guard(OTHER)} AND ${guard('Microsoft.X/*')}) OR (${ASKS}))`],
    ['words within quotes', `((${guard(OTHER)}) OR (@Request[a:b] StringEquals 'x) AND (y'))`],
  ])('leaves the action alone: %s', (_title, condition) => {
    expect(mayRestrict(condition, CHAT)).toBe(false);
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
    ['its brackets do not match', `((${guard(OTHER)}) OR (${ASKS})`],
    ['its brackets close first', `)(${guard(OTHER)}) OR (${ASKS}`],
    ['a quote is not closed', `((${guard(OTHER)}) OR (@Request[a:b] StringEquals 'c))`],
    ['it is empty', ''],
    ['it is another language', 'true'],
    ['sub-operations are guarded', `((!(SubOperationMatches{'${OTHER}'})) OR (${ASKS}))`],
  ])('may restrict the action: %s', (_title, condition) => {
    expect(mayRestrict(condition, CHAT)).toBe(true);
  });
});
