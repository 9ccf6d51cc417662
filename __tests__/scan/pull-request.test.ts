import { describe, expect, it } from '@jest/globals';
import { changedLines } from '../../src/scan/index.ts';
import { Folder } from './repository.ts';

/** `RULE LINE`, of findings that a pull request makes fail. */
async function failing(
  files: Readonly<Record<string, string>>,
  patches: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  using folder = new Folder(files);
  const only = new Map(
    Object.entries(patches).map(([path, patch]) => [path, changedLines(patch)] as const),
  );
  const { findings } = await folder.scan({ only });
  return findings
    .filter(({ status, known }) => status === 'fail' && known !== true)
    .map(({ rule, file, line }) => `${rule} ${file ?? ''}:${line ?? 0}`);
}

const BICEP = `resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
  properties: {
    customSubDomainName: 'contoso'
  }
  tags: {}
}
`;
const BICEP_BY_PARAMETER = `param keysOff bool = false
param size string = 'S0'
var off = keysOff

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: 'contoso'
  properties: {
    customSubDomainName: 'contoso'
    disableLocalAuth: off
  }
}
`;
const TERRAFORM = `variable "keys" {
  default = true
}
variable "size" {
  default = "S0"
}

resource "azurerm_cognitive_account" "this" {
  name                  = "contoso"
  kind                  = "AIServices"
  custom_subdomain_name = "contoso"
  local_auth_enabled    = var.keys
}
`;
const PYTHON = `import os
from openai import AzureOpenAI

read = os.environ["AZURE_OPENAI_API_KEY"]
key = read
timeout = 3


def make():
    return AzureOpenAI(
        azure_endpoint="https://contoso.openai.azure.com",
        api_key=key,
        timeout=timeout,
    )
`;
const IMPLICIT = `from openai import AzureOpenAI


def make():
    return AzureOpenAI(
        azure_endpoint="https://contoso.openai.azure.com",
        api_version="2024-10-21",
    )
`;

describe('a pull request', () => {
  it.each([
    [
      'takes out the property that disables keys',
      { 'main.bicep': BICEP },
      `@@ -3,4 +3,3 @@\n   properties: {\n     customSubDomainName: 'contoso'\n-    disableLocalAuth: true\n   }`,
      ['iac-keys-disabled main.bicep:1'],
    ],
    [
      'puts another line in the place of that property',
      { 'main.bicep': BICEP },
      `@@ -5,3 +5,3 @@\n   }\n-  disableLocalAuth: true\n+  tags: {}\n }`,
      ['iac-keys-disabled main.bicep:1'],
    ],
    [
      'takes out another property',
      { 'main.bicep': BICEP },
      `@@ -5,4 +5,3 @@\n   }\n   tags: {}\n-  location: 'westeurope'\n }`,
      [],
    ],
    [
      'changes the parameter that decides',
      { 'main.bicep': BICEP_BY_PARAMETER },
      `@@ -1,2 +1,2 @@\n-param keysOff bool = true\n+param keysOff bool = false\n param size string = 'S0'`,
      ['iac-keys-disabled main.bicep:9'],
    ],
    [
      'changes another parameter',
      { 'main.bicep': BICEP_BY_PARAMETER },
      `@@ -1,3 +1,3 @@\n param keysOff bool = false\n-param size string = 'S1'\n+param size string = 'S0'\n var off = keysOff`,
      [],
    ],
    [
      'changes the default of the variable that decides',
      { 'main.tf': TERRAFORM },
      `@@ -1,3 +1,3 @@\n variable "keys" {\n-  default = false\n+  default = true\n }`,
      ['iac-keys-disabled main.tf:12'],
    ],
    [
      'changes the default of another variable',
      { 'main.tf': TERRAFORM },
      `@@ -4,3 +4,3 @@\n variable "size" {\n-  default = "S1"\n+  default = "S0"\n }`,
      [],
    ],
    [
      'changes where the key comes from',
      { 'a.py': PYTHON },
      `@@ -3,3 +3,3 @@\n \n-read = get_bearer_token_provider(credential, scope)\n+read = os.environ["AZURE_OPENAI_API_KEY"]\n key = read`,
      ['source-uses-entra a.py:10'],
    ],
    [
      'changes another variable of the call',
      { 'a.py': PYTHON },
      `@@ -5,3 +5,3 @@\n key = read\n-timeout = 5\n+timeout = 3\n `,
      [],
    ],
    [
      'takes out the credential of the call',
      { 'a.py': IMPLICIT },
      `@@ -6,4 +6,3 @@\n         azure_endpoint="https://contoso.openai.azure.com",\n         api_version="2024-10-21",\n-        azure_ad_token_provider=provider,\n     )`,
      ['source-uses-entra a.py:5'],
    ],
  ] as const)('that %s fails for what it made', async (_, files, patch, findings) => {
    const [path = ''] = Object.keys(files);
    expect(await failing(files, { [path]: patch })).toEqual(findings);
  });
});

