export const id = 708;
export const ids = [708];
export const modules = {

/***/ 2708:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readPolicy: () => (/* binding */ readPolicy)
});

// EXTERNAL MODULE: ./src/settings/lines.ts
var settings_lines = __webpack_require__(8074);
// EXTERNAL MODULE: ./src/domain/clip.ts
var clip = __webpack_require__(9508);
// EXTERNAL MODULE: ./src/domain/count.ts
var count = __webpack_require__(6339);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./src/settings/policy-yaml.ts



const MAX_CHARACTERS = 512 * 1024;
const MAX_DEPTH = 20;
/** Enough for shared lists; an alias bomb needs far more. */
const MAX_ALIASES = 100;
/** A person mends no more at a time, and each is cut to a line that fits a log. */
const MAX_ERRORS = 20;
const MAX_MESSAGE = 300;
/** YAML 1.2 with positions. Refuses what is large, deep, of several documents, or grows by aliases. */
function parsePolicyYaml(text, file) {
    const refuse = (problem) => ({
        ok: false,
        errors: [`${file}:1:1: ${shorten(problem)}`],
    });
    if (text.length > MAX_CHARACTERS)
        return refuse(`the file is larger than 512 KiB`);
    if (nesting(text) > MAX_DEPTH)
        return refuse(`nested deeper than ${MAX_DEPTH} levels`);
    const lines = new dist/* LineCounter */.HN();
    try {
        const documents = (0,dist/* parseAllDocuments */.hR)(text, {
            lineCounter: lines,
            prettyErrors: false,
            version: '1.2',
            schema: 'core',
            strict: true,
            uniqueKeys: true,
        });
        if ('empty' in documents) {
            return { ok: true, document: { value: null, error: () => file, line: () => 1 } };
        }
        const [document, second] = documents;
        if (!document)
            return refuse('no YAML document was found');
        if (second)
            return refuse('the file holds several YAML documents; one is allowed');
        const at = placeIn(file, lines);
        const broken = [...document.errors, ...document.warnings];
        if (broken.length > 0)
            return { ok: false, errors: tellBroken(broken, file, at) };
        const value = document.toJS({ maxAliasCount: MAX_ALIASES });
        if (isCircular(value))
            return refuse('an alias stands for something that holds the alias');
        return {
            ok: true,
            document: {
                value,
                error: (place, problem, key) => [
                    at(offsetOf(document, place, key)),
                    ...(place.length > 0 ? [written(place)] : []),
                    shorten(problem),
                ].join(': '),
                line: (place) => Math.max(1, lines.linePos(offsetOf(document, place)).line),
            },
        };
    }
    catch (error) {
        return refuse(error instanceof Error ? error.message : String(error));
    }
}
/** `FILE:LINE:COLUMN` of an offset. */
function placeIn(file, lines) {
    return (offset) => {
        const { line, col } = lines.linePos(offset);
        return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
    };
}
function tellBroken(broken, file, at) {
    const told = broken
        .slice(0, MAX_ERRORS)
        .map(({ message, pos }) => `${at(pos[0])}: ${shorten(message)}`);
    const left = broken.length - told.length;
    return [...told, ...(left > 0 ? [`${file}: ${(0,count/* count */.U)(left, 'more error')}`] : [])];
}
/** Of the node at a place, or of the last one on the way to it that is there. */
function offsetOf(document, place, key) {
    let node = document.contents;
    let offset = start(node) ?? 0;
    for (const part of place) {
        if ((0,dist/* isAlias */.Vj)(node))
            node = node.resolve(document);
        if (!(0,dist/* isCollection */.P3)(node))
            return offset;
        const next = node.get(part, true);
        offset = start(next) ?? offset;
        node = next;
    }
    if ((0,dist/* isAlias */.Vj)(node))
        node = node.resolve(document);
    if (key !== undefined && (0,dist/* isMap */.jh)(node)) {
        const pair = node.items.find((item) => (0,dist/* isPair */.tO)(item) && (0,dist/* isScalar */.jn)(item.key) && item.key.value === key);
        offset = start(pair?.key) ?? offset;
    }
    return offset;
}
function start(node) {
    return (0,dist/* isScalar */.jn)(node) || (0,dist/* isCollection */.P3)(node) || (0,dist/* isAlias */.Vj)(node) ? node.range?.[0] : undefined;
}
/** The parser tells of its stack when it has run out of it. */
function shorten(problem) {
    if (/call stack/i.test(problem))
        return 'nested too deep';
    return (0,clip/* clip */.$)(problem, MAX_MESSAGE);
}
function isCircular(value, above = new Set()) {
    if (typeof value !== 'object' || value === null)
        return false;
    if (above.has(value))
        return true;
    const inside = new Set([...above, value]);
    return Object.values(value).some((inner) => isCircular(inner, inside));
}
/** `exemptions[0].expires` */
function written(place) {
    return place
        .map((part, index) => typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)
        .join('');
}
/** An upper bound of how deep the text nests, without parsing it: the parser itself is recursive. */
function nesting(text) {
    let deepest = 0;
    let flow = 0;
    for (const line of text.split('\n')) {
        const indent = /^[ ]*(?:[-?] *)*/.exec(line)?.[0] ?? '';
        const dashes = indent.split(/[-?]/).length - 1;
        deepest = Math.max(deepest, dashes);
        for (const character of line) {
            if (character === '[' || character === '{')
                deepest = Math.max(deepest, ++flow);
            else if (character === ']' || character === '}')
                flow = Math.max(0, flow - 1);
        }
    }
    return deepest;
}

