import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { secondaryRateLimit } from '../../sandbox/server/fault-presets.ts';
import type { Issue } from '../../sandbox/index.ts';
import { ISSUE_LABEL, trackIssue } from '../../src/publish/issue.ts';
import { marker } from '../../src/report/marker.ts';
import { assembled, clean, event, finding, small } from '../report/samples.ts';
import { BOT, startGitHub, type GitHubSandbox } from './github-sandbox.ts';

let github: GitHubSandbox;
beforeEach(async () => {
  github = await startGitHub((event) => ({ ...event, name: 'schedule', pullRequest: undefined }));
});
afterEach(() => github.sandbox.close());

const issues = (): Issue[] => github.sandbox.world.github.issues;
const ours = (): Issue[] => issues().filter(({ labels }) => labels.includes(ISSUE_LABEL));
const failing = assembled(small);
const passing = assembled(clean);
const track = (report = failing, context = github.context) =>
  trackIssue(report, context, github.inputs);
const methods = () => github.writes().map(({ method }) => method);

describe('the tracking issue', () => {
  it('opens, stays as it is, changes, closes and opens again', async () => {
    expect(await track(passing)).toBeUndefined();
    expect(methods()).toEqual([]);

    expect(await track()).toBeUndefined();
    expect(methods()).toEqual(['POST']);
    expect(ours().map(({ state }) => state)).toEqual(['open']);
    const [{ number, body } = { number: 0, body: '' }] = ours();
    expect(body).toContain('contoso-prod');

    await track(assembled({ ...small, finishedAt: new Date('2026-03-03T03:17:00Z') }));
    expect(methods()).toEqual([]);

    const more = [
      ...small.findings,
      finding({ rule: 'custom-subdomain', message: 'No subdomain.' }),
    ];
    await track(assembled({ ...small, findings: more }));
    expect(methods()).toEqual(['PATCH']);
    expect(ours()[0]?.body).toContain('No subdomain.');

    await track(passing);
    expect(methods()).toEqual(['PATCH']);
    expect(ours()).toMatchObject([{ number, state: 'closed' }]);
    await track(passing);
    expect(methods()).toEqual([]);

    await track();
    expect(methods()).toEqual(['PATCH']);
    expect(ours()).toMatchObject([{ number, state: 'open' }]);
    expect(issues()).toHaveLength(2);
  });

  it('is left alone by a pull request, whatever that would say', async () => {
    const { name, pullRequest } = event;
    const proposed = { ...github.context, event: { ...github.event, name, pullRequest } };
    await track(failing, proposed);
    expect(methods()).toEqual([]);
    await track();
    github.writes();
    await track(passing, proposed);
    expect(methods()).toEqual([]);
    expect(ours()).toMatchObject([{ state: 'open' }]);
  });

  it('is found without its label, and not mistaken for a pull request or another’s issue', async () => {
    await track();
    for (const issue of issues()) issue.labels = [];
    const [first] = issues();
    if (first)
      Object.assign(first, { body: marker('issue', github.event), authorIsBot: true, author: BOT });
    issues().push({
      number: 900,
      title: 'Copied',
      body: marker('issue', github.event),
      state: 'open',
      labels: [ISSUE_LABEL],
      author: 'mallory',
      comments: [],
    });
    github.writes();
    await track(passing);
    expect(methods()).toEqual(['PATCH']);
    expect(issues().map(({ number, state }) => [number, state])).toEqual([
      [7, 'open'],
      [8, 'closed'],
      [900, 'open'],
    ]);
  });

  it('opens for what would fail the step even when fail-on is never', async () => {
    await track(failing, { ...github.context, failOn: 'never' });
    expect(ours()).toHaveLength(1);
  });

  it('is not wanted: nobody is asked', async () => {
    expect(
      await trackIssue(failing, github.context, { ...github.inputs, issue: 'never' }),
    ).toBeUndefined();
    expect(github.sandbox.log).toEqual([]);
  });

  it('that may not be written is a warning that names the permission', async () => {
    github.sandbox.world.github.permissions = { issues: 'read' };
    expect(await track()).toMatch(
      /^The tracking issue could not be written: .*permissions: issues: write/,
    );
  });

  it('in a repository without issues is a warning', async () => {
    github.sandbox.faults.add({
      match: { service: 'github', method: 'POST' },
      kind: 'status',
      status: 410,
    });
    expect(await track()).toBe(
      'The tracking issue could not be written: issues are disabled in this repository.',
    );
  });

  it('waits when GitHub throttles, and gives up with a warning when it goes on', async () => {
    github.sandbox.faults.add(secondaryRateLimit(1));
    expect(await track()).toBeUndefined();
    expect(ours()).toHaveLength(1);
    github.sandbox.faults.add(secondaryRateLimit(1000, 3600));
    expect(await track(passing)).toBe(
      'The tracking issue could not be written: GitHub throttled the request. The next run tries again.',
    );
  });

  it('whose answer got lost is not opened twice', async () => {
    github.sandbox.faults.add({
      match: { service: 'github', method: 'POST' },
      kind: 'reset',
      times: 1,
      afterWork: true,
    });
    expect(await track()).toBeUndefined();
    expect(ours()).toHaveLength(1);
  });
});
