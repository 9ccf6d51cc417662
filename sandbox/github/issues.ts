import { jsonBody, ok } from '../server/exchange.ts';
import type { Runtime } from '../server/runtime.ts';
import type { Comment, GitHubPermission, Issue } from '../world.ts';
import { githubErrors } from './errors.ts';
import { githubPage } from './paging.ts';
import { tokenLogin } from './viewer.ts';
import type { GitHubCall, GitHubRoute } from './route.ts';

const LONGEST_BODY = 65_536;
const LONGEST_TITLE = 256;

/** Issues, and the conversations of issues and pull requests, which share their numbers. */
export function issueRoutes(runtime: Runtime): GitHubRoute[] {
  const github = (): Runtime['world']['github'] => runtime.world.github;
  const either: readonly GitHubPermission[] = ['issues', 'pull-requests'];
  return [
    {
      method: 'GET',
      path: '/issues',
      permissions: either,
      level: 'read',
      handle: (call) => {
        const state = call.query.get('state') ?? 'open';
        const labels = (call.query.get('labels') ?? '').split(',').filter((name) => name !== '');
        const creator = call.query.get('creator');
        const items = github()
          .issues.filter((issue) => state === 'all' || issue.state === state)
          .filter((issue) => labels.every((label) => issue.labels.includes(label)))
          .filter((issue) => creator === null || issue.author === creator)
          .toSorted((a, b) => b.number - a.number);
        return githubPage(call, items, (issue) => call.views.issue(issue));
      },
    },
    {
      method: 'POST',
      path: '/issues',
      permissions: ['issues'],
      level: 'write',
      handle: (call) => {
        const body = jsonBody(call) ?? {};
        const title = text(body.title, 'Issue', 'title', LONGEST_TITLE);
        if (title === undefined || title === '') {
          throw githubErrors.invalid('Issue', 'title', 'title is missing');
        }
        const number = nextNumber(runtime);
        const issue: Issue = {
          number,
          title,
          body: text(body.body, 'Issue', 'body', LONGEST_BODY) ?? '',
          state: 'open',
          labels: strings(body.labels),
          ...writtenBy(runtime),
          comments: [],
        };
        github().issues.push(issue);
        return { status: 201, body: call.views.issue(issue) };
      },
    },
    {
      method: 'GET',
      path: '/issues/{number}',
      permissions: either,
      level: 'read',
      handle: (call) => ok(call.views.issue(issueOf(runtime, call))),
    },
    {
      method: 'PATCH',
      path: '/issues/{number}',
      permissions: ['issues'],
      level: 'write',
      handle: (call) => {
        const issue = issueOf(runtime, call);
        const body = jsonBody(call) ?? {};
        issue.title = text(body.title, 'Issue', 'title', LONGEST_TITLE) ?? issue.title;
        issue.body = text(body.body, 'Issue', 'body', LONGEST_BODY) ?? issue.body;
        if (body.state === 'open' || body.state === 'closed') issue.state = body.state;
        if (Array.isArray(body.labels)) issue.labels = strings(body.labels);
        return ok(call.views.issue(issue));
      },
    },
    {
      method: 'GET',
      path: '/issues/{number}/comments',
      permissions: either,
      level: 'read',
      handle: (call) => {
        const issue = conversationOf(runtime, call);
        return githubPage(call, issue.comments, (comment) => call.views.comment(issue, comment));
      },
    },
    {
      method: 'POST',
      path: '/issues/{number}/comments',
      permissions: either,
      level: 'write',
      handle: (call) => {
        const issue = conversationOf(runtime, call);
        const body = text(jsonBody(call)?.body, 'IssueComment', 'body', LONGEST_BODY);
        if (body === undefined || body.trim() === '') {
          throw githubErrors.invalid('IssueComment', 'body', 'Body cannot be blank');
        }
        const comment: Comment = { id: nextComment(runtime), body, ...writtenBy(runtime) };
        issue.comments.push(comment);
        return { status: 201, body: call.views.comment(issue, comment) };
      },
    },
    {
      method: 'GET',
      path: '/issues/comments/{id}',
      permissions: either,
      level: 'read',
      handle: (call) => {
        const { issue, comment } = commentOf(runtime, call);
        return ok(call.views.comment(issue, comment));
      },
    },
    {
      method: 'PATCH',
      path: '/issues/comments/{id}',
      permissions: either,
      level: 'write',
      handle: (call) => {
        const { issue, comment } = commentOf(runtime, call);
        if (comment.author !== tokenLogin(github()))
          throw githubErrors.notAccessible(either, 'write');
        comment.body = text(jsonBody(call)?.body, 'IssueComment', 'body', LONGEST_BODY) ?? '';
        return ok(call.views.comment(issue, comment));
      },
    },
  ];
}

/** @throws Refusal 404 */
function issueOf(runtime: Runtime, call: GitHubCall): Issue {
  const number = Number(call.params.number);
  const found = runtime.world.github.issues.find((issue) => issue.number === number);
  if (!found) throw githubErrors.notFound();
  return found;
}

/** The conversation of an issue; a pull request gets its own when it is first looked at. */
function conversationOf(runtime: Runtime, call: GitHubCall): Issue {
  const { issues, pullRequests } = runtime.world.github;
  const number = Number(call.params.number);
  const found = issues.find((issue) => issue.number === number);
  if (found) return found;
  const pull = pullRequests.find((candidate) => candidate.number === number);
  if (!pull) throw githubErrors.notFound();
  const conversation: Issue = {
    number,
    title: pull.title,
    body: '',
    state: 'open',
    labels: [],
    author: pull.headRepository.split('/')[0] ?? '',
    comments: [],
  };
  issues.push(conversation);
  return conversation;
}

function commentOf(runtime: Runtime, call: GitHubCall): { issue: Issue; comment: Comment } {
  const id = Number(call.params.id);
  for (const issue of runtime.world.github.issues) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment) return { issue, comment };
  }
  throw githubErrors.notFound();
}

function nextNumber(runtime: Runtime): number {
  const { issues, pullRequests } = runtime.world.github;
  return Math.max(0, ...[...issues, ...pullRequests].map(({ number }) => number)) + 1;
}

function nextComment(runtime: Runtime): number {
  const ids = runtime.world.github.issues.flatMap(({ comments }) => comments.map(({ id }) => id));
  return Math.max(1_900_000_000, ...ids) + 1;
}

/** @throws Refusal 422 for a text that is too long; GitHub counts characters, not bytes */
function text(
  value: unknown,
  resource: string,
  field: string,
  longest: number,
): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (Array.from(value).length <= longest) return value;
  throw githubErrors.invalid(
    resource,
    field,
    `${field} is too long (maximum is ${longest} characters)`,
  );
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function writtenBy({ world }: Runtime): Pick<Comment, 'author' | 'authorIsBot'> {
  const author = tokenLogin(world.github);
  return { author, authorIsBot: author.endsWith('[bot]') };
}
