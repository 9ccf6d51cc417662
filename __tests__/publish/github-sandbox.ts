import tls from 'node:tls';
import { startSandbox, type LogEntry, type Sandbox } from '../../sandbox/index.ts';
import { compliantWorld } from '../../sandbox/worlds/compliant.ts';
import { withPullRequest } from '../../sandbox/worlds/pull-request.ts';
import type { GitHubEvent } from '../../src/domain/event.ts';
import type { RenderContext } from '../../src/report/context.ts';
import { context, event } from '../report/samples.ts';

export const BOT = 'github-actions[bot]';

/** GitHub with a pull request of 300 comments, and what a run says to it. */
export interface GitHubSandbox {
  readonly sandbox: Sandbox;
  readonly context: RenderContext;
  readonly event: GitHubEvent;
  readonly inputs: {
    readonly githubToken: string;
    readonly comment: 'always';
    readonly issue: 'on-failure';
  };
  /** Requests that wrote, since the last call. */
  readonly writes: () => readonly LogEntry[];
}

/** As a schedule starts it. */
export function outsidePullRequests(of: RenderContext): RenderContext {
  return { ...of, event: { ...of.event, name: 'schedule', pullRequest: undefined } };
}

export async function startGitHub(
  change: (event: GitHubEvent) => GitHubEvent = (same) => same,
): Promise<GitHubSandbox> {
  const world = withPullRequest(compliantWorld(), { files: {} });
  const [conversation] = world.github.issues;
  conversation?.comments.push(
    ...Array.from({ length: 300 }, (_, index) => ({
      id: index + 1,
      body: `comment ${index}`,
      author: index % 2 === 0 ? 'alice' : BOT,
      authorIsBot: index % 2 === 1,
    })),
  );
  world.github.permissions = {
    contents: 'read',
    'pull-requests': 'write',
    issues: 'write',
  };
  const sandbox = await startSandbox(world);
  // Not on top of the ones of earlier sandboxes: all bear one name.
  tls.setDefaultCACertificates([...tls.rootCertificates, sandbox.ca]);
  const here = change({
    ...event,
    owner: 'contoso',
    repository: 'assistant',
    apiUrl: sandbox.urls.github,
  });
  let read = 0;
  return {
    sandbox,
    event: here,
    context: context({ event: here }),
    inputs: {
      githubToken: sandbox.env['INPUT_GITHUB-TOKEN'] ?? '',
      comment: 'always',
      issue: 'on-failure',
    },
    writes: () => {
      const since = sandbox.log.slice(read);
      read = sandbox.log.length;
      return since.filter(({ write }) => write);
    },
  };
}
