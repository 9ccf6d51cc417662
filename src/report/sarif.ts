import type { Location, Log, Notification, ReportingDescriptor, Result } from 'sarif';
import { RULE_IDS, type Finding, type RuleId, type Severity } from '../domain/finding.ts';
import { fingerprints } from '../domain/fingerprint.ts';
import { compareWorst } from '../domain/order.ts';
import type { Report } from '../domain/report.ts';
import { jsonChunks } from './json-chunks.ts';
import { anchorOf } from './anchor.ts';
import { DOCS, type RenderContext } from './context.ts';
import { sarifText, urlPath } from './escape.ts';
import { evidenceLines } from './evidence-lines.ts';
import { placeName, whatToDo } from './finding-markdown.ts';
import { RULE_TEXTS } from './rule-texts.ts';

/** Code scanning takes no more of a run. https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning */
export const SARIF_RESULTS = 25_000;

const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const satisfies Record<
  Severity,
  Result['level']
>;

/**
 * SARIF 2.1.0 for code scanning: what fails or could not be determined, worst first (code scanning shows
 * the first 5,000). Known findings stay in it, so that their alerts are not closed as fixed; exempt ones
 * are notifications, because code scanning would open alerts for suppressed results.
 */
export function renderSarif(report: Report, context: RenderContext): string {
  return [...streamSarif(report, context)].join('');
}

/** The same in pieces. */
export function* streamSarif(report: Report, context: RenderContext): Generator<string> {
  const failing = report.findings
    .filter(({ status }) => status === 'fail' || status === 'unknown')
    .sort(compareWorst);
  const shown = fingerprints(failing).slice(0, SARIF_RESULTS);
  const log = emptyLog(report, context, failing.length - shown.length);
  const [run] = log.runs;
  // Made one by one while they are written: of a large estate they are more than memory should hold.
  const results = map(shown, (entry) => result(entry.finding, entry.fingerprint, context));
  yield* jsonChunks({ ...log, runs: [{ ...run, results }] });
  yield '\n';
}

function* map<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of items) yield change(item);
}

/** The log without its results. @param left results that code scanning would not take */
function emptyLog(report: Report, context: RenderContext, left: number): Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Foundry Entra Gate',
            informationUri: DOCS,
            semanticVersion: context.version,
            rules: RULE_IDS.map(rule),
          },
        },
        automationDetails: { id: automationId(context) },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            startTimeUtc: report.startedAt,
            endTimeUtc: report.finishedAt,
            toolExecutionNotifications: [
              ...(left > 0
                ? [
                    notification(
                      'warning',
                      `${left === 1 ? '1 more result is' : `${left} more results are`} in the JSON report only.`,
                    ),
                  ]
                : []),
              ...report.findings.filter(({ status }) => status === 'exempt').map(exemptNote),
            ],
          },
        ],
      },
    ],
  };
}

function rule(id: RuleId): ReportingDescriptor {
  const { title, severity, why, fix } = RULE_TEXTS[id];
  const page = `${DOCS}/rules/${id}.md`;
  return {
    id,
    name: id
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(''),
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${why.replaceAll('`', '')}` },
    help: {
      text: `${why} ${fix}`.replaceAll('`', ''),
      markdown: `**Why:** ${why}\n\n**Fix:** ${fix}\n\n[More about ${id}](${page})`,
    },
    helpUri: page,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['security', 'azure', 'identity'],
      precision: 'very-high',
      'problem.severity': severity === 'note' ? 'recommendation' : severity,
      'security-severity': { error: '7.5', warning: '4.5', note: '2.0' }[severity],
    },
  };
}

function result(finding: Finding, fingerprint: string, context: RenderContext): Result {
  const name = finding.file === undefined ? `${placeName(finding)}: ` : '';
  const say = whatToDo(finding);
  const lines = [
    `${name}${finding.message}`,
    ...evidenceLines(finding),
    // The help is of the rule; this is of the alert.
    ...(say === '' ? [] : [`Fix: ${say}`]),
  ];
  return {
    ruleId: finding.rule,
    ruleIndex: RULE_IDS.indexOf(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: sarifText(lines.join('\n')) },
    locations: [location(finding, context)],
    // Code scanning reads this one only, and tells alerts apart by it: two accounts may share a line.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1` },
    ...(finding.known && { baselineState: 'unchanged' }),
    properties: { status: finding.status, resource: finding.resource },
  };
}

/** Every result needs a file: the declaration, else the policy file, else the workflow. */
function location(finding: Finding, { anchors, policyFile, event }: RenderContext): Location {
  const anchor = anchorOf(finding, anchors);
  const file = anchor?.file ?? policyFile ?? event.workflowFile ?? '.github/workflows';
  return {
    physicalLocation: {
      artifactLocation: { uri: urlPath(file), uriBaseId: '%SRCROOT%' },
      region: {
        startLine: Math.max(1, anchor?.line ?? 1),
        ...(finding.file !== undefined &&
          finding.column !== undefined && { startColumn: Math.max(1, finding.column) }),
      },
    },
    ...(finding.file === undefined && {
      logicalLocations: [{ fullyQualifiedName: finding.resource, kind: 'resource' }],
    }),
  };
}

function exemptNote(finding: Finding): Notification {
  const { reason = '', expires } = finding.exemption ?? {};
  const until = expires === undefined ? '' : ` until ${expires}`;
  return notification(
    'note',
    `Exempt${until}: ${finding.rule} at ${placeName(finding)}. Reason: ${reason}`,
  );
}

function notification(level: 'note' | 'warning', message: string): Notification {
  return { level, message: { text: sarifText(message) } };
}

/** Tells uploads of several jobs of a commit apart. */
function automationId({ event }: RenderContext): string {
  return ['foundry-entra-gate', event.workflow, event.job, event.matrix]
    .filter((part) => part !== '' && part !== 'null')
    .map((part) => urlPath(part).replaceAll('/', '%2F'))
    .join('/')
    .concat('/');
}
