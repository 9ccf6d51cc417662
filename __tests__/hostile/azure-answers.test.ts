import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv, type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { RESOURCE_IDS } from '../../sandbox/worlds/ids.ts';
import { CLOUDS } from '../../src/domain/cloud.ts';
import { toHtml } from '../report/gfm.ts';
import { PATIENCE_MS, runs } from './support/effort.ts';
import { azureOf, keyOf, record, type Recorded, type Recording } from './support/recording.ts';
import { asText, change, changed, hostileJson, isPolluted, type Change } from './support/values.ts';
import { settingsFor, wholeRun, type Shown } from './support/whole-run.ts';

const ajv = addFormats.default(new Ajv({ strict: false }));
const isReport = ajv.compile(
  JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as AnySchemaObject,
);
const PLAN = settingsFor('plan');
const LONGEST_RUN_MS = 20_000;
const ABSENT: Recorded = { url: '', status: 404, headers: {}, text: '{}' };

let recording: Recording;
let group: Recording | undefined;
beforeAll(async () => {
  recording = await record((azure) => wholeRun(azure, PLAN));
});

function tampered(answers: Recording, changes: readonly Change[]): Recording {
  const keys = [...answers.keys()];
  const result = new Map(answers);
  for (const one of changes) {
    const key = keys[one.answer % keys.length] ?? '';
    const was = answers.get(key);
    if (was) result.set(key, { ...was, text: asText(changed(JSON.parse(was.text), one)) });
  }
  return result;
}

async function runOver(answers: Recording, settings = PLAN): Promise<Shown & { asked: string[] }> {
  const asked: string[] = [];
  const azure = azureOf(CLOUDS.AzureCloud, (request) => {
    asked.push(request.url);
    return answers.get(keyOf(request)) ?? ABSENT;
  });
  return { ...(await wholeRun(azure, settings)), asked };
}

/** Written anew, so that a mistake of the action's own look at hosts shows. */
function mayHoldTheToken(url: string): boolean {
  const { protocol, host, username } = new URL(url);
  return (
    protocol === 'https:' &&
    username === '' &&
    (['management.azure.com', 'graph.microsoft.com'].includes(host) ||
      /^[a-z0-9.-]+\.(openai|cognitiveservices|services\.ai)\.azure\.com$/.test(host))
  );
}

function expectSound({ report, outputs, asked }: Shown & { asked: string[] }): void {
  expect(isReport(report) ? '' : ajv.errorsText(isReport.errors)).toBe('');
  expect(asked.filter((url) => !mayHoldTheToken(url))).toEqual([]);
  expect(outputs.log.split('\n').filter((line) => /^\s*::|##\[/.test(line))).toEqual([]);
  if (/<(?:img|script)|javascript:/i.test(outputs.summary)) {
    // As text it may stand there; as a page it must do nothing.
    expect(toHtml(outputs.summary)).not.toMatch(/<(?:img|script)\b|(?:href|src)="?javascript:/i);
  }
  expect(outputs.comment.length).toBeLessThanOrEqual(65_536);
  expect(JSON.stringify(outputs)).not.toContain('[native code]');
  expect(isPolluted()).toBe(false);
}

describe('answers of Azure', () => {
  it('are recorded from a run that judges every rule', async () => {
    const run = await runOver(recording);
    expectSound(run);
    expect(recording.size).toBeGreaterThan(15);
    expect(run.report.changes.length).toBeGreaterThan(2);
    expect(run.report.findings.filter(({ status }) => status === 'unknown')).toEqual([]);
  });

  it(
    'with parts that are missing, of another type or hostile end in a sound report, in bounded time',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
          const started = performance.now();
          expectSound(await runOver(tampered(recording, changes)));
          expect(performance.now() - started).toBeLessThan(LONGEST_RUN_MS);
        }),
        runs(60),
      );
    },
    PATIENCE_MS,
  );

  it(
    'that are any JSON at all make findings unknown and never pass',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(hostileJson, { minLength: 1, maxLength: 5 }), async (bodies) => {
          const answers = new Map(
            [...recording].map(([key, was], index) => [
              key,
              { ...was, text: asText(bodies[index % bodies.length]) },
            ]),
          );
          const run = await runOver(answers);
          expectSound(run);
          expect(run.report.compliant).toBe(false);
        }),
        runs(20),
      );
    },
    PATIENCE_MS,
  );

  it.each([
    RESOURCE_IDS.account,
    RESOURCE_IDS.project,
    RESOURCE_IDS.hubProject,
    RESOURCE_IDS.managementGroup,
    'contoso-ai',
    'https://contoso-ai.openai.azure.com',
  ])(
    'to the look-up of %s are taken as they come',
    async (resources) => {
      const settings = settingsFor('check', { resources, probe: 'off' });
      const base = await record((azure) => wholeRun(azure, settings));
      await fc.assert(
        fc.asyncProperty(change, async (one) => {
          expectSound(await runOver(tampered(base, [one]), settings));
        }),
        runs(10),
      );
    },
    PATIENCE_MS,
  );
});

