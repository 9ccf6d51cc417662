import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { GitHubEvent } from '../domain/event.ts';
import type { Inputs } from '../domain/settings.ts';
import { readEvent } from './event.ts';
import { runsWithoutIdentity } from './identity-available.ts';
import { readInputs } from './inputs.ts';
import { realPath } from './real-path.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The step as the runner describes it. */
export interface Step {
  readonly inputs: Inputs;
  readonly event: GitHubEvent;
  readonly env: Env;
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
  /** Judge source code and nothing else, whatever the policy file names. */
  readonly sourceOnly?: true;
}

/** Reads the environment once; all wrong inputs together. Sends nothing. */
export function readStep(
  env: Env,
):
  | { readonly ok: true; readonly step: Step }
  | { readonly ok: false; readonly errors: readonly string[] } {
  const input = (name: string): string =>
    (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
  const event = readEvent(env, readPayload(env.GITHUB_EVENT_PATH), input('matrix'));
  const workspace = path.resolve(env.GITHUB_WORKSPACE ?? '.');
  const read = readInputs({
    input,
    env,
    resolve: (file) => path.resolve(workspace, file),
    real: realPath,
    writable: [workspace, path.resolve(env.RUNNER_TEMP ?? os.tmpdir()), os.tmpdir()],
    withoutIdentity: runsWithoutIdentity(event, env),
  });
  return read.ok ? { ok: true, step: { inputs: read.inputs, event, env, workspace } } : read;
}

function readPayload(file: string | undefined): unknown {
  if (!file) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    // Outside GitHub there is none, and a broken one tells nothing.
    return undefined;
  }
}
