import type { PolicyDefinition, PolicySetDefinition } from '../world.ts';

/**
 * Built-in policies about key access of Azure AI services and their neighbours, cut to what decides them.
 * https://github.com/Azure/azure-policy/tree/master/built-in-policies/policyDefinitions
 */
const ACCOUNT = 'Microsoft.CognitiveServices/accounts';

export const BUILT_IN_POLICIES: readonly PolicyDefinition[] = [
  policy(
    '71ef260a-8f18-47b7-abcb-62d0673d94dc',
    'Azure AI Services resources should have key access disabled (disable local authentication)',
    ['Audit', 'Deny', 'Disabled'],
    {
      if: {
        anyOf: [
          {
            allOf: [
              { field: 'type', equals: ACCOUNT },
              { field: `${ACCOUNT}/disableLocalAuth`, notEquals: true },
            ],
          },
          {
            allOf: [
              { field: 'type', equals: 'Microsoft.Search/searchServices' },
              { field: 'Microsoft.Search/searchServices/disableLocalAuth', notEquals: true },
            ],
          },
        ],
      },
    },
  ),
  policy(
    '55eff01b-f2bd-4c32-9203-db285f709d30',
    'Configure Azure AI Services resources to disable local key access (disable local authentication)',
    ['DeployIfNotExists', 'Disabled'],
    {
      if: {
        allOf: [
          { field: 'type', equals: ACCOUNT },
          { field: `${ACCOUNT}/disableLocalAuth`, notEquals: true },
        ],
      },
      details: {
        type: ACCOUNT,
        existenceCondition: { field: `${ACCOUNT}/disableLocalAuth`, equals: true },
      },
    },
  ),
  policy(
    'd45520cb-31ca-44ba-8da2-fcf914608544',
    'Configure Azure AI Search services to disable local authentication',
    ['DeployIfNotExists', 'Disabled'],
    { if: { field: 'type', equals: 'Microsoft.Search/searchServices' } },
  ),
  policy(
    '14de9e63-1b31-492e-a5a3-c3f7fd57f555',
    'Configure Cognitive Services accounts to disable local authentication methods',
    ['Modify', 'Disabled'],
    {
      if: {
        allOf: [
          { field: 'type', equals: ACCOUNT },
          { field: `${ACCOUNT}/disableLocalAuth`, notEquals: true },
        ],
      },
      details: {
        conflictEffect: 'audit',
        operations: [
          {
            condition: "[greaterOrEquals(requestContext().apiVersion, '2021-04-30')]",
            operation: 'addOrReplace',
            field: `${ACCOUNT}/disableLocalAuth`,
            value: true,
          },
        ],
      },
    },
  ),
  policy(
    'fe3fd216-4f83-4fc1-8984-2bbec80a3418',
    'Cognitive Services accounts should use a managed identity',
    ['Audit', 'Deny', 'Disabled'],
    { if: { field: 'identity.type', exists: false } },
  ),
  policy(
    '037eea7a-bd0a-46c5-9a66-03aea78705d3',
    'Azure AI Services resources should restrict network access',
    ['Audit', 'Deny', 'Disabled'],
    { if: { field: `${ACCOUNT}/networkAcls.defaultAction`, notEquals: 'Deny' } },
  ),
  policy(
    'd6759c02-b87f-42b7-892e-71b3f471d782',
    'Azure AI Services resources should use Azure Private Link',
    ['Audit', 'Disabled'],
    { if: { field: 'type', equals: ACCOUNT } },
  ),
  policy(
    'e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f',
    'Azure Machine Learning Computes should have local authentication methods disabled',
    ['Audit', 'Deny', 'Disabled'],
    { if: { field: 'type', equals: 'Microsoft.MachineLearningServices/workspaces/computes' } },
  ),
];

/** The default initiative of Microsoft Defender for Cloud, cut to its Azure AI members. */
export const BUILT_IN_INITIATIVES: readonly PolicySetDefinition[] = [
  {
    scope: '',
    name: '1f3afdf9-d0c9-4c3d-847f-89da613e70a8',
    displayName: 'Microsoft cloud security benchmark',
    policyType: 'BuiltIn',
    parameters: {
      disableLocalAuthEffect: {
        type: 'String',
        defaultValue: 'Audit',
        allowedValues: ['Audit', 'Deny', 'Disabled'],
      },
      restrictNetworkEffect: { type: 'String', defaultValue: 'Audit' },
    },
    policyDefinitions: [
      member('71ef260a-8f18-47b7-abcb-62d0673d94dc', 'keyAccess', 'disableLocalAuthEffect'),
      member('037eea7a-bd0a-46c5-9a66-03aea78705d3', 'networkAccess', 'restrictNetworkEffect'),
    ],
  },
  {
    scope: '',
    name: '179d1daa-458f-4e47-8086-2a68d0d6c38f',
    displayName: 'NIST SP 800-53 Rev. 5',
    policyType: 'BuiltIn',
    parameters: {},
    policyDefinitions: [
      {
        policyDefinitionId:
          '/providers/Microsoft.Authorization/policyDefinitions/71ef260a-8f18-47b7-abcb-62d0673d94dc',
        policyDefinitionReferenceId: 'keyAccess',
        parameters: {},
      },
    ],
  },
];

function policy(
  name: string,
  displayName: string,
  effects: readonly string[],
  rule: { readonly if: unknown; readonly details?: unknown },
): PolicyDefinition {
  return {
    scope: '',
    name,
    displayName,
    policyType: 'BuiltIn',
    mode: 'Indexed',
    parameters: {
      effect: { type: 'String', defaultValue: effects[0], allowedValues: effects },
    },
    policyRule: {
      if: rule.if,
      then: {
        effect: "[parameters('effect')]",
        ...(rule.details === undefined ? {} : { details: rule.details }),
      },
    },
  };
}

function member(
  name: string,
  reference: string,
  parameter: string,
): PolicySetDefinition['policyDefinitions'][number] {
  return {
    policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${name}`,
    policyDefinitionReferenceId: reference,
    parameters: { effect: { value: `[parameters('${parameter}')]` } },
  };
}
