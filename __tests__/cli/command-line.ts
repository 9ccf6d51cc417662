import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Sandbox } from '../../sandbox/index.ts';
import { IDS } from '../../sandbox/worlds/ids.ts';
import { NODE } from '../../scripts/run-as-runner.ts';

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = path.resolve(import.meta.dirname, '../..');
const bundle = process.env.GATE_BUNDLE ?? path.join(root, 'dist/index.js');

/** An empty folder with an `az` whose session is the sandbox's workload identity. */
export async function desk(
  sandbox?: Sandbox,
): Promise<AsyncDisposable & { readonly folder: string; readonly run: Run }> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'foundry-entra-gate-cli-'));
  const folder = path.join(home, 'work');
  const bin = path.join(home, 'bin');
  await mkdir(folder);
  await mkdir(bin);
  await writeFile(path.join(bin, 'az'), sandbox ? azSignedIn(sandbox) : AZ_SIGNED_OUT);
  await chmod(path.join(bin, 'az'), 0o755);
  const where = sandbox
    ? [
        ...['--authority-host', sandbox.urls.entra],
        ...['--resource-manager-endpoint', sandbox.urls.arm],
        ...['--inference-hosts', '127.*'],
      ]
    : [];
  return {
    folder,
    run: (args, env = {}) =>
      new Promise((resolve) => {
        execFile(
          NODE,
          [bundle, ...args, ...(args[0]?.startsWith('-') || args[0] === 'scan' ? [] : where)],
          {
            cwd: folder,
            env: {
              PATH: `${bin}${path.delimiter}${path.dirname(NODE)}${path.delimiter}/usr/bin:/bin`,
              HOME: home,
              ...(sandbox && { NODE_EXTRA_CA_CERTS: sandbox.caFile }),
              ...env,
            },
            maxBuffer: 1 << 26,
          },
          (error, stdout, stderr) => {
            const code = error ? Number(error.code ?? -1) : 0;
            resolve({ code, stdout, stderr });
          },
        );
      }),
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}

type Run = (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CommandRun>;

const AZ_SIGNED_OUT = `#!/bin/sh
echo "ERROR: Please run 'az login' to setup account." >&2
exit 1
`;

/** Answers \`az account get-access-token\` as the Azure CLI does, with a token of the sandbox. */
function azSignedIn({ env, urls }: Sandbox): string {
  return `#!${NODE}
const option = (name) => process.argv[process.argv.indexOf(name) + 1];
const asked = process.argv.slice(2, 4).join(' ');
if (asked === 'account show') {
  console.log(${JSON.stringify(IDS.subscription)});
  process.exit(0);
}
if (asked !== 'account get-access-token') process.exit(2);
const github = await fetch(${JSON.stringify(env.ACTIONS_ID_TOKEN_REQUEST_URL)} + '&audience=api%3A%2F%2FAzureADTokenExchange', {
  headers: { authorization: 'Bearer ' + ${JSON.stringify(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)} },
});
const { value } = await github.json();
const entra = await fetch(${JSON.stringify(`${urls.entra}/${IDS.tenant}/oauth2/v2.0/token`)}, {
  method: 'POST',
  body: new URLSearchParams({
    client_id: ${JSON.stringify(IDS.clientId)},
    client_assertion: value,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    grant_type: 'client_credentials',
    scope: option('--resource').replace(/\\/*$/, '') + '/.default',
  }),
});
const answer = await entra.json();
if (!entra.ok) {
  console.error('ERROR: ' + answer.error_description);
  process.exit(1);
}
console.log(JSON.stringify({
  accessToken: answer.access_token,
  expires_on: Math.floor(Date.now() / 1000) + answer.expires_in,
  tokenType: 'Bearer',
}));
`;
}
