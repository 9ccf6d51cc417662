/** What the SDKs know of a value: the schema of the OpenAPI description in AutoRest's words. */
export interface Mapper {
  readonly serializedName?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly nullable?: boolean;
  readonly type: {
    readonly name: string;
    readonly className?: string;
    readonly uberParent?: string;
    readonly polymorphicDiscriminator?: { readonly serializedName: string };
    readonly modelProperties?: Readonly<Record<string, Mapper>>;
    readonly additionalProperties?: Mapper;
    readonly element?: Mapper;
    readonly value?: Mapper;
    readonly allowedValues?: readonly unknown[];
  };
}

export interface Mappers {
  readonly discriminators?: Readonly<Record<string, Mapper>>;
  readonly [name: string]: Mapper | Readonly<Record<string, Mapper>> | undefined;
}

/**
 * How a JSON value differs from its description: members that are missing, of another type, or not described. A
 * request must not hold members that only the service writes.
 */
export function departures(
  value: unknown,
  mapper: Mapper,
  mappers: Mappers,
  direction: 'request' | 'answer',
  at = '',
): string[] {
  if (value === undefined || value === null) {
    return mapper.required === true && mapper.nullable !== true ? [`${at}: missing`] : [];
  }
  if (direction === 'request' && mapper.readOnly === true)
    return [`${at}: only the service writes it`];
  const inside = (member: unknown, inner: Mapper | undefined, name: string): string[] =>
    inner ? departures(member, inner, mappers, direction, `${at}${name}`) : [];
  const wrong = [`${at}: ${JSON.stringify(value)} is no ${mapper.type.name}`];
  switch (mapper.type.name) {
    case 'Composite':
      return isObject(value) ? composite(value, mapper, mappers, direction, at) : wrong;
    case 'Sequence':
      return Array.isArray(value)
        ? value.flatMap((item, index) => inside(item, mapper.type.element, `[${index}]`))
        : wrong;
    case 'Dictionary':
      return isObject(value)
        ? Object.entries(value).flatMap(([name, item]) =>
            inside(item, mapper.type.value, `.${name}`),
          )
        : wrong;
    case 'Boolean':
      return typeof value === 'boolean' ? [] : wrong;
    case 'Number':
      return typeof value === 'number' ? [] : wrong;
    case 'String':
    case 'Uuid':
    case 'TimeSpan':
      return typeof value === 'string' ? [] : wrong;
    case 'DateTime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? [] : wrong;
    case 'Enum':
      return mapper.type.allowedValues?.includes(value) === true ? [] : wrong;
    case 'any':
    case 'Object':
      return [];
    default:
      return [`${at}: the check does not know the type ${mapper.type.name}`];
  }
}

function composite(
  value: Readonly<Record<string, unknown>>,
  declared: Mapper,
  mappers: Mappers,
  direction: 'request' | 'answer',
  at: string,
): string[] {
  const mapper = actual(value, declared, mappers);
  const found: string[] = [];
  const known = new Set<string>();
  // A name with dots is a member of a member that the SDK shows at the top.
  for (const property of Object.values(mapper.type.modelProperties ?? {})) {
    const path = (property.serializedName ?? '')
      .split(/(?<!\\)\./)
      .map((part) => part.replaceAll('\\.', '.'));
    const inner = path.reduce<unknown>(
      (object, name) => (isObject(object) ? object[name] : undefined),
      value,
    );
    for (let length = 1; length <= path.length; length += 1)
      known.add(path.slice(0, length).join('/'));
    found.push(...departures(inner, property, mappers, direction, `${at}.${path.join('.')}`));
  }
  const isOpen = mapper.type.additionalProperties !== undefined;
  return isOpen ? found : [...found, ...undescribed(value, mapper, known, at)];
}

/** Members that no property of the description names, in the object and in what the SDK flattens of it. */
function undescribed(
  value: Readonly<Record<string, unknown>>,
  mapper: Mapper,
  known: ReadonlySet<string>,
  at: string,
  above: readonly string[] = [],
): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = [...above, name];
    if (!known.has(path.join('/'))) {
      return [`${at}.${path.join('.')}: not described in ${mapper.type.className ?? 'the answer'}`];
    }
    const flattened = [...known].some((one) => one.startsWith(`${path.join('/')}/`));
    return flattened && isObject(inner) ? undescribed(inner, mapper, known, at, path) : [];
  });
}

/** The model of a class, or of the subclass that the value's discriminator names. */
function actual(
  value: Readonly<Record<string, unknown>>,
  declared: Mapper,
  mappers: Mappers,
): Mapper {
  const { className = '', modelProperties } = declared.type;
  const named = modelProperties
    ? declared
    : ((mappers[className] as Mapper | undefined) ?? declared);
  const { polymorphicDiscriminator, uberParent } = named.type;
  if (!polymorphicDiscriminator) return named;
  const kind = String(value[polymorphicDiscriminator.serializedName]);
  return mappers.discriminators?.[`${uberParent ?? className}.${kind}`] ?? named;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
