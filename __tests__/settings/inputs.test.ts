import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { DEFAULTS } from '../../src/settings/defaults.ts';
import type { InputSource } from '../../src/settings/input-reader.ts';
import { readInputs } from '../../src/settings/inputs.ts';

const guid = '11111111-2222-4333-8444-555555555555';
const account = `/subscriptions/${guid}/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/contoso`;
const ids = { 'client-id': guid, 'tenant-id': guid, 'subscription-id': guid };

function source(values: Record<string, string>, more: Partial<InputSource> = {}): InputSource {
  return {
    input: (name) => values[name]?.trim() ?? '',
    env: { RUNNER_TEMP: '/tmp/runner' },
    resolve: (file) => path.resolve('/workspace', file),
    real: (file) => file,
    writable: ['/workspace', '/tmp/runner'],
    withoutIdentity: false,
    ...more,
  };
}

function errorsOf(
  values: Record<string, string>,
  more: Partial<InputSource> = {},
): readonly string[] {
  const read = readInputs(source(values, more));
  return read.ok ? [] : read.errors;
}

describe('inputs', () => {
  it('have the defaults of action.yml', () => {
    const action = parse(readFileSync('action.yml', 'utf8')) as {
      inputs: Record<string, { default?: string }>;
      runs: { using: string; main: string };
    };
    const ofAction = Object.fromEntries(
      Object.entries(action.inputs)
        .filter(([name]) => name !== 'github-token' && name !== 'matrix')
        .map(([name, { default: value }]) => [name, value ?? '']),
    );
    const ours: Record<string, string> = { ...DEFAULTS };
    delete ours['github-token'];
    expect(ofAction).toEqual(ours);
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
  });

  it('are all usable when only the ids and a resource are set', () => {
    const read = readInputs(source({ ...ids, resources: account }));
    expect(read.ok).toBe(true);
    if (!read.ok) return;
    expect(read.inputs.mode).toBe('check');
    expect(read.inputs.signIn.audience).toBe('api://AzureADTokenExchange');
    expect(read.inputs.plan.allow).toEqual(['assign-role', 'convert-connection', 'disable-keys']);
    expect(read.inputs.propagationTimeoutMs).toBe(600_000);
    expect(read.inputs.reportFile).toBe('/tmp/runner/foundry-entra-gate-report.json');
  });

  it('take one item per line or comma, and no comments', () => {
    const read = readInputs(
      source({
        ...ids,
        resources: `# prod\n${account}, contoso-2 # the second\n\n  https://x.openai.azure.com/`,
      }),
    );
    expect(read.ok && read.inputs.resources.map(({ kind }) => kind)).toEqual([
      'account',
      'name',
      'endpoint',
    ]);
  });

  it('take a comma in braces for a part of a glob', () => {
    const read = readInputs(
      source({
        ...ids,
        'scan-paths': 'src/**/*.{ts,py}, !**/{a,{b,c}}/** # not these\n!**/test/**,infra/C#/*',
      }),
    );
    expect(read.ok && read.inputs.scanPaths).toEqual([
      'src/**/*.{ts,py}',
      '!**/{a,{b,c}}/**',
      '!**/test/**',
      'infra/C#/*',
    ]);
    for (const open of ['src/*.{ts', 'src/*.{ts,\npy}', 'src/*.ts}']) {
      expect(errorsOf({ ...ids, 'scan-paths': open }).join()).toContain(
        'a glob closes each brace that it opens',
      );
    }
  });

  it('refuse an empty allow, which is an expression that came out empty, where changes are planned', () => {
    const env = { RUNNER_TEMP: '/tmp/runner', INPUT_ALLOW: ' ' };
    const given = { ...ids, resources: account };
    for (const mode of ['plan', 'enforce']) {
      expect(errorsOf({ ...given, mode }, { env }).join()).toMatch(
        /^allow: "" is not usable: some of/,
      );
    }
    expect(errorsOf({ ...given, mode: 'check' }, { env })).toEqual([]);
    expect(errorsOf({ ...given, mode: 'plan' })).toEqual([]);
  });

  it.each([
    `group:${guid} = Cognitive Services User\ngroup:${guid} = Foundry User`,
    `group:${guid}, user:${guid.toUpperCase()}`,
    `group:${guid}, group:${guid} = Foundry User`,
  ])('refuse a principal that two lines disagree about: %s', (principals) => {
    const errors = errorsOf({ ...ids, resources: account, principals });
    expect(errors).toEqual([
      `principals: "${guid}" is not usable: it is named twice, with another type or role.`,
    ]);
  });

  it('take a principal that is named twice alike', () => {
    expect(errorsOf({ ...ids, principals: `group:${guid}\ngroup:${guid}` })).toEqual([]);
  });

  it.each([
    [`${account}/projects/p`, 'project'],
    [
      `/subscriptions/${guid}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub`,
      'workspace',
    ],
    [`/SUBSCRIPTIONS/${guid.toUpperCase()}/resourcegroups/RG`, 'resource-group'],
    [`/subscriptions/${guid}`, 'subscription'],
    ['/providers/Microsoft.Management/managementGroups/contoso', 'management-group'],
  ])('tell what %s is', (resource, kind) => {
    const read = readInputs(source({ ...ids, resources: resource }));
    expect(read.ok && read.inputs.resources[0]?.kind).toBe(kind);
  });

  it('are reported wrong all together, each with its name, its value and what would be right', () => {
    const errors = errorsOf({
      mode: 'destroy',
      resources: '/subscriptions/x, contoso',
      principals: 'robot:1',
      'client-id': 'me',
      environment: 'Mars',
      'authority-host': 'http://login.example',
      'inference-hosts': '*',
      'max-changes': '-1',
      shard: '3/2',
      force: 'yes',
      allow: 'delete-everything',
      'report-file': '/etc/passwd',
    });
    const named = (name: string): string | undefined =>
      errors.find((error) => error.startsWith(`${name}:`));
    expect(named('mode')).toBe('mode: "destroy" is not usable: one of check, plan, enforce.');
    for (const name of [
      'resources',
      'principals',
      'client-id',
      'tenant-id',
      'subscription-id',
      'environment',
      'authority-host',
      'inference-hosts',
      'max-changes',
      'shard',
      'force',
      'allow',
      'report-file',
    ]) {
      expect([name, named(name)]).toEqual([name, expect.stringContaining(`${name}: `)]);
    }
  });

  it('name the ids that are missing, and where they can be set', () => {
    expect(errorsOf({ resources: account })).toEqual([
      'client-id: missing. Set the input client-id or the environment variable AZURE_CLIENT_ID.',
      'tenant-id: missing. Set the input tenant-id or the environment variable AZURE_TENANT_ID.',
    ]);
    expect(errorsOf({ resources: account }, { withoutIdentity: true })).toEqual([]);
    expect(errorsOf({ resources: account, auth: 'managed-identity' })).toEqual([]);
    expect(
      errorsOf({ resources: account }, { env: { AZURE_CLIENT_ID: guid, AZURE_TENANT_ID: guid } }),
    ).toEqual([]);
  });

  it('point a private cloud at its own hosts and not at the public directory', () => {
    const read = readInputs(
      source({
        ...ids,
        'resource-manager-endpoint': 'https://arm.contoso.internal/',
        environment: 'azureusgovernment',
      }),
    );
    expect(read.ok && read.inputs.cloud).toMatchObject({
      name: 'AzureUSGovernment',
      resourceManager: 'https://arm.contoso.internal',
      authorityHost: 'https://login.microsoftonline.us',
    });
    expect(read.ok && 'graph' in read.inputs.cloud).toBe(false);
  });

  it('never make it throw, whatever they hold', () => {
    const names = Object.keys(DEFAULTS);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), fc.string({ unit: 'binary' })),
        (values) => {
          const read = readInputs(source(values));
          expect(typeof read.ok).toBe('boolean');
        },
      ),
    );
  });
});

describe('principals', () => {
  it('carry their own role, or none', () => {
    const other = guid.replace('1', '2');
    const read = readInputs(
      source({ principals: `group:${guid.toUpperCase()} = Foundry User\nuser: ${other}` }),
    );
    expect(read.ok && read.inputs.principals).toEqual([
      { type: 'Group', objectId: guid, role: 'Foundry User' },
      { type: 'User', objectId: other, role: undefined },
    ]);
  });

  it.each([
    'group',
    'group:',
    'group:abc',
    `__proto__:${guid}`,
    `group:${guid}:x`,
    `group:${guid} =`,
  ])('are refused as %j', (text) => {
    expect(errorsOf({ principals: text })).toHaveLength(1);
  });
});
