import { parse } from 'yaml';
import type { Sandbox } from '../sandbox/index.ts';
import { fastClock } from './fast-clock.ts';
import { runAsRunner, type RunnerResult } from './run-as-runner.ts';

interface Workflow {
  readonly permissions?: Permissions;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly environment?: string;
        readonly permissions?: Permissions;
        readonly outputs?: Readonly<Record<string, string>>;
        readonly steps?: readonly Step[];
      }
    >
  >;
}
interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
type Permissions = Readonly<Record<string, 'read' | 'write'>>;

export interface GateJobRun {
  readonly job: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly result: RunnerResult;
}

/**
 * Runs the gate's steps of a workflow as it is written, job after job, as GitHub would on the event of the
 * sandbox's world: inputs with their expressions filled in, the job's permissions and environment, and the
 * outputs of earlier jobs. Stops after the first step that fails.
 */
export async function runWorkflow(
  sandbox: Sandbox,
  text: string,
  options: {
    readonly vars: Readonly<Record<string, string>>;
    /** The checked-out repository. */
    readonly workspace?: string;
    readonly bundle?: string;
  },
): Promise<readonly GateJobRun[]> {
  const workflow = parse(text) as Workflow;
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.vars)) known[`vars.${name}`] = value;
  const runs: GateJobRun[] = [];
  for (const [job, { environment, permissions, outputs, steps }] of Object.entries(workflow.jobs)) {
    for (const step of steps ?? []) {
      if (step.uses?.startsWith('foundry-entra-gate/') !== true) continue;
      const inputs = Object.fromEntries(
        Object.entries(step.with ?? {}).map(([name, value]) => [name, fill(String(value), known)]),
      );
      const result = await runAsRunner({
        inputs: { ...sandboxInputs(sandbox), ...inputs },
        env: {
          ...jobEnvironment(sandbox, permissions ?? workflow.permissions ?? {}, environment),
          // What is published waits for minutes.
          ...fastClock(30),
        },
        ...(options.workspace !== undefined && { workspace: options.workspace }),
        ...(options.bundle !== undefined && { bundle: options.bundle }),
      });
      runs.push({ job, inputs, result });
      if (result.code !== 0) return runs;
      for (const [name, value] of Object.entries(result.outputs)) {
        if (step.id !== undefined) known[`steps.${step.id}.outputs.${name}`] = value;
      }
    }
    for (const [name, value] of Object.entries(outputs ?? {})) {
      known[`needs.${job}.outputs.${name}`] = fill(value, known);
    }
  }
  return runs;
}

/** @throws Error for an expression that nothing was said about */
function fill(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (expression, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`${expression} has no value`);
    return value;
  });
}

/** What a user's workflow does not say and the sandbox needs: where its services are. */
function sandboxInputs({ env }: Sandbox): Record<string, string> {
  const where = ['authority-host', 'resource-manager-endpoint', 'inference-hosts', 'github-token'];
  return Object.fromEntries(where.map((name) => [name, env[`INPUT_${name.toUpperCase()}`] ?? '']));
}

/** The job's environment as the runner sets it: no OIDC variables without `id-token: write`. */
function jobEnvironment(
  { env, world }: Sandbox,
  permissions: Permissions,
  environment: string | undefined,
): Record<string, string> {
  const { github } = world;
  github.permissions = permissions;
  delete github.oidc.environment;
  if (environment !== undefined) github.oidc.environment = environment;
  const mayGetToken = permissions['id-token'] === 'write';
  const left = Object.entries(env).filter(
    ([name]) =>
      !name.startsWith('INPUT_') && (mayGetToken || !name.startsWith('ACTIONS_ID_TOKEN_')),
  );
  const { event } = github;
  return {
    ...Object.fromEntries(left),
    GITHUB_EVENT_NAME: event.name,
    GITHUB_REF: event.ref,
    GITHUB_SHA: event.sha,
  };
}
