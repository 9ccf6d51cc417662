import type { Sandbox } from '../../sandbox/index.ts';
import type { RunnerResult } from '../../scripts/run-as-runner.ts';

export type Artefacts = Pick<RunnerResult, 'stdout' | 'stderr' | 'files'>;

/** The one command that hands the runner a secret, so that the runner can hide it. */
const MASKING = /^::add-mask::.*$/gm;

/**
 * Everything that a run shows: both streams, every file that it left (summary, outputs, report, SARIF),
 * and what it wrote to GitHub (comments, issues). Annotations and log commands are lines of `stdout`.
 */
function artefactsOf(sandbox: Sandbox, run: Artefacts): Readonly<Record<string, string>> {
  const { github } = sandbox.world;
  return {
    stdout: run.stdout.replace(MASKING, ''),
    stderr: run.stderr,
    ...run.files,
    'comments and issues': JSON.stringify(github.issues),
    'requests to GitHub': JSON.stringify(
      sandbox.log
        .filter(({ service }) => service === 'github')
        .map(({ query, body }) => [query, body]),
    ),
  };
}

/** Keys and passwords that connections of the world store, also in their targets; no client ever needs to see one. */
function storedSecrets({ world }: Sandbox): readonly string[] {
  const owners = [
    ...world.accounts.flatMap((account) => [account, ...account.projects]),
    ...world.workspaces,
  ];
  return owners.flatMap(({ connections }) =>
    connections.flatMap(({ credentials, target }) =>
      [...Object.values(credentials ?? {}), ...secretsIn(target)].filter(
        (value): value is string => typeof value === 'string' && value.length >= 8,
      ),
    ),
  );
}

function secretsIn(target: string): readonly string[] {
  const url = URL.parse(target);
  return url === null
    ? []
    : [
        url.password,
        ...['code', 'sig', 'api-key'].flatMap((name) => url.searchParams.getAll(name)),
      ];
}

/** As it is, in an address, in Base64, and a token's signature alone. */
function formsOf(secret: string): readonly string[] {
  const signature = /^[\w-]+\.[\w-]+\.([\w-]{20,})$/.exec(secret)?.[1];
  return [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ...(signature === undefined ? [] : [signature]),
  ];
}

/** Where a secret shows: `NAME: its first characters`. Must be empty. */
export function leaks(sandbox: Sandbox, run: Artefacts): readonly string[] {
  const keys = sandbox.world.accounts.flatMap((account) => Object.values(sandbox.keysOf(account)));
  const secrets = new Set([...sandbox.secrets.all, ...keys, ...storedSecrets(sandbox)]);
  const artefacts = Object.entries(artefactsOf(sandbox, run));
  return [...secrets].flatMap((secret) =>
    artefacts
      .filter(([, text]) => formsOf(secret).some((form) => text.includes(form)))
      .map(([name]) => `${name}: ${secret.slice(0, 12)}…`),
  );
}

/** Lines of a stack trace that a person would see; those of debug logging do not count. */
export function stackTraces({ stdout, stderr, files }: Artefacts): readonly string[] {
  const shown = [stdout.replace(/^::debug::.*$/gm, ''), stderr, ...Object.values(files)];
  return shown.flatMap(
    (text) => text.match(/^.*\bat .{0,200}(:\d+:\d+\)|\(node:[a-z_/]+:\d+:\d+\)).*$/gm) ?? [],
  );
}
