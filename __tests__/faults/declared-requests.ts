import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getOctokit } from '@actions/github';
import ts from 'typescript';
import { API } from '../../src/azure/api-versions.ts';

/** A request that the code can send, as far as it can be read from it. */
export interface Declared {
  /** `file:line`. */
  readonly at: string;
  /** What a kind of request (`kindOf`) must match. */
  readonly pattern: RegExp;
}

/** Every `path:` of a request to Azure Resource Manager in `src/azure`, with its API version and action. */
export function armRequests(): readonly Declared[] {
  return sourcesIn('src/azure').flatMap(({ file, source }) => {
    const texts = constantsOf(source);
    const found: Declared[] = [];
    visit(source, (node) => {
      if (!ts.isObjectLiteralExpression(node)) return;
      const members = membersOf(node);
      const asked = members.get('path');
      if (!asked || !members.has('what')) return;
      const route = patternOf(asked, texts);
      const version = versionOf(members.get('apiVersion'), texts);
      const action = patternOf(members.get('action'), texts);
      const method = members.get('method');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      // A link that an answer gave: it has no form of its own.
      if (route === '.+' && version === '.*') return;
      found.push({
        at: `${file}:${line}`,
        pattern: new RegExp(
          `^arm ${method ? patternOf(method, texts) : 'GET|^arm'} .*${route === '.+' ? typesOf(action) : route}.* ${version}$`.replace(
            'GET|^arm',
            '(GET|PUT)',
          ),
          'i',
        ),
      });
    });
    return found;
  });
}

/** Every route of an inference endpoint in `probe-requests.ts`. */
export function probeRoutes(): readonly Declared[] {
  const source = parse('src/azure/probe-requests.ts');
  const texts = constantsOf(source);
  const found: Declared[] = [];
  visit(source, (node) => {
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return;
    const text = node.getText();
    if (!text.includes('/') || ts.isImportDeclaration(node.parent) || text.includes('/+')) return;
    const route = patternOf(node, texts).split(/\\?\?/)[0] ?? '';
    if (!/[a-z]\/|\/[a-z]/i.test(route)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    found.push({
      at: `probe-requests.ts:${line}`,
      pattern: new RegExp(`^inference .*${route}`, 'i'),
    });
  });
  return found;
}

/** Every call of GitHub's client in `src`, by the client's own table of routes. */
export function githubRequests(): readonly Declared[] {
  const { rest } = getOctokit('none');
  const groups = rest as unknown as Record<
    string,
    Record<string, { endpoint: { DEFAULTS: { method: string; url: string } } }>
  >;
  return sourcesIn('src').flatMap(({ file, source }) =>
    [...source.text.matchAll(/\brest\s*\.(\w+)\s*\.(\w+)/g)].map(([, group = '', name = '']) => {
      const defaults = groups[group]?.[name]?.endpoint.DEFAULTS;
      if (!defaults) throw new Error(`${file}: GitHub's client has no ${group}.${name}`);
      const route = escape(defaults.url).replace(/\\\{[^}]+\\\}/g, '[^/]+');
      return {
        at: `${file} ${group}.${name}`,
        pattern: new RegExp(`^github ${defaults.method} ${route}$`),
      };
    }),
  );
}

export const API_VERSIONS: readonly string[] = Object.values(API);

function sourcesIn(
  folder: string,
): readonly { readonly file: string; readonly source: ts.SourceFile }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, source: parse(path.join(folder, file)) }));
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  node.forEachChild((child) => {
    visit(child, see);
  });
}

function membersOf(node: ts.ObjectLiteralExpression): ReadonlyMap<string, ts.Expression> {
  return new Map(
    node.properties.flatMap((property): [string, ts.Expression][] => {
      if (ts.isPropertyAssignment(property))
        return [[property.name.getText(), property.initializer]];
      return ts.isShorthandPropertyAssignment(property)
        ? [[property.name.text, property.name]]
        : [];
    }),
  );
}

/** `const NAME = 'text'` and `const NAME = API.x` of a file; functions that return one template. */
function constantsOf(source: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const found = new Map<string, ts.Expression>();
  visit(source, (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
      if (
        ts.isStringLiteralLike(node.initializer) ||
        node.initializer.getText().startsWith('API.')
      ) {
        found.set(node.name.text, node.initializer);
      }
    }
    if (ts.isFunctionDeclaration(node) && node.name) {
      const only = node.body?.statements[0];
      if (
        only &&
        ts.isReturnStatement(only) &&
        only.expression &&
        ts.isTemplateExpression(only.expression)
      ) {
        found.set(node.name.text, only.expression);
      }
    }
  });
  return found;
}

/** As a regular expression; `.+` for what is only known when the code runs. */
function patternOf(
  expression: ts.Expression | undefined,
  texts: ReadonlyMap<string, ts.Expression>,
): string {
  if (!expression) return '.+';
  if (ts.isStringLiteralLike(expression)) return escape(expression.text);
  if (ts.isTemplateExpression(expression)) {
    return [
      escape(expression.head.text),
      ...expression.templateSpans.map(
        ({ expression: inner, literal }) => patternOf(inner, texts) + escape(literal.text),
      ),
    ].join('');
  }
  const name = ts.isCallExpression(expression)
    ? expression.expression.getText()
    : expression.getText();
  const known = texts.get(name);
  return known ? patternOf(known, texts) : '.+';
}

function versionOf(
  expression: ts.Expression | undefined,
  texts: ReadonlyMap<string, ts.Expression>,
): string {
  if (!expression) return '.*';
  const named = [...expression.getText().matchAll(/API\.(\w+)/g)].map(([, name = '']) => name);
  if (named.length === 0) {
    const known = texts.get(expression.getText());
    return known ? versionOf(known, texts) : '.*';
  }
  return `(${named.map((name) => escape((API as Record<string, string>)[name] ?? 'none')).join('|')})`;
}

/** `Microsoft.X/a/b/read` stands for a path `Microsoft.X/a/{}/b/{}`. */
function typesOf(action: string): string {
  const [namespace, ...types] = action.split('/').slice(0, -1);
  return [namespace, ...types.flatMap((type) => [type, '[^ ]*'])].join('/');
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
