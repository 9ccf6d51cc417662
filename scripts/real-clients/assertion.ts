import { request } from 'node:https';
import type { Sandbox } from '../../sandbox/index.ts';

/** The job's OIDC assertion for an audience, as a workflow asks GitHub for it. */
export function assertionOf(sandbox: Sandbox, audience: string): Promise<string> {
  const { env, ca } = sandbox;
  const url = `${env.ACTIONS_ID_TOKEN_REQUEST_URL ?? ''}&audience=${encodeURIComponent(audience)}`;
  const authorization = `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? ''}`;
  return new Promise((resolve, reject) => {
    request(url, { ca, headers: { authorization } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve((JSON.parse(text) as { value: string }).value);
      });
    })
      .on('error', reject)
      .end();
  });
}