describe('a pull request that changes what a template is given', () => {
  const bicep = BICEP_BY_PARAMETER.replace('= false', '= true');
  const terraform = TERRAFORM.replace('= true', '= false');
  it.each([
    [
      'main.bicep',
      bicep,
      'prod.bicepparam',
      "using 'main.bicep'\nparam keysOff = false\n",
      'iac-keys-disabled main.bicep:9',
    ],
    [
      'main.bicep',
      bicep,
      'main.parameters.json',
      '{"parameters":{"keysOff":{"value":false}}}',
      'iac-keys-disabled main.bicep:9',
    ],
    ['main.tf', terraform, 'terraform.tfvars', 'keys = true\n', 'iac-keys-disabled main.tf:12'],
  ])('fails for %s', async (template, text, file, values, found) => {
    const files = { [template]: text, [file]: values };
    expect(await failing(files, { [file]: '@@ -1,1 +1,1 @@\n-old\n+new' })).toEqual([found]);
    // And not for another file beside it.
    expect(
      await failing({ ...files, 'notes.json': '{}' }, { 'notes.json': '@@ -1 +1 @@\n-a\n+b' }),
    ).toEqual([]);
  });

  it.each([
    [
      'main.bicep',
      BICEP_BY_PARAMETER,
      'on/prod.bicepparam',
      "@@ -1,2 +0,0 @@\n-using '../main.bicep'\n-param keysOff = true",
    ],
    ['main.bicep', BICEP_BY_PARAMETER, 'main.parameters.json', undefined],
    ['main.tf', TERRAFORM, 'terraform.tfvars', '@@ -1 +0,0 @@\n-keys = false'],
  ])(
    'fails for %s where what set it right is taken away: %#',
    async (template, text, gone, patch) => {
      using folder = new Folder({ [template]: text, 'notes.md': '' });
      const changes = { only: new Map([['notes.md', 'all' as const]]) };
      const failed = async (request: Parameters<Folder['scan']>[0]) =>
        (await folder.scan(request)).findings.filter(({ status }) => status === 'fail').length;
      expect(await failed({ ...changes, gone: new Map([[gone, patch]]) })).toBe(1);
      expect(await failed({ ...changes, gone: new Map([['other.md', patch]]) })).toBe(0);
    },
  );

  it('is not stopped by a parameter file whose template is not there', async () => {
    using folder = new Folder({ 'prod.bicepparam': "using 'gone.bicep'\nparam x = 1\n" });
    const { findings } = await folder.scan({ only: new Map([['prod.bicepparam', 'all']]) });
    expect(findings.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  });
});

describe('a Terraform module of several files', () => {
  const main = TERRAFORM.slice(TERRAFORM.indexOf('resource'));
  const variables = TERRAFORM.slice(0, TERRAFORM.indexOf('\nresource'));
  const files = {
    'ai/main.tf': main,
    'ai/variables.tf': variables,
    'ai/other.tf': main.replace('this', 'that').replace('var.keys', 'true'),
  };

  it('fails for a default that is changed in another of its files', async () => {
    const patch = '@@ -1,3 +1,3 @@\n variable "keys" {\n-  default = false\n+  default = true\n }';
    expect(await failing(files, { 'ai/variables.tf': patch })).toEqual([
      'iac-keys-disabled ai/main.tf:5',
    ]);
  });

  it('fails for a default that is taken out', async () => {
    const text = { ...files, 'ai/variables.tf': 'variable "keys" {\n  type = bool\n}\n' };
    const patch = '@@ -1,4 +1,3 @@\n variable "keys" {\n   type = bool\n-  default = false\n }';
    using folder = new Folder(text);
    const only = new Map([['ai/variables.tf', changedLines(patch)]]);
    const { findings } = await folder.scan({ only });
    expect(
      findings
        .filter(({ rule }) => rule === 'iac-keys-disabled')
        .map(({ file, status }) => [file, status]),
    ).toEqual([['ai/main.tf', 'unknown']]);
  });

  it('does not for another variable of that file, and says nothing of the files beside it', async () => {
    using folder = new Folder(files);
    const patch = '@@ -4,3 +4,3 @@\n variable "size" {\n-  default = "S1"\n+  default = "S0"\n }';
    const { findings } = await folder.scan({
      only: new Map([['ai/variables.tf', changedLines(patch)]]),
    });
    expect(findings.filter(({ file }) => file !== undefined)).toEqual([]);
  });

  it('fails for a local by way of which the value comes', async () => {
    const by = {
      'main.tf': main.replace('var.keys', 'local.keys'),
      'locals.tf': 'locals {\n  size = 1\n  keys = var.keys\n}\n',
      'variables.tf': variables,
    };
    const failed = ['iac-keys-disabled main.tf:5'];
    const local = '@@ -2,2 +2,2 @@\n   size = 1\n-  keys = false\n+  keys = var.keys';
    expect(await failing(by, { 'locals.tf': local })).toEqual(failed);
    const variable = '@@ -1,2 +1,2 @@\n variable "keys" {\n-  default = false\n+  default = true';
    expect(await failing(by, { 'variables.tf': variable })).toEqual(failed);
  });
});

describe('a call of a module', () => {
  const inner = BICEP_BY_PARAMETER.replace('keysOff bool = false', 'keysOff bool');

  it('fails for the parameter of Bicep that decides its argument', async () => {
    const files = {
      'main.bicep':
        "param off bool = false\nmodule ai 'ai.bicep' = {\n  name: 'ai'\n  params: {\n    keysOff: off\n  }\n}\n",
      'ai.bicep': inner,
    };
    const patch = '@@ -1 +1 @@\n-param off bool = true\n+param off bool = false';
    expect(await failing(files, { 'main.bicep': patch })).toEqual([
      'iac-keys-disabled main.bicep:5',
    ]);
  });

  it('fails for the variable of Terraform that decides its argument, in another file', async () => {
    const files = {
      'main.tf': 'module "ai" {\n  source = "./ai"\n  keys   = var.open\n}\n',
      'variables.tf': 'variable "open" {\n  default = true\n}\n',
      'ai/main.tf': TERRAFORM.replace('default = true', 'type = bool'),
    };
    const patch = '@@ -1,3 +1,3 @@\n variable "open" {\n-  default = false\n+  default = true\n }';
    expect(await failing(files, { 'variables.tf': patch })).toEqual([
      'iac-keys-disabled main.tf:3',
    ]);
  });
});

describe('a checkout that is not that of the pull request', () => {
  it('is not judged', async () => {
    const patch = '@@ -1,2 +1,3 @@\n import os\n+client = AzureOpenAI(api_key=key)\n ';
    using folder = new Folder({ 'app.py': 'import os\n', 'b.py': 'import os\n' });
    const { findings } = await folder.scan({
      only: new Map([
        ['app.py', changedLines(patch)],
        ['b.py', 'all'],
      ]),
      patches: new Map([
        ['app.py', patch],
        ['b.py', undefined],
      ]),
    });
    const open = findings.filter(({ status }) => status === 'unknown');
    expect(open.map(({ rule, file }) => `${rule} ${file ?? ''}`)).toEqual([
      'source-uses-entra app.py',
    ]);
    expect(open[0]?.message).toContain('is the commit of the pull request checked out?');
  });
});
