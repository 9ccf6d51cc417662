import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { commentOnPullRequest } from '../../src/publish/comment.ts';
import { trackIssue } from '../../src/publish/issue.ts';
import { changedFiles } from '../../src/publish/pull-request.ts';
import { assembled, small } from '../report/samples.ts';
import { type GitHubSandbox, outsidePullRequests, startGitHub } from './github-sandbox.ts';

let github: GitHubSandbox;
beforeAll(async () => {
  github = await startGitHub();
});
afterAll(() => github.sandbox.close());
beforeEach(() => {
  github.sandbox.faults.clear();
  github.sandbox.log.length = 0;
});

/** What GitHub, or what answers in its place, calls the next page; each would reach the sandbox's ARM. */
function elsewhere(): readonly string[] {
  const { host } = new URL(github.sandbox.urls.arm);
  return [
    `https://${host}/next`,
    `http://${host}/next`,
    `@${host}/next`,
    `https://localhost:${host.split(':')[1] ?? ''}/next`,
  ];
}

function nextPageAt(link: string): void {
  github.sandbox.faults.add({
    kind: 'status',
    status: 200,
    match: { service: 'github', method: 'GET' },
    headers: { link: `<${link}>; rel="next"` },
    body: [],
  });
}

describe('the next page at another host', () => {
  it.each([0, 1, 2, 3])('gets no request and no token (%d)', async (form) => {
    nextPageAt(elsewhere()[form] ?? '');
    const { event, inputs, context } = github;
    const files = await changedFiles({ event, inputs });
    const told = [
      files.ok ? 'all is well' : files.reason,
      await commentOnPullRequest(assembled(small), context, inputs),
      await trackIssue(assembled(small), outsidePullRequests(context), inputs),
    ];
    for (const sentence of told) {
      expect(sentence).toMatch(
        / GitHub did not answer as it should \(.* another host, .* no token/,
      );
    }
    expect(github.sandbox.log.filter(({ service }) => service !== 'github')).toEqual([]);
    expect(github.writes()).toEqual([]);
  });

  it('gets no token by a redirect either', async () => {
    const { event, inputs, sandbox } = github;
    const location = `${sandbox.urls.arm}/next`;
    sandbox.faults.add({
      kind: 'status',
      status: 302,
      match: { service: 'github', method: 'GET' },
      headers: { location },
    });
    const files = await changedFiles({ event, inputs });
    // What that service says to a request without any token.
    expect(files.ok ? '' : files.reason).toContain("'Authorization' header is missing");
  });

  it('is told from the next page at this host', async () => {
    const { event, inputs } = github;
    github.sandbox.faults.add({
      kind: 'status',
      status: 200,
      times: 1,
      match: { service: 'github', method: 'GET' },
      headers: {
        link: `<${github.sandbox.urls.github}/repos/contoso/assistant/pulls/7/files?page=2>; rel="next"`,
      },
      body: [{ filename: 'a.py', status: 'added' }],
    });
    expect(await changedFiles({ event, inputs })).toMatchObject({
      ok: true,
      files: [{ path: 'a.py', patch: undefined }],
    });
    expect(github.sandbox.log).toHaveLength(2);
  });
});
