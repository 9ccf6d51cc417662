import { CHANGE_KINDS, type ChangeKind } from '../domain/change.ts';
import { CLOUDS, type Cloud } from '../domain/cloud.ts';
import type { Inputs, PrincipalLine, Target } from '../domain/settings.ts';
import { GUID, items, readPrincipal, readTarget } from './lines.ts';

export interface InputSource {
  /** The value of an input, trimmed; empty when it is not set. */
  readonly input: (name: string) => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of a file name given relative to the workspace. @throws nothing */
  readonly resolve: (path: string) => string;
  /** Where a path leads once symbolic links are followed; `undefined` for a circle. @throws nothing */
  readonly real: (path: string) => string | undefined;
  /** Folders in which reports may be written: workspace and temporary ones. */
  readonly writable: readonly string[];
  /**
   * The run can get no OIDC token and no secrets whatever its workflow says (a fork's or Dependabot's
   * pull request): missing ids are then no mistake of the workflow.
   */
  readonly withoutIdentity: boolean;
}

/** Defaults of `action.yml`, for runs that do not come from a runner; a test holds the two together. */
export const DEFAULTS = {
  mode: 'check',
  resources: '',
  principals: '',
  role: 'Cognitive Services User',
  policy: '.github/foundry-entra-gate.yml',
  'client-id': '',
  'tenant-id': '',
  'subscription-id': '',
  auth: 'oidc',
  audience: '',
  environment: 'AzureCloud',
  'authority-host': '',
  'resource-manager-endpoint': '',
  'inference-hosts': '',
  probe: 'auto',
  scan: 'auto',
  'scan-paths': '**',
  'fail-on': 'error',
  allow: 'assign-role, convert-connection, disable-keys',
  force: 'false',
  'approved-plan': '',
  'max-changes': '50',
  'propagation-timeout': '600',
  comment: 'auto',
  issue: 'never',
  'report-file': '',
  'sarif-file': '',
  baseline: '',
  shard: '1/1',
  'merge-reports': '',
  concurrency: '16',
  'github-token': '',
} as const;
export type InputName = keyof typeof DEFAULTS;

/** One wrong input: its name, the value as given, and what would be right. */
export function wrong(name: string, value: string, right: string): string {
  const shown = value.length > 200 ? `${value.slice(0, 199)}…` : value;
  return `${name}: "${shown}" is not usable: ${right}.`;
}

