import type { Report } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import { renderComment, sameBody } from '../report/comment.ts';
import type { RenderContext } from '../report/context.ts';
import { marker } from '../report/marker.ts';
import { failsAt } from '../report/verdict.ts';
import { connectGitHub, explainGitHub, Ourselves, statusOf, type Octokit } from './github.ts';

interface Thread {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

/**
 * Writes the one comment of this workflow, job and matrix leg, or edits it in place; nothing is written
 * when it says the same already. @returns a warning when GitHub refused; never throws.
 */
export async function commentOnPullRequest(
  report: Report,
  context: RenderContext,
  inputs: Pick<Inputs, 'comment' | 'githubToken'>,
): Promise<string | undefined> {
  const { event } = context;
  if (!event.pullRequest || inputs.comment === 'never') return undefined;
  const what = 'The pull request comment could not be written';
  if (inputs.githubToken === '') return `${what}: the input github-token is empty.`;
  const thread: Thread = {
    owner: event.owner,
    repo: event.repository,
    issue_number: event.pullRequest.number,
  };
  try {
    const octokit = await connectGitHub({ event, inputs });
    const body = renderComment(report, context);
    const ours: Ours = {
      mark: marker('comment', event),
      ourselves: new Ourselves({ event, inputs }),
    };
    const existing = await find(octokit, thread, ours);
    // A comment that told of a failure must not stand when there is none any more.
    const wanted = inputs.comment !== 'on-failure' || failsAt(report, context.failOn);
    if (!existing && !wanted) return undefined;
    if (existing && sameBody(existing.body, body)) return undefined;
    if (existing && (await edit(octokit, thread, existing.id, body))) return undefined;
    await create(octokit, thread, body, ours);
    return undefined;
  } catch (error) {
    return explainGitHub(error, what, 'pull-requests: write', { event });
  }
}

/** By what a comment is known to be this run's to edit. */
interface Ours {
  readonly mark: string;
  readonly ourselves: Ourselves;
}

/** GitHub takes no more than 2,500 comments in a conversation. */
const MOST_PAGES = 50;

interface Existing {
  readonly id: number;
  readonly body: string;
}

async function find(
  octokit: Octokit,
  thread: Thread,
  { mark, ourselves }: Ours,
): Promise<Existing | undefined> {
  const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
    ...thread,
    per_page: 100,
  });
  let read = 0;
  for await (const { data } of pages) {
    for (const comment of data) {
      const { id, body = '' } = comment;
      if (body.startsWith(mark) && (await ourselves.wrote(comment))) return { id, body };
    }
    read += 1;
    if (read >= MOST_PAGES) throw new Error('its list of comments does not end');
  }
  return undefined;
}

/** `false` when someone deleted the comment since it was found. */
async function edit(
  octokit: Octokit,
  { owner, repo }: Thread,
  id: number,
  body: string,
): Promise<boolean> {
  try {
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Not retried blindly: an answer that got lost would leave two comments. */
async function create(octokit: Octokit, thread: Thread, body: string, ours: Ours): Promise<void> {
  try {
    await octokit.rest.issues.createComment({ ...thread, body, request: { retries: 0 } });
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) throw error;
    if (await find(octokit, thread, ours)) return;
    await octokit.rest.issues.createComment({ ...thread, body, request: { retries: 0 } });
  }
}