/** Each of these once ended the run with a stack trace, or said what was not so. */
describe('an answer', () => {
  type Edit = (body: Record<string, unknown>) => unknown;

  async function edited(
    pattern: RegExp,
    edit: Edit,
    settings = PLAN,
    base = recording,
  ): Promise<Shown & { asked: string[] }> {
    const answers = new Map(base);
    let touched = 0;
    for (const [key, was] of base) {
      if (!pattern.test(decodeURIComponent(was.url))) continue;
      const body = edit(JSON.parse(was.text) as Record<string, unknown>);
      answers.set(key, { ...was, text: asText(body) });
      touched += 1;
    }
    expect(touched).toBeGreaterThan(0);
    const run = await runOver(answers, settings);
    expectSound(run);
    return run;
  }

  const everywhere =
    (name: string, value: unknown): Edit =>
    (body) =>
      JSON.parse(JSON.stringify(body), (key, was: unknown) =>
        key === name ? value : was,
      ) as unknown;

  const inFirst =
    (...path: readonly string[]) =>
    (value: unknown): Edit =>
    (body) => {
      let owner = (body.value as Record<string, unknown>[])[0] ?? {};
      for (const name of path.slice(0, -1)) owner = (owner[name] ??= {}) as Record<string, unknown>;
      owner[path.at(-1) ?? ''] = value;
      return body;
    };

  it.each([
    'http://[',
    'https://',
    'https://evil.example/next',
    'https://management.azure.com@evil.example/',
    'http://management.azure.com/',
    'https://management.azure.com:444/',
    '//evil.example/',
    '\\\\evil.example\\',
    '/subscriptions/x/../../..',
    'javascript:alert(1)',
  ])('with the next page at %j is unknown, and no token goes there', async (nextLink) => {
    const { report, asked } = await edited(/\/accounts\/contoso-ai\/projects\?/, (body) => ({
      ...body,
      nextLink,
    }));
    expect(asked.filter((url) => url.includes('evil'))).toEqual([]);
    const [finding] = report.findings.filter(({ rule }) => rule === 'connections-use-entra');
    expect(finding?.status).toBe('unknown');
  });

  it.each(['mailto:x', 'data:,x', 'http://[', 'javascript:x', 'about:blank'])(
    'with all endpoints at %j leaves the probe unknown',
    async (url) => {
      const { report } = await edited(/\/accounts(\/contoso-ai)?\?/, (body) =>
        JSON.parse(JSON.stringify(body), (_, was: unknown) =>
          typeof was === 'string' && /^https:\/\/.*azure\.com\/?$/.test(was) ? url : was,
        ),
      );
      const [finding] = report.findings.filter(({ rule }) => rule === 'entra-accepted');
      expect(['unknown', 'skipped']).toContain(finding?.status);
    },
  );

  it('with a connection nested deeper than the stack is unknown', async () => {
    const { report } = await edited(
      /\/accounts\/contoso-ai\/connections\?/,
      inFirst('properties', 'credentials')({ key: 'nested-deeper-than-any-stack' }),
    );
    const [finding] = report.findings.filter(({ rule }) => rule === 'connections-use-entra');
    expect(finding?.status).toBe('unknown');
  });

  it('with headers in metadata nested deeper than the stack is judged all the same', async () => {
    const headers = `{"api-key":${'['.repeat(60_000)}1${']'.repeat(60_000)}}`;
    await edited(
      /\/accounts\/contoso-ai\/connections\?/,
      inFirst('properties', 'metadata', 'customHeaders')(headers),
    );
    await edited(
      /\/accounts\/contoso-ai\/connections\?/,
      inFirst(
        'properties',
        'metadata',
        'customHeaders',
      )(`${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}`),
    );
  });

  it('with half a character in the name of a role or a deployment is unknown or judged', async () => {
    await edited(
      /roleAssignments/,
      inFirst('properties', 'roleDefinitionId')('/providers/x/roleDefinitions/\ud800'),
    );
    await edited(/\/deployments\?/, inFirst('name')('\ud800'));
  });

  it.each(['..', '.', 'a?b', 'a#b', '%2e%2e', 'a b'])(
    'with a project named %j does not lead to another resource',
    async (name) => {
      const { report } = await edited(/\/contoso-ai\/projects\?/, inFirst('name')(name));
      const [finding] = report.findings.filter(({ rule }) => rule === 'connections-use-entra');
      expect(finding?.status).toBe('unknown');
    },
  );

  it.each(['constructor', '__proto__', 'toString'])(
    'with the error code %s is told in our words',
    async (code) => {
      const answers = new Map(
        [...recording].map(([key, was]) => [
          key,
          { ...was, status: 404, text: asText({ error: { code, message: 'x' } }) },
        ]),
      );
      const run = await runOver(answers);
      expectSound(run);
      for (const { message } of run.report.findings) {
        expect(message).not.toMatch(/function |\[object /);
      }
    },
  );

  it.each(['constructor', '__proto__', 'toString'])(
    'with the kind %s is an account of a kind that is not known',
    async (kind) => {
      const answers = new Map(recording);
      for (const [key, was] of recording) {
        if (!was.url.includes('/deployments?')) continue;
        answers.set(key, { ...was, text: asText({ value: [] }) });
      }
      const { outputs } = await edited(
        /\/accounts(\/contoso-ai)?\?/,
        everywhere('kind', kind),
        PLAN,
        answers,
      );
      expect(outputs.summary).not.toMatch(/function |\[object /);
    },
  );

  it.each(['a b', '..', '', 'x/y', '%'])(
    'with the subscription %j is unknown',
    async (subscriptionId) => {
      const settings = settingsFor('check', { resources: RESOURCE_IDS.managementGroup });
      group ??= await record((azure) => wholeRun(azure, settings));
      const { report } = await edited(
        /Microsoft\.ResourceGraph|descendants/,
        everywhere('subscriptionId', subscriptionId),
        settings,
        group,
      );
      expect(report.compliant).toBe(false);
    },
  );
});