// EXTERNAL MODULE: ./src/domain/order.ts
var order = __webpack_require__(1780);
// EXTERNAL MODULE: ./src/settings/schema.ts
var schema = __webpack_require__(8826);
;// CONCATENATED MODULE: ./src/settings/policy-schema.ts



let compiled;
/** What in a file breaks `schema/policy.schema.json`. The validator is loaded only when there is a file. */
async function schemaErrors(value, document) {
    compiled ??= (0,schema/* compileSchema */.F)('policy.schema.json');
    const validate = await compiled;
    if (validate(value))
        return [];
    // The branches of a choice each complain; the choice itself says what is allowed.
    const errors = (validate.errors ?? []).filter(({ schemaPath }) => !schemaPath.includes('/oneOf/'));
    const described = errors.map((error) => describe(error, document));
    return [...new Set(described)].sort((a, b) => (0,order/* compareText */.n6)(sortKey(a), sortKey(b)));
}
/** Errors are read from the top of the file down: line and column, padded to compare as text. */
function sortKey(error) {
    const [, line = '', column = ''] = /:(\d+):(\d+): /.exec(error) ?? [];
    return `${line.padStart(9, '0')} ${column.padStart(9, '0')} ${error}`;
}
/** What people call the types of YAML. */
const TYPES = {
    array: 'a list',
    object: 'a mapping',
    string: 'text',
};
function describe(error, document) {
    const place = placeOf(error.instancePath, document.value);
    const parameter = (name) => {
        const value = Reflect.get(error.params, name);
        return Array.isArray(value) ? value.join(', ') : String(value);
    };
    const allowedKeys = () => {
        const properties = error.parentSchema?.properties;
        return typeof properties === 'object' && properties !== null
            ? Object.keys(properties).join(', ')
            : '';
    };
    const shown = policy_schema_short(error.data);
    switch (error.keyword) {
        case 'additionalProperties': {
            const key = parameter('additionalProperty');
            return document.error(place, `"${key}" is not known here; allowed: ${allowedKeys()}`, key);
        }
        case 'required':
            return document.error(place, `${parameter('missingProperty')} is missing`);
        case 'enum':
            return document.error(place, `${shown} is not usable; allowed: ${parameter('allowedValues')}`);
        case 'type':
            return document.error(place, `${shown} is not usable; expected ${TYPES[parameter('type')] ?? parameter('type')}${hint(error)}`);
        case 'oneOf':
            return document.error(place, 'name exactly one of: resource, file');
        default:
            return document.error(place, `${shown} is not usable: it ${error.message ?? 'is wrong'}${hint(error)}`);
    }
}
function hint({ parentSchema }) {
    const description = parentSchema?.description;
    return typeof description === 'string' ? ` (${description})` : '';
}
function policy_schema_short(value) {
    return (0,clip/* clip */.$)(value === undefined ? 'nothing' : JSON.stringify(value), 80);
}
/** A JSON pointer as keys and indexes. */
function placeOf(pointer, value) {
    let current = value;
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

;// CONCATENATED MODULE: ./src/settings/policy.ts



/**
 * A policy file, or everything that is wrong with it: `FILE:LINE:COLUMN: where: what is wrong; what is allowed`.
 * @param text of the file, read by the caller
 * @param file its path as findings name it
 */
async function readPolicy(text, file) {
    const parsed = parsePolicyYaml(text, file);
    if (!parsed.ok)
        return parsed;
    const { document } = parsed;
    // An empty file is a policy that says nothing.
    const value = document.value ?? {};
    const invalid = await schemaErrors(value, document);
    if (invalid.length > 0)
        return { ok: false, errors: invalid };
    // The schema holds here, so the shape is known.
    return read(value, document, file);
}
function read(raw, document, file) {
    const errors = [];
    const fail = (place, problem) => {
        errors.push(document.error(place, problem));
    };
    const principals = (lines, place) => {
        const read = lines?.flatMap((line, index) => {
            const principal = (0,settings_lines/* readPrincipal */.x2)(line);
            if (!('error' in principal))
                return [principal];
            fail([...place, index], `"${line}" is not usable: ${principal.error}`);
            return [];
        });
        if (lines && read?.length === lines.length) {
            for (const { line, error } of (0,settings_lines/* contradictions */.vM)(read)) {
                fail([...place, line], `"${lines[line] ?? ''}" is not usable: ${error}`);
            }
        }
        return read;
    };
    const keyReaders = (allow, place) => allow?.flatMap((line, index) => {
        const id = line.trim().replace(/^(user|group|service-principal)\s*:\s*/i, '');
        if (settings_lines/* GUID */.Sm.test(id))
            return [id.toLowerCase()];
        fail([...place, 'key-readers', 'allow', index], `"${line}" is not usable: the object id of a principal, optionally after group:, user: or service-principal:`);
        return [];
    });
    for (const [index, line] of (raw.resources ?? []).entries()) {
        const target = (0,settings_lines/* readTarget */._E)(line.trim());
        if ('error' in target)
            fail(['resources', index], `"${line}" is not usable: ${target.error}`);
    }
    const exemptions = (raw.exemptions ?? []).map((exemption, index) => {
        const place = ['exemptions', index];
        if (!isDay(exemption.expires)) {
            fail([...place, 'expires'], `"${exemption.expires}" is no day of the calendar; YYYY-MM-DD`);
        }
        if (exemption.reason.trim() === '')
            fail([...place, 'reason'], 'the reason is empty');
        return { ...exemption, line: document.line(place) };
    });
    const overrides = (raw.overrides ?? []).map((override, index) => {
        const place = ['overrides', index];
        return {
            resource: override.resource,
            principals: principals(override.principals, [...place, 'principals']),
            role: override.role,
            rules: override.rules ?? {},
            keyReadersAllow: keyReaders(override['key-readers']?.allow, place),
        };
    });
    const policy = {
        file,
        resources: (raw.resources ?? []).map((line) => line.trim()),
        principals: principals(raw.principals, ['principals']) ?? [],
        role: raw.role,
        rules: raw.rules ?? {},
        keyReadersAllow: keyReaders(raw['key-readers']?.allow, []) ?? [],
        exemptions,
        overrides,
    };
    return errors.length > 0 ? { ok: false, errors } : { ok: true, policy };
}
/** `2026-02-30` reads as a date to JavaScript, and as 2 March. */
function isDay(text) {
    const time = Date.parse(`${text}T00:00:00Z`);
    return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}


/***/ }),

/***/ 8826:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ compileSchema)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/** A validator of one of the published schemas; loaded only when there is a file to judge by it. */
async function compileSchema(name) {
    // The default export is what Node and the bundler agree on for a CommonJS package.
    const [{ default: ajv }, text] = await Promise.all([
        __webpack_require__.e(/* import() */ 463).then(__webpack_require__.t.bind(__webpack_require__, 2463, 23)),
        (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(schemaFile(name), 'utf8'),
    ]);
    const schema = JSON.parse(text);
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
function schemaFile(name) {
    const beside = node_path__WEBPACK_IMPORTED_MODULE_2___default().join(import.meta.dirname, name);
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(beside) ? beside : node_path__WEBPACK_IMPORTED_MODULE_2___default().join(import.meta.dirname, '../../schema', name);
}


/***/ })

};

