import { expect, it } from '@jest/globals';
import { findingsIn } from '../repository.ts';

const bicep = (before: string, properties: string): Record<string, string> => ({
  'main.bicep': `${before}
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
${properties}
}
`,
});
const EXTRA = 'var extra = {\n  disableLocalAuth: false\n}';
const BASE = 'var base = {\n  properties: {\n    disableLocalAuth: true\n  }\n}';
const terraform = (merged: string): Record<string, string> => ({
  'main.tf': `locals {
  base = {
    properties = {
      disableLocalAuth = true
    }
  }
}
resource "azapi_resource" "account" {
  type = "Microsoft.CognitiveServices/accounts@2025-06-01"
  name = "contoso"
  body = ${merged}
}
`,
});

it.each<[string, Record<string, string>, boolean]>([
  [
    'a spread after the property',
    bicep(
      EXTRA,
      "  properties: {\n    customSubDomainName: 'c'\n    disableLocalAuth: true\n    ...extra\n  }",
    ),
    true,
  ],
  [
    'a spread before the property',
    bicep(
      EXTRA,
      "  properties: {\n    ...extra\n    customSubDomainName: 'c'\n    disableLocalAuth: true\n  }",
    ),
    false,
  ],
  [
    'properties in the place of those that are spread',
    bicep(BASE, "  ...base\n  properties: {\n    customSubDomainName: 'c'\n  }"),
    true,
  ],
  [
    'a shallow merge',
    bicep(
      "var a = {\n  p: {\n    disableLocalAuth: true\n  }\n}\nvar b = {\n  p: {\n    customSubDomainName: 'c'\n  }\n}",
      '  properties: shallowMerge([a, b]).p',
    ),
    true,
  ],
  [
    'a union, which is deep',
    bicep(
      "var a = {\n  p: {\n    disableLocalAuth: true\n  }\n}\nvar b = {\n  p: {\n    customSubDomainName: 'c'\n  }\n}",
      '  properties: union(a, b).p',
    ),
    false,
  ],
  [
    "Terraform's merge",
    terraform('merge(local.base, { properties = { customSubDomainName = "c" } })'),
    true,
  ],
])('%s', async (_, files, fails) => {
  const found = await findingsIn(files);
  expect(found.map((line) => line.split(' ').slice(1).join(' '))).toEqual(
    fails ? ['iac-keys-disabled error'] : [],
  );
});
