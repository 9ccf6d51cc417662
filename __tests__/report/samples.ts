import type { GitHubEvent } from '../../src/domain/event.ts';
import { evidence, fix, RULE_IDS, type Finding } from '../../src/domain/finding.ts';
import type { Report } from '../../src/domain/report.ts';
import type { RenderContext } from '../../src/report/context.ts';
import { assembleReport, type ReportParts } from '../../src/report/report.ts';

const subscription = '/subscriptions/11111111-2222-4333-8444-555555555555';

export function accountId(name: string, group = 'rg-models'): string {
  return `${subscription}/resourceGroups/${group}/providers/Microsoft.CognitiveServices/accounts/${name}`;
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    rule: 'keys-disabled',
    severity: 'error',
    status: 'fail',
    resource: accountId('contoso-prod'),
    message:
      'Key-based authentication is enabled: whoever has one of the two keys can call the models.',
    ...changes,
  };
}

export function assembled(changes: Partial<ReportParts> = {}): Report {
  return assembleReport({
    mode: 'check',
    startedAt: new Date('2026-03-02T03:17:00Z'),
    finishedAt: new Date('2026-03-02T03:17:04.200Z'),
    resources: [],
    findings: [],
    stats: { requests: 41, retries: 1, throttled: 0 },
    ...changes,
  });
}

export const event: GitHubEvent = {
  name: 'pull_request',
  owner: 'contoso',
  repository: 'chat',
  pullRequest: {
    number: 7,
    fork: false,
    dependabot: false,
    baseSha: 'b'.repeat(40),
    baseRef: 'main',
    headSha: 'a'.repeat(40),
  },
  workflow: 'Gate',
  workflowFile: '.github/workflows/gate.yml',
  job: 'gate',
  matrix: 'null',
  sha: 'a'.repeat(40),
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
  runUrl: 'https://github.com/contoso/chat/actions/runs/42',
};

export function context(changes: Partial<RenderContext> = {}): RenderContext {
  return {
    failOn: 'error',
    event,
    policyFile: '.github/foundry-entra-gate.yml',
    anchors: new Map([['contoso-prod', { file: 'infra/main.bicep', line: 12 }]]),
    portal: 'https://portal.azure.com',
    version: '1.0.0',
    ...changes,
  };
}

export const scheduled: GitHubEvent = { ...event, name: 'schedule', pullRequest: undefined };

const about = (name: string) => ({
  id: accountId(name),
  name,
  kind: 'AIServices',
  location: 'swedencentral',
});

const keysEnabled = finding({
  evidence: evidence({
    expected: 'properties.disableLocalAuth is true',
    seen: 'disableLocalAuth is absent, which means that keys are enabled',
    why: 'A key names nobody, does not expire, and works from anywhere it leaked to.',
  }),
  fix: fix({
    say: 'Move all callers and connections to Entra ID first, then disable keys. Mode enforce does it in a safe order.',
    az: `az rest --method patch --url '${accountId('contoso-prod')}?api-version=2025-06-01' --body '{"properties":{"disableLocalAuth":true}}'`,
    Bicep: 'properties: {\n  disableLocalAuth: true\n}',
  }),
});

const connection = finding({
  rule: 'connections-use-entra',
  resource: `${accountId('contoso-prod')}/projects/support/connections/search`,
  message: 'The connection search uses an API key.',
  evidence: evidence({
    expected: 'authType is AAD',
    seen: 'authType is ApiKey, category AzureOpenAI',
    why: 'It stops working when keys are disabled.',
  }),
  fix: fix({
    say: 'Change the connection’s authentication to Entra ID.',
    Portal: 'Foundry portal > Management center > Connected resources > search > Edit',
  }),
});

const source = finding({
  rule: 'source-uses-entra',
  resource: 'source',
  file: 'src/chat/client.py',
  line: 14,
  column: 10,
  message: 'AzureOpenAI is created with api_key.',
  evidence: evidence({
    expected: 'azure_ad_token_provider',
    seen: 'api_key=os.environ["AZURE_OPENAI_API_KEY"]',
    why: 'The client stops working when keys are disabled.',
  }),
  fix: fix({
    say: 'Give the client a token provider and remove the key.',
    Code: 'from azure.identity import DefaultAzureCredential, get_bearer_token_provider\ntoken_provider = get_bearer_token_provider(DefaultAzureCredential(), "https://cognitiveservices.azure.com/.default")\nclient = AzureOpenAI(azure_endpoint=endpoint, api_version=version, azure_ad_token_provider=token_provider)',
    Docs: 'https://learn.microsoft.com/azure/ai-foundry/openai/how-to/managed-identity',
  }),
});

const passes = (name: string, rules: readonly Finding['rule'][]): readonly Finding[] =>
  rules.map((rule) =>
    finding({ rule, status: 'pass', resource: accountId(name), message: 'As it should be.' }),
  );

