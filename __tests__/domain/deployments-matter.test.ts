import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Deployment } from '../../src/domain/account.ts';
import { deploymentsMatter } from '../../src/domain/deployments-matter.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { known, unknown } from '../../src/domain/observation.ts';
import { assignToGroups } from '../../src/rules/assign-to-groups.ts';
import { inferenceRole } from '../../src/rules/inference-role.ts';
import {
  ALICE,
  APP,
  DENIED,
  ID,
  TEAM,
  account,
  assignment,
  facts,
  required,
  settings,
} from '../rules/builders.ts';
import { BUILT_IN, BUILT_IN_CATALOGUE } from './built-in-roles.ts';

const NOT_ASKED = unknown({ kind: 'unavailable', message: 'not asked' });
const held = fc.record({
  roleGuid: fc.oneof(
    {
      arbitrary: fc.constantFrom(BUILT_IN.cognitiveServicesUser.guid, BUILT_IN.reader.guid),
      weight: 3,
    },
    { arbitrary: fc.constantFrom(...Object.values(BUILT_IN).map(({ guid }) => guid)), weight: 1 },
  ),
  principalId: fc.constantFrom(ALICE, TEAM, APP),
  principalType: fc.constantFrom('User', 'Group', 'ServicePrincipal'),
  condition: fc.option(fc.constant("@Resource[x:y] StringEquals 'z'"), { nil: undefined, freq: 8 }),
});
const deployment: fc.Arbitrary<Deployment> = fc.record({
  name: fc.constant('one'),
  modelFormat: fc.constantFrom('OpenAI', 'DeepSeek'),
  modelName: fc.constantFrom('gpt-4o', 'text-embedding-3-large', 'whisper', 'dall-e-3', 'r1'),
});

function matters(seen: AccountFacts, principals: readonly string[]): boolean {
  return deploymentsMatter(account(), { ...seen, required: principals });
}

describe('whether the deployments have to be asked for', () => {
  it('no verdict on who may call the account would be another one when they need not be', () => {
    let spared = 0;
    fc.assert(
      fc.property(
        fc.array(held, { maxLength: 4 }),
        fc.array(held, { maxLength: 2 }),
        fc.array(deployment, { maxLength: 3 }),
        fc.subarray([required('Group', TEAM), required('ServicePrincipal', APP)]),
        (direct, throughGroups, deployments, principals) => {
          const rows = direct.map(({ condition, ...row }) =>
            assignment({ ...row, ...(condition === undefined ? {} : { condition }) }),
          );
          const seen = facts({
            assignments: known(rows),
            reach: new Map([
              [
                APP,
                known(
                  throughGroups.map(({ roleGuid }) =>
                    assignment({ roleGuid, principalId: TEAM, principalType: 'Group' }),
                  ),
                ),
              ],
            ]),
          });
          if (
            matters(
              seen,
              principals.map(({ objectId }) => objectId),
            )
          )
            return;
          spared += 1;
          const verdicts = (of: AccountFacts): unknown =>
            [inferenceRole, assignToGroups].flatMap((rule) =>
              rule
                .judge(of, settings({ principals }))
                .map(({ status, resource }) => ({ status, resource })),
            );
          expect(verdicts({ ...seen, deployments: NOT_ASKED })).toEqual(
            verdicts({ ...seen, deployments: known(deployments) }),
          );
        },
      ),
      { numRuns: 3_000 },
    );
    expect(spared).toBeGreaterThan(50);
  });

  const everything = BUILT_IN.cognitiveServicesUser.guid;
  it.each<[string, boolean, Partial<AccountFacts>, readonly string[]]>([
    ['nobody holds anything', false, {}, []],
    [
      'a user may do all',
      false,
      { assignments: known([assignment({ roleGuid: everything })]) },
      [],
    ],
    [
      'a user may call OpenAI models only',
      true,
      { assignments: known([assignment({ roleGuid: BUILT_IN.openAiUser.guid })]) },
      [],
    ],
    [
      'a group may call OpenAI models only',
      false,
      {
        assignments: known([
          assignment({ roleGuid: BUILT_IN.openAiUser.guid, principalType: 'Group' }),
        ]),
      },
      [],
    ],
    [
      'a required group may call OpenAI models only, and do all besides',
      true,
      {
        assignments: known(
          [everything, BUILT_IN.openAiUser.guid].map((roleGuid) =>
            assignment({ roleGuid, principalId: TEAM.toUpperCase(), principalType: 'Group' }),
          ),
        ),
      },
      [TEAM],
    ],
    [
      'another group than the required one may do all',
      true,
      {
        assignments: known([
          assignment({ roleGuid: everything, principalId: APP, principalType: 'Group' }),
        ]),
      },
      [TEAM],
    ],
    [
      'a required application holds a role that allows nothing',
      true,
      { reach: new Map([[APP, known([assignment({ roleGuid: BUILT_IN.reader.guid })])]]) },
      [APP.toUpperCase()],
    ],
    [
      'a required application may do all, through a group',
      false,
      { reach: new Map([[APP, known([assignment({ roleGuid: everything, principalId: TEAM })])]]) },
      [APP.toUpperCase()],
    ],
    ['a required group holds nothing: which role it needs depends on them', true, {}, [TEAM]],
    [
      'a required group may do all',
      false,
      {
        assignments: known([
          assignment({ roleGuid: everything, principalId: TEAM, principalType: 'Group' }),
        ]),
      },
      [TEAM],
    ],
    [
      'a grant is conditional',
      true,
      {
        assignments: known([
          assignment({ roleGuid: everything, condition: "@Resource[a:b] StringEquals 'c'" }),
        ]),
      },
      [],
    ],
    [
      'a role could not be read',
      true,
      { assignments: known([assignment({ roleGuid: 'gone' })]) },
      [],
    ],
    ['roles are unknown', true, { roles: DENIED }, []],
    [
      'a deny assignment may take away one kind of model',
      true,
      {
        denies: known([
          {
            id: 'd',
            name: 'd',
            scope: ID.text,
            permissions: [],
            principals: [],
            excludePrincipals: [],
            doNotApplyToChildScopes: false,
          },
        ]),
      },
      [],
    ],
    ['what reaches an identity is unknown', true, { reach: new Map([[APP, DENIED]]) }, []],
  ])('%s: %p', (_, expected, change, principals) => {
    expect(matters(facts({ roles: known(BUILT_IN_CATALOGUE), ...change }), principals)).toBe(
      expected,
    );
  });
});
