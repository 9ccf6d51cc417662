import { describe } from '@jest/globals';
import type { PolicyGuard } from '../../src/domain/authorization.ts';
import { known } from '../../src/domain/observation.ts';
import { account, DENIED, ID } from './builders.ts';
import { holds } from './table.ts';

const DEPLOY = '55eff01b-f2bd-4c32-9203-db285f709d30';
const guard = (change: Partial<PolicyGuard> = {}): PolicyGuard => ({
  assignmentId:
    '/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/policyAssignments/keyless',
  assignmentName: 'Keyless',
  scope: '/subscriptions/11111111-1111-1111-1111-111111111111',
  definitionGuid: '71ef260a-8f18-47b7-abcb-62d0673d94dc',
  effect: 'Audit',
  enforced: true,
  ...change,
});
const guards = (...list: Partial<PolicyGuard>[]) => ({ policies: known(list.map(guard)) });

describe('policy-guardrail', () => {
  holds('policy-guardrail', [
    {
      when: 'a policy audits',
      facts: guards({}),
      says: 'pass',
      shows: [/^Azure Policy guards key-based authentication \(Audit\)\.$/m, 'Keyless'],
    },
    {
      when: 'a policy denies, in another letter case',
      facts: guards({ effect: 'deny' }),
      says: 'pass',
    },
    {
      when: 'the account is exempt from the one that denies',
      facts: guards({ effect: 'Deny', lifted: { certain: true, by: 'the policy exemption E' } }),
      says: 'fail',
      shows: ['exempt', ', lifted by the policy exemption E'],
    },
    {
      when: 'the account is exempt from one, and the other is disabled',
      facts: guards(
        { effect: 'Disabled' },
        { effect: 'Deny', lifted: { certain: true, by: 'the policy exemption E' } },
      ),
      says: 'fail',
      shows: ['The account is exempt'],
    },
    {
      when: 'the account is exempt from one, and may be from the other',
      facts: guards(
        { effect: 'Deny', lifted: { certain: true, by: 'the policy exemption E' } },
        { effect: 'Audit', lifted: { certain: false, by: 'the policy exemption F' } },
      ),
      says: 'unknown',
      shows: [
        'may be lifted by the policy exemption F',
        'perhaps lifted by the policy exemption F',
      ],
    },
    {
      when: 'the account is exempt from one of two',
      facts: guards(
        { effect: 'Deny', lifted: { certain: true, by: 'the policy exemption E' } },
        { effect: 'Audit' },
      ),
      says: 'pass',
      shows: ['(Audit)'],
    },
    {
      when: 'an exemption may hold',
      facts: guards({ lifted: { certain: false, by: 'the policy exemption E' } }),
      says: 'unknown',
      shows: ['may be lifted by the policy exemption E'],
    },
    {
      when: 'exemptions may not be read',
      facts: guards(
        { effect: 'Disabled' },
        { lifted: { certain: false, by: 'a policy exemption', unread: DENIED.reason } },
      ),
      says: 'unknown',
      shows: [DENIED.reason.message],
    },
    {
      when: 'the account is exempt from one, and from another exemptions may not be read',
      facts: guards(
        { effect: 'Deny', lifted: { certain: true, by: 'the policy exemption E' } },
        { lifted: { certain: false, by: 'a policy exemption', unread: DENIED.reason } },
      ),
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
    {
      when: 'an exemption may hold from one that guards nothing',
      facts: guards({ effect: 'Disabled', lifted: { certain: false, by: 'E' } }),
      says: 'fail',
    },
    {
      when: 'exemptions may not be read from one that guards nothing',
      facts: guards({
        effect: 'Disabled',
        lifted: { certain: false, by: 'a policy exemption', unread: DENIED.reason },
      }),
      says: 'fail',
    },
    {
      when: 'several guard, in any order',
      facts: guards(
        { effect: 'Modify', assignmentName: 'B' },
        { effect: 'Deny', assignmentName: 'C' },
        { effect: 'Modify', assignmentName: 'A' },
      ),
      says: 'pass',
      shows: ['(Deny, Modify)', /A \([^)]+\): effect Modify, def[^]*B \([^]*C \(/],
      hides: ['Warning'],
    },
    {
      when: 'one of two deployments is the built-in one',
      facts: guards(
        { effect: 'DeployIfNotExists', definitionGuid: 'custom' },
        { effect: 'DeployIfNotExists', definitionGuid: DEPLOY },
      ),
      says: 'pass',
      shows: ['publicNetworkAccess to Disabled'],
      hides: ['was not read', 'custom subdomain'],
    },
    {
      when: 'the built-in deployment meets an account whose network access is not told',
      facts: {
        ...guards({ effect: 'DeployIfNotExists', definitionGuid: DEPLOY }),
        account: known(account({ publicNetworkAccess: undefined })),
      },
      says: 'pass',
      shows: ['publicNetworkAccess to Disabled'],
    },
    {
      when: 'the built-in deployment guards an account that may not be read',
      facts: {
        ...guards({ effect: 'DeployIfNotExists', definitionGuid: DEPLOY }),
        account: DENIED,
      },
      says: 'pass',
      shows: [/^Azure Policy guards key-based authentication \(DeployIfNotExists\)\.$/m],
    },
    { when: 'a policy modifies', facts: guards({ effect: 'Modify' }), says: 'pass' },
    {
      when: 'a management group above assigns it',
      facts: guards({ scope: '/providers/Microsoft.Management/managementGroups/mg' }),
      says: 'pass',
      shows: ['management group'],
    },
    {
      when: 'there is none',
      says: 'fail',
      shows: [
        'No Azure Policy assignment guards',
        'no assignment that is about disableLocalAuth',
        '--policy 71ef260a-8f18-47b7-abcb-62d0673d94dc --scope /subscriptions/11111111-1111-1111-1111-111111111111',
        'Microsoft.Authorization/policyAssignments@',
      ],
    },
    {
      when: 'its effect is Disabled',
      facts: guards({ effect: 'Disabled' }),
      says: 'fail',
      shows: ['effect Disabled', 'assignments about key-based authentication are not enforced'],
      hides: ['DoNotEnforce', 'No Azure Policy assignment', 'no assignment that is'],
    },
    {
      when: 'it is not enforced',
      facts: guards({ effect: 'Deny', enforced: false }),
      says: 'fail',
      shows: ['enforcementMode DoNotEnforce'],
    },
    {
      when: 'one is not enforced and another is',
      facts: guards({ enforced: false, effect: 'Deny' }, { effect: 'Modify' }),
      says: 'pass',
      shows: ['(Modify)'],
      hides: ['(Deny'],
    },
    {
      when: 'it is assigned beside the account',
      facts: guards({ scope: `${ID.text}-2` }),
      says: 'fail',
    },
    {
      when: 'its effect could not be resolved',
      facts: guards({ effect: '' }),
      says: 'unknown',
      shows: ['effect not known'],
    },
    {
      when: 'the built-in deployment would rewrite subdomain and network access',
      facts: {
        ...guards({ effect: 'DeployIfNotExists', definitionGuid: DEPLOY }),
        account: known(account({ customSubdomain: 'other' })),
      },
      says: 'pass',
      shows: [
        'sets the custom subdomain to contoso-ai',
        'another than other',
        'publicNetworkAccess',
      ],
    },
    {
      when: 'the built-in deployment would set a subdomain that is not there',
      facts: {
        ...guards({ effect: 'DeployIfNotExists', definitionGuid: DEPLOY.toUpperCase() }),
        account: known(account({ customSubdomain: undefined })),
      },
      says: 'pass',
      shows: ['not reversible'],
    },
    {
      when: 'the built-in deployment would change nothing',
      facts: {
        ...guards({ effect: 'DeployIfNotExists', definitionGuid: DEPLOY }),
        account: known(account({ publicNetworkAccess: 'Disabled', customSubdomain: 'CONTOSO-AI' })),
      },
      says: 'pass',
      shows: [/^Azure Policy guards key-based authentication \(DeployIfNotExists\)\.$/m],
    },
    {
      when: 'a deployment of their own may set more',
      facts: guards({ effect: 'DeployIfNotExists', definitionGuid: 'custom' }),
      says: 'pass',
      shows: ['was not read'],
    },
    {
      when: 'policy assignments may not be read',
      facts: { policies: DENIED },
      says: 'unknown',
      shows: ['Missing permission: Some/action at /some/scope'],
    },
  ]);
});