/** All inputs, or everything that is wrong with them. Asks nobody. */
export function readInputs(
  source: InputSource,
):
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly errors: readonly string[] } {
  const errors: string[] = [];
  const text = (name: InputName): string => source.input(name) || DEFAULTS[name];
  const fail = (name: InputName, value: string, right: string): void => {
    errors.push(wrong(name, value, right));
  };

  const oneOf = <T extends string>(name: InputName, values: readonly [T, ...T[]]): T => {
    const value = text(name);
    const found = values.find((candidate) => candidate.toLowerCase() === value.toLowerCase());
    if (found === undefined) fail(name, value, `one of ${values.join(', ')}`);
    return found ?? values[0];
  };
  const whole = (name: InputName, least: number, most: number): number => {
    const value = text(name);
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) {
      fail(name, value, `a whole number from ${least} to ${most}`);
      return least;
    }
    return number;
  };
  const each = <T extends object>(
    name: InputName,
    read: (item: string) => T | { readonly error: string },
  ): readonly T[] =>
    items(text(name)).flatMap((item) => {
      const value = read(item);
      if ('error' in value && typeof value.error === 'string') {
        fail(name, item, value.error);
        return [];
      }
      return [value as T];
    });
  const https = (name: InputName): string | undefined => {
    const value = text(name);
    if (value === '') return undefined;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url?.protocol !== 'https:' || url.username || url.password || url.search || url.hash) {
      fail(name, value, 'an https:// address without query or user name');
      return undefined;
    }
    return url.href.replace(/(?<!\/)\/+$/, '');
  };
  const guid = (name: InputName, variable: string, needed: boolean): string => {
    const value = source.input(name) || (source.env[variable] ?? '').trim();
    if (value === '' && needed) {
      errors.push(
        `${name}: missing. Set the input ${name} or the environment variable ${variable}.`,
      );
    }
    const domain = name === 'tenant-id' && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(value);
    if (value !== '' && !GUID.test(value) && !domain) {
      fail(name, value, name === 'tenant-id' ? 'a GUID or a verified domain' : 'a GUID');
    }
    return value;
  };

  const mode = oneOf('mode', ['check', 'plan', 'enforce']);
  const resources = each<Target>('resources', readTarget);
  const auth = oneOf('auth', ['oidc', 'azure-cli', 'managed-identity']);
  const cloud = readCloud(
    oneOf('environment', ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud']),
    {
      authorityHost: https('authority-host'),
      resourceManager: https('resource-manager-endpoint'),
    },
  );
  const needsIdentity =
    auth === 'oidc' && items(text('resources')).length > 0 && !source.withoutIdentity;
  const subscriptionId = guid(
    'subscription-id',
    'AZURE_SUBSCRIPTION_ID',
    !source.withoutIdentity && resources.some(({ kind }) => kind === 'name' || kind === 'endpoint'),
  );
  const shard = /^(\d{1,4})\/(\d{1,4})$/.exec(text('shard').replaceAll(' ', ''));
  const [index, count] = [Number(shard?.[1] ?? 0), Number(shard?.[2] ?? 0)];
  if (index < 1 || index > count) fail('shard', text('shard'), 'I/N with 1 ≤ I ≤ N, e.g. 2/8');

  const inputs: Inputs = {
    mode,
    resources,
    principals: each<PrincipalLine>('principals', readPrincipal),
    role: text('role'),
    roleGiven: source.input('role') !== '' && source.input('role') !== DEFAULTS.role,
    policy: text('policy'),
    policyGiven: source.input('policy') !== '' && source.input('policy') !== DEFAULTS.policy,
    subscriptionId,
    signIn: {
      auth,
      clientId: guid('client-id', 'AZURE_CLIENT_ID', needsIdentity),
      tenantId: guid('tenant-id', 'AZURE_TENANT_ID', needsIdentity),
      audience: text('audience') || cloud.federationAudience,
    },
    cloud,
    inferenceHosts: each('inference-hosts', readHostPattern).map(({ pattern }) => pattern),
    probe: oneOf('probe', ['auto', 'on', 'off']),
    scan: oneOf('scan', ['auto', 'all', 'changed', 'off']),
    scanPaths: items(text('scan-paths')),
    failOn: oneOf('fail-on', ['error', 'warning', 'never']),
    plan: {
      allow: each('allow', readChangeKind).map(({ kind }) => kind),
      force: oneOf('force', ['false', 'true']) === 'true',
      maxChanges: whole('max-changes', 0, 100_000),
      approvedPlan: text('approved-plan') || undefined,
    },
    propagationTimeoutMs: whole('propagation-timeout', 0, 21_600) * 1000,
    comment: oneOf('comment', ['auto', 'always', 'on-failure', 'never']),
    issue: oneOf('issue', ['never', 'on-failure']),
    reportFile: writablePath('report-file', 'foundry-entra-gate-report.json'),
    sarifFile: writablePath('sarif-file', 'foundry-entra-gate.sarif'),
    baseline: text('baseline'),
    shard: { index, count },
    mergeReports: items(text('merge-reports')).map((item) => source.resolve(item)),
    concurrency: whole('concurrency', 1, 256),
    githubToken: text('github-token') || (source.env.GITHUB_TOKEN ?? ''),
  };
  if (mode === 'enforce' && source.withoutIdentity) {
    errors.push(
      'mode: "enforce" is not usable: a pull request from a fork or by Dependabot gets no identity. Use check there.',
    );
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, inputs };

  function isWritable(path: string | undefined): boolean {
    return source.writable
      .flatMap((folder) => [folder, source.real(folder) ?? folder])
      .some((folder) => path?.startsWith(`${folder.replace(/(?<!\/)\/+$/, '')}/`) === true);
  }

  function writablePath(name: 'report-file' | 'sarif-file', fallback: string): string {
    const given = text(name);
    const path = source.resolve(
      given || `${source.env.RUNNER_TEMP ?? source.writable[0] ?? '.'}/${fallback}`,
    );
    if (given !== '' && !isWritable(path)) {
      fail(name, given, 'a path in the workspace or in the runner’s temporary folder');
    } else if (given !== '' && !isWritable(source.real(path))) {
      fail(name, given, 'a path that no symbolic link leads out of the workspace');
    }
    return path;
  }
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
