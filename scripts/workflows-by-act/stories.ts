import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox/index.ts';
import type { World } from '../../sandbox/world.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { IDS, RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { legacyWorld } from '../../sandbox/worlds/legacy.ts';
import { withPullRequest } from '../../sandbox/worlds/pull-request.ts';
import type { Report } from '../../src/domain/report.ts';
import type { ActRun } from './act.ts';

/** A published workflow on an event, and what must have come of it. */
export interface Story {
  readonly name: string;
  /** Of the folder examples/. */
  readonly example: string;
  readonly world: () => World;
  readonly files?: Readonly<Record<string, string>>;
  readonly holds: (run: ActRun, sandbox: Sandbox) => void;
}

export const VARS: Readonly<Record<string, string>> = {
  AZURE_CLIENT_ID: IDS.clientId,
  AZURE_ENFORCE_CLIENT_ID: IDS.clientId,
  AZURE_TENANT_ID: IDS.tenant,
  AZURE_SUBSCRIPTION_ID: IDS.subscription,
  FOUNDRY_RESOURCE_ID: RESOURCE_IDS.account,
  MODEL_USERS_GROUP_ID: IDS.developers,
  APP_PRINCIPAL_ID: IDS.projectIdentity,
  MANAGEMENT_GROUP: 'contoso',
};
const KEY_CODE = `from openai import AzureOpenAI

client = AzureOpenAI(api_key="from the portal", azure_endpoint="https://contoso-ai.openai.azure.com")
`;
const PULL_REQUEST = { files: { 'app/client.py': KEY_CODE } };
const DEPLOYED = 'Put your deployment here.';

export const STORIES: readonly Story[] = [
  {
    name: 'a pull request that adds a key gets a comment and a failed check',
    example: 'pull-request',
    world: () => withPullRequest(compliantWorld(), PULL_REQUEST),
    files: PULL_REQUEST.files,
    holds: ({ code }, { world }) => {
      assert.equal(code, 1);
      const [comment, ...more] = world.github.issues[0]?.comments ?? [];
      assert.deepEqual(more, []);
      assert.match(comment?.body ?? '', /^<!-- foundry-entra-gate:comment .*job=gate/);
      assert.match(comment?.body ?? '', /app\/client\.py/);
    },
  },
  {
    name: 'a keyless resource lets the release through',
    example: 'deployment-gate',
    world: () => on(compliantWorld(), 'push'),
    holds: ({ code, output }) => {
      assert.equal(code, 0);
      assert.ok(output.includes(`| ${DEPLOYED}`));
    },
  },
  {
    name: 'a resource on keys stops the release',
    example: 'deployment-gate',
    world: () => on(legacyWorld('check'), 'push'),
    holds: ({ code, output }) => {
      assert.equal(code, 1);
      assert.ok(!output.includes(`| ${DEPLOYED}`));
    },
  },
  {
    name: 'the audit of an estate with keys opens an issue and keeps report and SARIF though it fails',
    example: 'scheduled-audit',
    world: () => on(legacyWorld('check'), 'schedule'),
    holds: ({ code, kept }, { world }) => {
      assert.equal(code, 1);
      assert.deepEqual(
        world.github.issues.map(({ state, labels }) => [state, labels]),
        [['open', ['foundry-entra-gate']]],
      );
      const report = JSON.parse(named(kept, 'foundry-entra-gate-report/')) as Report;
      assert.equal(report.compliant, false);
      const sarif = JSON.parse(named(kept, 'sarif/')) as { version: string };
      assert.equal(sarif.version, '2.1.0');
    },
  },
  {
    name: 'eight legs of an audit are merged into one issue',
    example: 'sharded-audit',
    world: () => on(legacyWorld('check'), 'workflow_dispatch'),
    holds: ({ code, kept }, { world }) => {
      assert.equal(code, 1);
      assert.equal(Object.keys(kept).length, 8);
      assert.deepEqual(
        world.github.issues.map(({ state }) => state),
        ['open'],
      );
    },
  },
  {
    name: 'a plan is made as it was approved, and keys are off',
    example: 'keys-off',
    world: () => on(legacyWorld('enforce'), 'workflow_dispatch'),
    holds: ({ code }, { world }) => {
      assert.equal(code, 0);
      assert.equal(world.accounts[0]?.properties.disableLocalAuth, true);
    },
  },
];

function on(world: World, event: string): World {
  world.github.event = { name: event, ref: 'refs/heads/main', sha: 'a'.repeat(40) };
  return world;
}

/** The one file kept under a name. */
function named(kept: Readonly<Record<string, string>>, name: string): string {
  const [found, ...more] = Object.keys(kept).filter((file) => file.startsWith(name));
  assert.deepEqual(more, []);
  assert.ok(found !== undefined, `nothing was kept under ${name}`);
  return kept[found] ?? '';
}
