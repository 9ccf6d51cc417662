import { parseArgs } from 'node:util';
import { DEFAULTS, type InputName } from '../settings/defaults.ts';

export const COMMANDS = ['check', 'plan', 'enforce', 'scan', 'doctor'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** Wrong usage, in one sentence. */
  | { readonly kind: 'wrong'; readonly why: string }
  | {
      readonly kind: 'run';
      readonly name: CommandName;
      /** By the names of `action.yml`; what is absent has its default. */
      readonly inputs: Readonly<Partial<Record<InputName, string>>>;
      /** The report as JSON on standard output. */
      readonly json: boolean;
      readonly verbose: boolean;
      /** As given. */
      readonly sarifFile: string | undefined;
      readonly reportFile: string | undefined;
      readonly doctor: DoctorOptions;
    };

export interface DoctorOptions {
  /** `OWNER/NAME` of the repository whose workflow shall sign in. */
  readonly repository: string | undefined;
  readonly branch: string;
  /** Environment that the job names. */
  readonly jobEnvironment: string | undefined;
  /** Object id of the workflow's service principal. */
  readonly objectId: string | undefined;
}

/** Inputs that take several items: given again, an option adds to them. */
const LISTS: ReadonlySet<string> = new Set<InputName>([
  'resources',
  'principals',
  'inference-hosts',
  'scan-paths',
  'allow',
  'merge-reports',
]);
/** The command is the mode. */
const INPUTS = (Object.keys(DEFAULTS) as InputName[]).filter((name) => name !== 'mode');

const TEXT = { type: 'string', multiple: true } as const;
const FLAG = { type: 'boolean' } as const;
const OPTIONS: Readonly<
  Record<string, typeof TEXT | typeof FLAG | { type: 'boolean'; short: string }>
> = {
  ...Object.fromEntries(INPUTS.map((name) => [name, TEXT])),
  force: FLAG,
  resource: TEXT,
  sarif: TEXT,
  json: FLAG,
  yes: FLAG,
  verbose: FLAG,
  help: { type: 'boolean', short: 'h' },
  version: FLAG,
  repository: TEXT,
  branch: TEXT,
  'job-environment': TEXT,
  'object-id': TEXT,
};
const OF_DOCTOR = ['repository', 'branch', 'job-environment', 'object-id'] as const;

/** Reads the arguments after the program's name. Values are judged later, with the inputs of a step. */
export function readArguments(args: readonly string[]): Command {
  const given = parse(args);
  if ('why' in given) return given;
  if (given.flag('version')) return { kind: 'version' };
  if (given.flag('help') || given.positionals[0] === 'help') return { kind: 'help' };
  const [command, ...rest] = given.positionals;
  if (command === undefined) return wrong('a command is missing');
  const name = COMMANDS.find((known) => known === command);
  if (name === undefined) return wrong(`there is no command "${command}"`);
  const inputs = inputsOf(name, given, rest);
  const why = misuse(name, given, inputs);
  if (why !== undefined) return wrong(why);
  return {
    kind: 'run',
    name,
    inputs,
    json: given.flag('json'),
    verbose: given.flag('verbose'),
    sarifFile: given.last('sarif') ?? given.last('sarif-file'),
    reportFile: given.last('report-file'),
    doctor: {
      repository: given.last('repository'),
      branch: given.last('branch') ?? 'main',
      jobEnvironment: given.last('job-environment'),
      objectId: given.last('object-id'),
    },
  };
}

type Wrong = Extract<Command, { kind: 'wrong' }>;

interface Given {
  readonly positionals: readonly string[];
  readonly flag: (name: string) => boolean;
  /** Each time an option was given. */
  readonly all: (name: string) => readonly string[];
  readonly last: (name: string) => string | undefined;
}

function parse(args: readonly string[]): Given | Wrong {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
      strict: true,
    });
    const all = (name: string): readonly string[] => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
    };
    return {
      positionals,
      flag: (name) => values[name] === true,
      all,
      last: (name) => all(name).at(-1),
    };
  } catch (error) {
    return wrong(error instanceof Error ? firstSentence(error.message) : String(error));
  }
}

function inputsOf(
  name: CommandName,
  { all, last, flag }: Given,
  rest: readonly string[],
): Partial<Record<InputName, string>> {
  const inputs: Partial<Record<InputName, string>> = {
    mode: name === 'plan' || name === 'enforce' ? name : 'check',
    auth: 'azure-cli',
  };
  for (const input of INPUTS) {
    const value = LISTS.has(input) ? all(input).join('\n') : last(input);
    if (value !== undefined && value !== '') inputs[input] = value;
  }
  if (flag('force')) inputs.force = 'true';
  delete inputs['sarif-file'];
  delete inputs['report-file'];
  const resources = [...(name === 'scan' ? [] : rest), ...all('resource'), ...all('resources')];
  if (resources.length > 0) inputs.resources = resources.join('\n');
  if (name === 'scan') {
    inputs.scan = 'all';
    if (rest.length > 0) inputs['scan-paths'] = [...rest, ...all('scan-paths')].join('\n');
  }
  return inputs;
}

/** What the command cannot do with the options given, in one sentence. */
function misuse(
  name: CommandName,
  { last, flag }: Given,
  inputs: Readonly<Partial<Record<InputName, string>>>,
): string | undefined {
  const stray = OF_DOCTOR.find((option) => name !== 'doctor' && last(option) !== undefined);
  if (stray) return `--${stray} is an option of doctor`;
  if (inputs.auth?.toLowerCase() === 'oidc') {
    return '--auth oidc works in the action only: here it is azure-cli or managed-identity';
  }
  const resources = inputs.resources?.split('\n') ?? [];
  if (name === 'scan' && resources.length > 0) {
    return 'scan judges source code and takes no resources';
  }
  if (name === 'enforce' && !flag('yes') && inputs['approved-plan'] === undefined) {
    return 'enforce changes resources: run plan first, then give --approved-plan DIGEST, or --yes to make whatever it plans';
  }
  if (name === 'doctor' && resources.length !== 1) {
    return 'doctor takes one resource: doctor RESOURCE or doctor --resource RESOURCE';
  }
  return undefined;
}

/** Node adds advice on arguments that begin with a hyphen, which is not what went wrong here. */
function firstSentence(text: string): string {
  return text.split(/\.\s|\n/, 1)[0] ?? '';
}

function wrong(why: string): Wrong {
  return { kind: 'wrong', why };
}
