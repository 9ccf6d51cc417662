import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** A job of a workflow that uses the gate. */
export interface GateJob {
  /** Relative to the repository. */
  readonly file: string;
  readonly job: string;
  readonly mayGetToken: boolean;
}

const FOLDER = '.github/workflows';

/** The jobs that use the gate, read from the workflow files of a folder. */
export async function gateJobs(root: string): Promise<readonly GateJob[]> {
  const names = await readdir(path.join(root, FOLDER)).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map(async (name) =>
        readGateJobs(`${FOLDER}/${name}`, await readFile(path.join(root, FOLDER, name), 'utf8')),
      ),
  );
  return found.flat();
}

/** A file that is no YAML has no jobs: GitHub refuses it, and says so itself. */
export function readGateJobs(file: string, text: string): readonly GateJob[] {
  let workflow: unknown;
  try {
    workflow = parse(text);
  } catch {
    return [];
  }
  return Object.entries(mapping(mapping(workflow).jobs)).flatMap(([job, value]) => {
    const { steps, permissions } = mapping(value);
    const uses = Array.isArray(steps) ? steps.map((step: unknown) => mapping(step).uses) : [];
    if (!uses.some((name) => typeof name === 'string' && /foundry-entra-gate@/i.test(name)))
      return [];
    // A job's permissions replace those of the workflow.
    const counting = permissions ?? mapping(workflow).permissions;
    return [
      {
        file,
        job,
        mayGetToken: counting === 'write-all' || mapping(counting)['id-token'] === 'write',
      },
    ];
  });
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
