import { describe, expect, it } from '@jest/globals';
import { REWRITE_NAMES, rewrite, type RewriteName } from '../../src/scan/rewrites.ts';
import { findingsIn } from './repository.ts';

/** The file in which the code of a rewrite stands, by the start of its name. */
const FILES: readonly (readonly [start: string, file: string, wrap?: (code: string) => string])[] =
  [
    ['python-', 'app.py'],
    ['search-', 'app.py'],
    ['node-', 'app.ts'],
    ['dotnet-config', 'appsettings.json', (code) => `{ ${code} }`],
    ['dotnet-', 'App.cs'],
    [
      'java-',
      'App.java',
      (code) => `class App { Object it = builder\n${code.replace(/^import.*\n/gm, '')}; }`,
    ],
    ['spring', 'application.properties'],
    ['go-', 'app.go', (code) => `package a\nfunc f() {\n${code}\n}\n`],
    ['powershell', 'app.ps1'],
    [
      'http',
      'app.http',
      (code) => `POST https://contoso.openai.azure.com/openai/v1/chat/completions\n${code}\n`,
    ],
    ['environment', '.env'],
    [
      'workflow',
      '.github/workflows/a.yml',
      (code) => `on: push\njobs:\n  a:\n    runs-on: x\n${code.replace(/^/gm, '    ')}\n`,
    ],
    ['litellm', 'config.yaml'],
    ['connection', 'connection.yml'],
    ['apim-', 'policy.xml'],
  ];

const withCode = REWRITE_NAMES.filter((name) => rewrite(name).Code !== undefined);
const withCommand = REWRITE_NAMES.filter((name) => rewrite(name).az !== undefined);

function fileOf(name: RewriteName): { readonly path: string; readonly text: string } {
  const [, path, wrap = (code: string) => code] =
    FILES.find(([start]) => name.startsWith(start)) ?? [];
  if (path === undefined) throw new Error(`in which file does ${name} stand?`);
  return { path, text: wrap(rewrite(name).Code ?? '') };
}

describe('the code to write instead', () => {
  it.each(withCode)('is no finding itself: %s', async (name) => {
    const { path, text } = fileOf(name);
    expect(await findingsIn({ [path]: text })).toEqual([]);
  });

  it.each(withCommand)('is no finding itself as a script: %s', async (name) => {
    expect(await findingsIn({ 'call.sh': rewrite(name).az ?? '' })).toEqual([]);
  });
});
