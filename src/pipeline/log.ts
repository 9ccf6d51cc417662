import * as core from '@actions/core';
import { logLine } from '../report/escape.ts';

/** One line for people; untrusted text in it cannot leave its line or forge a workflow command. */
export function log(line: string): void {
  core.info(logLine(line));
}

/** A phase in the log, closed whatever happens in it. */
export async function group<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  core.startGroup(logLine(title));
  try {
    return await work();
  } finally {
    core.endGroup();
  }
}

/** Several lines, each on its own. */
export function logLines(text: string): void {
  for (const line of text.split('\n')) log(line);
}
