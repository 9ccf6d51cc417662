import type { FixParts } from '../../domain/finding.ts';
import type { Span } from '../code/expression.ts';
import type { DeclaredAccount, Hit } from '../hit.ts';
import type { AccountShape } from './account-shapes.ts';
import type { Evaluator, Value } from './evaluate.ts';
import { entryAt, type IacExpr } from './expression.ts';

/** One thing that is wrong with a declared account. */
export interface Problem {
  readonly of: 'keys' | 'subdomain';
  readonly status: 'fail' | 'unknown';
  readonly says: string;
  /** Parameters that decide it, when it is unknown. */
  readonly names: readonly string[];
  readonly passed: readonly string[];
  readonly above: boolean;
}

/** A declaration to judge: the object of its properties, and where it stands. */
export interface Declaration {
  readonly body: IacExpr;
  readonly file: string;
  readonly span: Span;
  readonly shape: AccountShape;
}

/** What is wrong with an account, given what its parameters are given. */
export function accountProblems(
  declaration: Declaration,
  evaluator: Evaluator,
): readonly Problem[] {
  const { body, shape } = declaration;
  const value = evaluator.evaluate(body);
  const keys = keyProblem(declaration, at(value, shape.keys));
  const subdomain = shape.subdomain && !shape.update ? at(value, shape.subdomain) : undefined;
  const missing =
    subdomain?.kind === 'known' && (subdomain.value === null || subdomain.value === '')
      ? [
          {
            of: 'subdomain' as const,
            status: 'fail' as const,
            says: `sets no ${last(shape.subdomain ?? [])}, and without one Entra tokens are refused`,
            ...from(subdomain),
          },
        ]
      : [];
  return [...(keys ? [keys] : []), ...missing];
}

function keyProblem(declaration: Declaration, value: Value): Problem | undefined {
  const { shape, body } = declaration;
  const name = last(shape.keys);
  const problem = (status: Problem['status'], says: string): Problem => ({
    of: 'keys',
    status,
    says,
    ...from(value),
  });
  const inverted = invertedName(entryAt(body, ...shape.keys)?.value, shape.off);
  // Wrong whatever is passed, so it is told where it stands and not to the callers.
  if (inverted !== undefined)
    return {
      ...problem('fail', `sets ${name} from ${inverted}, whose name says the opposite`),
      passed: [],
      above: false,
    };
  if (value.kind === 'known') {
    if (value.value === null) {
      if (shape.update || shape.offByDefault) return undefined;
      return problem('fail', `does not set ${name}, which leaves keys on`);
    }
    const off = value.value === shape.off || String(value.value) === String(shape.off);
    return off
      ? undefined
      : problem('fail', `sets ${name} to ${String(!shape.off)}, which leaves keys on`);
  }
  return problem(
    'unknown',
    `sets ${name} to a value that only the deployment knows${named(value)}`,
  );
}

/** `disableLocalAuth: allowKeys`: passed on without `!`, a switch of the opposite meaning. */
function invertedName(expr: IacExpr | undefined, off: boolean): string | undefined {
  const name =
    expr?.kind === 'ref'
      ? last(expr.name.split('.'))
      : expr?.kind === 'get'
        ? expr.name
        : undefined;
  if (name === undefined) return undefined;
  const turnsOff =
    /disable|deny|forbid|block|key_?less|entra|aad|managed_?identity|no_?keys|without/i.test(name);
  const turnsOn =
    /^(?:is_?)?(?:allow|enable|permit|use|with|keep)[A-Z_]?\w*(?:key|local|auth)|(?:key|keys|auth|authentication)_?(?:enabled|allowed|access)$|^local_?auth(?:entication)?_?enabled$/i.test(
      name,
    );
  return (off ? turnsOn && !turnsOff : turnsOff && !turnsOn) ? name : undefined;
}

/** The value at a path. What is absent is null, unless the object may hold more than is seen. */
function at(value: Value, path: readonly string[]): Value {
  let here = value;
  for (const name of path) {
    if (here.kind === 'object') {
      const entry: Value | undefined = here.entries.get(name.toLowerCase());
      if (!entry)
        return here.open
          ? { kind: 'unknown', ...from(here) }
          : { kind: 'known', value: null, ...from(here) };
      here = entry;
    } else if (here.kind === 'known' && here.value === null) {
      return here;
    } else {
      return { kind: 'unknown', ...from(here) };
    }
  }
  return here;
}

function from(value: Value): Pick<Problem, 'names' | 'passed' | 'above'> {
  return { names: value.names, passed: value.passed, above: value.above };
}

function named(value: Value): string {
  return value.names.length === 0
    ? ''
    : ` (${value.names.map((name) => `parameter ${name}`).join(', ')})`;
}

/** The finding for an account: all that is wrong with it, at the property that is wrong. */
export function accountHit(
  declaration: Declaration,
  problems: readonly Problem[],
  name: string | undefined,
  place?: Span,
): Hit | undefined {
  const worst = problems.filter((problem) => problem.status === 'fail');
  const [first] = worst.length > 0 ? worst : problems;
  if (!first) return undefined;
  const { shape, body, span } = declaration;
  const path = first.of === 'keys' ? shape.keys : (shape.subdomain ?? []);
  const own = entryAt(body, ...path)?.span;
  const at_ = place ?? own ?? span;
  const subject = `The ${shape.what}${name === undefined ? '' : ` ${name}`}`;
  const all = worst.length > 0 ? worst : [first];
  const says = all.map((problem) => problem.says).join(', and ');
  const outside = entryAt(body, path[0] ?? '')?.span;
  return {
    rule: 'iac-keys-disabled',
    status: first.status,
    line: at_.line,
    column: at_.column,
    lines: place
      ? [[place.line, place.endLine]]
      : [own, outside && !own ? { ...outside, endLine: outside.line } : undefined, span].flatMap(
          (one) => (one ? [[one.line, one.endLine] as const] : []),
        ),
    message: `${subject} ${says}.`,
    expected: `${last(shape.keys)} is ${String(shape.off)}${shape.subdomain ? ` and ${last(shape.subdomain)} is set` : ''}`,
    seen: says,
    why: 'With keys enabled, whoever holds one can call the models; without a custom subdomain Entra tokens are refused and only keys work.',
    fix: fixFor(shape, first),
  };
}

function fixFor(shape: AccountShape, problem: Problem): FixParts {
  const say =
    problem.status === 'unknown' && problem.names.length > 0
      ? `Give the parameter ${problem.names.join(', ')} a default that turns keys off, or a parameter file beside the template.`
      : 'Turn off key-based authentication and set a custom subdomain. The subdomain cannot be changed later.';
  return { say, [shape.fix.label]: shape.fix.text };
}

export function declaredAccount(declaration: Declaration, evaluator: Evaluator): DeclaredAccount {
  const value = evaluator.evaluate(entryAt(declaration.body, 'name')?.value);
  const name = value.kind === 'known' && typeof value.value === 'string' ? value.value : undefined;
  return {
    ...(name === undefined || name === '' ? {} : { name }),
    file: declaration.file,
    line: declaration.span.line,
  };
}

function last(path: readonly string[]): string {
  return path.at(-1) ?? '';
}
