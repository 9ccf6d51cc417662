import { describe, expect, it } from '@jest/globals';
import { findingsIn } from '../repository.ts';

const FAILS = expect.stringContaining('iac-keys-disabled error') as unknown;

function account(disableLocalAuth: unknown, more: Record<string, unknown> = {}): unknown {
  return {
    type: 'Microsoft.CognitiveServices/accounts',
    apiVersion: '2025-06-01',
    name: 'contoso',
    properties: { customSubDomainName: 'contoso', disableLocalAuth },
    ...more,
  };
}

function template(more: Record<string, unknown>): Record<string, unknown> {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    ...more,
  };
}

const found = (more: Record<string, unknown>): Promise<string[]> =>
  findingsIn({ 'main.json': JSON.stringify(template(more), null, 2) });

describe('an account of a template in ARM JSON', () => {
  it.each([
    [true, []],
    [false, [FAILS]],
  ])('that says "existing": %s', async (existing, findings) => {
    expect(
      await found({ languageVersion: '2.0', resources: { a: account(false, { existing }) } }),
    ).toEqual(findings);
  });

  it.each([
    ['outer', [FAILS]],
    ['inner', []],
  ])(
    'in a nested template of %s scope takes the variables of that scope',
    async (scope, findings) => {
      const nested = template({
        variables: { off: true },
        resources: [account("[variables('off')]")],
      });
      expect(
        await found({
          variables: { off: false },
          resources: [
            {
              type: 'Microsoft.Resources/deployments',
              apiVersion: '2022-09-01',
              name: 'nested',
              properties: {
                mode: 'Incremental',
                expressionEvaluationOptions: { scope },
                template: nested,
              },
            },
          ],
        }),
      ).toEqual(findings);
    },
  );
});
