import { createHash } from 'node:crypto';
import type { Comment, GitHubWorld, Issue, PullRequest, PullRequestFile } from '../world.ts';

/** Answers in the shapes of GitHub's REST API. https://docs.github.com/rest */
const SITE = 'https://github.com';
const WHEN = '2026-01-05T08:30:00Z';

export class Views {
  readonly #github: GitHubWorld;
  readonly #api: string;

  constructor(github: GitHubWorld, api: string) {
    this.#github = github;
    this.#api = api;
  }

  get fullName(): string {
    return `${this.#github.owner}/${this.#github.repository}`;
  }

  get #repositoryUrl(): string {
    return `${this.#api}/repos/${this.fullName}`;
  }

  user(login: string, bot = false): Record<string, unknown> {
    const url = `${this.#api}/users/${encodeURIComponent(login)}`;
    const id = bot && login === 'github-actions[bot]' ? 41_898_282 : numberOf(login);
    return {
      login,
      id,
      node_id: nodeId('U', id),
      avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
      gravatar_id: '',
      url,
      html_url: `${SITE}/${bot ? `apps/${login.replace('[bot]', '')}` : login}`,
      followers_url: `${url}/followers`,
      following_url: `${url}/following{/other_user}`,
      gists_url: `${url}/gists{/gist_id}`,
      starred_url: `${url}/starred{/owner}{/repo}`,
      subscriptions_url: `${url}/subscriptions`,
      organizations_url: `${url}/orgs`,
      repos_url: `${url}/repos`,
      events_url: `${url}/events{/privacy}`,
      received_events_url: `${url}/received_events`,
      type: bot ? 'Bot' : 'User',
      site_admin: false,
    };
  }

  comment(issue: Issue, comment: Comment): Record<string, unknown> {
    const kind = this.#isPull(issue.number) ? 'pull' : 'issues';
    return {
      id: comment.id,
      node_id: nodeId('IC', comment.id),
      url: `${this.#repositoryUrl}/issues/comments/${comment.id}`,
      html_url: `${SITE}/${this.fullName}/${kind}/${issue.number}#issuecomment-${comment.id}`,
      issue_url: `${this.#repositoryUrl}/issues/${issue.number}`,
      body: comment.body,
      user: this.user(comment.author, comment.authorIsBot),
      author_association: comment.authorIsBot === true ? 'NONE' : 'MEMBER',
      created_at: WHEN,
      updated_at: WHEN,
      performed_via_github_app: null,
    };
  }

  issue(issue: Issue): Record<string, unknown> {
    const url = `${this.#repositoryUrl}/issues/${issue.number}`;
    const pull = this.#isPull(issue.number);
    const page = `${SITE}/${this.fullName}/${pull ? 'pull' : 'issues'}/${issue.number}`;
    return {
      id: 2_000_000 + issue.number,
      node_id: nodeId('I', issue.number),
      url,
      repository_url: this.#repositoryUrl,
      labels_url: `${url}/labels{/name}`,
      comments_url: `${url}/comments`,
      events_url: `${url}/events`,
      html_url: page,
      number: issue.number,
      state: issue.state,
      state_reason: issue.state === 'closed' ? 'completed' : null,
      title: issue.title,
      body: issue.body,
      user: this.user(issue.author, issue.authorIsBot),
      labels: issue.labels.map((name) => ({
        id: numberOf(name),
        node_id: nodeId('LA', numberOf(name)),
        url: `${this.#repositoryUrl}/labels/${encodeURIComponent(name)}`,
        name,
        description: null,
        color: 'ededed',
        default: false,
      })),
      assignee: null,
      assignees: [],
      milestone: null,
      locked: false,
      comments: issue.comments.length,
      closed_at: issue.state === 'closed' ? WHEN : null,
      created_at: WHEN,
      updated_at: WHEN,
      author_association: 'NONE',
      ...(pull
        ? {
            pull_request: {
              url: `${this.#repositoryUrl}/pulls/${issue.number}`,
              html_url: page,
              diff_url: `${page}.diff`,
              patch_url: `${page}.patch`,
            },
          }
        : {}),
    };
  }

  file(pull: PullRequest, file: PullRequestFile): Record<string, unknown> {
    const sha = shaOf(`${pull.headSha}:${file.filename}`);
    const path = file.filename.split('/').map(encodeURIComponent).join('/');
    const lines = (file.patch ?? '').split('\n');
    const additions = lines.filter((line) => /^\+(?!\+\+ )/.test(line)).length;
    const deletions = lines.filter((line) => /^-(?!-- )/.test(line)).length;
    return {
      sha,
      filename: file.filename,
      status: file.status,
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${SITE}/${this.fullName}/blob/${pull.headSha}/${path}`,
      raw_url: `${SITE}/${this.fullName}/raw/${pull.headSha}/${path}`,
      contents_url: `${this.#repositoryUrl}/contents/${path}?ref=${pull.headSha}`,
      ...(file.patch === undefined ? {} : { patch: file.patch }),
      ...(file.previousFilename === undefined ? {} : { previous_filename: file.previousFilename }),
    };
  }

  pull(pull: PullRequest): Record<string, unknown> {
    const url = `${this.#repositoryUrl}/pulls/${pull.number}`;
    const branch = (ref: string, sha: string, fullName: string): Record<string, unknown> => ({
      label: `${fullName.split('/')[0] ?? ''}:${ref}`,
      ref,
      sha,
      user: this.user(fullName.split('/')[0] ?? ''),
      repo: {
        id: numberOf(fullName),
        full_name: fullName,
        name: fullName.split('/')[1] ?? '',
        fork: fullName !== this.fullName,
        url: `${this.#api}/repos/${fullName}`,
      },
    });
    return {
      id: 3_000_000 + pull.number,
      node_id: nodeId('PR', pull.number),
      url,
      html_url: `${SITE}/${this.fullName}/pull/${pull.number}`,
      number: pull.number,
      state: 'open',
      title: pull.title,
      body: null,
      draft: false,
      merged: false,
      changed_files: pull.files.length,
      user: this.user(pull.headRepository.split('/')[0] ?? ''),
      head: branch(pull.headRef, pull.headSha, pull.headRepository),
      base: branch(pull.baseRef, pull.baseSha, this.fullName),
      created_at: WHEN,
      updated_at: WHEN,
    };
  }

  contents(path: string, text: string, ref: string): Record<string, unknown> {
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    const bytes = Buffer.from(text);
    const sha = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    const self = `${this.#repositoryUrl}/contents/${encoded}?ref=${ref}`;
    const git = `${this.#repositoryUrl}/git/blobs/${sha}`;
    const html = `${SITE}/${this.fullName}/blob/${ref}/${encoded}`;
    return {
      type: 'file',
      encoding: 'base64',
      size: bytes.length,
      name: path.split('/').at(-1),
      path,
      // GitHub breaks the lines of its base64 text.
      content: bytes.toString('base64').replace(/.{60}/g, '$&\n'),
      sha,
      url: self,
      git_url: git,
      html_url: html,
      download_url: `https://raw.githubusercontent.com/${this.fullName}/${ref}/${encoded}`,
      _links: { self, git, html },
    };
  }

  repository(): Record<string, unknown> {
    return {
      id: this.#github.repositoryId,
      node_id: nodeId('R', this.#github.repositoryId),
      name: this.#github.repository,
      full_name: this.fullName,
      private: true,
      fork: false,
      owner: this.user(this.#github.owner),
      default_branch: this.#github.defaultBranch,
      html_url: `${SITE}/${this.fullName}`,
      url: this.#repositoryUrl,
    };
  }

  #isPull(number: number): boolean {
    return this.#github.pullRequests.some((pull) => pull.number === number);
  }
}

function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

function shaOf(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

function numberOf(text: string): number {
  return parseInt(shaOf(text).slice(0, 7), 16);
}
