import { describe, expect, it } from '@jest/globals';
import { findingsIn } from './repository.ts';

const LIST = 'az cognitiveservices account keys list -n a -g b';
const ACCOUNT =
  '/subscriptions/$S/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a';
const STORAGE = '/subscriptions/$S/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a';

async function linesOf(file: string, text: string): Promise<readonly number[]> {
  const found = await findingsIn({ [file]: text });
  return found.map((line) => Number(/:(\d+) /.exec(line)?.[1]));
}

describe('a script that reads the keys of an account', () => {
  it.each([
    ['with options before the command', `az --subscription "$S" ${LIST.slice(3)}`],
    ['by sudo', `sudo -E ${LIST}`],
    ['under time', `KEY=$(time ${LIST})`],
    ['by a variable for az', `AZ=az\n$AZ ${LIST.slice(3)}`],
    ['in a text that a shell runs', `bash -c "${LIST} --query key1"`],
    [
      'by renewing them',
      `KEY=$(${LIST.replace('list', 'regenerate')} --key-name Key1 --query key1 -o tsv)`,
    ],
    [
      'by az rest',
      `az rest --method post --url "https://management.azure.com${ACCOUNT}/listKeys?api-version=2024-10-01"`,
    ],
    [
      'by az rest at an address in a variable',
      `ID="${ACCOUNT}"\naz rest --method post --url "$ID/listKeys?api-version=2024-10-01"`,
    ],
    ['by az resource', `az resource invoke-action --action listKeys --ids "${ACCOUNT}"`],
  ])('is found %s', async (_how, text) => {
    expect(await linesOf('run.sh', `${text}\n`)).toEqual([text.split('\n').length]);
  });

  it.each([
    [
      'Invoke-AzRestMethod',
      `Invoke-AzRestMethod -Method POST -Path "${ACCOUNT}/listKeys?api-version=x"`,
    ],
    [
      'Invoke-AzResourceAction',
      'Invoke-AzResourceAction -ResourceType Microsoft.CognitiveServices/accounts -Action listKeys -ResourceId $id',
    ],
  ])('is found in PowerShell with %s', async (_how, text) => {
    expect(await linesOf('run.ps1', `${text}\n`)).toEqual([1]);
  });

  it.each([
    ['keys of storage', `az storage account keys list -n a # not cognitiveservices`],
    [
      'keys of storage by REST',
      `az rest --method post --url "${STORAGE}/listKeys" # not Microsoft.CognitiveServices`,
    ],
    [
      'keys of storage beside an account',
      `ID="${ACCOUNT}"\naz resource invoke-action --action listKeys --ids "${STORAGE}"`,
    ],
    [
      'a permission',
      `az role definition create --role-definition '{"NotActions":["Microsoft.CognitiveServices/accounts/listKeys/action"]}'`,
    ],
    ['a message', `echo run: az cognitiveservices account keys list`],
    [
      'keys that are renewed and not taken',
      `az cognitiveservices account keys regenerate -n a -g b --key-name Key1`,
    ],
    [
      'the account itself',
      `az cognitiveservices account show -n a -g b --query properties.endpoint # no keys`,
    ],
  ])('is not taken for one that handles %s', async (_what, text) => {
    expect(await linesOf('run.sh', `${text}\n`)).toEqual([]);
  });
});

describe('a script in YAML', () => {
  it.each<readonly [string, string, string, readonly number[]]>([
    [
      'azure/cli',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    steps:\n      - uses: azure/cli@v2\n        with:\n          inlineScript: |\n            az account show\n            ${LIST}\n`,
      [8],
    ],
    [
      'azure/powershell',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    steps:\n      - uses: azure/powershell@v2\n        with:\n          inlineScript: Get-AzCognitiveServicesAccountKey -ResourceGroupName g -Name a\n          azPSVersion: latest\n`,
      [6],
    ],
    [
      'a workflow whose default is PowerShell',
      '.github/workflows/a.yml',
      `defaults:\n  run:\n    shell: pwsh\njobs:\n  a:\n    steps:\n      - run: |\n          $k = (Get-AzCognitiveServicesAccountKey -ResourceGroupName g -Name a).Key1\n`,
      [8],
    ],
    [
      'a task of Azure Pipelines',
      'azure-pipelines.yml',
      `steps:\n  - task: AzureCLI@2\n    inputs:\n      scriptType: bash\n      inlineScript: |\n        ${LIST}\n`,
      [6],
    ],
    [
      'steps of Azure Pipelines',
      'azure-pipelines.yml',
      `steps:\n  - script: ${LIST}\n  - bash: |\n      ${LIST}\n  - pwsh: |\n      $k = Get-AzCognitiveServicesAccountKey -ResourceGroupName g -Name a\n`,
      [2, 4, 6],
    ],
    [
      'a hook of azd',
      'azure.yaml',
      `hooks:\n  postprovision:\n    posix:\n      shell: sh\n      run: |\n        ${LIST}\n    windows:\n      shell: pwsh\n      run: |\n        ${LIST}\n`,
      [6, 10],
    ],
    [
      'a job of GitLab',
      '.gitlab-ci.yml',
      `a:\n  before_script:\n    - echo no\n  script:\n    - ${LIST}\n    - |\n      ${LIST}\n`,
      [5, 7],
    ],
  ])('is judged in %s', async (_where, file, text, lines) => {
    expect(await linesOf(file, text)).toEqual(lines);
  });

  it.each<readonly [string, string, string]>([
    [
      'keys of storage in Azure Pipelines',
      'azure-pipelines.yml',
      'steps:\n  - script: |\n      az storage account keys list -n a # cognitiveservices\n',
    ],
    [
      'JavaScript of actions/github-script',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    steps:\n      - uses: actions/github-script@v8\n        with:\n          script: |\n            core.info('${LIST}');\n`,
    ],
    ['a description', 'docs.yml', `steps:\n  - description: ${LIST}\n`],
    [
      'a token of Entra ID in a job of GitLab',
      '.gitlab-ci.yml',
      'a:\n  script:\n    - TOKEN=$(az account get-access-token --resource https://cognitiveservices.azure.com --query accessToken -o tsv) # no key\n',
    ],
  ])('is no finding for %s', async (_what, file, text) => {
    expect(await linesOf(file, text)).toEqual([]);
  });

  it('names a key once that GitHub puts into it', async () => {
    const text = `jobs:\n  a:\n    steps:\n      - uses: azure/cli@v2\n        with:\n          inlineScript: |\n            export AZURE_OPENAI_API_KEY=\${{ secrets.AZURE_OPENAI_API_KEY }}\n`;
    expect(await linesOf('.github/workflows/a.yml', text)).toEqual([7]);
  });
});
