import { runAsRunner, type RunnerResult } from '../scripts/run-as-runner.ts';
import type { Asked, WorldRequest } from './sandbox-process.ts';
import { withSandbox } from './with-sandbox.ts';

export interface EstateRun {
  readonly result: RunnerResult;
  readonly asked: Asked;
}

/** Audits a generated estate as a scheduled workflow would, by its management group. */
export function auditEstate(
  request: WorldRequest,
  inputs: Readonly<Record<string, string>> = {},
): Promise<EstateRun> {
  return withSandbox(request, async ({ env, asked }) => {
    const result = await runAsRunner({
      inputs: {
        resources: '/providers/Microsoft.Management/managementGroups/estate',
        'fail-on': 'never',
        scan: 'off',
        ...inputs,
      },
      env,
    });
    return { result, asked: await asked() };
  });
}
