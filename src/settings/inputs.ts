import { CHANGE_KINDS, type ChangeKind } from '../domain/change.ts';
import { CLOUDS, type Cloud } from '../domain/cloud.ts';
import type { Inputs, PrincipalLine, Target } from '../domain/settings.ts';
import { InputReader, type InputSource } from './input-reader.ts';
import { contradictions, globs, items, readGlob, readPrincipal, readTarget } from './lines.ts';

/** All inputs, or everything that is wrong with them. Asks nobody. */
export function readInputs(
  source: InputSource,
):
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly errors: readonly string[] } {
  const read = new InputReader(source);
  const mode = read.oneOf('mode', ['check', 'plan', 'enforce']);
  const resources = read.each<Target>('resources', readTarget);
  const auth = read.oneOf('auth', ['oidc', 'azure-cli', 'managed-identity']);
  const cloud = readCloud(
    read.oneOf('environment', ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud']),
    {
      authorityHost: read.https('authority-host'),
      resourceManager: read.https('resource-manager-endpoint'),
    },
  );
  const needsIdentity =
    auth === 'oidc' && items(read.text('resources')).length > 0 && !source.withoutIdentity;
  const needsSubscription =
    !source.withoutIdentity && resources.some(({ kind }) => kind === 'name' || kind === 'endpoint');

  const inputs: Inputs = {
    mode,
    resources,
    principals: read.each<PrincipalLine>('principals', readPrincipal),
    role: read.text('role'),
    roleGiven: read.isGiven('role'),
    policy: read.text('policy'),
    policyGiven: read.isGiven('policy'),
    subscriptionId: read.guid('subscription-id', 'AZURE_SUBSCRIPTION_ID', needsSubscription),
    signIn: {
      auth,
      clientId: read.guid('client-id', 'AZURE_CLIENT_ID', needsIdentity),
      tenantId: read.guid('tenant-id', 'AZURE_TENANT_ID', needsIdentity),
      audience: read.text('audience') || cloud.federationAudience,
    },
    cloud,
    inferenceHosts: read.each('inference-hosts', readHostPattern).map(({ pattern }) => pattern),
    probe: read.oneOf('probe', ['auto', 'on', 'off']),
    scan: read.oneOf('scan', ['auto', 'all', 'changed', 'off']),
    scanPaths: read
      .of('scan-paths', globs(read.text('scan-paths')), readGlob)
      .map(({ glob }) => glob),
    failOn: read.oneOf('fail-on', ['error', 'warning', 'never']),
    plan: {
      allow: read.each('allow', readChangeKind).map(({ kind }) => kind),
      force: read.oneOf('force', ['false', 'true']) === 'true',
      maxChanges: read.whole('max-changes', 0, 100_000),
      approvedPlan: read.text('approved-plan') || undefined,
    },
    propagationTimeoutMs: read.whole('propagation-timeout', 0, 21_600) * 1000,
    comment: read.oneOf('comment', ['auto', 'always', 'on-failure', 'never']),
    issue: read.oneOf('issue', ['never', 'on-failure']),
    reportFile: read.writablePath('report-file', 'foundry-entra-gate-report.json'),
    sarifFile: read.writablePath('sarif-file', 'foundry-entra-gate.sarif'),
    baseline: read.text('baseline'),
    shard: read.shard(),
    mergeReports: items(read.text('merge-reports')).map((item) => source.resolve(item)),
    concurrency: read.whole('concurrency', 1, 256),
    githubToken: read.text('github-token') || (source.env.GITHUB_TOKEN ?? ''),
  };
  for (const { line, error } of contradictions(inputs.principals)) {
    read.fail('principals', inputs.principals[line]?.objectId ?? '', error);
  }
  if (mode !== 'check' && inputs.mergeReports.length > 0) {
    read.fail(
      'mode',
      mode,
      'check, where merge-reports is set: reports are merged, and nothing else is done',
    );
  }
  // The runner fills in the default of an input that is left out: this one came out empty.
  if (mode !== 'check' && source.env.INPUT_ALLOW?.trim() === '') {
    read.fail('allow', '', `some of ${CHANGE_KINDS.join(', ')}; or leave the input out`);
  }
  const errors = [...read.errors];
  if (mode === 'enforce' && source.withoutIdentity) {
    errors.push(
      'mode: "enforce" is not usable: a pull request from a fork or by Dependabot gets no identity. Use check there.',
    );
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, inputs };
}

function readHostPattern(text: string): { readonly pattern: string } | { readonly error: string } {
  const pattern = text.toLowerCase();
  if (!/^[a-z0-9*-]+(\.[a-z0-9*-]+)*$/.test(pattern) || /^[*.]*$/.test(pattern)) {
    return {
      error: 'a host name without scheme, port and path, in which * is a wildcard, and not * alone',
    };
  }
  return { pattern };
}

function readChangeKind(text: string): { readonly kind: ChangeKind } | { readonly error: string } {
  const kind = CHANGE_KINDS.find((candidate) => candidate === text.toLowerCase());
  return kind ? { kind } : { error: `one of ${CHANGE_KINDS.join(', ')}` };
}

/** A cloud with its hosts replaced where the step names others. A private cloud has no public Graph. */
function readCloud(
  name: keyof typeof CLOUDS,
  overrides: {
    readonly authorityHost: string | undefined;
    readonly resourceManager: string | undefined;
  },
): Cloud {
  const cloud: Cloud = CLOUDS[name];
  if (overrides.authorityHost === undefined && overrides.resourceManager === undefined)
    return cloud;
  const { graph, ...rest } = cloud;
  return {
    ...rest,
    authorityHost: overrides.authorityHost ?? cloud.authorityHost,
    resourceManager: overrides.resourceManager ?? cloud.resourceManager,
    ...(overrides.resourceManager === undefined && graph !== undefined ? { graph } : {}),
  };
}