/** A pull request: one resource that fails, one that passes, one line of source. */
export const small: ReportParts = {
  mode: 'check',
  startedAt: new Date('2026-03-02T03:17:00Z'),
  finishedAt: new Date('2026-03-02T03:17:04.200Z'),
  resources: [about('contoso-prod'), about('contoso-dev')],
  findings: [
    keysEnabled,
    connection,
    source,
    finding({
      rule: 'keys-refused',
      severity: 'warning',
      status: 'unknown',
      message: 'The endpoint could not be asked: the network refused the connection.',
      evidence: evidence({
        expected: 'an answer',
        seen: 'ENOTFOUND contoso-prod.openai.azure.com',
      }),
      fix: fix({ say: 'Run the job on a runner that reaches the private endpoint.' }),
    }),
    finding({
      rule: 'key-readers',
      severity: 'warning',
      message: '2 principals outside key-readers.allow can read the keys.',
      evidence: evidence({
        expected: 'nobody outside key-readers.allow',
        seen: ['alice@contoso.com by Contributor', 'group:Data Science by Cognitive Services User'],
      }),
      fix: fix({ say: 'Disable keys, or allow those who must read them.' }),
    }),
    ...passes('contoso-prod', ['custom-subdomain', 'inference-role', 'entra-accepted']),
    ...passes('contoso-dev', [
      'custom-subdomain',
      'keys-disabled',
      'inference-role',
      'entra-accepted',
      'keys-refused',
    ]),
    finding({
      rule: 'assign-to-groups',
      severity: 'warning',
      resource: accountId('contoso-dev'),
      status: 'fail',
      message: 'user:6f1c is assigned Cognitive Services User directly.',
    }),
    finding({
      rule: 'hub-connections-use-entra',
      status: 'skipped',
      resource: accountId('contoso-dev'),
      message: 'No hub points at this account.',
    }),
  ],
  stats: { requests: 41, retries: 1, throttled: 0 },
  policy: {
    file: '.github/foundry-entra-gate.yml',
    exemptions: [
      {
        rule: 'assign-to-groups',
        resource: 'contoso-dev',
        reason: 'On call engineer until the group exists',
        expires: '2026-06-30',
        line: 9,
      },
    ],
  },
  scan: { files: 214, skipped: 3 },
  coverage: { seen: 2, judged: 2, unknown: 0 },
};

export const clean: ReportParts = {
  ...small,
  resources: [about('contoso-dev')],
  findings: passes('contoso-dev', RULE_IDS.slice(0, 9)),
  coverage: { seen: 1, judged: 1, unknown: 0 },
};

export const plan: ReportParts = {
  ...small,
  mode: 'plan',
  planDigest: '9f2c4d5e6a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f',
  losesAccess: [
    'Connection support/search still uses a key.',
    'alice@contoso.com listed the keys on 2026-02-27.',
    'src/chat/client.py still uses a key.',
  ],
  changes: [
    {
      kind: 'assign-role',
      resource: accountId('contoso-prod'),
      status: 'planned',
      message: 'Assign Cognitive Services User to group:Model users.',
      after: { role: 'Cognitive Services User', principal: 'group:Model users' },
    },
    {
      kind: 'convert-connection',
      resource: `${accountId('contoso-prod')}/projects/support/connections/search`,
      status: 'planned',
      message: 'Change the connection search to Entra ID.',
      before: { authType: 'ApiKey' },
      after: { authType: 'AAD' },
    },
    {
      kind: 'disable-keys',
      resource: accountId('contoso-prod'),
      status: 'blocked',
      message: 'entra-accepted is unknown: the network refused the connection.',
      before: { disableLocalAuth: null },
      after: { disableLocalAuth: true },
    },
  ],
};

export const enforced: ReportParts = {
  ...plan,
  mode: 'enforce',
  changes: (plan.changes ?? []).map((change) =>
    change.status === 'planned' ? { ...change, status: 'done' } : change,
  ),
};

const NASTY = [
  '</summary><script>alert(1)</script><img src=x onerror=alert(1)>',
  '| a | b |\n| --- | --- |\n```\n@contoso/owners please look, closes #1, GH-2, contoso/chat#3',
  '[click](javascript:alert(1)) https://evil.example www.evil.example <https://evil.example>',
  '\u001b[31mred\u001b[0m \u202egnp.exe\u202c zero\u200bwidth \ud83d\ude00 \ud800 tag\u{e0041}',
  '::endgroup::\n::error::forged\n##[endgroup]%0A::set-output name=compliant::true',
  '<!-- foundry-entra-gate --> --> ${{ secrets.GITHUB_TOKEN }} $x$ `code` ~~gone~~ :tada:',
];

/** Every field that comes from elsewhere tries to get out of its place. */
export const hostile: ReportParts = {
  ...small,
  resources: [
    { id: accountId('contoso-prod'), name: NASTY[0] ?? '', kind: NASTY[1] ?? '', location: '|' },
  ],
  findings: NASTY.flatMap((text, index) => [
    finding({
      message: text,
      evidence: evidence({ expected: text, seen: [text, text] }),
      fix: fix({ say: text, Portal: text, az: text, Bicep: text, Docs: text }),
    }),
    finding({
      rule: 'source-uses-entra',
      resource: 'source',
      file: `src/${text.replaceAll('\n', ' ')}`,
      line: index + 1,
      message: text,
    }),
    finding({ rule: 'entra-accepted', resource: text, status: 'unknown', message: text }),
  ]),
  changes: NASTY.map((text) => ({
    kind: 'convert-connection',
    resource: `${accountId('contoso-prod')}/connections/${text}`,
    status: 'failed',
    message: text,
    before: { [text]: text },
    after: { [text]: [text] },
  })),
  losesAccess: NASTY,
  notes: NASTY,
};

/** An audit of 5,000 accounts: one in ten fails, one in a hundred could not be determined. */
export function large(): ReportParts {
  const names = Array.from(
    { length: 5000 },
    (_, index) => `contoso-${String(index).padStart(4, '0')}`,
  );
  return {
    ...small,
    resources: names.map(about),
    findings: names.flatMap((name, index) =>
      RULE_IDS.slice(0, 12).map((rule) => {
        const status =
          index % 10 === 0 && rule === 'keys-disabled'
            ? 'fail'
            : index % 100 === 1
              ? 'unknown'
              : 'pass';
        return {
          ...keysEnabled,
          rule,
          severity: rule === 'key-readers' ? 'warning' : 'error',
          status,
          resource: accountId(name),
        } satisfies Finding;
      }),
    ),
    policy: undefined,
    coverage: { seen: 5000, judged: 4950, unknown: 50 },
  };
}
