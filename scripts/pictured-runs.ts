import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startSandbox, type World } from '../sandbox/index.ts';
import { demoWorld } from '../sandbox/worlds/demo.ts';
import { estateWorld } from '../sandbox/worlds/estate.ts';
import { IDS, RESOURCE_IDS } from '../sandbox/worlds/ids.ts';
import { withPullRequest } from '../sandbox/worlds/pull-request.ts';
import { runAsRunner, type RunnerResult } from './run-as-runner.ts';

/** What people see of runs against the sandbox, as Markdown. */
export interface PicturedRuns {
  readonly check: string;
  readonly comment: string;
  readonly plan: string;
  readonly enforce: string;
  readonly audit: string;
}

const CLIENT = {
  path: 'src/chat/client.py',
  text: `import os

from openai import AzureOpenAI

client = AzureOpenAI(
    azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"],
    api_key=os.environ["AZURE_OPENAI_API_KEY"],
    api_version="2024-10-21",
)
`,
};
const ALLOW = 'assign-role, convert-connection, regenerate-keys, disable-keys';

/** A pull request, then plan and enforce of the same account, then the audit of an estate: real runs, real words. */
export async function picturedRuns(): Promise<PicturedRuns> {
  const workspace = await mkdtemp(path.join(os.tmpdir(), 'pictured-runs-'));
  try {
    const file = path.join(workspace, CLIENT.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, CLIENT.text);
    const asked = withPullRequest(demoWorld(), { files: { [CLIENT.path]: CLIENT.text } });
    const [{ summary: check }] = await runs(asked, [{}], workspace);
    const comment = asked.github.issues.flatMap(({ comments }) => comments)[0]?.body;
    if (comment === undefined) throw new Error('the run wrote no comment');

    const [planned, enforced] = await runs(demoWorld(), [
      { mode: 'plan', allow: ALLOW, scan: 'off' },
      { mode: 'enforce', allow: ALLOW, scan: 'off' },
    ]);
    const estate = estateWorld({
      subscriptions: 4,
      accounts: 120,
      projectsPerAccount: 1,
      connectionsPerAccount: 1,
      legacyEvery: 9,
    });
    const [audited] = await runs(estate, [
      {
        resources: '/providers/Microsoft.Management/managementGroups/estate',
        principals: '',
        scan: 'off',
      },
    ]);
    return {
      check,
      comment,
      plan: planned.summary,
      enforce: enforced.summary,
      audit: audited.summary,
    };
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

type Inputs = Readonly<Record<string, string>>;

/** Steps one after the other against one world, by their inputs. */
async function runs<Steps extends readonly Inputs[]>(
  world: World,
  steps: readonly [...Steps],
  workspace?: string,
): Promise<{ [Step in keyof Steps]: RunnerResult }> {
  const sandbox = await startSandbox(world);
  try {
    const results: RunnerResult[] = [];
    for (const inputs of steps) {
      results.push(
        await runAsRunner({
          ...(workspace !== undefined && { workspace }),
          inputs: {
            resources: RESOURCE_IDS.account,
            principals: `group:${IDS.developers}`,
            'propagation-timeout': '6',
            ...inputs,
          },
          env: sandbox.env,
        }),
      );
    }
    return results as { [Step in keyof Steps]: RunnerResult };
  } finally {
    await sandbox.close();
  }
}
