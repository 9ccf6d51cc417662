import type { Report } from '../domain/report.ts';
import type { Inputs } from '../domain/settings.ts';
import { ISSUE_TITLE, renderIssue, sameBody } from '../report/comment.ts';
import type { RenderContext } from '../report/context.ts';
import { marker } from '../report/marker.ts';
import { failsStep, isStopped } from '../report/verdict.ts';
import { connectGitHub, explainGitHub, Ourselves, statusOf, type Octokit } from './github.ts';

/** By it the issue is found among thousands in one request. */
export const ISSUE_LABEL = 'foundry-entra-gate';
const PAGES_WITHOUT_LABEL = 10;
/** One issue per workflow, job and matrix leg carries the label. */
const PAGES_WITH_LABEL = 50;

interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/**
 * Keeps the one tracking issue of this workflow, job and matrix leg: opens it, edits it when it has
 * something new to say, closes it when all is well, opens it again. Nothing is written when nothing
 * changed, and nothing in pull requests: what is not merged says nothing of what is tracked.
 * @returns a warning when GitHub refused; never throws.
 */
export async function trackIssue(
  report: Report,
  context: RenderContext,
  inputs: Pick<Inputs, 'issue' | 'githubToken'>,
): Promise<string | undefined> {
  const { event } = context;
  if (inputs.issue === 'never' || event.pullRequest !== undefined) return undefined;
  const what = 'The tracking issue could not be written';
  if (inputs.githubToken === '') return `${what}: the input github-token is empty.`;
  const repository: Repository = { owner: event.owner, repo: event.repository };
  try {
    const octokit = await connectGitHub({ event, inputs });
    const ours: Ours = {
      mark: marker('issue', event),
      ourselves: new Ourselves({ event, inputs }),
    };
    const existing = await find(octokit, repository, ours);
    const state = isDirty(report, context) ? 'open' : 'closed';
    if (!existing) {
      if (state === 'open') await open(octokit, repository, renderIssue(report, context), ours);
      return undefined;
    }
    if (state === 'closed' && existing.state === 'closed') return undefined;
    const body = renderIssue(report, context);
    if (existing.state === state && sameBody(existing.body, body)) return undefined;
    await octokit.rest.issues.update({
      ...repository,
      issue_number: existing.number,
      body,
      ...(existing.state !== state && {
        state,
        state_reason: state === 'closed' ? 'completed' : 'reopened',
      }),
    });
    return undefined;
  } catch (error) {
    if (statusOf(error) === 410) return `${what}: issues are disabled in this repository.`;
    return explainGitHub(error, what, 'issues: write', { event });
  }
}

/** What fails at `fail-on`; with `never` what would fail at `error`, for an audit that only reports. */
function isDirty(report: Report, { failOn }: RenderContext): boolean {
  const level = failOn === 'never' ? 'error' : failOn;
  return (
    report.findings.some((finding) => failsStep(finding, level)) ||
    report.changes.some(({ status }) => isStopped(status))
  );
}

/** By what an issue is known to be this run's to edit. */
interface Ours {
  readonly mark: string;
  readonly ourselves: Ourselves;
}

interface Existing {
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly body: string;
}

/** By label first, open or closed; then among the open issues, in case someone took the label away. */
async function find(
  octokit: Octokit,
  repository: Repository,
  ours: Ours,
): Promise<Existing | undefined> {
  const query = { ...repository, per_page: 100 } as const;
  return (
    (await search(
      octokit,
      { ...query, state: 'all', labels: ISSUE_LABEL },
      ours,
      PAGES_WITH_LABEL,
    )) ?? (await search(octokit, { ...query, state: 'open' }, ours, PAGES_WITHOUT_LABEL))
  );
}

async function search(
  octokit: Octokit,
  query: Parameters<Octokit['rest']['issues']['listForRepo']>[0],
  { mark, ourselves }: Ours,
  most: number,
): Promise<Existing | undefined> {
  let page = 0;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listForRepo, query)) {
    for (const issue of data) {
      const body = issue.body ?? '';
      if (issue.pull_request || !body.startsWith(mark)) continue;
      if (!(await ourselves.wrote(issue))) continue;
      return { number: issue.number, state: issue.state === 'open' ? 'open' : 'closed', body };
    }
    page += 1;
    if (page >= most) break;
  }
  return undefined;
}

/** Not retried blindly: an answer that got lost would leave two issues. */
async function open(
  octokit: Octokit,
  repository: Repository,
  body: string,
  ours: Ours,
): Promise<void> {
  const issue = {
    ...repository,
    title: ISSUE_TITLE,
    body,
    labels: [ISSUE_LABEL],
    request: { retries: 0 },
  };
  try {
    await octokit.rest.issues.create(issue);
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) throw error;
    if (await find(octokit, repository, ours)) return;
    await octokit.rest.issues.create(issue);
  }
}
