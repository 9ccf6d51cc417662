import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AnySchemaObject, ValidateFunction } from 'ajv';

export type SchemaName = 'policy.schema.json' | 'report.schema.json';

/** A validator of one of the published schemas; loaded only when there is a file to judge by it. */
export async function compileSchema(name: SchemaName): Promise<ValidateFunction> {
  // The default export is what Node and the bundler agree on for a CommonJS package.
  const [{ default: ajv }, text] = await Promise.all([
    import('ajv'),
    readFile(schemaFile(name), 'utf8'),
  ]);
  const schema = JSON.parse(text) as AnySchemaObject;
  return new ajv.Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    // Of the formats only dates are used, in reports, where their text is all that is shown.
    formats: { 'date-time': true, date: true },
  }).compile(schema);
}

/** Beside the bundle, where the build puts it; in the sources, the published file. */
function schemaFile(name: SchemaName): string {
  const beside = path.join(import.meta.dirname, name);
  return existsSync(beside) ? beside : path.join(import.meta.dirname, '../../schema', name);
}
