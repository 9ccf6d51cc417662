import { types } from 'node:util';
import { baseOf } from '../domain/event.ts';
import { connectGitHub, explainGitHub, statusOf, type GitHubAccess } from './github.ts';

export interface ChangedFile {
  /** As it is named now. */
  readonly path: string;
  /** Unified diff; GitHub leaves it out for large and binary files. */
  readonly patch: string | undefined;
}

/** GitHub lists no more. https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000;
const PAGE = 100;

/**
 * The files that a pull request adds or changes, and those that it takes away, under the names that they had; or
 * why they could not be learned. Never throws.
 */
export async function changedFiles(access: GitHubAccess): Promise<
  | {
      readonly ok: true;
      readonly files: readonly ChangedFile[];
      readonly gone: readonly ChangedFile[];
    }
  | { readonly ok: false; readonly reason: string }
> {
  const { event, inputs } = access;
  const what = 'The changed files of the pull request could not be listed';
  if (!event.pullRequest) return { ok: false, reason: `${what}: this is no pull request.` };
  if (inputs.githubToken === '') {
    return { ok: false, reason: `${what}: the input github-token is empty.` };
  }
  try {
    const octokit = await connectGitHub(access);
    const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, {
      owner: event.owner,
      repo: event.repository,
      pull_number: event.pullRequest.number,
      per_page: PAGE,
    });
    const files: Awaited<ReturnType<typeof octokit.rest.pulls.listFiles>>['data'] = [];
    let read = 0;
    for await (const { data } of pages) {
      files.push(...data);
      read += 1;
      if (read * PAGE >= MOST_FILES) {
        return {
          ok: false,
          reason: `${what}: GitHub lists no more than ${MOST_FILES}. Set scan: all.`,
        };
      }
    }
    if (files.some(({ filename }) => typeof filename !== 'string')) {
      return { ok: false, reason: `${what}: GitHub's answer lacks the names of files.` };
    }
    return {
      ok: true,
      files: files
        .filter(({ status }) => status !== 'removed')
        .map(({ filename, patch }) => ({ path: filename, patch })),
      gone: files.flatMap(({ status, filename, previous_filename: before, patch }) => {
        if (status === 'removed') return [{ path: filename, patch }];
        return status === 'renamed' && before !== undefined
          ? [{ path: before, patch: undefined }]
          : [];
      }),
    };
  } catch (error) {
    return { ok: false, reason: explainGitHub(error, what, 'pull-requests: read', access) };
  }
}

export type BaseFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly why: string };

/**
 * The text of a file in the branch that the pull request is to be merged into. Never throws.
 * @param path in the repository, with forward slashes
 */
export async function baseFile(access: GitHubAccess, path: string): Promise<BaseFile> {
  const { event, inputs } = access;
  const what = `${path} of the base branch could not be read`;
  const base = baseOf(event);
  if (!base) return { kind: 'failed', why: `${what}: this is no pull request.` };
  if (inputs.githubToken === '') {
    return { kind: 'failed', why: `${what}: the input github-token is empty.` };
  }
  const { baseRef, baseSha } = base;
  const repository = { owner: event.owner, repo: event.repository };
  try {
    const octokit = await connectGitHub(access);
    try {
      const { data } = await octokit.rest.repos.getContent({
        ...repository,
        path,
        ref: baseRef === '' ? baseSha : `refs/heads/${baseRef}`,
        mediaType: { format: 'raw' },
      });
      // The media type makes it text, which the client's types do not know; bytes when no charset is named.
      const raw: unknown = data;
      if (typeof raw === 'string') return { kind: 'text', text: raw };
      return types.isArrayBuffer(raw)
        ? { kind: 'text', text: Buffer.from(raw).toString('utf8') }
        : { kind: 'failed', why: `${what}: it is no file.` };
    } catch (error) {
      const message = error instanceof Error ? error.message : '';
      if (statusOf(error) !== 404 || /no commit found/i.test(message)) throw error;
      // GitHub says 404 too of a repository that the token may not see.
      await octokit.rest.repos.get(repository);
      return { kind: 'absent' };
    }
  } catch (error) {
    return { kind: 'failed', why: explainGitHub(error, what, 'contents: read', access) };
  }
}
