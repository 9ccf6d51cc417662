import type { ErrorObject, ValidateFunction } from 'ajv';
import { clip } from '../domain/clip.ts';
import { compareText } from '../domain/order.ts';
import { compileSchema } from './schema.ts';
import type { Place, PolicyDocument } from './policy-yaml.ts';

let compiled: Promise<ValidateFunction> | undefined;

/** What in a file breaks `schema/policy.schema.json`. The validator is loaded only when there is a file. */
export async function schemaErrors(
  value: unknown,
  document: PolicyDocument,
): Promise<readonly string[]> {
  compiled ??= compileSchema('policy.schema.json');
  const validate = await compiled;
  if (validate(value)) return [];
  // The branches of a choice each complain; the choice itself says what is allowed.
  const errors = (validate.errors ?? []).filter(
    ({ schemaPath }) => !schemaPath.includes('/oneOf/'),
  );
  const described = errors.map((error) => describe(error, document));
  return [...new Set(described)].sort((a, b) => compareText(sortKey(a), sortKey(b)));
}

/** Errors are read from the top of the file down: line and column, padded to compare as text. */
function sortKey(error: string): string {
  const [, line = '', column = ''] = /:(\d+):(\d+): /.exec(error) ?? [];
  return `${line.padStart(9, '0')} ${column.padStart(9, '0')} ${error}`;
}

/** What people call the types of YAML. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  string: 'text',
};

function describe(error: ErrorObject, document: PolicyDocument): string {
  const place = placeOf(error.instancePath, document.value);
  const parameter = (name: string): string => {
    const value: unknown = Reflect.get(error.params, name);
    return Array.isArray(value) ? value.join(', ') : String(value);
  };
  const allowedKeys = (): string => {
    const properties: unknown = error.parentSchema?.properties;
    return typeof properties === 'object' && properties !== null
      ? Object.keys(properties).join(', ')
      : '';
  };
  const shown = short(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = parameter('additionalProperty');
      return document.error(place, `"${key}" is not known here; allowed: ${allowedKeys()}`, key);
    }
    case 'required':
      return document.error(place, `${parameter('missingProperty')} is missing`);
    case 'enum':
      return document.error(
        place,
        `${shown} is not usable; allowed: ${parameter('allowedValues')}`,
      );
    case 'type':
      return document.error(
        place,
        `${shown} is not usable; expected ${TYPES[parameter('type')] ?? parameter('type')}${hint(error)}`,
      );
    case 'oneOf':
      return document.error(place, 'name exactly one of: resource, file');
    default:
      return document.error(
        place,
        `${shown} is not usable: it ${error.message ?? 'is wrong'}${hint(error)}`,
      );
  }
}

function hint({ parentSchema }: ErrorObject): string {
  const description: unknown = parentSchema?.description;
  return typeof description === 'string' ? ` (${description})` : '';
}

function short(value: unknown): string {
  return clip(value === undefined ? 'nothing' : JSON.stringify(value), 80);
}

/** A JSON pointer as keys and indexes. */
function placeOf(pointer: string, value: unknown): Place {
  let current: unknown = value;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const index = Array.isArray(current) ? Number(key) : undefined;
      current =
        typeof current === 'object' && current !== null ? Reflect.get(current, key) : undefined;
      return index ?? key;
    });
}
