import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Comment } from '../../sandbox/index.ts';
import { commentOnPullRequest } from '../../src/publish/comment.ts';
import { marker } from '../../src/report/marker.ts';
import { assembled, clean, small } from '../report/samples.ts';
import { BOT, startGitHub, type GitHubSandbox } from './github-sandbox.ts';

let github: GitHubSandbox;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.sandbox.close());

const comments = (): Comment[] => github.sandbox.world.github.issues[0]?.comments ?? [];
const ours = (): Comment[] =>
  comments().filter(({ body }) => body.startsWith('<!-- foundry-entra-gate:comment '));
const failing = assembled(small);
const passing = assembled(clean);
const say = (report = failing, inputs: object = {}) =>
  commentOnPullRequest(report, github.context, { ...github.inputs, ...inputs });

describe('the pull request comment', () => {
  it('is created, edited in place among 300 others, and not written when it says the same', async () => {
    expect(await say()).toBeUndefined();
    expect(github.writes().map(({ method }) => method)).toEqual(['POST']);
    expect(ours()).toHaveLength(1);
    const [{ id } = { id: 0 }] = ours();

    expect(await say()).toBeUndefined();
    expect(github.writes()).toEqual([]);

    expect(await say(passing)).toBeUndefined();
    expect(github.writes().map(({ method }) => method)).toEqual(['PATCH']);
    expect(ours().map((comment) => comment.id)).toEqual([id]);
    expect(ours()[0]?.body).toContain('✅ Compliant');
    expect(comments()).toHaveLength(301);
  });

  it('is one for each job and matrix leg', async () => {
    for (const leg of ['{"shard":1}', '{"shard":2}', '{"shard":1}']) {
      const event = { ...github.event, matrix: leg };
      await commentOnPullRequest(failing, { ...github.context, event }, github.inputs);
    }
    expect(ours()).toHaveLength(2);
  });

  it('is created again when someone deleted it, before or while it is edited', async () => {
    await say();
    comments().splice(300, 1);
    await say();
    expect(ours()).toHaveLength(1);
    github.writes();
    github.sandbox.faults.add({
      match: { service: 'github', method: 'PATCH' },
      kind: 'status',
      status: 404,
      times: 1,
    });
    expect(await say(passing)).toBeUndefined();
    expect(github.writes().map(({ method }) => method)).toEqual(['PATCH', 'POST']);
  });

  it('is never taken from a person who copied the marker', async () => {
    comments().unshift({
      id: 9001,
      body: `${marker('comment', github.event)}\nAll is well.`,
      author: 'mallory',
    });
    comments().unshift({
      id: 9002,
      body: `> ${marker('comment', github.event)}`,
      author: BOT,
      authorIsBot: true,
    });
    expect(await say()).toBeUndefined();
    expect(github.writes().map(({ method }) => method)).toEqual(['POST']);
    expect(comments().find(({ id }) => id === 9001)?.body).toContain('All is well.');
  });

  it.each([
    ['another bot', 'github-actions[bot]', 'renovate[bot]'],
    ['the app of another workflow', 'contoso-gate[bot]', 'github-actions[bot]'],
    ['another person', 'ada', 'mallory'],
  ])('is never taken from %s', async (_, actsAs, author) => {
    github.sandbox.world.github.actsAs = actsAs;
    comments().unshift({
      id: 9003,
      body: `${marker('comment', github.event)}\nAll is well.`,
      author,
      authorIsBot: author.endsWith('[bot]'),
    });
    expect(await say()).toBeUndefined();
    expect(github.writes().map(({ method }) => method)).toEqual(['POST']);
    expect(comments().find(({ id }) => id === 9003)?.body).toContain('All is well.');
    expect(comments().at(-1)?.author).toBe(actsAs);
  });

  it('is found again when GitHub does not say whom the job’s own token acts as', async () => {
    await say();
    github.sandbox.faults.add({
      match: { service: 'github', path: '/graphql' },
      kind: 'status',
      status: 403,
    });
    github.writes();
    expect(await say(passing)).toBeUndefined();
    expect(github.writes().map(({ method }) => method)).toEqual(['PATCH']);
  });

  it.each([
    { times: 1, methods: ['PATCH'], warns: false },
    { times: 3, methods: [], warns: true },
  ])(
    'of an app is not written a second time when $times of the answers on whom its token acts as are lost',
    async ({ times, methods, warns }) => {
      github.sandbox.world.github.actsAs = 'contoso-gate[bot]';
      await say();
      github.sandbox.faults.add({
        match: { service: 'github', path: '/graphql' },
        kind: 'status',
        status: 502,
        times,
      });
      github.writes();
      expect((await say(passing)) !== undefined).toBe(warns);
      expect(github.writes().map(({ method }) => method)).toEqual(methods);
    },
  );

  it('on failure only: none for a clean run, and an earlier one is brought up to date', async () => {
    const onFailure = { comment: 'on-failure' };
    await say(passing, onFailure);
    expect(ours()).toEqual([]);
    await say(failing, onFailure);
    await say(passing, onFailure);
    expect(ours().map(({ body }) => /## (.*)/.exec(body)?.[1])).toEqual([
      '✅ Compliant: 1 resource passes, 214 files scanned without errors',
    ]);
  });

  it.each([
    ['never', () => say(failing, { comment: 'never' })],
    [
      'outside a pull request',
      () =>
        commentOnPullRequest(
          failing,
          { ...github.context, event: { ...github.event, pullRequest: undefined } },
          github.inputs,
        ),
    ],
  ])('asks GitHub nothing: %s', async (_, act) => {
    expect(await act()).toBeUndefined();
    expect(github.sandbox.log).toEqual([]);
  });

  it('that may not be written is a warning that names the permission', async () => {
    github.sandbox.world.github.permissions = { 'pull-requests': 'read' };
    expect(await say()).toMatch(
      /^The pull request comment could not be written: .*permissions: pull-requests: write/,
    );
    const pullRequest = github.event.pullRequest && { ...github.event.pullRequest, fork: true };
    const event = { ...github.event, pullRequest };
    const warning = await commentOnPullRequest(
      failing,
      { ...github.context, event },
      github.inputs,
    );
    expect(warning).toContain('in a pull request from a fork it is read-only');
    expect(ours()).toEqual([]);
  });

  it.each([
    ['a wrong token', { githubToken: 'nope' }, /does not accept the github-token/],
    ['no token', { githubToken: '' }, /github-token is empty/],
  ])('with %s is a warning', async (_, inputs, sentence) => {
    expect(await say(failing, inputs)).toMatch(sentence);
  });

  it('whose answer got lost is not written twice', async () => {
    github.sandbox.faults.add({
      match: { service: 'github', method: 'POST' },
      kind: 'status',
      status: 502,
      times: 1,
      afterWork: true,
    });
    expect(await say()).toBeUndefined();
    expect(ours()).toHaveLength(1);
  });

  it('survives a server error while reading', async () => {
    github.sandbox.faults.add({
      match: { service: 'github', method: 'GET' },
      kind: 'status',
      status: 503,
      times: 1,
    });
    expect(await say()).toBeUndefined();
    expect(ours()).toHaveLength(1);
  });
});
