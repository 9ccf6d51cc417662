export const id = 824;
export const ids = [824,953];
export const modules = {

/***/ 4829:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ API)
/* harmony export */ });
/** The newest stable versions that all three clouds are known to serve; raise one only with a reason. */
const API = {
    cognitiveServices: '2025-06-01',
    machineLearning: '2024-10-01',
    authorization: '2022-04-01',
    policy: '2023-04-01',
    /** There is no stable one. */
    policyExemptions: '2022-07-01-preview',
    activityLog: '2015-04-01',
    locks: '2016-09-01',
    managementGroups: '2020-05-01',
    resourceGraph: '2022-10-01',
};


/***/ }),

/***/ 1201:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ ArmClient),
/* harmony export */   l: () => (/* binding */ observe)
/* harmony export */ });
/* harmony import */ var _azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4792);
/* harmony import */ var _domain_observation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6610);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6616);
/* harmony import */ var _explain_answer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7555);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5721);





/** A chain of pages longer than this is taken for endless. */
const MOST_PAGES = 1_000;
/**
 * Azure Resource Manager as raw JSON. Facts are read raw because the SDK's deserialisers drop what
 * matters here: members they do not know (a newer connection type, a key left behind an AAD label)
 * and the difference between absent and null.
 */
class ArmClient {
    endpoint;
    #tokens;
    #transport;
    #pipeline;
    constructor(options) {
        this.endpoint = options.endpoint.replace(/(?<!\/)\/+$/, '');
        this.#tokens = options.tokens;
        this.#transport = options.transport;
        this.#pipeline = (0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .createEmptyPipeline */ .O8)();
        this.#pipeline.addPolicy((0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .proxyPolicy */ .Ll)());
        this.#pipeline.addPolicy((0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .userAgentPolicy */ .z7)({ userAgentPrefix: options.userAgent }));
        this.#pipeline.addPolicy((0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .decompressResponsePolicy */ .rQ)());
    }
    get scope() {
        return `${this.endpoint}/.default`;
    }
    /** @throws AzureError for every answer that is not a success, @throws SignInError */
    async send(request) {
        const url = this.#url(request);
        let token = await this.#tokens.getToken(this.scope);
        for (let attempt = 1;; attempt += 1) {
            const pipelineRequest = (0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .createPipelineRequest */ .G6)({
                url,
                method: request.method ?? 'GET',
                headers: (0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .createHttpHeaders */ .Nc)({
                    accept: 'application/json',
                    authorization: `Bearer ${token.token}`,
                    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
                    ...request.headers,
                }),
                ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
            });
            const response = await this.#pipeline.sendRequest(this.#transport, pipelineRequest);
            const text = response.bodyAsText ?? '';
            if (response.status === 401 && attempt === 1) {
                this.#tokens.forget(this.scope, token.token);
                token = await this.#tokens.getToken(this.scope);
                continue;
            }
            const parsed = text.trim() === '' ? { value: undefined } : (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(text);
            if (response.status < 200 || response.status > 299) {
                throw (0,_explain_answer_js__WEBPACK_IMPORTED_MODULE_2__/* .explainAnswer */ .i)({
                    request,
                    status: response.status,
                    body: parsed?.value,
                    header: (name) => response.headers.get(name),
                });
            }
            if (!parsed) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M({
                    kind: 'malformed',
                    message: `The answer for ${request.what} was not JSON that can be read (HTTP ${response.status}, ${text.length} characters).`,
                    remedy: 'Run the step again. If it stays so, a proxy between the runner and Azure answers in its place.',
                }, { status: response.status });
            }
            return {
                status: response.status,
                body: parsed.value,
                header: (name) => response.headers.get(name),
            };
        }
    }
    /** One resource, or why it is not known. */
    async read(request, shape) {
        return observe(async () => {
            const { body } = await this.send(request);
            const value = shape(body);
            if (value === undefined)
                throw unexpected(request);
            return value;
        });
    }
    /**
     * All pages of a list. An element that has not the expected shape makes the whole list unknown: it
     * could be the one that fails.
     */
    async list(request, shape) {
        return observe(async () => {
            const items = [];
            const seen = new Set();
            let page = request;
            for (;;) {
                const { body } = await this.send(page);
                const values = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .listAt */ .gT)(body, 'value');
                if (!values)
                    throw unexpected(request);
                for (const value of values) {
                    const item = shape(value);
                    if (item === undefined)
                        throw unexpected(request);
                    items.push(item);
                }
                const next = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__.at)(body, 'nextLink');
                if (next === undefined || next === null || next === '')
                    return items;
                if (typeof next !== 'string' || seen.has(next) || seen.size >= MOST_PAGES) {
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M({
                        kind: 'malformed',
                        message: `The list of ${request.what} does not end: a page points to one that was already read, or there are more than ${MOST_PAGES}.`,
                        remedy: 'Run the step again; if it stays so, report it to Azure support.',
                    });
                }
                seen.add(next);
                const { method, what, action, scope } = request;
                page = { path: next, what, action, scope, ...(method === undefined ? {} : { method }) };
            }
        });
    }
    #url(request) {
        const url = URL.parse(request.path, `${this.endpoint}/`);
        if (!url || hasDots(request.path)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M({
                kind: 'malformed',
                message: `Azure gave for ${request.what} a name or an address that leads nowhere; it was not followed.`,
                remedy: 'Run the step again; if it stays so, report it to Azure support.',
            });
        }
        if (url.origin !== new URL(this.endpoint).origin) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M({
                kind: 'malformed',
                message: `Azure pointed to ${url.host} for ${request.what}, which is not ${new URL(this.endpoint).host}; no token was sent there.`,
                remedy: 'Run the step again; if it stays so, check resource-manager-endpoint.',
            });
        }
        if (request.apiVersion !== undefined)
            url.searchParams.set('api-version', request.apiVersion);
        for (const [name, value] of Object.entries(request.query ?? {}))
            url.searchParams.set(name, value);
        // Azure's gateway reads "+" in a filter as a plus sign, not as a space.
        url.search = url.search.replaceAll('+', '%20');
        return url.href;
    }
}
/** Turns what `ArmClient` throws into an unknown; anything else is a bug and goes on. */
async function observe(ask) {
    try {
        return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_4__/* .known */ .eO)(await ask());
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SignInError */ .J)
            return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5)(error.reason);
        throw error;
    }
}
function unexpected(request) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M({
        kind: 'malformed',
        message: `The answer for ${request.what} lacks members that Azure documents.`,
        remedy: 'Run the step again. If it stays so, a proxy may change the answers, or this version of the action is too old.',
    });
}
/** Would the address be another resource's, once `.` and `..` are taken out of it? */
function hasDots(path) {
    return /(?:^|[/\\])(?:\.|%2e){1,2}(?=[/\\?#]|$)/i.test(path.split(/[?#]/, 1)[0] ?? '');
}


/***/ }),

/***/ 9597:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ip: () => (/* binding */ readClaims),
/* harmony export */   fG: () => (/* binding */ readObjectId),
/* harmony export */   wO: () => (/* binding */ subjectForms)
/* harmony export */ });
/** `undefined` when the text is not a JWT with a JSON payload. The signature is Entra's to check. */
function readClaims(jwt) {
    const text = payloadOf(jwt);
    if (!text)
        return undefined;
    const repository = text('repository');
    const repositoryId = text('repository_id');
    const ownerId = text('repository_owner_id');
    return {
        issuer: text('iss') ?? '',
        subject: text('sub') ?? '',
        audience: text('aud') ?? '',
        ...(repository === undefined ? {} : { repository }),
        ...(repositoryId === undefined ? {} : { repositoryId }),
        ...(ownerId === undefined ? {} : { ownerId }),
    };
}
/** The claim `oid` of an access token, lower-cased. */
function readObjectId(jwt) {
    return payloadOf(jwt)?.('oid')?.toLowerCase();
}
/** Reads a claim as text; `undefined` instead when the text is not a JWT with a JSON payload. */
function payloadOf(jwt) {
    const payload = jwt.split('.')[1];
    if (payload === undefined)
        return undefined;
    let claims;
    try {
        claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    }
    catch {
        return undefined;
    }
    if (typeof claims !== 'object' || claims === null)
        return undefined;
    return (name) => {
        const value = claims[name];
        return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    };
}
/**
 * The subject as GitHub sent it and in the other form: with numeric ids (`repo:octo@1/app@2:...`, the
 * default for repositories created, renamed or transferred since 2026-07-15) and without. A customised subject has one form only.
 * https://docs.github.com/actions/reference/security/oidc
 */
function subjectForms(claims) {
    const { subject, repository, repositoryId, ownerId } = claims;
    const parts = /^repo:([^/:]+)\/([^/:]+):(.*)$/s.exec(subject);
    if (!parts)
        return [subject];
    const [, owner = '', name = '', rest = ''] = parts;
    const plainOwner = owner.split('@')[0] ?? owner;
    const plainName = name.split('@')[0] ?? name;
    const plain = `repo:${repository ?? `${plainOwner}/${plainName}`}:${rest}`;
    const numbered = ownerId !== undefined && repositoryId !== undefined
        ? `repo:${plainOwner}@${ownerId}/${plainName}@${repositoryId}:${rest}`
        : undefined;
    return [...new Set([subject, ...(numbered ? [numbered] : []), plain])];
}


/***/ }),

/***/ 2849:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
const systemClock = {
    now: () => Date.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: () => Math.random(),
};


/***/ }),

/***/ 6616:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ SignInError),
/* harmony export */   M: () => (/* binding */ AzureError)
/* harmony export */ });
/** A request that did not end in a usable answer, in our own words. Its message is fit for a person. */
class AzureError extends Error {
    reason;
    /** HTTP status; 0 when no answer came. */
    status;
    /** Azure's own error code, e.g. `AuthorizationFailed`; empty when there is none. */
    code;
    constructor(reason, details = {}) {
        super(reason.message, { cause: details.cause });
        this.name = 'AzureError';
        this.reason = reason;
        this.status = details.status ?? 0;
        this.code = details.code ?? '';
    }
}
/** Sign-in failed: nothing can be asked of Azure. */
class SignInError extends Error {
    reason;
    constructor(reason, cause) {
        super(reason.message, { cause });
        this.name = 'SignInError';
        this.reason = { kind: 'not-signed-in', ...reason };
    }
}


/***/ }),

/***/ 7555:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ errorParts),
/* harmony export */   i: () => (/* binding */ explainAnswer)
/* harmony export */ });
/* harmony import */ var _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2422);
/* harmony import */ var _domain_clip_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9508);
/* harmony import */ var _domain_remedy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9558);
/* harmony import */ var _domain_shell_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3062);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6616);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5721);






/** The sentence for an answer of Azure Resource Manager that is not a success, and what to do. */
function explainAnswer({ request, status, body, header }) {
    const { code, message } = errorParts(body);
    const trace = header('x-ms-correlation-request-id') ?? header('x-ms-request-id');
    const tail = `HTTP ${status}${code ? ` ${code}` : ''}${trace ? `, correlation id ${trace}` : ''}`;
    const refusal = { request, what: request.what, status, code, message, tail };
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .AzureError */ .M(explain(refusal), { status, code });
}
function explain(refusal) {
    const { status, code } = refusal;
    if (status === 429)
        return throttled(refusal);
    if (status === 401)
        return refusedToken(refusal);
    if (status === 403 && code === 'RequestDisallowedByPolicy')
        return againstPolicy(refusal);
    if (status === 403)
        return withoutPermission(refusal);
    if (status === 409 && code === 'ScopeLocked')
        return locked(refusal);
    if (status === 404)
        return notFound(refusal);
    if (status >= 500 || status === 408)
        return unanswered(refusal);
    return refused(refusal);
}
function throttled({ what, tail }) {
    return {
        kind: 'throttled',
        message: `Azure throttled the request for ${what} until patience ran out (${tail}).`,
        remedy: 'Run again later, lower concurrency, or split the estate with shard.',
    };
}
function refusedToken({ what, code, tail }) {
    return {
        kind: 'denied',
        message: `Azure refused the token for ${what} (${tail}).`,
        remedy: code === 'InvalidAuthenticationTokenTenant'
            ? 'The subscription belongs to another tenant: set tenant-id to the one that owns it.'
            : 'Check that environment and resource-manager-endpoint name the cloud in which the resource is, and tenant-id its tenant.',
    };
}
function againstPolicy({ what, message, tail }) {
    return {
        kind: 'denied',
        message: `An Azure Policy assignment refuses the request for ${what}: ${shorten(message)} (${tail}).`,
        remedy: 'Ask the owner of the policy assignment for an exemption, or change the resource as the policy demands.',
    };
}
function withoutPermission({ request, what, message, tail }) {
    const asked = /perform action '([^']+)'(?: over scope '([^']+)')?/.exec(message);
    const action = asked?.[1] ?? request.action;
    const scope = asked?.[2] ?? request.scope;
    // "The client 'CLIENT-ID' with object id 'OBJECT-ID' does not have authorization to ..."; of a user, the sign-in name.
    const [, client = '', objectId] = /client '([^']*)' with object id '([0-9a-f-]{36})'/i.exec(message) ?? [];
    const isUser = client.includes('@');
    const verb = /\/read$/i.test(action) ? 'read' : 'change';
    return {
        kind: 'denied',
        message: `${isUser ? 'The signed-in user' : "The workflow's identity"} may not ${verb} ${what}: it lacks ${action} at ${scope} (${tail}).`,
        ...(0,_domain_remedy_js__WEBPACK_IMPORTED_MODULE_1__/* .deniedRemedy */ .a3)(action, scope, objectId, isUser ? 'User' : 'ServicePrincipal'),
        action,
        scope,
    };
}
function locked({ request, what, message, tail }) {
    const subscription = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ArmId */ .O0.parse(request.scope)?.subscriptionId ?? 'SUBSCRIPTION-ID';
    return {
        kind: 'unavailable',
        message: `A resource lock refuses the change of ${what}: ${shorten(message)} (${tail}).`,
        remedy: 'Remove the ReadOnly lock, run again, and put it back. This lists the locks.',
        // Of the subscription: a lock above the resource group is not in the list of the group.
        commands: [`az lock list --subscription ${(0,_domain_shell_js__WEBPACK_IMPORTED_MODULE_3__/* .shellWord */ .r)(subscription)} --output table`],
    };
}
/** By error code. A map, because a code can be `constructor`. */
const MISSING = new Map([
    ['SubscriptionNotFound', 'The subscription does not exist, or the identity has no role in it.'],
    ['ResourceGroupNotFound', 'The resource group does not exist.'],
]);
function notFound({ what, code, tail }) {
    return {
        kind: 'not-found',
        message: `Azure did not find ${what} (${tail}). ${MISSING.get(code) ?? ''}`.trim(),
        remedy: 'Check the id letter by letter, and that tenant-id and environment are those of the resource.',
    };
}
function unanswered({ what, tail }) {
    return {
        kind: 'unavailable',
        message: `Azure could not answer for ${what} (${tail}).`,
        remedy: 'Run again; if it stays so, look at https://status.azure.com.',
    };
}
function refused({ what, code, message, tail }) {
    return {
        kind: 'unavailable',
        message: `Azure refused the request for ${what}: ${message ? shorten(message) : 'no reason given'} (${tail}).`,
        remedy: code === 'NoRegisteredProviderFound' || code === 'InvalidApiVersionParameter'
            ? 'This cloud does not know the API version that the action uses: please report it with the name of the cloud.'
            : 'Run again with debug logging and report the correlation id to Azure support if it stays so.',
    };
}
/** The members of an error body, in ARM's form or a bare one. */
function errorParts(body) {
    const error = (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .isObject */ .Gv)((0,_json_js__WEBPACK_IMPORTED_MODULE_4__.at)(body, 'error')) ? (0,_json_js__WEBPACK_IMPORTED_MODULE_4__.at)(body, 'error') : body;
    return { code: (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .textAt */ .$6)(error, 'code') ?? '', message: (0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .textAt */ .$6)(error, 'message') ?? '' };
}
/** Azure's words as a part of our sentence, which goes on behind them. */
function shorten(text) {
    return (0,_domain_clip_js__WEBPACK_IMPORTED_MODULE_5__/* .clip */ .$)((0,_domain_clip_js__WEBPACK_IMPORTED_MODULE_5__/* .onOneLine */ .G)(text).replace(/\.$/, ''), 300);
}


/***/ }),

/***/ 8517:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ federatedCredentialCommands)
/* harmony export */ });
/* harmony import */ var _domain_shell_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3062);
/* harmony import */ var _assertion_claims_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9597);


/**
 * Ready to paste, each under a comment: for an app registration in each form that the subject can have, and for a
 * user-assigned identity.
 * @param name of the credentials, which differ in it within one identity
 */
function federatedCredentialCommands(claims, clientId, name = 'github') {
    const subjects = (0,_assertion_claims_js__WEBPACK_IMPORTED_MODULE_0__/* .subjectForms */ .wO)(claims);
    const forApp = subjects.map((subject, index) => {
        const parameters = JSON.stringify({
            name: `${name}-${index + 1}`,
            issuer: claims.issuer,
            subject,
            audiences: [claims.audience],
        });
        const form = subjects.length === 1
            ? 'the subject as it is sent'
            : `the subject ${/@[^@/:]+\//.test(subject) ? 'with' : 'without'} numeric ids`;
        return `# ${form}\naz ad app federated-credential create --id ${(0,_domain_shell_js__WEBPACK_IMPORTED_MODULE_1__/* .shellWord */ .r)(clientId)} --parameters ${shellQuote(parameters)}`;
    });
    return [
        ...forApp,
        `# instead, for a user-assigned managed identity\naz identity federated-credential create --name ${name} --identity-name IDENTITY --resource-group GROUP --issuer ${shellQuote(claims.issuer)} --subject ${shellQuote(subjects[0] ?? '')} --audiences ${shellQuote(claims.audience)}`,
    ];
}
function shellQuote(text) {
    return `'${text.replaceAll("'", `'\\''`)}'`;
}


/***/ }),

/***/ 5721:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ textAt),
/* harmony export */   Gv: () => (/* binding */ isObject),
/* harmony export */   at: () => (/* binding */ at),
/* harmony export */   es: () => (/* binding */ boolAt),
/* harmony export */   gT: () => (/* binding */ listAt),
/* harmony export */   i1: () => (/* binding */ textsAt),
/* harmony export */   lJ: () => (/* binding */ objectAt),
/* harmony export */   mX: () => (/* binding */ segment),
/* harmony export */   qF: () => (/* binding */ parseJson)
/* harmony export */ });
/** Azure's own answers stay below forty; what reads them recursively must not run out of stack. */
const MAX_DEPTH = 200;
/** The value of a text; `undefined` when it is no JSON, or is nested deeper than any answer of Azure. */
function parseJson(text) {
    if (depthOf(text) > MAX_DEPTH)
        return undefined;
    try {
        return { value: JSON.parse(text) };
    }
    catch {
        return undefined;
    }
}
/** How deep objects and lists nest, without building them. */
function depthOf(text) {
    let deepest = 0;
    let depth = 0;
    let quoted = false;
    for (let index = 0; index < text.length; index += 1) {
        const character = text.charCodeAt(index);
        if (quoted) {
            if (character === BACKSLASH)
                index += 1;
            else if (character === QUOTE)
                quoted = false;
        }
        else if (character === QUOTE)
            quoted = true;
        else if (character === BRACE || character === BRACKET)
            deepest = Math.max(deepest, ++depth);
        else if (character === BRACE_END || character === BRACKET_END)
            depth -= 1;
    }
    return deepest;
}
const [QUOTE, BACKSLASH, BRACE, BRACE_END, BRACKET, BRACKET_END] = [34, 92, 123, 125, 91, 93];
/**
 * A name from an answer as one segment of an address. Half a character, which JSON can hold and an
 * address cannot, becomes U+FFFD; `.` and `..` stay, and are refused where the address is made.
 */
function segment(name) {
    return encodeURIComponent(name.toWellFormed());
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function at(value, ...path) {
    let current = value;
    for (const name of path) {
        if (!isObject(current) || !Object.hasOwn(current, name))
            return undefined;
        current = current[name];
    }
    return current;
}
function textAt(value, ...path) {
    const found = at(value, ...path);
    return typeof found === 'string' ? found : undefined;
}
function boolAt(value, ...path) {
    const found = at(value, ...path);
    return typeof found === 'boolean' ? found : undefined;
}
function objectAt(value, ...path) {
    const found = at(value, ...path);
    return isObject(found) ? found : undefined;
}
function listAt(value, ...path) {
    const found = at(value, ...path);
    return Array.isArray(found) ? found : undefined;
}
function textsAt(value, ...path) {
    return (listAt(value, ...path) ?? []).filter((item) => typeof item === 'string');
}


/***/ }),

/***/ 6136:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ probeRequest),
/* harmony export */   Y: () => (/* binding */ hasInference)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5721);

const OPENAI_VERSION = '2024-10-21';
const FOUNDRY_VERSION = '2024-05-01-preview';
/** A GET per single-service kind that lists something and costs nothing; those without one get no probe. */
const SERVICE_PROBES = {
    FormRecognizer: 'documentintelligence/info?api-version=2024-11-30',
    ContentSafety: 'contentsafety/text/blocklists?api-version=2024-09-01',
    ComputerVision: 'vision/v3.2/models',
    SpeechServices: 'speechtotext/models/base?api-version=2024-11-15&top=1',
    TextAnalytics: 'language/authoring/analyze-text/projects?api-version=2023-04-01&top=1',
};
/**
 * The cheapest request that shows whether a credential passes. Where a model is deployed: an inference
 * call with an empty list of messages or inputs, which the model refuses as invalid, after authorization
 * and without using tokens. Else: a list of models. `undefined`: no request fits.
 */
function probeRequest(account, deployments) {
    const service = Object.entries(SERVICE_PROBES).find(([kind]) => same(kind, account.kind))?.[1];
    if (service !== undefined) {
        const url = endpoint(account, 'cognitive', service);
        return (url && { method: 'GET', url, endpoint: 'cognitive', keyHeader: 'Ocp-Apim-Subscription-Key' });
    }
    if (!['AIServices', 'OpenAI', 'CognitiveServices'].some((kind) => same(kind, account.kind))) {
        return undefined;
    }
    const openai = deployments.filter(({ modelFormat }) => same(modelFormat, 'OpenAI'));
    const chosen = openai.find(({ modelName }) => isChat(modelName)) ?? openai[0];
    if (chosen) {
        const operation = /embedding/i.test(chosen.modelName) ? 'embeddings' : 'chat/completions';
        const url = endpoint(account, 'openai', `openai/deployments/${(0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .segment */ .mX)(chosen.name)}/${operation}?api-version=${OPENAI_VERSION}`);
        const body = operation === 'embeddings' ? { input: [] } : { messages: [] };
        return url && { method: 'POST', url, body, endpoint: 'openai', keyHeader: 'api-key' };
    }
    const model = deployments[0];
    if (model) {
        const url = endpoint(account, 'foundry', `models/chat/completions?api-version=${FOUNDRY_VERSION}`);
        const body = { model: model.name, messages: [] };
        return url && { method: 'POST', url, body, endpoint: 'foundry', keyHeader: 'api-key' };
    }
    const url = endpoint(account, 'openai', `openai/models?api-version=${OPENAI_VERSION}`);
    return url && { method: 'GET', url, endpoint: 'openai', keyHeader: 'api-key' };
}
/** Does the account have an endpoint that answers inference at all? */
function hasInference(account) {
    return probeRequest(account, []) !== undefined;
}
/**
 * The account's own endpoint for a kind of route. Azure names them in `properties.endpoints`; where it
 * names none that fits, `properties.endpoint` serves every route.
 */
function endpoint(account, kind, route) {
    const fits = {
        openai: (name, host) => host.includes('.openai.') || /^openai language model/i.test(name),
        foundry: (name, host) => host.includes('.services.ai.') || /model inference|foundry/i.test(name),
        cognitive: (name, host) => host.includes('.cognitiveservices.') && name === 'default',
    };
    // An address that has no host, like `mailto:x`, cannot carry a route.
    const usable = account.endpoints.filter(({ url }) => (URL.parse(url)?.host ?? '') !== '');
    const found = usable.find(({ name, url }) => fits[kind](name, new URL(url).hostname)) ??
        usable.find(({ name }) => name === 'default') ??
        usable[0];
    return (found && URL.parse(route, `${found.url.replace(/(?<!\/)\/+$/, '')}/`)) ?? undefined;
}
function isChat(modelName) {
    return (/^(gpt|o\d|chatgpt)/i.test(modelName) &&
        !/(transcribe|tts|audio|realtime|image)/i.test(modelName));
}
function same(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}


/***/ }),

/***/ 3086:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ listAccounts),
/* harmony export */   GM: () => (/* binding */ readAccount),
/* harmony export */   Jn: () => (/* binding */ listDeployments),
/* harmony export */   XP: () => (/* binding */ accountOf),
/* harmony export */   hF: () => (/* binding */ listProjects),
/* harmony export */   v8: () => (/* binding */ projectOf)
/* harmony export */ });
/* harmony import */ var _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2422);
/* harmony import */ var _api_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4829);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5721);



const apiVersion = _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.cognitiveServices;
const NAMESPACE = 'Microsoft.CognitiveServices';
/** `GET account`. https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/get */
function readAccount(arm, id) {
    return arm.read({
        path: id.text,
        apiVersion,
        what: `the account ${id.name}`,
        action: `${NAMESPACE}/accounts/read`,
        scope: id.text,
    }, accountOf);
}
/** Every account of a subscription, or of one resource group: one list instead of a GET for each. */
function listAccounts(arm, scope) {
    return arm.list({
        path: `${scope.text}/providers/${NAMESPACE}/accounts`,
        apiVersion,
        what: `the accounts in ${scope.text}`,
        action: `${NAMESPACE}/accounts/read`,
        scope: scope.text,
    }, accountOf);
}
function listDeployments(arm, id) {
    return arm.list({
        path: `${id.text}/deployments`,
        apiVersion,
        what: `the model deployments of ${id.name}`,
        action: `${NAMESPACE}/accounts/deployments/read`,
        scope: id.text,
    }, (item) => {
        const name = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'name');
        if (name === undefined)
            return undefined;
        return {
            name,
            modelFormat: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'properties', 'model', 'format') ?? '',
            modelName: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'properties', 'model', 'name') ?? '',
        };
    });
}
function listProjects(arm, id) {
    return arm.list({
        path: `${id.text}/projects`,
        apiVersion,
        what: `the projects of ${id.name}`,
        action: `${NAMESPACE}/accounts/projects/read`,
        scope: id.text,
    }, (item) => projectOf(item, id));
}
/** A project as ARM or Resource Graph describes it; `undefined` when it has no name. */
function projectOf(item, account) {
    // A project's own name reads "account/project" in some answers.
    const name = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'name')?.split('/').at(-1);
    const project = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ArmId */ .O0.parse(`${account.text}/projects/${name ?? ''}`);
    // A name with a slash, a dot alone or a question mark in it would lead to another resource.
    if (!name || project?.type !== _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .PROJECT_TYPE */ .FJ || project.name !== name)
        return undefined;
    return {
        id: project,
        name,
        endpoints: endpointsOf(item),
        identities: identitiesOf(item),
    };
}
/** `undefined` when a member is missing that every account has. */
function accountOf(body) {
    const id = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ArmId */ .O0.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(body, 'id') ?? '');
    const properties = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(body, 'properties');
    if (id?.type !== _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ACCOUNT_TYPE */ .HR || !properties)
        return undefined;
    return {
        id,
        name: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(body, 'name') ?? id.name,
        kind: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(body, 'kind') ?? '',
        location: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(body, 'location') ?? '',
        provisioningState: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'provisioningState') ?? '',
        customSubdomain: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'customSubDomainName')?.trim() === ''
            ? undefined
            : (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'customSubDomainName'),
        disableLocalAuth: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .boolAt */ .es)(properties, 'disableLocalAuth'),
        endpoints: endpointsOf(body),
        publicNetworkAccess: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'publicNetworkAccess'),
        principalId: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(body, 'identity', 'principalId')?.toLowerCase(),
        projectNames: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .gT)(properties, 'associatedProjects')?.map(String),
    };
}
function endpointsOf(body) {
    const named = Object.entries((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(body, 'properties', 'endpoints') ?? {}).flatMap(([name, url]) => (typeof url === 'string' ? [{ name, url }] : []));
    const main = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(body, 'properties', 'endpoint');
    return main ? [{ name: 'default', url: main }, ...named] : named;
}
function identitiesOf(body) {
    const system = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(body, 'identity', 'principalId');
    const assigned = Object.values((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(body, 'identity', 'userAssignedIdentities') ?? {}).flatMap((identity) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(identity, 'principalId') ?? []);
    return [...(system ? [system] : []), ...assigned].map((id) => id.toLowerCase());
}


/***/ }),

/***/ 2317:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BS: () => (/* binding */ listRoleDefinitions),
/* harmony export */   Dx: () => (/* binding */ listOwnPermissions),
/* harmony export */   E5: () => (/* binding */ readRoleDefinition),
/* harmony export */   Fg: () => (/* binding */ definitionOf),
/* harmony export */   MZ: () => (/* binding */ listAssignedTo),
/* harmony export */   t_: () => (/* binding */ listAssignments),
/* harmony export */   vM: () => (/* binding */ listDenyAssignments)
/* harmony export */ });
/* unused harmony exports assignmentOf, denyOf */
/* harmony import */ var _api_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4829);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5721);


const apiVersion = _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.authorization;
const PROVIDER = 'providers/Microsoft.Authorization';
/**
 * Role assignments of all principals: with `atScope` at the scope and inherited from above, else those
 * below it too, which the caller then tells apart by their scope.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-rest
 */
function listAssignments(arm, scope, atScope) {
    return assignments(arm, scope, atScope ? 'atScope()' : undefined, 'the role assignments');
}
/**
 * Role assignments that reach a user or service principal, through groups of groups too: the service
 * expands them. It takes no group id. May hold assignments below the scope: the caller filters.
 */
function listAssignedTo(arm, scope, objectId) {
    return assignments(arm, scope, assignedToFilter(objectId), `the role assignments that reach ${objectId}`);
}
/** Quotes are doubled in OData: https://learn.microsoft.com/rest/api/searchservice/odata-expression-syntax-reference */
function assignedToFilter(objectId) {
    return `assignedTo('${objectId.replaceAll("'", "''")}')`;
}
function assignments(arm, scope, filter, what) {
    return arm.list({
        path: `${scope.text}/${PROVIDER}/roleAssignments`,
        apiVersion,
        query: filter === undefined ? {} : { $filter: filter },
        what: `${what} at ${scope.name}`,
        action: 'Microsoft.Authorization/roleAssignments/read',
        scope: scope.text,
    }, assignmentOf);
}
function assignmentOf(item) {
    const properties = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(item, 'properties');
    const roleGuid = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'roleDefinitionId')
        ?.split('/')
        .at(-1);
    const principalId = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'principalId');
    const scope = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'scope');
    const condition = conditionOf(properties);
    if (!roleGuid || !principalId || !scope || condition === undefined)
        return undefined;
    return {
        id: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'id') ?? '',
        roleGuid: roleGuid.toLowerCase(),
        principalId: principalId.toLowerCase(),
        principalType: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'principalType') ?? 'Unknown',
        scope,
        ...changeOf(properties),
        ...(condition ? { condition } : {}),
    };
}
/** `updatedOn` is `createdOn` where nothing was changed: https://learn.microsoft.com/rest/api/authorization/role-assignments/get */
function changeOf(properties) {
    const changedAt = Date.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'updatedOn') ??
        (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'createdOn') ??
        '');
    return Number.isNaN(changedAt) ? {} : { changedAt };
}
/** Built-in and custom roles that can be assigned at the scope. */
function listRoleDefinitions(arm, scope) {
    return arm.list({
        path: `${scope.text}/${PROVIDER}/roleDefinitions`,
        apiVersion,
        what: `the role definitions at ${scope.name}`,
        action: 'Microsoft.Authorization/roleDefinitions/read',
        scope: scope.text,
    }, definitionOf);
}
/** One role definition: for a role that the list of its subscription does not hold. */
function readRoleDefinition(arm, scope, guid) {
    return arm.read({
        path: `${scope.text}/${PROVIDER}/roleDefinitions/${(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .segment */ .mX)(guid)}`,
        apiVersion,
        what: `the role definition ${guid}`,
        action: 'Microsoft.Authorization/roleDefinitions/read',
        scope: scope.text,
    }, definitionOf);
}
function definitionOf(item) {
    const guid = ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'name') ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'id')?.split('/').at(-1))?.toLowerCase();
    const properties = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(item, 'properties');
    const permissions = permissionsOf(properties);
    if (!guid || !permissions)
        return undefined;
    return {
        guid,
        name: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'roleName') ?? guid,
        custom: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'type')?.toLowerCase() === 'customrole',
        permissions,
    };
}
/** `GET denyAssignments`. https://learn.microsoft.com/azure/role-based-access-control/deny-assignments */
function listDenyAssignments(arm, scope, of) {
    const reached = typeof of === 'object' ? of.assignedTo : undefined;
    return arm.list({
        path: `${scope.text}/${PROVIDER}/denyAssignments`,
        apiVersion,
        query: reached !== undefined
            ? { $filter: assignedToFilter(reached) }
            : of === 'all'
                ? {}
                : { $filter: 'atScope()' },
        what: `the deny assignments ${reached === undefined ? '' : `that reach ${reached} `}at ${scope.name}`,
        action: 'Microsoft.Authorization/denyAssignments/read',
        scope: scope.text,
    }, denyOf);
}
function denyOf(item) {
    const properties = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(item, 'properties');
    const permissions = permissionsOf(properties);
    const scope = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'scope');
    const principals = principalsOf((0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(properties, 'principals'));
    const excludePrincipals = principalsOf((0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(properties, 'excludePrincipals') ?? []);
    const condition = conditionOf(properties);
    if (!permissions || !scope || !principals || !excludePrincipals || condition === undefined) {
        return undefined;
    }
    return {
        id: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'id') ?? '',
        name: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'denyAssignmentName') ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'name') ?? '',
        scope,
        permissions,
        principals,
        excludePrincipals,
        doNotApplyToChildScopes: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .boolAt */ .es)(properties, 'doNotApplyToChildScopes') ?? false,
        ...(condition ? { condition } : {}),
    };
}
/** What the caller itself may do at a resource: for a preflight that writes nothing. */
function listOwnPermissions(arm, scope) {
    return arm.list({
        path: `${scope.text}/${PROVIDER}/permissions`,
        apiVersion,
        what: `the identity's own permissions at ${scope.name}`,
        action: 'Microsoft.Authorization/permissions/read',
        scope: scope.text,
    }, permissionOf);
}
function permissionsOf(properties) {
    const permissions = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .gT)(properties, 'permissions')?.map(permissionOf);
    if (!permissions || permissions.includes(undefined))
        return undefined;
    return permissions.filter((permission) => permission !== undefined);
}
function permissionOf(item) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(item))
        return undefined;
    const actions = patternsOf(item, 'actions');
    const notActions = patternsOf(item, 'notActions');
    const dataActions = patternsOf(item, 'dataActions');
    const notDataActions = patternsOf(item, 'notDataActions');
    const condition = conditionOf(item);
    if (!actions || !notActions || !dataActions || !notDataActions || condition === undefined) {
        return undefined;
    }
    return { actions, notActions, dataActions, notDataActions, ...(condition ? { condition } : {}) };
}
/** `undefined` for what is there and is no list of texts: an exclusion that is not understood must not be lost. */
function patternsOf(item, member) {
    const patterns = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(item, member) ?? [];
    return Array.isArray(patterns) && patterns.every((pattern) => typeof pattern === 'string')
        ? patterns
        : undefined;
}
/** Empty where there is none; `undefined` for what is there and is no text. */
function conditionOf(properties) {
    const condition = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(properties, 'condition') ?? '';
    return typeof condition === 'string' ? condition : undefined;
}
/** `undefined` unless it is a list in which each has an id: nobody would be denied else. */
function principalsOf(principals) {
    if (!Array.isArray(principals))
        return undefined;
    const read = principals.map((principal) => {
        const id = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(principal, 'id');
        return id ? { id: id.toLowerCase(), type: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(principal, 'type') ?? 'Unknown' } : undefined;
    });
    return read.every((principal) => principal !== undefined) ? read : undefined;
}


/***/ }),

/***/ 2878:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vd: () => (/* binding */ connectionAction),
  ao: () => (/* binding */ connectionOf),
  yb: () => (/* binding */ listConnections)
});

// EXTERNAL MODULE: ./src/domain/arm-id.ts
var arm_id = __webpack_require__(2422);
// EXTERNAL MODULE: ./src/domain/secret-names.ts
var secret_names = __webpack_require__(6167);
;// CONCATENATED MODULE: ./src/domain/secret-free-address.ts

/** Signatures (SAS) and codes of functions, as queries name them. */
const NAMES_A_SECRET_IN_A_QUERY = /^(sig|code|token|access_token)$/i;
/** Values that say which version of an interface is called. */
const HARMLESS = /^(api-version|version|sv)$/i;
const HIDDEN = '***';
/**
 * A target of a connection is free text: `https://user:password@host`, the address of a function with its
 * `code`, or one with a signature. All values of its query go, because a name does not tell what is secret.
 * https://learn.microsoft.com/azure/azure-functions/function-keys-how-to
 */
function withoutSecrets(address) {
    const end = indexOrEnd(address, address.search(/[?#]/));
    const place = withoutUser(address.slice(0, end));
    const members = address
        .slice(end)
        .split(/(?=[?#&;])/)
        .map((member) => withoutValue(member));
    return {
        text: place.text + members.map(({ text }) => text).join(''),
        secrets: [place, ...members].flatMap(({ secrets }) => secrets),
    };
}
function withoutUser(place) {
    const scheme = place.indexOf('://');
    const start = scheme < 0 ? 0 : scheme + 3;
    const end = indexOrEnd(place, place.indexOf('/', start));
    const at = place.slice(start, end).lastIndexOf('@');
    return at < 0
        ? { text: place, secrets: [] }
        : { text: place.slice(0, start) + HIDDEN + place.slice(start + at), secrets: ['user'] };
}
/** @param member with the sign before it: `?name=value`, `&name=value`, `#fragment` */
function withoutValue(member) {
    const equals = member.indexOf('=');
    const name = member.slice(1, indexOrEnd(member, equals));
    if (equals < 0)
        return { text: member.length > 1 ? member.slice(0, 1) + HIDDEN : member, secrets: [] };
    const isEmpty = equals === member.length - 1;
    if (isEmpty || HARMLESS.test(name))
        return { text: member, secrets: [] };
    const isSecret = secret_names/* NAMES_A_SECRET */.O.test(name) || NAMES_A_SECRET_IN_A_QUERY.test(name);
    return { text: member.slice(0, equals + 1) + HIDDEN, secrets: isSecret ? [name] : [] };
}
function indexOrEnd(text, index) {
    return index < 0 ? text.length : index;
}

// EXTERNAL MODULE: ./src/azure/api-versions.ts
var api_versions = __webpack_require__(4829);
// EXTERNAL MODULE: ./src/azure/json.ts
var json = __webpack_require__(5721);
;// CONCATENATED MODULE: ./src/azure/readers/connections.ts





/**
 * The connections of an account, a project, a hub or a hub project, without their secrets: the list
 * returns none, and `listsecrets` is never called.
 */
function listConnections(arm, owner, ownerKind) {
    return arm.list({
        path: `${owner.text}/connections`,
        apiVersion: owner.type === arm_id/* WORKSPACE_TYPE */.TY ? api_versions/* API */.n.machineLearning : api_versions/* API */.n.cognitiveServices,
        what: `the connections of ${owner.name}`,
        action: connectionAction(owner, 'read'),
        scope: owner.text,
    }, (item) => connectionOf(item, owner, ownerKind));
}
function connectionAction(owner, verb) {
    const type = owner.type === arm_id/* WORKSPACE_TYPE */.TY
        ? 'Microsoft.MachineLearningServices/workspaces'
        : owner.type === arm_id/* PROJECT_TYPE */.FJ
            ? 'Microsoft.CognitiveServices/accounts/projects'
            : 'Microsoft.CognitiveServices/accounts';
    return `${type}/connections/${verb}`;
}
/** `undefined` when it has no name, no type of authentication or no category. */
function connectionOf(body, owner, ownerKind) {
    const name = (0,json/* textAt */.$6)(body, 'name')?.split('/').at(-1);
    const properties = (0,json/* objectAt */.lJ)(body, 'properties');
    const authType = (0,json/* textAt */.$6)(properties, 'authType');
    const category = (0,json/* textAt */.$6)(properties, 'category');
    if (!name || !properties || !authType || !category)
        return undefined;
    const metadata = Object.create(null);
    for (const [key, value] of Object.entries((0,json/* objectAt */.lJ)(properties, 'metadata') ?? {})) {
        if (typeof value === 'string')
            metadata[key] = value;
    }
    const target = withoutSecrets((0,json/* textAt */.$6)(properties, 'target') ?? '');
    return {
        id: owner.child('connections', name),
        owner,
        ownerKind,
        name,
        category,
        authType,
        target: target.text,
        metadata,
        isSharedToAll: (0,json/* boolAt */.es)(properties, 'isSharedToAll') ?? false,
        keyFields: [
            ...keyFieldsOf(properties),
            ...target.secrets.map((member) => `target.${member}`),
        ].sort(),
    };
}
/** Names of members that hold a value where a key would stand. The values are looked at for emptiness only. */
function keyFieldsOf(properties) {
    const credentials = Object.entries((0,json/* objectAt */.lJ)(properties, 'credentials') ?? {})
        .filter(([name, value]) => (0,secret_names/* isSecretMember */.$)('credentials', name) && holdsSomething(value))
        .map(([name]) => `credentials.${name}`);
    const metadata = Object.entries((0,json/* objectAt */.lJ)(properties, 'metadata') ?? {}).flatMap(([name, value]) => {
        if ((0,secret_names/* isSecretMember */.$)('metadata', name) && holdsSomething(value))
            return [`metadata.${name}`];
        return headerNames(value).map((header) => `metadata.${name}.${header}`);
    });
    return [...credentials, ...metadata].sort();
}
/** Custom headers stand in metadata as JSON text. */
function headerNames(value) {
    if (typeof value !== 'string' || !value.trimStart().startsWith('{'))
        return [];
    const parsed = (0,json/* parseJson */.qF)(value)?.value;
    if (!(0,json/* isObject */.Gv)(parsed))
        return [];
    return Object.entries(parsed)
        .filter(([name, inner]) => secret_names/* NAMES_A_SECRET */.O.test(name) && holdsSomething(inner))
        .map(([name]) => name);
}
function holdsSomething(value) {
    if ((0,json/* isObject */.Gv)(value))
        return Object.values(value).some(holdsSomething);
    return value !== undefined && value !== null && value !== '' && value !== false;
}


/***/ }),

/***/ 9744:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ graphScope),
/* harmony export */   r: () => (/* binding */ readNames)
/* harmony export */ });
/* harmony import */ var _azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4792);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6616);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5721);



/** https://learn.microsoft.com/graph/api/directoryobject-getbyids takes this many at once. */
const AT_ONCE = 1_000;
/** Of the token that Microsoft Graph at this address takes. */
function graphScope(graph) {
    return `${graph}/.default`;
}
/**
 * Display names from Microsoft Graph, or `undefined` where it does not give them: without the right to read
 * the directory, or without Graph. An id that Graph does not return is gone.
 */
async function readNames(options, objectIds) {
    const names = new Map();
    const pipeline = (0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .createEmptyPipeline */ .O8)();
    pipeline.addPolicy((0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .proxyPolicy */ .Ll)());
    pipeline.addPolicy((0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .decompressResponsePolicy */ .rQ)());
    try {
        const { token } = await options.tokens.getToken(graphScope(options.graph));
        for (let start = 0; start < objectIds.length; start += AT_ONCE) {
            const ids = objectIds.slice(start, start + AT_ONCE);
            const response = await pipeline.sendRequest(options.transport, (0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .createPipelineRequest */ .G6)({
                url: `${options.graph}/v1.0/directoryObjects/getByIds?$select=id,displayName`,
                method: 'POST',
                headers: (0,_azure_core_rest_pipeline__WEBPACK_IMPORTED_MODULE_0__/* .createHttpHeaders */ .Nc)({
                    authorization: `Bearer ${token}`,
                    'content-type': 'application/json',
                }),
                body: JSON.stringify({ ids }),
            }));
            const found = response.status === 200
                ? (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .listAt */ .gT)((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(response.bodyAsText ?? '')?.value, 'value')
                : undefined;
            if (!found)
                return undefined;
            for (const id of ids)
                names.set(id, { name: id, gone: true });
            for (const item of found) {
                const id = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textAt */ .$6)(item, 'id')?.toLowerCase();
                // Without the right to read an object Graph returns it with its id alone.
                if (id)
                    names.set(id, { name: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textAt */ .$6)(item, 'displayName') ?? id, gone: false });
            }
        }
        return names;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .SignInError */ .J)
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 4328:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $x: () => (/* binding */ effectOf),
/* harmony export */   Gx: () => (/* binding */ readKeyPolicies),
/* harmony export */   az: () => (/* binding */ readPolicyDefinition),
/* harmony export */   b6: () => (/* binding */ listPolicyExemptions),
/* harmony export */   f_: () => (/* binding */ listPolicyAssignments)
/* harmony export */ });
/* unused harmony export KEY_POLICIES */
/* harmony import */ var _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2422);
/* harmony import */ var _domain_observation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6610);
/* harmony import */ var _api_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4829);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5721);




/** Built-ins that turn key access off, deny or audit it. https://www.azadvertizer.net lists them by these ids. */
const KEY_POLICIES = {
    audit: '71ef260a-8f18-47b7-abcb-62d0673d94dc',
    deployIfNotExists: '55eff01b-f2bd-4c32-9203-db285f709d30',
    modify: '14de9e63-1b31-492e-a5a3-c3f7fd57f555',
};
const BUILT_IN = Object.values(KEY_POLICIES);
const ALIAS = 'microsoft.cognitiveservices/accounts/disablelocalauth';
/** `atScope`: in force at the scope, inherited ones included; else those below it too. */
function listPolicyAssignments(arm, scope, atScope) {
    return arm.list({
        path: `${scope.text}/providers/Microsoft.Authorization/policyAssignments`,
        apiVersion: _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.policy,
        query: atScope ? { $filter: 'atScope()' } : {},
        what: `the policy assignments at ${scope.name}`,
        action: 'Microsoft.Authorization/policyAssignments/read',
        scope: scope.text,
    }, (item) => {
        const properties = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(item, 'properties');
        const definition = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ArmId */ .O0.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'policyDefinitionId') ?? '');
        const id = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'id');
        if (!definition || !id)
            return undefined;
        return {
            id,
            name: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'displayName') ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'name') ?? id,
            scope: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'scope') ?? scopeOfId(id),
            notScopes: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textsAt */ .i1)(properties, 'notScopes'),
            enforced: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'enforcementMode')?.toLowerCase() !== 'donotenforce',
            definition,
            parameters: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(properties, 'parameters') ?? {},
            overrides: ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .gT)(properties, 'overrides') ?? [])
                .filter((override) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(override, 'kind')?.toLowerCase() === 'policyeffect')
                .flatMap(overrideOf),
            selective: ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .gT)(properties, 'resourceSelectors') ?? []).length > 0,
        };
    });
}
/** Where an assignment or an exemption was made: what its id stands below. */
function scopeOfId(id) {
    return id.replace(/\/providers\/Microsoft\.Authorization\/[^/]+\/[^/]+$/i, '');
}
function overrideOf(override) {
    const effect = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(override, 'value');
    if (effect === undefined)
        return [];
    const selectors = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .gT)(override, 'selectors') ?? [];
    const byReference = selectors.filter((selector) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(selector, 'kind')?.toLowerCase() === 'policydefinitionreferenceid' &&
        (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textsAt */ .i1)(selector, 'in').length > 0);
    return [
        {
            effect,
            references: byReference.length > 0
                ? byReference.flatMap((selector) => (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textsAt */ .i1)(selector, 'in'))
                : undefined,
            selective: byReference.length < selectors.length,
        },
    ];
}
/** All that may hold at the scope, expired ones included. */
function listPolicyExemptions(arm, scope, atScope) {
    return arm.list({
        path: `${scope.text}/providers/Microsoft.Authorization/policyExemptions`,
        apiVersion: _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.policyExemptions,
        query: atScope ? { $filter: 'atScope()' } : {},
        what: `the policy exemptions at ${scope.name}`,
        action: 'Microsoft.Authorization/policyExemptions/read',
        scope: scope.text,
    }, (item) => {
        const properties = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(item, 'properties');
        const id = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'id');
        const assignmentId = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'policyAssignmentId');
        if (id === undefined || assignmentId === undefined)
            return undefined;
        const end = Date.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'expiresOn') ?? '');
        return {
            name: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(properties, 'displayName') ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(item, 'name') ?? id,
            scope: scopeOfId(id),
            assignmentId,
            references: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textsAt */ .i1)(properties, 'policyDefinitionReferenceIds'),
            endsAt: Number.isNaN(end) ? undefined : end,
            selective: ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .gT)(properties, 'resourceSelectors') ?? []).length > 0,
        };
    });
}
/**
 * The key policies behind a definition or an initiative. Built-in definitions other than the three
 * known ones are not about keys and are not read; custom ones are read and judged by the alias they use.
 */
async function readKeyPolicies(arm, definition, readDefinition) {
    if (!/\/policysetdefinitions\/[^/]+$/.test(definition.key)) {
        if (!worthReading(definition))
            return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_3__/* .known */ .eO)([]);
        return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_3__/* .map */ .Tj)(await readDefinition(definition), (policy) => (policy ? [policy] : []));
    }
    const set = await arm.read({
        path: definition.text,
        apiVersion: _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.policy,
        what: `the policy initiative ${definition.name}`,
        action: 'Microsoft.Authorization/policySetDefinitions/read',
        scope: definition.text,
    }, (body) => {
        const members = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .listAt */ .gT)(body, 'properties', 'policyDefinitions');
        return (members && { members, defaults: defaultsOf((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(body, 'properties', 'parameters')) });
    });
    if (!set.known)
        return set;
    const { members, defaults } = set.value;
    const policies = await Promise.all(members.map(async (member) => {
        const id = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ArmId */ .O0.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(member, 'policyDefinitionId') ?? '');
        if (!id || !worthReading(id))
            return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_3__/* .known */ .eO)(null);
        return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_3__/* .map */ .Tj)(await readDefinition(id), (policy) => policy
            ? {
                ...policy,
                reference: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(member, 'policyDefinitionReferenceId') ?? id.name,
                passed: handOn((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(member, 'parameters') ?? {}, defaults),
            }
            : null);
    }));
    return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_3__/* .map */ .Tj)((0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_3__/* .all */ .Q7)(policies), (list) => list.filter((policy) => policy !== null));
}
/** One definition: the key policy it is, or `null` when it is about something else. */
function readPolicyDefinition(arm, id) {
    return arm.read({
        path: id.text,
        apiVersion: _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.policy,
        what: `the policy definition ${id.name}`,
        action: 'Microsoft.Authorization/policyDefinitions/read',
        scope: id.text,
    }, (body) => {
        const rule = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(body, 'properties', 'policyRule');
        if (!rule)
            return undefined;
        const guid = id.name.toLowerCase();
        if (!BUILT_IN.includes(guid) && !JSON.stringify(rule).toLowerCase().includes(ALIAS))
            return null;
        return {
            guid,
            effect: (0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .textAt */ .$6)(rule, 'then', 'effect') ?? '',
            defaults: defaultsOf((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .objectAt */ .lJ)(body, 'properties', 'parameters')),
            passed: {},
        };
    });
}
/** The effect in force: literal, override, assignment parameter, what the initiative hands on, default. Empty: not known. */
function effectOf(policy, assignment) {
    const override = assignment.overrides.find(({ references }) => isAbout(references, policy));
    if (override)
        return override.selective ? '' : override.effect;
    const name = parameterName(policy.effect);
    if (name === undefined)
        return policy.effect;
    const value = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(policy.passed, name) ?? valueOf(assignment.parameters, name) ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(policy.defaults, name);
    const outer = typeof value === 'string' ? parameterName(value) : undefined;
    const resolved = outer === undefined
        ? value
        : (valueOf(assignment.parameters, outer) ?? (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(policy.passed, `default:${outer}`));
    return typeof resolved === 'string' ? resolved : '';
}
function isAbout(references, { reference }) {
    return (references === undefined ||
        references.some((about) => about.toLowerCase() === reference?.toLowerCase()));
}
function worthReading(definition) {
    const builtIn = definition.key.startsWith('/providers/microsoft.authorization/');
    return !builtIn || BUILT_IN.includes(definition.name.toLowerCase());
}
/** What an initiative hands to a member, with its own defaults kept beside under `default:NAME`. */
function handOn(parameters, defaults) {
    const passed = Object.create(null);
    for (const [name, value] of Object.entries(defaults))
        passed[`default:${name}`] = value;
    for (const [name, parameter] of Object.entries(parameters))
        passed[name] = (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(parameter, 'value');
    return { ...passed };
}
function defaultsOf(parameters) {
    return Object.fromEntries(Object.entries(parameters ?? {}).map(([name, parameter]) => [
        name,
        (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(parameter, 'defaultValue'),
    ]));
}
function valueOf(parameters, name) {
    const found = Object.keys(parameters).find((key) => key.toLowerCase() === name.toLowerCase());
    return found === undefined ? undefined : (0,_json_js__WEBPACK_IMPORTED_MODULE_1__.at)(parameters, found, 'value');
}
function parameterName(expression) {
    return /^\[\s*parameters\(\s*'([^']+)'\s*\)\s*\]$/i.exec(expression)?.[1];
}


/***/ }),

/***/ 1903:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Be: () => (/* binding */ subscriptionsWithAccounts),
/* harmony export */   D_: () => (/* binding */ indexedRoles),
/* harmony export */   XD: () => (/* binding */ subscriptionOf),
/* harmony export */   eU: () => (/* binding */ indexedProjects)
/* harmony export */ });
/* harmony import */ var _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2422);
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6339);
/* harmony import */ var _domain_observation_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6610);
/* harmony import */ var _api_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4829);
/* harmony import */ var _arm_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1201);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6616);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5721);
/* harmony import */ var _accounts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3086);
/* harmony import */ var _authorization_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2317);









const PAGE = 1_000;
const MOST_PAGES = 2_000;
/** Microsoft asks for fewer than 300 in a query. https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests#grouping-queries */
const SUBSCRIPTIONS_A_QUERY = 250;
/**
 * Subscriptions below a management group that hold accounts, sorted. Resource Graph finds them; its index can
 * lag, so the accounts themselves are then read from the control plane. It leaves out, without a word, what the
 * caller may not read: https://learn.microsoft.com/azure/governance/resource-graph/overview#permissions-in-azure-resource-graph
 */
async function subscriptionsWithAccounts(arm, managementGroup) {
    const rows = await query(arm, { managementGroup }, {
        action: 'Microsoft.Management/managementGroups/read',
        text: `resources | where type =~ 'microsoft.cognitiveservices/accounts' | project id, subscriptionId`,
        shape: (row) => subscriptionOf((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .textAt */ .$6)(row, 'subscriptionId')),
    });
    return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_6__/* .map */ .Tj)(rows, (subscriptions) => [...new Set(subscriptions)].sort());
}
/**
 * The projects of all accounts in the subscriptions, by the account's id (`ArmId.key`). The index can lag:
 * the caller holds it against what the account itself says.
 */
async function indexedProjects(arm, subscriptions) {
    const rows = await queryAll(arm, subscriptions, {
        action: 'Microsoft.CognitiveServices/accounts/projects/read',
        text: `resources | where type =~ 'microsoft.cognitiveservices/accounts/projects' | project id, name, identity, properties`,
        shape: (row) => {
            const account = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_7__/* .ArmId */ .O0.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .textAt */ .$6)(row, 'id') ?? '')?.ancestor(_domain_arm_id_js__WEBPACK_IMPORTED_MODULE_7__/* .ACCOUNT_TYPE */ .HR);
            const project = account && (0,_accounts_js__WEBPACK_IMPORTED_MODULE_3__/* .projectOf */ .v8)(row, account);
            return project && { account: account.key, project };
        },
    });
    return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_6__/* .map */ .Tj)(rows, (projectRows) => {
        const byAccount = new Map();
        for (const { account, project } of projectRows) {
            const projects = byAccount.get(account) ?? [];
            byAccount.set(account, projects);
            projects.push(project);
        }
        return byAccount;
    });
}
/**
 * The role definitions that can be used in the subscriptions, built-in ones included, each once. The index
 * can lag: what a custom role allows is for the control plane to say.
 * https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources#authorizationresources
 */
async function indexedRoles(arm, subscriptions) {
    const rows = await queryAll(arm, subscriptions, {
        action: 'Microsoft.Authorization/roleDefinitions/read',
        text: `authorizationresources | where type =~ 'microsoft.authorization/roledefinitions' | project id, name, properties`,
        shape: (row) => {
            const definition = (0,_authorization_js__WEBPACK_IMPORTED_MODULE_4__/* .definitionOf */ .Fg)(row);
            return definition && { definition, reliable: isBuiltIn(row) && isWhole(row) };
        },
    });
    return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_6__/* .map */ .Tj)(rows, (roles) => [
        ...new Map(roles.map((role) => [role.definition.guid, role])).values(),
    ]);
}
/** A row that does not say so counts as custom. */
function isBuiltIn(row) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .textAt */ .$6)((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectAt */ .lJ)(row, 'properties'), 'type')?.toLowerCase() === 'builtinrole';
}
/** A list that the index leaves out, or spells otherwise, would read as empty: nothing excluded. */
function isWhole(row) {
    const permissions = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .listAt */ .gT)((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .objectAt */ .lJ)(row, 'properties'), 'permissions') ?? [];
    return permissions.every((permission) => ['actions', 'notActions', 'dataActions', 'notDataActions'].every((list) => (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .listAt */ .gT)(permission, list) !== undefined));
}
/** Asks of all the subscriptions, as many of them at once as a query may name. */
async function queryAll(arm, subscriptions, question) {
    const batches = Array.from({ length: Math.ceil(subscriptions.length / SUBSCRIPTIONS_A_QUERY) }, (_, batch) => subscriptions.slice(batch * SUBSCRIPTIONS_A_QUERY, (batch + 1) * SUBSCRIPTIONS_A_QUERY));
    const answers = await Promise.all(batches.map((batch) => query(arm, { subscriptions: batch }, question)));
    return (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_6__/* .map */ .Tj)((0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_6__/* .all */ .Q7)(answers), (lists) => lists.flat());
}
async function query(arm, scope, { action, text, shape }) {
    const where = inWords(scope);
    return (0,_arm_js__WEBPACK_IMPORTED_MODULE_1__/* .observe */ .l)(async () => {
        const rows = [];
        const seen = new Set();
        let skipToken;
        do {
            const { body, header } = await arm.send({
                method: 'POST',
                path: '/providers/Microsoft.ResourceGraph/resources',
                apiVersion: _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.resourceGraph,
                body: pageRequest(scope, text, skipToken),
                what: `Resource Graph in ${where}`,
                action,
                scope: armScope(scope),
            });
            if (header('x-ms-tenant-subscription-limit-hit')?.toLowerCase() === 'true') {
                throw cutShort(where);
            }
            const items = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .listAt */ .gT)(body, 'data')?.map(shape);
            if (!items?.every((item) => item !== undefined))
                throw malformed(where);
            for (const item of items)
                rows.push(item);
            skipToken = (0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .textAt */ .$6)(body, '$skipToken');
            if (skipToken === undefined && truncated(body))
                throw malformed(where);
            if (skipToken !== undefined && (seen.has(skipToken) || seen.size >= MOST_PAGES)) {
                throw malformed(where);
            }
            if (skipToken !== undefined)
                seen.add(skipToken);
        } while (skipToken !== undefined);
        return rows;
    });
}
function pageRequest(scope, text, skipToken) {
    return {
        ...('managementGroup' in scope
            ? { managementGroups: [scope.managementGroup] }
            : { subscriptions: [...scope.subscriptions] }),
        query: text,
        options: {
            $top: PAGE,
            resultFormat: 'objectArray',
            ...(skipToken === undefined ? {} : { $skipToken: skipToken }),
        },
    };
}
function inWords(scope) {
    return 'managementGroup' in scope
        ? `the management group ${scope.managementGroup}`
        : (0,_domain_count_js__WEBPACK_IMPORTED_MODULE_8__/* .count */ .U)(scope.subscriptions.length, 'subscription');
}
function armScope(scope) {
    return 'managementGroup' in scope
        ? `/providers/Microsoft.Management/managementGroups/${scope.managementGroup}`
        : `/subscriptions/${scope.subscriptions[0] ?? ''}`;
}
/** Lower-cased; `undefined` for what is no id of a subscription. */
function subscriptionOf(text) {
    return text !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
        ? text.toLowerCase()
        : undefined;
}
function truncated(body) {
    return (0,_json_js__WEBPACK_IMPORTED_MODULE_5__.at)(body, 'resultTruncated') === 'true' || (0,_json_js__WEBPACK_IMPORTED_MODULE_5__.at)(body, 'resultTruncated') === true;
}
function cutShort(where) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .AzureError */ .M({
        kind: 'unavailable',
        message: `${where.charAt(0).toUpperCase()}${where.slice(1)} holds more than 10,000 subscriptions, and Resource Graph cuts its answer there.`,
        remedy: 'Name smaller management groups or subscriptions in resources.',
    });
}
function malformed(where) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .AzureError */ .M({
        kind: 'malformed',
        message: `Resource Graph gave an incomplete answer for ${where}.`,
        remedy: 'Run the step again.',
    });
}


/***/ }),

/***/ 1920:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FF: () => (/* binding */ listWorkspaces),
/* harmony export */   dd: () => (/* binding */ ownerKindOf),
/* harmony export */   iF: () => (/* binding */ readWorkspace)
/* harmony export */ });
/* harmony import */ var _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2422);
/* harmony import */ var _api_versions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4829);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5721);



const READ = 'Microsoft.MachineLearningServices/workspaces/read';
/** All workspaces of a subscription: hubs, hub projects and plain ones, told apart by `kind`. */
function listWorkspaces(arm, subscription) {
    return arm.list({
        path: `${subscription.text}/providers/Microsoft.MachineLearningServices/workspaces`,
        apiVersion: _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.machineLearning,
        what: `the hubs and workspaces in ${subscription.text}`,
        action: READ,
        scope: subscription.text,
    }, workspaceOf);
}
function readWorkspace(arm, id) {
    const request = {
        path: id.text,
        apiVersion: _api_versions_js__WEBPACK_IMPORTED_MODULE_0__/* .API */ .n.machineLearning,
        what: `the workspace ${id.name}`,
        action: READ,
        scope: id.text,
    };
    return arm.read(request, workspaceOf);
}
/** Plain workspaces of machine learning hold connections too: prompt flow calls models by them. */
function ownerKindOf({ kind }) {
    switch (kind.toLowerCase()) {
        case 'hub':
            return 'hub';
        case 'project':
            return 'hub-project';
        default:
            return 'workspace';
    }
}
function workspaceOf(body) {
    const id = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_1__/* .ArmId */ .O0.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textAt */ .$6)(body, 'id') ?? '');
    if (id?.type !== _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_1__/* .WORKSPACE_TYPE */ .TY)
        return undefined;
    return {
        id,
        name: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textAt */ .$6)(body, 'name') ?? id.name,
        kind: (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textAt */ .$6)(body, 'kind') ?? '',
        hub: _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_1__/* .ArmId */ .O0.parse((0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .textAt */ .$6)(body, 'properties', 'hubResourceId') ?? ''),
    };
}


/***/ }),

/***/ 4755:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ connectionAuth),
/* harmony export */   TN: () => (/* binding */ entraAuthType),
/* harmony export */   mY: () => (/* binding */ callsAnAccount)
/* harmony export */ });
/**
 * Which types of authentication a connection can have, by category. Categories and types as the public
 * Terraform provider accepts and tests them
 * (https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs, `cognitive_account_connection_*`)
 * and as https://github.com/microsoft-foundry/foundry-samples uses them. A category that is in neither
 * list is unknown, not assumed.
 */
const ENTRA_BY_CATEGORY = {
    azureopenai: 'AAD',
    aiservices: 'AAD',
    cognitivesearch: 'AAD',
    cognitiveservice: 'AAD',
    azurestorageaccount: 'AAD',
    azureblob: 'AAD',
    cosmosdb: 'AAD',
    databricks: 'AAD',
    apimanagement: 'AAD',
    appconfig: 'AAD',
    managedonlineendpoint: 'AAD',
    microsoftfabric: 'AAD',
    sharepoint: 'AAD',
    azurekeyvault: 'AccountManagedIdentity',
};
/** Categories whose target takes no Entra token: third parties, Bing, and free-form secrets. */
const KEY_ONLY = new Set([
    'apikey',
    'appinsights',
    'bingllmsearch',
    'customkeys',
    'elasticsearch',
    'groundingwithbingsearch',
    'groundingwithcustomsearch',
    'modelgateway',
    'openai',
    'pinecone',
    'remotea2a',
    'remotetool',
    'serp',
    'serverless',
]);
/** https://learn.microsoft.com/azure/templates/microsoft.cognitiveservices/accounts/connections */
const KEYLESS = new Set([
    'aad',
    'managedidentity',
    'accountmanagedidentity',
    'projectmanagedidentity',
    'agenticidentitytoken',
    'agenticuser',
    'agentuserimpersonation',
    'userentratoken',
]);
const STORED_SECRET = new Set([
    'apikey',
    'accountkey',
    'accesskey',
    'sas',
    'pat',
    'usernamepassword',
    'serviceprincipal',
    'customkeys',
    'oauth2',
]);
/** How a connection authenticates, and whether its category could do without a key. */
function connectionAuth(connection) {
    const category = connection.category.toLowerCase();
    const authType = connection.authType.toLowerCase();
    const leftover = connection.keyFields;
    if (KEYLESS.has(authType)) {
        return leftover.length > 0 ? { uses: 'key', leftover } : { uses: 'entra' };
    }
    if (authType !== 'none' && !STORED_SECRET.has(authType)) {
        return {
            uses: 'unknown',
            why: `it is not known whether authentication of type ${connection.authType} stores a key`,
        };
    }
    const keyOnly = KEY_ONLY.has(category);
    const canUseEntra = entraAuthType(connection.category) !== undefined;
    if (!keyOnly && !canUseEntra) {
        return {
            uses: 'unknown',
            why: `it is not known whether connections of category ${connection.category} can use Entra ID`,
        };
    }
    if (authType === 'none' && leftover.length === 0)
        return { uses: 'nothing', canUseEntra };
    if (keyOnly)
        return { uses: 'key-only' };
    return { uses: 'key', leftover: authType === 'none' ? leftover : [] };
}
/** Does a connection of the category call an account of Azure AI Services? Those take Entra ID beside keys. */
function callsAnAccount({ category }) {
    return /^(azureopenai|aiservices|cognitiveservices?)$/i.test(category);
}
/** The `authType` with which a connection of the category does without a key; `undefined`: none is known. */
function entraAuthType(category) {
    const name = category.toLowerCase();
    return Object.hasOwn(ENTRA_BY_CATEGORY, name) ? ENTRA_BY_CATEGORY[name] : undefined;
}


/***/ }),

/***/ 170:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DY: () => (/* binding */ pointsAt),
/* harmony export */   EN: () => (/* binding */ isRegional),
/* harmony export */   EY: () => (/* binding */ reachesAnAccount),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   dU: () => (/* binding */ mayPointAt),
/* harmony export */   jC: () => (/* binding */ isSameConnection),
/* harmony export */   l8: () => (/* binding */ leadsToAnAccount),
/* harmony export */   zc: () => (/* binding */ targetAccount)
/* harmony export */ });
/* harmony import */ var _arm_id_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2422);
/* harmony import */ var _cloud_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8353);
/* harmony import */ var _connection_categories_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4755);



/**
 * Does the connection call this account? By the resource id in its metadata, by the account's own
 * endpoints, or by a host whose first label is the account's subdomain, under a suffix of Azure's.
 * https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains
 */
function pointsAt(connection, account) {
    return targetAccount(connection)?.equals(account.id) === true || isSentTo(connection, account);
}
/** Does its address lead to this account? One that bears the account's id may be a gateway's all the same. */
function isSentTo({ target }, account) {
    const url = addressOf(target);
    if (!url)
        return false;
    if (account.endpoints.some((endpoint) => isOwnEndpoint(endpoint.url, url)))
        return true;
    const [label, ...suffix] = url.hostname.toLowerCase().split('.');
    return (label === account.customSubdomain?.toLowerCase() && INFERENCE_SUFFIXES.has(suffix.join('.')));
}
/**
 * Might it call this account? Regional hosts are shared by all accounts of a region: only the key says
 * whose they are. Asked where `pointsAt` says no.
 */
function mayPointAt(connection, account) {
    if (targetAccount(connection))
        return false;
    const url = addressOf(connection.target);
    return url !== undefined && isRegional(url) && regionOf(url) === plain(account.location);
}
/** Is its address that of some account, by its host? Whose gateway another host is cannot be told. */
function leadsToAnAccount({ target }) {
    const url = addressOf(target);
    const [, ...suffix] = url?.hostname.toLowerCase().split('.') ?? [];
    return url !== undefined && (isRegional(url) || INFERENCE_SUFFIXES.has(suffix.join('.')));
}
/**
 * Does a call by it go to an account of Azure AI Services, with nothing in between? Those take Entra ID beside
 * keys; a gateway, under whatever other host, takes what it was set up for.
 * @param known accounts that may have hosts of their own, as in private clouds
 */
function reachesAnAccount(connection, known = []) {
    return ((0,_connection_categories_js__WEBPACK_IMPORTED_MODULE_1__/* .callsAnAccount */ .mY)(connection) &&
        (connection.target.trim() === '' ||
            leadsToAnAccount(connection) ||
            known.some((account) => isSentTo(connection, account))));
}
/** The account that the connection's metadata name, by `ResourceId` in any letter case. */
function targetAccount({ metadata }) {
    const id = Object.entries(metadata).find(([name]) => name.toLowerCase() === 'resourceid')?.[1];
    return _arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ArmId */ .O0.parse(id ?? '')?.ancestor(_arm_id_js__WEBPACK_IMPORTED_MODULE_2__/* .ACCOUNT_TYPE */ .HR);
}
/**
 * Two lists show the same connection: a project also lists what its account or hub shares. What differs in
 * whom it calls, or shows another key, is another one.
 */
function isSameConnection(a, b) {
    return looks(a) === looks(b);
}
function looks(connection) {
    const { name, category, authType, target, keyFields } = connection;
    const calls = [target.replace(/(?<!\/)\/+$/, ''), targetAccount(connection)?.text];
    return JSON.stringify([name, category, authType, calls, keyFields.toSorted()]).toLowerCase();
}
const INFERENCE_SUFFIXES = new Set(Object.values(_cloud_js__WEBPACK_IMPORTED_MODULE_0__/* .CLOUDS */ .J).flatMap(({ inferenceSuffixes }) => inferenceSuffixes));
const REGIONAL_SUFFIXES = Object.values(_cloud_js__WEBPACK_IMPORTED_MODULE_0__/* .CLOUDS */ .J).flatMap(({ regionalSuffixes }) => regionalSuffixes);
/** Is it the endpoint of a region, which takes no Entra token? */
function isRegional(url) {
    return REGIONAL_SUFFIXES.some((suffix) => url.hostname.toLowerCase().endsWith(`.${suffix}`));
}
function regionOf(url) {
    return plain(url.hostname.split('.')[0] ?? '');
}
function plain(region) {
    return region.toLowerCase().replaceAll(/\s/g, '');
}
/** The same host, and the path below the endpoint's own: private clouds may serve many accounts on one host. */
function isOwnEndpoint(endpoint, url) {
    const own = addressOf(endpoint);
    if (own?.host !== url.host || isRegional(own))
        return false;
    const path = own.pathname.replace(/(?<!\/)\/+$/, '').toLowerCase();
    const wanted = url.pathname.toLowerCase();
    return wanted === path || wanted.startsWith(`${path}/`);
}
/** A target is a text that nobody checks: one without a scheme still says whose key is stored. */
function addressOf(target) {
    const address = target.trim();
    return URL.parse(address.includes('://') ? address : `https://${address}`) ?? undefined;
}


/***/ }),

/***/ 6339:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ count)
/* harmony export */ });
/** `1 file`, `2 files`: a number and its noun, as a message shows them. */
function count(number, noun, plural = `${noun}s`) {
    return `${number} ${number === 1 ? noun : plural}`;
}


/***/ }),

/***/ 4983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ unproven)
/* harmony export */ });
/* harmony import */ var _inference_actions_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5005);
/* harmony import */ var _principal_access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6458);


/** @param accepted the last answer to a token. `undefined`: nothing speaks against it. */
function unproven(facts, accepted) {
    return (byControl(facts, accepted) ??
        (accepted.request.startsWith('GET ') ? byList(facts) : byRole(facts, accepted)));
}
/** Only an endpoint that refuses a made-up key looks at the credential first. */
function byControl({ keyProbe }, accepted) {
    if (!keyProbe.known)
        return { because: 'unseen', reason: keyProbe.reason };
    const control = keyProbe.value.at(-1);
    if (control?.status === accepted.status && control.request === accepted.request) {
        return { because: 'any-credential', control };
    }
    if (control && isRefusal(control))
        return undefined;
    const seen = control
        ? `a made-up key was answered HTTP ${control.status}${control.answer === '' ? '' : `, ${control.answer}`}`
        : 'no made-up key was sent';
    return {
        because: 'unseen',
        reason: {
            kind: 'unavailable',
            message: `The endpoint was not seen to refuse what is no credential: ${seen}.`,
            remedy: 'Run the step again.',
        },
    };
}
function isRefusal({ status, verdict }) {
    return (status === 401 || status === 403) && verdict !== 'network-refused';
}
/** A list that was served shows by itself that it may be read, and no more: where models may be deployed, too little. */
function byList(facts) {
    const reason = facts.account.known
        ? (0,_inference_actions_js__WEBPACK_IMPORTED_MODULE_0__/* .inferenceDemand */ .B)(facts.account.value, facts.deployments).unsure
        : facts.account.reason;
    return reason && { because: 'unseen', reason };
}
function byRole(facts, { request }) {
    if (facts.self === undefined)
        return { because: 'unseen', reason: NOBODY };
    const caller = { type: 'ServicePrincipal', objectId: facts.self };
    const own = (0,_principal_access_js__WEBPACK_IMPORTED_MODULE_1__/* .inferenceAccess */ .Q)(facts, caller, (demand) => ofRequest(demand, request));
    switch (own.verdict) {
        case 'granted':
            return undefined;
        case 'in-doubt':
            return { because: 'unseen', reason: own.doubts[0] ?? IN_DOUBT };
        case 'missing':
            return own.denied
                ? { because: 'denied', deny: own.denied }
                : { because: 'no-role', lacks: own.lacks };
    }
}
const NOBODY = {
    kind: 'unavailable',
    message: 'The token does not say which identity signed in, so its roles could not be looked up.',
    remedy: 'Sign in by OIDC, by a managed identity or by an Azure CLI session.',
};
const IN_DOUBT = {
    kind: 'unavailable',
    message: 'Whether the roles of the identity that signed in allow this request could not be told.',
    remedy: 'Give it Cognitive Services OpenAI User at the account, without a condition.',
};
/** Of what the deployed models want, what this request wants; where that is not told, all of it. */
function ofRequest({ wants }, request) {
    const family = request.includes('/openai/') ? '/openai/' : '/maas/';
    const operation = request.split('/').at(-1) ?? '';
    const own = wants.filter(({ name }) => {
        const action = name.toLowerCase();
        return action.includes(family) && action.includes(operation);
    });
    return { mode: 'all', wants: own.length > 0 ? own : wants };
}


/***/ }),

/***/ 5542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ applyExemptions)
/* harmony export */ });
/* unused harmony export NOTICE_DAYS */
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5457);
/* harmony import */ var _glob_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7916);


const DAY_MS = 86_400_000;
/** How long before its end an exemption is announced, in days. */
const NOTICE_DAYS = 14;
/** Only what fails or could not be determined is exempted: a pass stays a pass. */
function applyExemptions(findings, exemptions, now, policyFile) {
    const used = new Set();
    const inForce = exemptions.filter((exemption) => endOf(exemption) > now.getTime());
    const exempted = findings.map((finding) => {
        if (finding.status !== 'fail' && finding.status !== 'unknown')
            return finding;
        const exemption = inForce.find((candidate) => covers(candidate, finding));
        if (!exemption)
            return finding;
        used.add(exemption);
        return {
            ...finding,
            status: 'exempt',
            exemption: { reason: exemption.reason, expires: exemption.expires },
        };
    });
    return {
        findings: exempted,
        ending: exemptions.flatMap((exemption) => endingFinding(exemption, now, policyFile)),
        notes: inForce
            .filter((exemption) => !used.has(exemption))
            .map((exemption) => `The exemption from ${exemption.rule} at line ${exemption.line} of ${policyFile} covers no finding of this run.`),
    };
}
function covers(exemption, finding) {
    if (exemption.rule !== finding.rule)
        return false;
    if (exemption.file !== undefined) {
        return finding.file !== undefined && (0,_glob_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesGlob */ .k)(exemption.file, finding.file);
    }
    if (exemption.resource === undefined || finding.file !== undefined)
        return false;
    return ((0,_glob_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesResource */ .T)(exemption.resource, finding.resource) ||
        (finding.account !== undefined && (0,_glob_js__WEBPACK_IMPORTED_MODULE_0__/* .matchesResource */ .T)(exemption.resource, finding.account)));
}
/** The first instant at which it no longer holds: midnight UTC after its day. */
function endOf({ expires }) {
    return Date.parse(`${expires}T00:00:00Z`) + DAY_MS;
}
function endingFinding(exemption, now, file) {
    const left = Math.ceil((endOf(exemption) - now.getTime()) / DAY_MS);
    if (left > NOTICE_DAYS)
        return [];
    const ended = left <= 0;
    const days = left === 1 ? 'today is its last day' : `${left} days left`;
    return [
        {
            rule: exemption.rule,
            severity: ended ? 'error' : 'warning',
            status: 'fail',
            resource: 'source',
            file,
            line: exemption.line,
            message: ended
                ? `The exemption from ${exemption.rule} for ${exemption.resource ?? exemption.file ?? ''} expired on ${exemption.expires}.`
                : `The exemption from ${exemption.rule} for ${exemption.resource ?? exemption.file ?? ''} ends on ${exemption.expires} (${days}).`,
            evidence: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .evidence */ .MX)({
                expected: 'an exemption that is still in force',
                seen: `expires: ${exemption.expires}; reason: ${exemption.reason}`,
                why: 'a risk that was accepted for a time is decided on again when the time is over',
            }),
            fix: (0,_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .fix */ .Up)({
                say: 'Fix what was exempted and delete the entry; or agree on a new date and write why.',
            }),
        },
    ];
}


/***/ }),

/***/ 5457:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gv: () => (/* binding */ NOT_JUDGED),
/* harmony export */   Iu: () => (/* binding */ RULE_IDS),
/* harmony export */   MX: () => (/* binding */ evidence),
/* harmony export */   UW: () => (/* binding */ FIX_LABELS),
/* harmony export */   Up: () => (/* binding */ fix),
/* harmony export */   eo: () => (/* binding */ readFix),
/* harmony export */   tQ: () => (/* binding */ counts)
/* harmony export */ });
const RULE_IDS = [
    'custom-subdomain',
    'keys-disabled',
    'inference-role',
    'assign-to-groups',
    'key-readers',
    'connections-use-entra',
    'hub-connections-use-entra',
    'connection-identity',
    'entra-accepted',
    'keys-refused',
    'keys-unread',
    'policy-guardrail',
    'source-uses-entra',
    'iac-keys-disabled',
    'iac-connections-use-entra',
];
/** Begins what is said of a resource that was not judged at all; the same for each rule, so that it is shown once. */
const NOT_JUDGED = 'Not judged: ';
/** A failing finding counts against the verdict unless it is known or exempt. */
function counts(finding) {
    return (finding.status === 'fail' || finding.status === 'unknown') && !finding.known;
}
/** Expected, seen and why, one per line; untrusted values in it are escaped by the output, not here. */
function evidence(parts) {
    const seen = typeof parts.seen === 'string' ? [parts.seen] : parts.seen;
    return [
        `Expected: ${oneLine(parts.expected)}`,
        ...seen.map((line) => `Seen: ${oneLine(line)}`),
        ...(parts.why ? [`Why: ${oneLine(parts.why)}`] : []),
    ].join('\n');
}
const FIX_LABELS = ['Portal', 'az', 'Bicep', 'Terraform', 'Code', 'Docs'];
/** A sentence, then one labelled block per way to do it. Blocks may span lines; they are indented by two spaces. */
function fix(parts) {
    const blocks = FIX_LABELS.flatMap((label) => {
        const text = parts[label];
        return text === undefined ? [] : [`${label}: ${text.trim().split('\n').join('\n  ')}`];
    });
    return [oneLine(parts.say), ...blocks].join('\n');
}
/** The parts of a text that `fix()` made, for outputs that show each in its own way. */
function readFix(text) {
    const parts = {};
    let current = 'say';
    for (const line of text.split('\n')) {
        const label = FIX_LABELS.find((name) => line.startsWith(`${name}: `));
        if (label) {
            current = label;
            parts[label] = line.slice(label.length + 2);
        }
        else {
            const rest = current === 'say' ? line : line.replace(/^ {2}/, '');
            parts[current] = parts[current] === undefined ? rest : `${parts[current]}\n${rest}`;
        }
    }
    return { ...parts, say: parts.say ?? '' };
}
function oneLine(text) {
    return text.replace(/\s+/g, (run) => (/[\r\n]/.test(run) ? ' ' : run));
}


/***/ }),

/***/ 1796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ fingerprints)
/* harmony export */ });
/* unused harmony export fingerprint */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const REQUEST_ID = /, correlation id [\w-]+/g;
/**
 * What makes a finding the same in two runs: its rule, its resource or file, and whom it is about, or else
 * what it says. Lines and columns are not in it, so that code which moves keeps its finding, nor is the id
 * that Azure gives to each request; `occurrence` (from 1) tells apart findings that are otherwise equal.
 */
function fingerprint(finding, occurrence) {
    const parts = [
        finding.rule,
        finding.resource.toLowerCase(),
        finding.file ?? '',
        finding.principals ?? finding.message.replaceAll(REQUEST_ID, ''),
        occurrence,
        // A hub's connection that calls another account now is another matter.
        ...(finding.account === undefined ? [] : [finding.account.toLowerCase()]),
    ];
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
/** Each finding with its fingerprint, in the order given. */
function fingerprints(findings) {
    const seen = new Map();
    return findings.map((finding) => {
        const first = fingerprint(finding, 1);
        const occurrence = (seen.get(first) ?? 0) + 1;
        seen.set(first, occurrence);
        return {
            finding,
            fingerprint: occurrence === 1 ? first : fingerprint(finding, occurrence),
        };
    });
}


/***/ }),

/***/ 7916:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ matchesResource),
/* harmony export */   k: () => (/* binding */ matchesGlob)
/* harmony export */ });
/**
 * Globs of the policy file: `*` is any run of characters but `/`, `**` any number of whole segments,
 * `?` one character; everything else stands for itself. Matched by two pointers and not by a regular
 * expression: names of Azure resources and files are untrusted, and no name may make a glob slow.
 */
function matchesGlob(glob, path) {
    return matchSequence(glob.split('/'), path.split('/'), (segment) => segment === '**', (pattern, segment) => matchSequence(Array.from(pattern), Array.from(segment), (character) => character === '*', (one, other) => one === '?' || one === other));
}
/**
 * Does an Azure resource id match? Letter case does not count. A glob without `/` is compared with the
 * name of the account, so that `contoso-*` means every account of that name and all that is below it;
 * so does a glob over the account's whole id. A hub goes by its name too. No other name in an id is compared: a
 * resource group, a management group or a connection that is called like an account is another thing.
 */
function matchesResource(glob, id) {
    const pattern = glob.toLowerCase().replace(/(?<!\/)\/+$/, '');
    const resource = id.toLowerCase();
    const hub = /\/providers\/microsoft\.machinelearningservices\/workspaces\/([^/]+)$/.exec(resource);
    const account = /^.*?\/providers\/microsoft\.cognitiveservices\/accounts\/([^/]+)/.exec(resource);
    if (!pattern.includes('/')) {
        const name = account?.[1] ?? hub?.[1] ?? (resource.startsWith('/') ? undefined : resource);
        return name !== undefined && matchesGlob(pattern, name);
    }
    return matchesGlob(pattern, resource) || (account !== null && matchesGlob(pattern, account[0]));
}
/** Wildcard match in at most |pattern| times |text| steps: on a mismatch only the last wildcard takes one more. */
function matchSequence(pattern, text, isWildcard, matches) {
    let at = 0;
    let next = 0;
    let wildcard = -1;
    let resume = 0;
    while (at < text.length) {
        const item = pattern[next];
        const other = text[at];
        if (item !== undefined && isWildcard(item)) {
            wildcard = next++;
            resume = at;
        }
        else if (item !== undefined && other !== undefined && matches(item, other)) {
            next++;
            at++;
        }
        else if (wildcard >= 0) {
            next = wildcard + 1;
            at = ++resume;
        }
        else {
            return false;
        }
    }
    return pattern.slice(next).every(isWildcard);
}


/***/ }),

/***/ 5005:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ inferenceDemand),
/* harmony export */   J: () => (/* binding */ possibleWants)
/* harmony export */ });
/* harmony import */ var _observation_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6610);
/* harmony import */ var _order_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1780);


const ACCOUNTS = 'Microsoft.CognitiveServices/accounts';
/** Calls to OpenAI models. Quoted by the service in its refusals, and listed by *Cognitive Services OpenAI User*. */
const OPENAI_CHAT = dataAction('OpenAI/deployments/chat/completions/action');
/** Calls to the models of all other publishers ("models as a service"). */
const MODELS_CHAT = dataAction('MaaS/chat/completions/action');
/** OpenAI models that are not called by chat completions. Names: https://learn.microsoft.com/azure/foundry/foundry-models/concepts/models-sold-directly-by-azure */
const OPENAI_ROUTES = [
    [/embedding/i, dataAction('OpenAI/deployments/embeddings/action')],
    [/realtime/i, dataAction('OpenAI/deployments/realtime/action')],
    [/whisper|transcribe|(^|-)tts(-|$)/i, dataAction('OpenAI/deployments/audio/action')],
    [/^dall-?e|gpt-image/i, dataAction('OpenAI/images/generations/action')],
    // Built-in roles name these with a wildcard, and no page which of them a caller needs.
    [/^sora/i, allOf('OpenAI/video/generations/')],
];
const ALL_OF_OPENAI = [OPENAI_CHAT, ...OPENAI_ROUTES.map(([, want]) => want)];
const ALL_MODELS = [...ALL_OF_OPENAI, MODELS_CHAT];
/** Families of data actions by the kind of a single-service account, where they bear another name than the kind. */
const FAMILIES = new Map([
    ['customvision.training', 'CustomVision'],
    ['customvision.prediction', 'CustomVision'],
    ['qnamaker.v2', 'QnAMaker'],
    ['luis.authoring', 'LUIS'],
]);
/**
 * Judged by kind and deployments. Model accounts: the action of each kind of model that is deployed; of every
 * kind when the deployments could not be read; either kind of chat when nothing is deployed. Single services:
 * all that the service's family of data actions holds; a role with part of it is in doubt.
 */
function inferenceDemand(account, deployments) {
    const kind = account.kind.toLowerCase();
    if (deployments.known && deployments.value.length > 0) {
        return { mode: 'all', wants: byName(new Set(deployments.value.map(wantOf))) };
    }
    if (kind !== 'aiservices' && kind !== 'openai') {
        return { mode: 'all', wants: [wholeFamily(account.kind)] };
    }
    if (!deployments.known) {
        const wants = kind === 'openai' ? ALL_OF_OPENAI : ALL_MODELS;
        return { mode: 'all', wants, unsure: deployments.reason };
    }
    return kind === 'openai'
        ? { mode: 'all', wants: [OPENAI_CHAT] }
        : { mode: 'any', wants: [OPENAI_CHAT, MODELS_CHAT] };
}
/** Everything that `inferenceDemand` may want of an account, whatever is deployed there. */
function possibleWants(account) {
    const { wants } = inferenceDemand(account, (0,_observation_js__WEBPACK_IMPORTED_MODULE_1__/* .known */ .eO)([]));
    return [...new Set([...wants, ...ALL_MODELS])];
}
function wantOf({ modelFormat, modelName }) {
    if (modelFormat.toLowerCase() !== 'openai')
        return MODELS_CHAT;
    return OPENAI_ROUTES.find(([name]) => name.test(modelName))?.[1] ?? OPENAI_CHAT;
}
/** Azure lists deployments in no promised order, and what is said must not change with it. */
function byName(wants) {
    return [...wants].sort((a, b) => (0,_order_js__WEBPACK_IMPORTED_MODULE_0__/* .compareText */ .n6)(a.name, b.name));
}
/** @param path below the account */
function dataAction(path) {
    return { plane: 'dataAction', name: `${ACCOUNTS}/${path}` };
}
/** A data action that stands for all that start so. */
function allOf(prefix) {
    return {
        ...dataAction(`${prefix}any/action`),
        family: { prefix: `${ACCOUNTS}/${prefix}`, readsCount: false, notServed: [] },
    };
}
/**
 * A data action that stands for all of a service: only a wildcard over the whole family matches it. Speech
 * is called with read actions too: https://learn.microsoft.com/azure/ai-services/speech-service/role-based-access-control
 */
function wholeFamily(accountKind) {
    const kind = accountKind.toLowerCase();
    const several = kind === 'cognitiveservices';
    const service = FAMILIES.get(kind) ?? accountKind;
    const prefix = several ? '' : `${service}/`;
    return {
        ...dataAction(`${prefix}any/action`),
        family: {
            prefix: `${ACCOUNTS}/${prefix}`,
            readsCount: kind === 'speechservices',
            notServed: several ? [`${ACCOUNTS}/OpenAI/`, `${ACCOUNTS}/AIServices/`] : [],
        },
    };
}


/***/ }),

/***/ 6610:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ unknown),
/* harmony export */   Q7: () => (/* binding */ all),
/* harmony export */   Tj: () => (/* binding */ map),
/* harmony export */   eO: () => (/* binding */ known)
/* harmony export */ });
/* unused harmony exports chain, join */
function known(value) {
    return { known: true, value };
}
function unknown(reason) {
    return { known: false, reason };
}
function map(observation, change) {
    return observation.known ? known(change(observation.value)) : observation;
}
function chain(observation, next) {
    return observation.known ? next(observation.value) : observation;
}
/** All known, or the first that is not, in the order given. */
function join(observations) {
    const values = {};
    for (const [name, observation] of Object.entries(observations)) {
        if (!observation.known)
            return observation;
        values[name] = observation.value;
    }
    return known(values);
}
/** Every element known, or the first that is not. */
function all(observations) {
    const values = [];
    for (const observation of observations) {
        if (!observation.known)
            return observation;
        values.push(observation.value);
    }
    return known(values);
}


/***/ }),

/***/ 1780:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Eg: () => (/* binding */ compareFindings),
/* harmony export */   Tu: () => (/* binding */ compareWorst),
/* harmony export */   YF: () => (/* binding */ compareWeight),
/* harmony export */   n6: () => (/* binding */ compareText)
/* harmony export */ });
/* harmony import */ var _finding_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5457);

/** By UTF-16 code unit: the same on every machine, whatever its locale. */
function compareText(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
/** The order of the report: by resource, place, rule and text. */
function compareFindings(a, b) {
    return (
    // Most neighbours share one: what is equal needs no lower-casing.
    (a.resource === b.resource
        ? 0
        : compareText(a.resource.toLowerCase(), b.resource.toLowerCase())) ||
        compareText(a.file ?? '', b.file ?? '') ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0) ||
        _finding_js__WEBPACK_IMPORTED_MODULE_0__/* .RULE_IDS */ .Iu.indexOf(a.rule) - _finding_js__WEBPACK_IMPORTED_MODULE_0__/* .RULE_IDS */ .Iu.indexOf(b.rule) ||
        compareText(a.status, b.status) ||
        compareText(a.message, b.message) ||
        compareText(a.evidence ?? '', b.evidence ?? ''));
}
const WEIGHT = { error: 0, warning: 1, note: 2 };
/** By severity, a proven failure before an unknown. */
function compareWeight(a, b) {
    return (WEIGHT[a.severity] - WEIGHT[b.severity] ||
        Number(a.status === 'unknown') - Number(b.status === 'unknown'));
}
/** Worst first, then by rule. For lists in the order of the report: sorting keeps what is equal as it stands. */
function compareWorst(a, b) {
    return compareWeight(a, b) || _finding_js__WEBPACK_IMPORTED_MODULE_0__/* .RULE_IDS */ .Iu.indexOf(a.rule) - _finding_js__WEBPACK_IMPORTED_MODULE_0__/* .RULE_IDS */ .Iu.indexOf(b.rule);
}


/***/ }),

/***/ 2596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T_: () => (/* binding */ access),
  X5: () => (/* binding */ deniesSubject),
  od: () => (/* binding */ grantOf),
  V1: () => (/* binding */ permits)
});

;// CONCATENATED MODULE: ./src/domain/condition.ts
/**
 * Can a condition in a role definition stand in the way of an action? The built-in roles that carry one
 * (Foundry Owner, Foundry Account Owner, Foundry Project Manager) delegate role assignment: each clause is
 * `(!(ActionMatches{'...'})) OR (...)`, true for every action it does not name. Only a condition that is
 * wholly made of such clauses, none of which names the action, is ruled out; all else may restrict. Brackets
 * that do not match leave a clause or a side of it that is not enclosed, which is not of this form.
 * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 *
 * @param names does a pattern of the condition, such as `Microsoft.Authorization/*`, name the action?
 */
function mayRestrict(condition, names) {
    return !splitTopLevel(condition, AND).every((clause) => sparesAction(clause, names));
}
const AND = /\bAND\b/gi;
const OR = /\bOR\b/gi;
/** Is the clause true whatever the request is, because it only speaks of other actions? */
function sparesAction(clause, names) {
    const [guard = '', ...others] = splitTopLevel(unwrap(clause), OR);
    // Without brackets of its own, the other side could bind the guard by another word.
    if (others.length === 0 || !others.every(isBracketed))
        return false;
    return splitTopLevel(unwrap(guard), AND).every((exclusion) => {
        const named = /^!\(ActionMatches\{'([^']*)'\}\)$/i.exec(unwrap(exclusion).replaceAll(/\s/g, ''))?.[1];
        return named !== undefined && !names(named);
    });
}
/** The parts between a word that stands outside brackets and quotes. */
function splitTopLevel(text, word) {
    const depths = depthsOf(text);
    const parts = [];
    let start = 0;
    for (const found of text.matchAll(word)) {
        if (depths[found.index] !== 0)
            continue;
        parts.push(text.slice(start, found.index));
        start = found.index + found[0].length;
    }
    return [...parts, text.slice(start)];
}
/** Without brackets that enclose the whole text. */
function unwrap(text) {
    let inner = text.trim();
    while (isBracketed(inner))
        inner = inner.slice(1, -1).trim();
    return inner;
}
/** Does one pair of brackets enclose the whole text? */
function isBracketed(text) {
    const inner = text.trim();
    return inner.startsWith('(') && depthsOf(inner).indexOf(0) === inner.length - 1;
}
/** After each UTF-16 unit: how many brackets and quotes are open. */
function depthsOf(text) {
    let depth = 0;
    let quoted = false;
    return text.split('').map((character) => {
        if (character === "'")
            quoted = !quoted;
        else if (!quoted && '({['.includes(character))
            depth += 1;
        else if (!quoted && ')}]'.includes(character))
            depth -= 1;
        return quoted ? depth + 1 : depth;
    });
}

// EXTERNAL MODULE: ./src/domain/scope.ts
var domain_scope = __webpack_require__(1848);
;// CONCATENATED MODULE: ./src/domain/truth.ts
/** Is at least one of them so? */
function anyOf(truths) {
    if (truths.includes('yes'))
        return 'yes';
    return truths.includes('maybe') ? 'maybe' : 'no';
}
/** Are all of them so? */
function allOf(truths) {
    return not(anyOf(truths.map(not)));
}
function not(truth) {
    if (truth === 'maybe')
        return 'maybe';
    return truth === 'yes' ? 'no' : 'yes';
}

// EXTERNAL MODULE: ./src/domain/wildcard.ts
var wildcard = __webpack_require__(8448);
;// CONCATENATED MODULE: ./src/domain/permissions.ts




/** Does one permission element name the action and not exclude it? Exclusions hold per element, not across. */
function permits(permission, plane, name) {
    const { allowed, excluded } = patternsOf(permission, plane);
    return (allowed.some((pattern) => (0,wildcard/* matchesWildcard */._)(pattern, name)) &&
        !excluded.some((pattern) => (0,wildcard/* matchesWildcard */._)(pattern, name)));
}
function patternsOf(permission, plane) {
    return plane === 'action'
        ? { allowed: permission.actions, excluded: permission.notActions }
        : { allowed: permission.dataActions, excluded: permission.notDataActions };
}
/** Does the role grant what is wanted? `maybe`: a condition of the definition, or part of a family only. */
function grantOf(role, want) {
    const grant = weigh(role, want);
    return grant === 'yes' || grant === 'no' ? grant : 'maybe';
}
/**
 * Weighed once per role and want: a whole estate shares its role definitions, and asks each the same few
 * things once per assignment. Kept by the objects themselves, which nobody changes.
 */
function weigh({ permissions }, want) {
    const grants = weighed.get(permissions) ?? new WeakMap();
    weighed.set(permissions, grants);
    const grant = grants.get(want) ?? weighAnew(permissions, want);
    grants.set(want, grant);
    return grant;
}
const weighed = new WeakMap();
function weighAnew(permissions, { plane, name, family }) {
    const whole = permissions.filter((permission) => permits(permission, plane, name) && !(family && excludesPart(permission, plane, family)));
    const isMeant = (pattern) => (0,wildcard/* matchesWildcard */._)(pattern, name) || (family !== undefined && touches(pattern, family));
    if (whole.some(({ condition }) => !condition || !mayRestrict(condition, isMeant)))
        return 'yes';
    if (whole.length > 0)
        return 'definition-condition';
    if (!family)
        return 'no';
    const allowed = permissions.flatMap((permission) => patternsOf(permission, plane).allowed);
    return allowed.some((pattern) => touches(pattern, family)) ? 'part-of-family' : 'no';
}
function excludesPart(permission, plane, family) {
    return patternsOf(permission, plane).excluded.some((pattern) => touches(pattern, family) && !family.notServed.some((prefix) => startsWith(pattern, prefix)));
}
/** Does the pattern mean any of the family? */
function touches(pattern, family) {
    const wildcard = pattern.indexOf('*');
    const overlaps = startsWith(pattern, family.prefix) ||
        (wildcard >= 0 && startsWith(family.prefix, pattern.slice(0, wildcard)));
    return overlaps && (family.readsCount || !/\/read$/i.test(pattern));
}
function startsWith(text, prefix) {
    return text.toLowerCase().startsWith(prefix.toLowerCase());
}
/** https://learn.microsoft.com/azure/role-based-access-control/deny-assignments#the-all-principals-principal */
const EVERYONE = '00000000-0000-0000-0000-000000000000';
/** Does the deny assignment take the wanted action away from the subject at the resource? Deny wins over any role. */
function deniesSubject(deny, subject, want, resource) {
    if (!(0,domain_scope/* covers */.hU)(deny.scope, resource))
        return 'no';
    if (deny.doNotApplyToChildScopes && !(0,domain_scope/* isAt */.ii)(deny.scope, resource))
        return 'no';
    return allOf([
        grantOf(deny, want),
        reaches(deny, subject),
        not(isNamed(deny.excludePrincipals, subject)),
        deny.condition ? 'maybe' : 'yes',
    ]);
}
/** Who is named itself is reached, whatever the service says of groups. */
function reaches(deny, subject) {
    const named = isNamed(deny.principals, subject);
    if (named === 'yes' || !subject.deniedBy)
        return named;
    return subject.deniedBy.has(deny.id.toLowerCase()) ? 'yes' : 'no';
}
/** Does one of `principals` mean the subject? Of a group, unless membership is known, nobody can tell. */
function isNamed(principals, subject) {
    const means = (id) => id === EVERYONE || id === subject.objectId.toLowerCase() || subject.groups.has(id);
    return anyOf(principals.map(({ id, type }) => {
        if (means(id.toLowerCase()))
            return 'yes';
        return /^(user|serviceprincipal|device)$/i.test(type) ? 'no' : 'maybe';
    }));
}
/** What a subject may do at a resource by the assignments that reach it. */
function access(question) {
    const { subject, want, resource, denies } = question;
    const found = question.assignments
        .filter(({ scope }) => (0,domain_scope/* covers */.hU)(scope, resource))
        .flatMap((assignment) => pathOf(assignment, subject, want, question.roles));
    const certain = found.filter(({ doubt }) => doubt === undefined);
    const paths = [...certain, ...found.filter(({ doubt }) => doubt !== undefined)];
    if (paths.length === 0)
        return { verdict: 'none', paths };
    const known = denies.known ? denies.value : [];
    const judged = known.map((deny) => ({
        deny,
        truth: deniesSubject(deny, subject, want, resource),
    }));
    const denied = judged.find(({ truth }) => truth === 'yes');
    if (denied)
        return { verdict: 'denied', paths, deny: denied.deny };
    const doubtful = judged.find(({ truth }) => truth === 'maybe');
    if (doubtful)
        return { verdict: 'in-doubt', paths, deny: doubtful.deny };
    if (certain.length === 0)
        return { verdict: 'in-doubt', paths };
    if (!denies.known)
        return { verdict: 'in-doubt', paths, deniesUnread: true };
    return { verdict: 'granted', paths };
}
function pathOf(assignment, subject, want, roles) {
    const role = roles.get(assignment.roleGuid.toLowerCase());
    const grant = role ? weigh(role, want) : 'definition-unread';
    if (grant === 'no')
        return [];
    const direct = assignment.principalId.toLowerCase() === subject.objectId.toLowerCase();
    const path = { assignment, role, through: direct ? 'itself' : 'group' };
    if (role && assignment.condition)
        return [{ ...path, doubt: 'condition' }];
    return [grant === 'yes' ? path : { ...path, doubt: grant }];
}


/***/ }),

/***/ 6458:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Q: () => (/* binding */ inferenceAccess)
});

// EXTERNAL MODULE: ./src/domain/permissions.ts + 2 modules
var permissions = __webpack_require__(2596);
// EXTERNAL MODULE: ./src/domain/scope.ts
var domain_scope = __webpack_require__(1848);
;// CONCATENATED MODULE: ./src/domain/access-doubts.ts


/** Why a deny assignment may or may not take away what is wanted. */
function denyDoubt(deny, want, facts, { objectId }) {
    const named = `The deny assignment ${deny.name} (${deny.id})`;
    if (deny.condition) {
        return {
            kind: 'unavailable',
            message: `${named} has a condition that may take inference away.`,
            remedy: `Exclude ${objectId} from the deny assignment by its own id, or remove the condition.`,
        };
    }
    if ((0,permissions/* grantOf */.od)(deny, want) === 'maybe') {
        return {
            kind: 'unavailable',
            message: `${named} takes away some data actions of the service, not all: which of them the callers need is not known.`,
            remedy: `Exclude ${objectId} from the deny assignment by its own id, or switch the rule off for this account if its callers can do without them.`,
        };
    }
    const reach = facts.denyReach.get(objectId.toLowerCase());
    if (reach && !reach.known)
        return reach.reason;
    return {
        kind: 'unavailable',
        message: `${named} names or excludes groups, and it cannot be told whether ${objectId} is in them.`,
        remedy: `Look at the members of the groups that the deny assignment names, and exclude the principal by its own id, or let it name principals that do not hold ${objectId}.`,
    };
}
/** Why a role assignment does not count for certain, and what settles it. */
function pathDoubt({ assignment, role, doubt }) {
    const name = role?.name ?? assignment.roleGuid;
    if (doubt === undefined)
        return [];
    switch (doubt) {
        case 'condition':
            return [
                {
                    kind: 'unavailable',
                    message: `The assignment of ${name} at ${assignment.scope} has a condition, so it may not apply to inference requests.`,
                    remedy: `Assign an inference role without a condition, or remove it from ${assignment.id}.`,
                },
            ];
        case 'definition-condition':
            return [
                {
                    kind: 'unavailable',
                    message: `The role ${name} grants inference under a condition of its definition.`,
                    remedy: 'Assign an inference role whose definition has no condition.',
                },
            ];
        case 'definition-unread':
            return [
                {
                    kind: 'unavailable',
                    message: `The definition of the role ${assignment.roleGuid}, assigned at ${assignment.scope}, could not be read, so what it allows is not known.`,
                    remedy: 'Let the workflow read role definitions (Reader at the subscription), or assign an inference role at the account.',
                },
            ];
        case 'part-of-family':
            return [
                {
                    kind: 'unavailable',
                    message: `The role ${name} grants some data actions of the service, not all: which of them the callers need is not known.`,
                    remedy: 'Switch the rule off for this account if the role is what its callers need, or assign Cognitive Services User.',
                },
            ];
    }
}
/** A group may be a member of another group that holds a role: the service does not expand groups of groups. */
function viaUnseenGroup(facts, caller, demand) {
    if (caller.type !== 'Group' || !facts.assignments.known || !facts.roles.known)
        return undefined;
    const roles = facts.roles.value;
    const others = facts.assignments.value.filter(({ principalId, principalType, roleGuid, scope }) => principalId.toLowerCase() !== caller.objectId.toLowerCase() &&
        !/^(user|serviceprincipal|device)$/i.test(principalType) &&
        (0,domain_scope/* covers */.hU)(scope, facts.id) &&
        demand.wants.some((want) => {
            const role = roles.get(roleGuid.toLowerCase());
            return role !== undefined && (0,permissions/* grantOf */.od)(role, want) !== 'no';
        }));
    if (others.length === 0)
        return undefined;
    const groups = [...new Set(others.map(({ principalId }) => principalId))].sort();
    return {
        kind: 'unavailable',
        message: `The group holds no inference role itself, but may be a member of ${groups.join(', ')}, which ${groups.length === 1 ? 'holds' : 'hold'} one: Azure does not tell of groups in groups.`,
        remedy: `Assign the role to the group itself, or require the group that holds it. To see the groups that it is in: az ad group get-member-groups --group ${caller.objectId}`,
    };
}

// EXTERNAL MODULE: ./src/domain/inference-actions.ts
var inference_actions = __webpack_require__(5005);
;// CONCATENATED MODULE: ./src/domain/principal-access.ts




/**
 * Judges one principal from what was observed. Nothing that was not observed counts for it.
 * @param narrow of what the account demands, what is asked about; default: all of it
 */
function inferenceAccess(facts, caller, narrow = (demand) => demand) {
    const { account, roles } = facts;
    const { held, gap, groups } = assignmentsOf(facts, caller);
    const nothing = { paths: [], held, lacks: [] };
    if (!account.known)
        return { ...nothing, verdict: 'in-doubt', doubts: [account.reason] };
    const demand = narrow((0,inference_actions/* inferenceDemand */.B)(account.value, facts.deployments));
    const names = demand.wants.map(({ name }) => name);
    if (held.length === 0 && gap)
        return { ...nothing, verdict: 'in-doubt', doubts: [gap] };
    if (!roles.known) {
        return held.length === 0
            ? { ...nothing, verdict: 'missing', lacks: names, doubts: [] }
            : { ...nothing, verdict: 'in-doubt', doubts: [roles.reason] };
    }
    const deniedBy = facts.denyReach.get(caller.objectId.toLowerCase());
    const subject = {
        objectId: caller.objectId,
        groups,
        ...(deniedBy?.known
            ? { deniedBy: new Set(deniedBy.value.map(({ id }) => id.toLowerCase())) }
            : {}),
    };
    const answers = demand.wants.map((want) => ({
        want,
        access: (0,permissions/* access */.T_)({
            subject,
            want,
            resource: facts.id,
            assignments: held,
            roles: roles.value,
            denies: facts.denies,
        }),
    }));
    const judged = combine(demand, answers);
    const paths = distinctPaths(answers.flatMap((answer) => answer.access.paths));
    const doubts = [
        ...answers.flatMap((answer) => doubtsOf(answer, facts, caller)),
        ...(judged.unsure ? [judged.unsure] : []),
    ];
    if (judged.verdict === 'granted') {
        return { verdict: 'granted', paths, held, lacks: [], doubts: [] };
    }
    if (judged.verdict === 'in-doubt') {
        const all = gap ? [...doubts, gap] : doubts;
        return { verdict: 'in-doubt', paths, held, lacks: judged.lacks, doubts: distinct(all) };
    }
    const denied = answers.find((answer) => answer.access.verdict === 'denied')?.access.deny;
    const missing = { paths, held, lacks: judged.lacks, ...(denied ? { denied } : {}) };
    const outside = denied ? undefined : (gap ?? viaUnseenGroup(facts, caller, demand));
    return outside
        ? { ...missing, verdict: 'in-doubt', doubts: [outside] }
        : { ...missing, verdict: 'missing', doubts: [] };
}
/**
 * Azure expands groups for users and service principals (`assignedTo`), not for groups: of a group only
 * assignments to itself can be seen.
 */
function assignmentsOf(facts, caller) {
    const id = caller.objectId.toLowerCase();
    const listed = facts.assignments;
    const direct = listed.known
        ? listed.value.filter(({ principalId, scope }) => principalId.toLowerCase() === id && (0,domain_scope/* covers */.hU)(scope, facts.id))
        : [];
    if (caller.type === 'Group') {
        return { held: direct, gap: listed.known ? undefined : listed.reason, groups: new Set() };
    }
    const reach = facts.reach.get(id);
    if (!reach?.known) {
        const gap = reach?.reason ?? {
            kind: 'unavailable',
            message: `It was not asked which role assignments reach ${caller.objectId} through groups.`,
        };
        return { held: direct, gap, groups: new Set() };
    }
    const reached = reach.value.filter(({ scope }) => (0,domain_scope/* covers */.hU)(scope, facts.id));
    const seen = new Set(reached.map(assignmentKey));
    return {
        held: [...reached, ...direct.filter((assignment) => !seen.has(assignmentKey(assignment)))],
        gap: undefined,
        groups: new Set(reached.map(({ principalId }) => principalId.toLowerCase())),
    };
}
function combine(demand, answers) {
    const verdicts = answers.map((answer) => answer.access.verdict);
    const lacks = answers
        .filter((answer) => ['none', 'denied'].includes(answer.access.verdict))
        .map(({ want }) => want.name);
    if (verdicts.every((verdict) => verdict === 'granted'))
        return { verdict: 'granted', lacks };
    if (demand.mode === 'any') {
        if (verdicts.includes('granted'))
            return { verdict: 'granted', lacks };
        return { verdict: verdicts.includes('in-doubt') ? 'in-doubt' : 'missing', lacks };
    }
    if (lacks.length === 0)
        return { verdict: 'in-doubt', lacks };
    if (demand.unsure && lacks.length < answers.length) {
        return { verdict: 'in-doubt', lacks, unsure: demand.unsure };
    }
    return { verdict: 'missing', lacks };
}
function doubtsOf({ want, access: found }, facts, caller) {
    if (found.verdict !== 'in-doubt')
        return [];
    if (found.deny)
        return [denyDoubt(found.deny, want, facts, caller)];
    if (found.deniesUnread && !facts.denies.known)
        return [facts.denies.reason];
    return found.paths.flatMap((path) => pathDoubt(path));
}
function distinctPaths(paths) {
    const byKey = new Map(paths.map((path) => [assignmentKey(path.assignment), path]));
    return [...byKey.values()].sort((a, b) => Number(a.doubt !== undefined) - Number(b.doubt !== undefined));
}
/** Azure allows one assignment per principal, role and scope. */
function assignmentKey({ principalId, roleGuid, scope }) {
    return `${principalId}|${roleGuid}|${scope}`.toLowerCase();
}
function distinct(doubts) {
    return [...new Map(doubts.map((doubt) => [doubt.message, doubt])).values()];
}


/***/ }),

/***/ 7542:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ isGroupOrWorkload),
/* harmony export */   l: () => (/* binding */ principalLabel)
/* harmony export */ });
/** Azure's type of a principal that is a group or a workload, and no single person or device. */
function isGroupOrWorkload(principalType) {
    return /^(group|foreigngroup|serviceprincipal)$/i.test(principalType);
}
/** `group:<object id>`, as principals are written in inputs and shown in findings. */
function principalLabel(principal) {
    const kinds = {
        User: 'user',
        Group: 'group',
        ServicePrincipal: 'service-principal',
        ForeignGroup: 'foreign-group',
        Device: 'device',
    };
    const kind = Object.hasOwn(kinds, principal.type) ? kinds[principal.type] : undefined;
    return `${kind ?? 'principal'}:${principal.objectId}`;
}


/***/ }),

/***/ 6601:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ak: () => (/* binding */ dataActionOf),
/* harmony export */   L8: () => (/* binding */ classify),
/* harmony export */   i6: () => (/* binding */ principalOf)
/* harmony export */ });
/**
 * What an answer of an inference endpoint says about the credential that was sent. An answer that is not
 * understood is `undecided`: neither for nor against.
 *
 * Texts and codes: https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id#troubleshooting
 * and https://learn.microsoft.com/azure/ai-services/authentication; statuses differ between services and over
 * time (a missing role is answered 401 by some and 403 by others), so texts decide where they are known.
 */
function classify(answer, sent) {
    const { status } = answer;
    if (status === 429)
        return 'throttled';
    if (status >= 200 && status < 300)
        return readsLikeService(answer.body) ? 'accepted' : 'undecided';
    if (status < 400 || status >= 500)
        return 'undecided';
    const error = read(answer.body);
    if (!error)
        return 'undecided';
    return refusal(error) ?? (sent === 'key' ? ofKey(status, error) : ofToken(status, error));
}
/** The data action that a refusal names: `... lacks the required data action <action> to perform ...`. */
function dataActionOf(body) {
    return /data action [`'"]?(Microsoft\.[\w./*-]+\w)/i.exec(read(body)?.message ?? '')?.[1];
}
/** The object id of the principal that a refusal names: `The principal <id> lacks ...`. */
function principalOf(text) {
    return /principal [`'"]?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\b/i
        .exec(text)?.[1]
        ?.toLowerCase();
}
/** Refusals that come before the credential is looked at, or that say so whatever was sent. */
function refusal({ message }) {
    if (/virtual network\s*\/\s*firewall rules|public (network )?access is disabled|approved private endpoint|configure private endpoint/i.test(message)) {
        return 'network-refused';
    }
    if (/custom sub-?domain for token authentication/i.test(message))
        return 'no-custom-subdomain';
    if (/token tenant .* does not match/i.test(message))
        return 'wrong-tenant';
    return undefined;
}
function ofKey(status, { code, message }) {
    if (code.toLowerCase() === 'authenticationtypedisabled' ||
        /key[- ]based authentication is disabled/i.test(message)) {
        return 'keys-disabled';
    }
    if (status === 401 &&
        /invalid subscription key|invalid api key|incorrect api key/i.test(message)) {
        return 'key-rejected';
    }
    return status === 404 ? 'not-found' : 'undecided';
}
function ofToken(status, error) {
    const { message } = error;
    const code = error.code.toLowerCase();
    if (status === 401 || status === 403) {
        if (code === 'permissiondenied' ||
            /lacks the required data action|does not have access to api\/operation/i.test(message)) {
            return 'role-missing';
        }
        return /audience is incorrect/i.test(message) ? 'wrong-audience' : 'undecided';
    }
    if (status === 404)
        return 'not-found';
    // The probe sends an empty list of messages or inputs, which only the model's own check refuses.
    if ((status === 400 || status === 422) && refusesOurBody(error))
        return 'accepted';
    return 'undecided';
}
/** Codes with which models refuse the content of a request, lower-cased. */
const CODES_OF_A_BAD_BODY = new Set([
    'invalid_request_error',
    'invalid_value',
    'empty_array',
    'unprocessable_entity',
    'unprocessableentity',
    'invalid_input',
    'invalidinput',
]);
/** Does the refusal speak of the request's content, as the check behind the gateway does? */
function refusesOurBody({ code, message, type, param }) {
    return (type.toLowerCase() === 'invalid_request_error' ||
        /^(messages|input|body)\b/i.test(param) ||
        CODES_OF_A_BAD_BODY.has(code.toLowerCase()) ||
        (/\b(messages|input)\b/i.test(message) &&
            /empty|too short|at least|required|non-?zero/i.test(message)));
}
/** `undefined`: not an error body. */
function read(body) {
    const parsed = parse(body);
    if (!isRecord(parsed))
        return undefined;
    const inner = isRecord(parsed.error) ? parsed.error : parsed;
    const text = (value) => (typeof value === 'string' ? value : '');
    return {
        code: text(inner.code),
        message: typeof parsed.error === 'string' ? parsed.error : text(inner.message),
        type: text(inner.type),
        param: text(inner.param),
    };
}
/** A success must look like the service: a captive portal or a proxy also says 200. */
function readsLikeService(body) {
    const parsed = parse(body);
    return typeof parsed === 'object' && parsed !== null && !Object.hasOwn(parsed, 'error');
}
function parse(body) {
    try {
        return JSON.parse(body);
    }
    catch {
        return undefined;
    }
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}


/***/ }),

/***/ 9558:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DK: () => (/* binding */ localAuthCommand),
/* harmony export */   Dl: () => (/* binding */ OWN_OBJECT_ID),
/* harmony export */   Np: () => (/* binding */ denyRemedy),
/* harmony export */   Qg: () => (/* binding */ grantCommand),
/* harmony export */   RB: () => (/* binding */ remedyLine),
/* harmony export */   SK: () => (/* binding */ dataRoleFor),
/* harmony export */   a3: () => (/* binding */ deniedRemedy),
/* harmony export */   sm: () => (/* binding */ subdomainCommand)
/* harmony export */ });
/* harmony import */ var _shell_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3062);

/** The built-in role with the least rights that grants the action. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
function roleFor(action) {
    const name = action.toLowerCase();
    if (/^microsoft\.cognitiveservices\/accounts\/(openai|maas)\//.test(name)) {
        return dataRoleFor(action);
    }
    if (name.endsWith('/read'))
        return 'Reader';
    if (name.startsWith('microsoft.authorization/roleassignments/')) {
        return 'Role Based Access Control Administrator';
    }
    if (name.startsWith('microsoft.machinelearningservices/workspaces/connections/')) {
        return 'Azure AI Developer';
    }
    if (name.startsWith('microsoft.cognitiveservices/'))
        return 'Cognitive Services Contributor';
    return 'Contributor';
}
/**
 * The built-in role with the least rights that grants an inference data action. The OpenAI role cannot list
 * keys; the others can while keys are on. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning
 */
function dataRoleFor(dataAction) {
    return /\/accounts\/openai\//i.test(dataAction)
        ? 'Cognitive Services OpenAI User'
        : 'Cognitive Services User';
}
/** Prints the object id of the workflow's own service principal. */
const OWN_OBJECT_ID = '"$(az ad sp show --id CLIENT-ID --query id --output tsv)"';
/** `az role assignment create`, ready to paste; without an object id it looks up that of the workflow's identity. Naming the principal's type spares a lookup in the directory. */
function grantCommand(grant) {
    const id = grant.objectId === undefined ? OWN_OBJECT_ID : (0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(grant.objectId);
    const type = grant.type ?? (grant.objectId === undefined ? 'ServicePrincipal' : undefined);
    const ofType = type === undefined ? '' : ` --assignee-principal-type ${type}`;
    return `az role assignment create --assignee-object-id ${id}${ofType} --role ${(0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(grant.role)} --scope ${(0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(grant.scope)}`;
}
/**
 * What grants a missing action at a scope to the workflow's identity, or to the user whose session is used.
 * @param objectId of the service principal or user, where the run knows it
 */
function deniedRemedy(action, scope, objectId, type) {
    const role = roleFor(action);
    const whom = type === 'User' ? 'the signed-in user' : "the workflow's identity";
    const which = objectId === undefined ? ' CLIENT-ID is the one that it signs in with.' : '';
    return {
        remedy: `Grant ${action} to ${whom}, by the role ${role} or a custom role.${which}`,
        commands: [grantCommand({ objectId, type, role, scope: roleScope(scope) })],
    };
}
/** What to do about a deny assignment: nothing that is granted helps. @param whom it is to exclude */
function denyRemedy(whom) {
    return `A deny assignment wins over every role: only the deployment stack or managed application that made it can change it; let it exclude ${whom}`;
}
/** Roles are kept at the account or workspace: assignments at each project and connection are found by nobody. */
function roleScope(scope) {
    return scope.replace(/(\/(?:accounts|workspaces)\/[^/]+)\/.*/i, '$1');
}
/** For places that hold text alone: the command stands last, so that it is copied without what follows. */
function remedyLine({ remedy, commands, missing, }) {
    if (remedy === undefined)
        return '';
    // The steps of a set-up are no line: they have a section of their own.
    if (commands === undefined || missing !== undefined)
        return remedy;
    return `${remedy} Run: ${commands.join('; ')}`;
}
/** Switches keys off, or on again, and touches nothing else. @param account ARM id */
function localAuthCommand(account, disabled) {
    const url = (0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(`${account}?api-version=2025-06-01`);
    return `az rest --method patch --url ${url} --body '{"properties":{"disableLocalAuth":${String(disabled)}}}'`;
}
/** Gives the account a custom subdomain. `az cognitiveservices account update` takes no `--ids`. */
function subdomainCommand(account, subdomain) {
    const { subscriptionId = '', resourceGroup = '', name } = account;
    return `az cognitiveservices account update --subscription ${(0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(subscriptionId)} --resource-group ${(0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(resourceGroup)} --name ${(0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(name)} --custom-domain ${(0,_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(subdomain)}`;
}


/***/ }),

/***/ 2612:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ resourceName),
/* harmony export */   L: () => (/* binding */ accountKey)
/* harmony export */ });
/* harmony import */ var _arm_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2422);

/**
 * A resource as people call it: `contoso`, `contoso / project / connection`, `source` for source findings;
 * whatever is not the id of a resource stays as it is.
 */
function resourceName(resource) {
    const id = _arm_id_js__WEBPACK_IMPORTED_MODULE_0__/* .ArmId */ .O0.parse(resource);
    const provider = id && /^.*\/providers\/[^/]+\//i.exec(id.text);
    if (!id || !provider)
        return id?.name ?? resource;
    // Types and names in turns: the names tell the resource, the rule tells the type.
    const names = id.text.slice(provider[0].length).split('/');
    return names.filter((_, index) => index % 2 === 1).join(' / ');
}
/** Key (lower-cased ARM id) of the account that a resource is or lies below; else of the resource itself. */
function accountKey(resource) {
    const key = resource.toLowerCase();
    return /^.*?\/providers\/microsoft\.cognitiveservices\/accounts\/[^/]+/.exec(key)?.[0] ?? key;
}


/***/ }),

/***/ 1848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OI: () => (/* binding */ describeScope),
/* harmony export */   hU: () => (/* binding */ covers),
/* harmony export */   ii: () => (/* binding */ isAt)
/* harmony export */ });
/* harmony import */ var _arm_id_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2422);

/**
 * Is something assigned at `scope` in force at the resource? The tenant root and management groups are in
 * no path: Azure lists only those above the resource that was asked about, so they are taken as above it.
 */
function covers(scope, resource) {
    if (isRoot(scope))
        return true;
    const parsed = _arm_id_js__WEBPACK_IMPORTED_MODULE_0__/* .ArmId */ .O0.parse(scope);
    if (!parsed)
        return false;
    return parsed.type === _arm_id_js__WEBPACK_IMPORTED_MODULE_0__/* .MANAGEMENT_GROUP_TYPE */ .fK || parsed.contains(resource);
}
/** Is `scope` the resource itself, and not one above it? */
function isAt(scope, resource) {
    return _arm_id_js__WEBPACK_IMPORTED_MODULE_0__/* .ArmId */ .O0.parse(scope)?.equals(resource) ?? false;
}
/** `the account`, `resource group rg (inherited)`, ... as findings name a scope. */
function describeScope(scope, resource) {
    if (isAt(scope, resource))
        return 'the account itself';
    if (isRoot(scope))
        return 'the tenant root / (inherited)';
    const parsed = _arm_id_js__WEBPACK_IMPORTED_MODULE_0__/* .ArmId */ .O0.parse(scope);
    if (!parsed)
        return `${scope} (inherited)`;
    const kind = parsed.type === _arm_id_js__WEBPACK_IMPORTED_MODULE_0__/* .MANAGEMENT_GROUP_TYPE */ .fK
        ? 'management group'
        : parsed.type !== ''
            ? 'resource'
            : parsed.resourceGroup !== undefined
                ? 'resource group'
                : 'subscription';
    return `${kind} ${parsed.text} (inherited)`;
}
function isRoot(scope) {
    return scope.trim() === '' || scope.trim() === '/';
}


/***/ }),

/***/ 6167:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ isSecretMember),
/* harmony export */   O: () => (/* binding */ NAMES_A_SECRET)
/* harmony export */ });
/** Names under which services and people keep keys. */
const NAMES_A_SECRET = /(^|[^a-z])(api|access|account|admin|primary|secondary|subscription|shared)?[-_. ]?key[12]?$|apikey|password|passwd|secret$|connectionstring|sastoken|^sas$|^pat$|authorization$/i;
const HOLDS_NO_SECRET = /^(clientId|tenantId|resourceId|authorityUrl|username|developerToken)$/i;
/** Would a value there be a secret? In the credentials of a connection all are, but for a few; in its metadata some. */
function isSecretMember(of, name) {
    return of === 'credentials' ? !HOLDS_NO_SECRET.test(name) : NAMES_A_SECRET.test(name);
}


/***/ }),

/***/ 5487:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ STATE_WORDS),
/* harmony export */   b: () => (/* binding */ isMissing)
/* harmony export */ });
/** What could not be determined is not there until it is seen. */
function isMissing({ state }) {
    return state === 'missing' || state === 'unknown';
}
/** In words, for each output to mark in its own way. */
const STATE_WORDS = {
    done: 'ok',
    missing: 'missing',
    unseen: 'look yourself',
    unknown: 'not determined',
};


/***/ }),

/***/ 3062:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ bicepString),
/* harmony export */   r: () => (/* binding */ shellWord)
/* harmony export */ });
/**
 * A value as one word of a POSIX shell. Commands in findings are pasted by people who hold rights over
 * production, and names come from Azure: resource groups may hold brackets, so nothing is taken on trust.
 */
function shellWord(value) {
    return /^[\w./:@,=+-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw `'\''`)}'`;
}
/** A value as a Bicep string literal. https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#strings */
function bicepString(value) {
    const escaped = value
        .replaceAll('\\', String.raw `\\`)
        .replaceAll("'", String.raw `\'`)
        .replaceAll('${', String.raw `\${`)
        .replaceAll(/[\r\n]+/g, ' ');
    return `'${escaped}'`;
}


/***/ }),

/***/ 9722:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ subdomainFor)
/* harmony export */ });
/**
 * The custom subdomain for an account: its own name in lower case. `undefined` where that is no valid one.
 * 2 to 64 letters, digits and hyphens, not ending in a hyphen:
 * https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains
 */
function subdomainFor(accountName) {
    const name = accountName.toLowerCase();
    return /^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$/.test(name) ? name : undefined;
}


/***/ }),

/***/ 8267:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ observeAccount)
});

// EXTERNAL MODULE: ./src/azure/probe-requests.ts
var probe_requests = __webpack_require__(6136);
// EXTERNAL MODULE: ./src/azure/readers/accounts.ts
var accounts = __webpack_require__(3086);
// EXTERNAL MODULE: ./src/azure/readers/connections.ts + 1 modules
var connections = __webpack_require__(2878);
// EXTERNAL MODULE: ./src/domain/inference-actions.ts
var inference_actions = __webpack_require__(5005);
// EXTERNAL MODULE: ./src/domain/permissions.ts + 2 modules
var permissions = __webpack_require__(2596);
// EXTERNAL MODULE: ./src/domain/principal.ts
var principal = __webpack_require__(7542);
;// CONCATENATED MODULE: ./src/domain/deployments-matter.ts



/**
 * Could knowing what is deployed change what is said of who may call the account? It cannot where each
 * role that is looked at allows every kind of inference or none of it, and every required principal
 * holds one of the first sort. Whatever is in doubt matters.
 */
function deploymentsMatter(account, access) {
    const { assignments, roles, denies, reach, required } = access;
    if (!assignments.known || !roles.known || !denies.known || denies.value.length > 0)
        return true;
    const reached = [...reach.values()].flatMap((list) => (list.known ? [list.value] : []));
    if (reached.length < reach.size)
        return true;
    const wants = (0,inference_actions/* possibleWants */.J)(account);
    const named = new Set([...required, ...reach.keys()].map((id) => id.toLowerCase()));
    const looked = [
        ...assignments.value.filter(({ principalId, principalType }) => named.has(principalId.toLowerCase()) || !(0,principal/* isGroupOrWorkload */.W)(principalType)),
        ...reached.flat(),
    ];
    const amount = (assignment) => amountOf(assignment, roles.value, wants);
    if (looked.some((assignment) => amount(assignment) === 'some'))
        return true;
    return required.some((id) => {
        const held = reach.get(id.toLowerCase()) ??
            { known: true, value: assignments.value.filter(isOf(id)) };
        return !held.known || !held.value.some((assignment) => amount(assignment) === 'all');
    });
}
function amountOf({ roleGuid, condition }, roles, wants) {
    const role = roles.get(roleGuid.toLowerCase());
    if (!role)
        return 'some';
    const answers = new Set(wants.map((want) => (0,permissions/* grantOf */.od)(role, want)));
    if (answers.size > 1 || answers.has('maybe'))
        return 'some';
    if (answers.has('no'))
        return 'none';
    return condition === undefined ? 'all' : 'some';
}
function isOf(objectId) {
    return ({ principalId }) => principalId.toLowerCase() === objectId.toLowerCase();
}

// EXTERNAL MODULE: ./src/domain/observation.ts
var observation = __webpack_require__(6610);
// EXTERNAL MODULE: ./src/domain/scope.ts
var domain_scope = __webpack_require__(1848);
// EXTERNAL MODULE: ./src/azure/readers/policies.ts
var policies = __webpack_require__(4328);
// EXTERNAL MODULE: ./src/domain/arm-id.ts
var arm_id = __webpack_require__(2422);
;// CONCATENATED MODULE: ./src/domain/policy-exemption.ts

/** What an exemption keeps from holding for the account, or may do so. */
function liftOf(guard, account, exemptions, now) {
    const lifts = exemptions
        .filter((exemption) => sameText(exemption.assignmentId, guard.assignmentId) &&
        (0,domain_scope/* covers */.hU)(exemption.scope, account) &&
        (exemption.endsAt === undefined || exemption.endsAt > now.getTime()) &&
        policy_exemption_isOf(exemption, guard.reference))
        .map(({ name, selective, endsAt }) => ({
        certain: !selective,
        by: `the policy exemption ${name}${endsAt === undefined ? '' : ` until ${new Date(endsAt).toISOString()}`}`,
    }));
    return lifts.find(({ certain }) => certain) ?? lifts[0];
}
function policy_exemption_isOf({ references }, reference) {
    if (references.length === 0 || reference === undefined)
        return true;
    return references.some((exempt) => sameText(exempt, reference));
}
function sameText(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}

;// CONCATENATED MODULE: ./src/observe/policies.ts





/** The policy assignments about keys at the account and above it, and what keeps them from holding for it. */
async function readPolicies(shared, account) {
    const listed = await shared.policyAssignments(account);
    if (!listed.known)
        return listed;
    const assignments = listed.value.filter(({ scope, notScopes }) => (0,domain_scope/* covers */.hU)(scope, account) && !notScopes.some((not) => arm_id/* ArmId */.O0.parse(not)?.contains(account)));
    if (assignments.length === 0)
        return (0,observation/* known */.eO)([]);
    const exemptions = shared.policyExemptions(account);
    const guards = await Promise.all(assignments.map(async (assignment) => {
        const policies = await shared.keyPolicies(assignment.definition);
        const lift = liftedBy(account, await exemptions, shared.now);
        return (0,observation/* map */.Tj)(policies, (list) => list.map((policy) => guardOf(assignment, policy, lift(assignment, policy))));
    }));
    return (0,observation/* map */.Tj)((0,observation/* all */.Q7)(guards), (lists) => lists.flat());
}
function guardOf(assignment, policy, lifted) {
    return {
        assignmentId: assignment.id,
        assignmentName: assignment.name,
        scope: assignment.scope,
        definitionGuid: policy.guid,
        effect: (0,policies/* effectOf */.$x)(policy, assignment),
        enforced: assignment.enforced,
        ...(lifted && { lifted }),
    };
}
/** What keeps an assignment from holding for the account: an exemption, or its own selectors. */
function liftedBy(account, exemptions, now) {
    return ({ id, selective }, { reference }) => {
        const exempt = exemptions.known
            ? liftOf({ assignmentId: id, reference }, account, exemptions.value, now)
            : { certain: false, by: 'a policy exemption', unread: exemptions.reason };
        if (exempt || !selective)
            return exempt;
        return { certain: false, by: 'its resource selectors, which Azure Policy alone evaluates' };
    };
}

;// CONCATENATED MODULE: ./src/observe/observe-account.ts







const NOTHING_HANGS_ON_IT = (0,observation/* unknown */.L5)({
    kind: 'unavailable',
    message: 'The deployments were not asked for: each role in force allows every kind of inference or none.',
});
const NOT_ASKED = (0,observation/* unknown */.L5)({
    kind: 'unavailable',
    message: 'This was not asked for, because no rule in force declares that it needs it.',
});
/** Everything the rules in force need to know of one account, asked side by side, each once. */
async function observeAccount({ arm, shared, prober }, question) {
    const { id, needs, settings } = question;
    const when = (aspect, ask) => needs.has(aspect) ? ask() : Promise.resolve(NOT_ASKED);
    // In the order of what hangs on the answers: requests are answered about as they are sent, and the probe
    // waits for the account and its deployments.
    const account = question.account ? Promise.resolve(question.account) : (0,accounts/* readAccount */.GM)(arm, id);
    const mayBeSpared = question.sparing === true && settings.probe === 'off';
    const asked = mayBeSpared ? undefined : when('deployments', () => (0,accounts/* listDeployments */.Jn)(arm, id));
    const projects = when('projects', () => question.sparing ? projectsOf(arm, shared, account, id) : (0,accounts/* listProjects */.hF)(arm, id));
    const policies = when('policies', () => readPolicies(shared, id));
    const hubs = when('hubs', () => readHubs(shared, question.hubSubscriptions));
    const assignments = when('assignments', async () => above(id, await shared.assignments(id)));
    const denies = when('denies', async () => above(id, await shared.denies(id)));
    const listedRoles = when('roles', () => shared.roleDefinitions(id));
    const reach = readReach(shared, question, projects);
    const roles = when('roles', async () => {
        const held = [await assignments, ...(await reach).values()];
        return catalogue(shared, id, await listedRoles, held);
    });
    const deployments = asked ??
        when('deployments', async () => {
            const read = await account;
            const matters = !read.known ||
                deploymentsMatter(read.value, {
                    assignments: await assignments,
                    roles: await roles,
                    denies: await denies,
                    reach: await reach,
                    required: needs.has('reach') ? settings.principals.map(({ objectId }) => objectId) : [],
                });
            return matters ? (0,accounts/* listDeployments */.Jn)(arm, id) : NOTHING_HANGS_ON_IT;
        });
    const keyEvents = when('key-events', async () => (0,observation/* map */.Tj)(await shared.keyEvents(id), (events) => events.filter((event) => event.account.equals(id))));
    return settled({
        id,
        self: question.self,
        account,
        deployments,
        projects,
        policies,
        hubs,
        assignments,
        denies,
        reach,
        roles,
        keyEvents,
        connections: when('connections', () => readConnections(arm, id, projects)),
        entraProbe: when('entra-probe', () => probe(prober, 'entra', account, deployments, settings)),
        keyProbe: when('key-probe', () => probe(prober, 'key', account, deployments, settings)),
        denyReach: readDenyReach(shared, question, denies, projects),
        names: readNames(shared, needs, assignments),
    });
}
/** Waits for all members side by side, so that the failure of one is met while others are waited for. */
async function settled(asked) {
    const answers = await Promise.all(Object.entries(asked).map(async ([name, answer]) => [name, await answer]));
    return Object.fromEntries(answers);
}
/** From Resource Graph's index where the account itself bears it out, else listed. */
async function projectsOf(arm, shared, account, id) {
    const read = await account;
    const indexed = read.known ? await shared.projectsByIndex(read.value) : undefined;
    return indexed ? (0,observation/* known */.eO)(indexed) : (0,accounts/* listProjects */.hF)(arm, id);
}
/** Keeps what is in force at the account: assigned there, or at a scope above it. */
function above(id, list) {
    return (0,observation/* map */.Tj)(list, (items) => items.filter(({ scope }) => (0,domain_scope/* covers */.hU)(scope, id)));
}
/** What users and service principals hold through groups too: the required ones, the workflow's own, and projects' identities. */
async function readReach(shared, { id, needs, settings, self }, projects) {
    const ask = async (objectId) => [
        objectId,
        above(id, await shared.assignedTo(id, objectId)),
    ];
    const required = [
        ...(needs.has('reach')
            ? settings.principals.filter(({ type }) => type !== 'Group').map(({ objectId }) => objectId)
            : []),
        ...(needs.has('own-reach') && self !== undefined ? [self] : []),
    ];
    const first = [...new Set(required)].map(ask);
    const second = needs.has('project-identities')
        ? projects.then((list) => Promise.all([...new Set(list.known ? list.value.flatMap(({ identities }) => identities) : [])]
            .filter((objectId) => !required.includes(objectId))
            .map(ask)))
        : Promise.resolve([]);
    return new Map([...(await Promise.all(first)), ...(await second)]);
}
/**
 * The listed role definitions. Read one by one are those that assignments name and the list does not hold,
 * and those of an index that may have changed a minute ago: what they allow decides.
 */
async function catalogue(shared, id, listed, held) {
    if (!listed.known)
        return listed;
    const { definitions, unsure } = listed.value;
    const roles = new Map(definitions.map((role) => [role.guid, role]));
    const doubtful = new Set(held
        .flatMap((list) => (list.known ? list.value : []))
        .map(({ roleGuid }) => roleGuid)
        .filter((guid) => !roles.has(guid) || unsure.has(guid)));
    const read = await Promise.all([...doubtful].map(async (guid) => ({ guid, role: await shared.roleDefinition(id, guid) })));
    for (const { guid, role } of read) {
        if (role.known)
            roles.set(guid, role.value);
        else
            roles.delete(guid);
    }
    return (0,observation/* known */.eO)(roles);
}
/** Asked only where a deny assignment names a group: it may hold a principal that the rules are about. */
async function readDenyReach(shared, { id, needs, settings, self }, denies, projects) {
    const list = await denies;
    const namesGroup = list.known &&
        list.value.some(({ principals, excludePrincipals }) => [...principals, ...excludePrincipals].some(({ type }) => /group/i.test(type)));
    if (!namesGroup)
        return new Map();
    const ofProjects = needs.has('project-identities') ? await projects : undefined;
    const objectIds = new Set([
        ...settings.principals.filter(({ type }) => type !== 'Group').map(({ objectId }) => objectId),
        ...(needs.has('own-reach') && self !== undefined ? [self] : []),
        ...(ofProjects?.known ? ofProjects.value.flatMap(({ identities }) => identities) : []),
    ]);
    return new Map(await Promise.all([...objectIds].map(async (objectId) => [
        objectId,
        above(id, await shared.deniesFor(id, objectId)),
    ])));
}
async function readConnections(arm, id, projects) {
    const own = (0,connections/* listConnections */.yb)(arm, id, 'account');
    const list = await projects;
    if (!list.known)
        return list;
    const ofProjects = await Promise.all(list.value.map(async (project) => ({
        owner: project.id,
        connections: await (0,connections/* listConnections */.yb)(arm, project.id, 'project'),
    })));
    return (0,observation/* known */.eO)([{ owner: id, connections: await own }, ...ofProjects]);
}
async function readHubs(shared, subscriptions) {
    const lists = await Promise.all(subscriptions.map((subscription) => shared.hubs(subscription)));
    return (0,observation/* map */.Tj)((0,observation/* all */.Q7)(lists), (hubs) => hubs.flat());
}
async function probe(prober, kind, account, deployments, settings) {
    if (settings.probe === 'off')
        return (0,observation/* known */.eO)([]);
    const found = await account;
    if (!found.known)
        return found;
    if (!(0,probe_requests/* hasInference */.Y)(found.value))
        return (0,observation/* known */.eO)([]);
    const models = await deployments;
    // Without the list of deployments the list of models is probed: less proof, and the evidence says so.
    const usable = models.known ? models.value : [];
    return kind === 'entra' ? prober.entra(found.value, usable) : prober.key(found.value, usable);
}
async function readNames(shared, needs, assignments) {
    if (!needs.has('names'))
        return new Map();
    const list = await assignments;
    return list.known ? shared.names(list.value.map(({ principalId }) => principalId)) : new Map();
}


/***/ }),

/***/ 5778:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ ACCOUNTS),
/* harmony export */   O: () => (/* binding */ OwnRights)
/* harmony export */ });
/* harmony import */ var _azure_readers_authorization_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2317);
/* harmony import */ var _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2422);
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6339);
/* harmony import */ var _domain_observation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6610);
/* harmony import */ var _domain_permissions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2596);
/* harmony import */ var _domain_remedy_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9558);






const ACCOUNTS = {
    action: 'Microsoft.CognitiveServices/accounts/read',
    what: 'The accounts',
};
/** A sentence names as many subscriptions. */
const NAMED = 3;
/**
 * What the workflow's own identity may read, asked once at each scope. Azure Resource Manager can answer a list
 * for which the caller lacks the right with what is left of it, an empty list at worst, and no error: such a list
 * proves nothing. https://github.com/MicrosoftDocs/azure-docs/issues/66312
 * https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group
 */
class OwnRights {
    #arm;
    #self;
    #held = new Map();
    /** @param self object id of the identity, where its token tells it: for the command that grants a right */
    constructor(arm, self) {
        this.#arm = arm;
        this.#self = self;
    }
    /** The list, asked for side by side with the right to all of it; unknown where that is missing. */
    async whole(scope, right, ask) {
        const [list, gap] = await Promise.all([ask(), this.gap(scope, right)]);
        return list.known && gap ? (0,_domain_observation_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)(gap) : list;
    }
    /** Why a list at the scope may lack some; `undefined` where the identity may read it all. */
    async gap(scope, right) {
        if (await this.#inheritsFromSubscription(scope, right))
            return undefined;
        const held = await this.#at(scope);
        if (!held.known)
            return held.reason;
        return holds(held.value, right) ? undefined : lacking(scope, right, this.#self);
    }
    /** Why lists at subscriptions below a group may lack some, as one reason that is mended at the group. */
    async gapBelow(group, scopes, right) {
        const gaps = await Promise.all(scopes.map(async (scope) => ({ scope, reason: await this.gap(scope, right) })));
        const denied = gaps.filter(({ reason }) => reason?.kind === 'denied');
        if (denied.length === 0)
            return gaps.find(({ reason }) => reason)?.reason;
        const named = denied.slice(0, NAMED).map(({ scope }) => scope.text);
        const others = denied.length > NAMED ? ` and ${denied.length - NAMED} more` : '';
        return {
            ...lacking(group, right, this.#self),
            message: `${right.what} in ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U)(denied.length, 'subscription')} below ${group.text} may be more than Azure showed: the identity lacks ${right.action} in ${named.join(', ')}${others}.`,
        };
    }
    /** Most identities hold their rights at the subscription or above: one answer then serves all below it. */
    async #inheritsFromSubscription(scope, right) {
        if (scope.subscriptionId === undefined)
            return false;
        const held = await this.#at(_domain_arm_id_js__WEBPACK_IMPORTED_MODULE_4__/* .ArmId */ .O0.of(`/subscriptions/${scope.subscriptionId}`));
        return held.known && holds(held.value, right);
    }
    #at(scope) {
        const asked = this.#held.get(scope.key) ?? (0,_azure_readers_authorization_js__WEBPACK_IMPORTED_MODULE_0__/* .listOwnPermissions */ .Dx)(this.#arm, scope);
        this.#held.set(scope.key, asked);
        return asked;
    }
}
function holds(held, { action }) {
    return held.some((permission) => (0,_domain_permissions_js__WEBPACK_IMPORTED_MODULE_1__/* .permits */ .V1)(permission, 'action', action));
}
function lacking(scope, { action, what }, self) {
    return {
        kind: 'denied',
        action,
        scope: scope.text,
        message: `${what} at ${scope.text} may be more than Azure showed: the identity lacks ${action} there, and Azure can leave out of a list what the caller may not read.`,
        ...(0,_domain_remedy_js__WEBPACK_IMPORTED_MODULE_5__/* .deniedRemedy */ .a3)(action, scope.text, self),
    };
}


/***/ }),

/***/ 4753:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ Shared)
});

// EXTERNAL MODULE: ./src/domain/arm-id.ts
var arm_id = __webpack_require__(2422);
// EXTERNAL MODULE: ./src/domain/observation.ts
var observation = __webpack_require__(6610);
// EXTERNAL MODULE: ./src/azure/api-versions.ts
var api_versions = __webpack_require__(4829);
// EXTERNAL MODULE: ./src/azure/json.ts
var json = __webpack_require__(5721);
;// CONCATENATED MODULE: ./src/azure/readers/activity-log.ts




/**
 * Who listed or regenerated keys, of one account or of all accounts of the subscription. The log knows
 * the fetching of keys, not their use. Only a few forms of `$filter` are allowed, none by operation.
 * https://learn.microsoft.com/rest/api/monitor/activity-logs/list
 */
async function listKeyEvents(arm, subscriptionId, since, until, account) {
    const of = account
        ? `resourceUri eq '${account.text}'`
        : `resourceProvider eq 'Microsoft.CognitiveServices'`;
    const events = await arm.list({
        path: `/subscriptions/${subscriptionId}/providers/Microsoft.Insights/eventtypes/management/values`,
        apiVersion: api_versions/* API */.n.activityLog,
        query: {
            $filter: `eventTimestamp ge '${since.toISOString()}' and eventTimestamp le '${until.toISOString()}' and ${of}`,
        },
        what: `the activity log of ${account ? account.name : `subscription ${subscriptionId}`}`,
        action: 'Microsoft.Insights/eventtypes/values/read',
        scope: account?.text ?? `/subscriptions/${subscriptionId}`,
    }, readEvent);
    return (0,observation/* map */.Tj)(events, (list) => callsOf(list.flatMap(({ entry }) => entry ?? [])));
}
function readEvent(item) {
    if (typeof item !== 'object' || item === null)
        return undefined;
    const operation = ((0,json/* textAt */.$6)(item, 'operationName', 'value') ??
        (0,json/* textAt */.$6)(item, 'operationName') ??
        '').toLowerCase();
    const kind = operation.endsWith('/listkeys/action')
        ? 'listKeys'
        : operation.endsWith('/regeneratekey/action')
            ? 'regenerateKey'
            : undefined;
    if (!kind || !operation.startsWith(`${arm_id/* ACCOUNT_TYPE */.HR}/`))
        return {};
    const account = arm_id/* ArmId */.O0.parse((0,json/* textAt */.$6)(item, 'resourceId') ?? '')?.ancestor(arm_id/* ACCOUNT_TYPE */.HR);
    const at = (0,json/* textAt */.$6)(item, 'eventTimestamp');
    if (!account || !at)
        return undefined;
    const caller = (0,json/* textAt */.$6)(item, 'caller') ??
        (0,json/* textAt */.$6)(item, 'claims', 'http://schemas.microsoft.com/identity/claims/objectidentifier') ??
        (0,json/* textAt */.$6)(item, 'claims', 'appid') ??
        'a caller the log does not name';
    return {
        entry: {
            event: { at, caller, operation: kind, account },
            correlation: (0,json/* textAt */.$6)(item, 'correlationId') ?? at,
            status: ((0,json/* textAt */.$6)(item, 'status', 'value') ?? '').toLowerCase(),
        },
    };
}
/** Each call once, newest first. One that was refused read no key. */
function callsOf(entries) {
    const byCall = Map.groupBy(entries, ({ correlation, event }) => `${correlation}|${event.operation}|${event.account.key}`);
    return [...byCall.values()]
        .filter((call) => !wasRefused(call))
        .flatMap(([first]) => first?.event ?? [])
        .sort((a, b) => b.at.localeCompare(a.at));
}
/** As many failed as started, and none came about: what only started may have read a key. */
function wasRefused(call) {
    const failed = call.filter(({ status }) => status === 'failed').length;
    const started = call.filter(({ status }) => status === 'started').length;
    return failed > 0 && started <= failed && call.length === started + failed;
}

// EXTERNAL MODULE: ./src/azure/readers/authorization.ts
var authorization = __webpack_require__(2317);
// EXTERNAL MODULE: ./src/azure/readers/connections.ts + 1 modules
var connections = __webpack_require__(2878);
// EXTERNAL MODULE: ./src/azure/readers/names.ts
var names = __webpack_require__(9744);
// EXTERNAL MODULE: ./src/azure/readers/policies.ts
var policies = __webpack_require__(4328);
// EXTERNAL MODULE: ./src/azure/readers/resource-graph.ts
var resource_graph = __webpack_require__(1903);
// EXTERNAL MODULE: ./src/azure/readers/workspaces.ts
var readers_workspaces = __webpack_require__(1920);
;// CONCATENATED MODULE: ./src/observe/directory.ts
/**
 * Display names of principals for all accounts of a run. Each principal is asked for once; those that are
 * wanted while a request is under way go together in the next one. They are a courtesy: where the
 * directory refuses once, it is not asked again.
 */
class Directory {
    #read;
    #names = new Map();
    #wanted = new Set();
    #refused = false;
    #asked = Promise.resolve();
    #next;
    /** @param read asks the directory; `undefined` when it refuses */
    constructor(read) {
        this.#read = read;
    }
    /** Of those that the directory gave, by lower-cased id. */
    async names(objectIds) {
        const ids = [...new Set(objectIds.map((id) => id.toLowerCase()))];
        const missing = ids.filter((id) => !this.#names.has(id));
        if (missing.length > 0 && !this.#refused) {
            for (const id of missing)
                this.#wanted.add(id);
            this.#next ??= this.#asked.then(() => this.#ask());
            await this.#next;
        }
        return new Map(ids.flatMap((id) => {
            const name = this.#names.get(id);
            return name ? [[id, name]] : [];
        }));
    }
    #ask() {
        const ids = [...this.#wanted].filter((id) => !this.#names.has(id)).sort();
        this.#wanted.clear();
        this.#next = undefined;
        this.#asked = this.#answer(ids);
        return this.#asked;
    }
    async #answer(ids) {
        if (ids.length === 0 || this.#refused)
            return;
        const names = await this.#read(ids);
        if (!names)
            this.#refused = true;
        for (const [id, name] of names ?? [])
            this.#names.set(id, name);
    }
}

;// CONCATENATED MODULE: ./src/observe/shared.ts










const ASSIGNMENTS = {
    action: 'Microsoft.Authorization/roleAssignments/read',
    what: 'The role assignments',
};
const DENIES = {
    action: 'Microsoft.Authorization/denyAssignments/read',
    what: 'The deny assignments',
};
const KEY_EVENTS = {
    action: 'Microsoft.Insights/eventtypes/values/read',
    what: 'The entries of the activity log',
};
const EXEMPTIONS = {
    action: 'Microsoft.Authorization/policyExemptions/read',
    what: 'The policy exemptions',
};
const WORKSPACES = {
    action: 'Microsoft.MachineLearningServices/workspaces/read',
    what: 'The hubs and workspaces',
};
/** Holds features of machine learning, and calls no models. Any other workspace may. */
const IS_FEATURE_STORE = /^featurestore$/i;
const DAY_MS = 86_400_000;
/**
 * Questions whose answers several accounts share, each asked once. Where a subscription has more than one
 * account in scope, its role and policy data are asked for at the subscription, else at the account,
 * which a caller with rights on that account alone may read too.
 */
class Shared {
    #arm;
    #rights;
    #answers = new Map();
    #directory;
    /** The time of the run. */
    now;
    #severalIn;
    #indexed;
    constructor(options) {
        this.#arm = options.arm;
        this.#rights = options.rights;
        const { graph, tokens, transport } = options;
        this.#directory =
            graph === undefined
                ? undefined
                : new Directory((ids) => (0,names/* readNames */.r)({ graph, tokens, transport }, ids));
        this.now = options.now;
        this.#severalIn = options.severalIn;
        this.#indexed = options.indexed ?? [];
    }
    assignments(account) {
        return this.#atBestScope('assignments', account, (scope) => this.#rights.whole(scope, ASSIGNMENTS, () => (0,authorization/* listAssignments */.t_)(this.#arm, scope, scope === account)));
    }
    assignedTo(account, objectId) {
        return this.#atBestScope(`assigned-to ${objectId}`, account, (scope) => this.#rights.whole(scope, ASSIGNMENTS, () => (0,authorization/* listAssignedTo */.MZ)(this.#arm, scope, objectId)));
    }
    denies(account) {
        return this.#atBestScope('denies', account, (scope) => this.#rights.whole(scope, DENIES, () => (0,authorization/* listDenyAssignments */.vM)(this.#arm, scope, scope === account ? 'at-scope' : 'all')));
    }
    deniesFor(account, objectId) {
        return this.#atBestScope(`denies-for ${objectId}`, account, (scope) => this.#rights.whole(scope, DENIES, () => (0,authorization/* listDenyAssignments */.vM)(this.#arm, scope, { assignedTo: objectId })));
    }
    /**
     * Of many subscriptions from Resource Graph's index: each one's own list is a megabyte of the same
     * built-in roles.
     */
    async roleDefinitions(account) {
        const index = this.#indexed.length === 0
            ? undefined
            : await this.#once('roles', () => (0,resource_graph/* indexedRoles */.D_)(this.#arm, this.#indexed));
        if (index?.known && index.value.length > 0) {
            const unsure = index.value.filter(({ reliable }) => !reliable);
            return (0,observation/* known */.eO)({
                definitions: index.value.map(({ definition }) => definition),
                unsure: new Set(unsure.map(({ definition }) => definition.guid)),
            });
        }
        const listed = await this.#atBestScope('roles', account, (scope) => (0,authorization/* listRoleDefinitions */.BS)(this.#arm, scope));
        return (0,observation/* map */.Tj)(listed, (definitions) => ({ definitions, unsure: new Set() }));
    }
    /**
     * One from the control plane: a role that the list did not hold, e.g. one that can only be assigned
     * further up, or one that is to be read as it is now. It is the same wherever it can be read.
     */
    async roleDefinition(account, guid) {
        const first = await this.#once(`role ${guid}`, async () => ({
            from: account.subscriptionId,
            role: await (0,authorization/* readRoleDefinition */.E5)(this.#arm, account, guid),
        }));
        if (first.role.known || first.from === account.subscriptionId)
            return first.role;
        return this.#once(`role ${account.subscriptionId ?? ''} ${guid}`, () => (0,authorization/* readRoleDefinition */.E5)(this.#arm, account, guid));
    }
    keyEvents(account) {
        const subscriptionId = account.subscriptionId ?? '';
        const since = new Date(this.now.getTime() - 30 * DAY_MS);
        return this.#atBestScope('key-events', account, (scope) => this.#rights.whole(scope, KEY_EVENTS, () => listKeyEvents(this.#arm, subscriptionId, since, this.now, scope === account ? account : undefined)));
    }
    policyAssignments(account) {
        return this.#atBestScope('policies', account, (scope) => (0,policies/* listPolicyAssignments */.f_)(this.#arm, scope, scope === account));
    }
    policyExemptions(account) {
        return this.#atBestScope('policy-exemptions', account, (scope) => this.#rights.whole(scope, EXEMPTIONS, () => (0,policies/* listPolicyExemptions */.b6)(this.#arm, scope, scope === account)));
    }
    keyPolicies(definition) {
        return this.#once(`key-policies ${definition.key}`, () => (0,policies/* readKeyPolicies */.Gx)(this.#arm, definition, (id) => this.#once(`policy ${id.key}`, () => (0,policies/* readPolicyDefinition */.az)(this.#arm, id))));
    }
    /** What holds connections of machine learning in a subscription: hubs, hub projects and plain workspaces. */
    hubs(subscriptionId) {
        return this.#once(`hubs ${subscriptionId}`, async () => {
            const subscription = arm_id/* ArmId */.O0.of(`/subscriptions/${subscriptionId}`);
            const workspaces = await this.#rights.whole(subscription, WORKSPACES, () => (0,readers_workspaces/* listWorkspaces */.FF)(this.#arm, subscription));
            if (!workspaces.known)
                return workspaces;
            const hubs = workspaces.value.filter(({ kind }) => !IS_FEATURE_STORE.test(kind));
            return (0,observation/* known */.eO)(await Promise.all(hubs.map(async (workspace) => ({
                workspace,
                connections: await this.#ofWorkspace(workspace),
            }))));
        });
    }
    async #ofWorkspace(workspace) {
        const { id, hub } = workspace;
        const list = await (0,connections/* listConnections */.yb)(this.#arm, id, (0,readers_workspaces/* ownerKindOf */.dd)(workspace));
        return hub ? (0,observation/* map */.Tj)(list, (all) => all.map((connection) => ({ ...connection, hub }))) : list;
    }
    /**
     * The projects of an account without a request of its own; `undefined` where they have to be listed.
     * Resource Graph's index can lag, so it counts only where the account itself, as the control plane has
     * just described it, names the same projects.
     */
    async projectsByIndex(account) {
        const names = account.projectNames ?? [];
        if (this.#indexed.length === 0 || names.length === 0)
            return undefined;
        const index = await this.#once('projects', () => (0,resource_graph/* indexedProjects */.eU)(this.#arm, this.#indexed));
        const found = index.known ? index.value.get(account.id.key) : undefined;
        return found && sameNames(names, found) ? found : undefined;
    }
    async names(objectIds) {
        return this.#directory?.names(objectIds) ?? new Map();
    }
    /** At the subscription, where it serves several accounts and the caller may; else at the account. */
    async #atBestScope(question, account, ask) {
        const subscriptionId = account.subscriptionId;
        if (subscriptionId !== undefined && this.#severalIn.has(subscriptionId)) {
            const whole = await this.#once(`${question} ${subscriptionId}`, () => ask(arm_id/* ArmId */.O0.of(`/subscriptions/${subscriptionId}`)));
            if (whole.known || whole.reason.kind !== 'denied')
                return whole;
        }
        return this.#once(`${question} ${account.key}`, () => ask(account));
    }
    #once(question, ask) {
        const asked = this.#answers.get(question) ?? ask();
        this.#answers.set(question, asked);
        return asked;
    }
}
function sameNames(names, projects) {
    const sorted = (list) => JSON.stringify([...new Set(list.map((name) => name.toLowerCase()))].sort());
    return sorted(names) === sorted(projects.map(({ name }) => name));
}


/***/ }),

/***/ 3280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ identityStep),
/* harmony export */   Ep: () => (/* binding */ WORKFLOW),
/* harmony export */   Mv: () => (/* binding */ FEDERATION),
/* harmony export */   _q: () => (/* binding */ rolesStep),
/* harmony export */   oT: () => (/* binding */ stepsAfterFailure)
/* harmony export */ });
/* unused harmony exports IDENTITY, done */
/* harmony import */ var _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2422);
/* harmony import */ var _domain_remedy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9558);
/* harmony import */ var _domain_shell_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3062);



const ROLES = 'https://raw.githubusercontent.com/foundry-entra-gate/foundry-entra-gate/v1/docs/permissions';
const PRINCIPAL = '"$PRINCIPAL_ID"';
/** What a workflow whose sign-in failed needs to get to green, in the order of the README's set-up. */
function stepsAfterFailure(reason, of) {
    const { signIn, target, subscriptionId } = of;
    const refused = { say: said(reason), commands: reason.commands ?? [] };
    const roles = rolesStep({ clientId: signIn.clientId, target, subscriptionId });
    if (signIn.auth !== 'oidc')
        return [{ title: 'Sign-in', state: 'missing', ...refused }, roles];
    const { missing } = reason;
    const identity = missing === 'identity'
        ? { title: IDENTITY, state: 'missing', ...refused }
        : missing === 'federation'
            ? done(IDENTITY, `Entra knows client ${signIn.clientId}.`)
            : identityStep(signIn.clientId);
    const federation = missing === 'federation'
        ? { title: FEDERATION, state: 'missing', ...refused }
        : {
            title: FEDERATION,
            state: 'unseen',
            say: 'Not looked at yet: the run that gets so far prints the subject that is sent, and the command for it.',
            commands: [],
        };
    const workflow = missing === 'workflow'
        ? { title: WORKFLOW, state: 'missing', ...refused }
        : done(WORKFLOW, 'GitHub gives the job a token.');
    return [
        ...(missing === undefined
            ? [{ title: 'Sign-in', state: 'missing', ...refused }]
            : []),
        identity,
        federation,
        roles,
        // Without the job's own sentence nothing is known of its permissions: it did get a token, or the network failed.
        ...(missing === undefined ? [] : [workflow]),
    ];
}
const IDENTITY = 'An identity for the workflow';
const FEDERATION = 'A federated credential that trusts the workflow';
const WORKFLOW = 'Permissions of the workflow';
function identityStep(clientId) {
    if (clientId !== '') {
        return {
            title: IDENTITY,
            state: 'unseen',
            say: `Client ${clientId}. This prints the object id of its service principal, if there is one.`,
            commands: [`az ad sp show --id ${(0,_domain_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(clientId)} --query id --output tsv`],
        };
    }
    return {
        title: IDENTITY,
        state: 'missing',
        say: 'No client id was given. Create an app registration, or take the client id of a user-assigned managed identity, and name it in client-id.',
        commands: [
            'CLIENT_ID=$(az ad app create --display-name foundry-entra-gate --query appId --output tsv)',
            'PRINCIPAL_ID=$(az ad sp create --id "$CLIENT_ID" --query id --output tsv)',
            'echo "client-id $CLIENT_ID, object id $PRINCIPAL_ID"',
        ],
    };
}
/** Check at the subscription, where hubs and the activity log are; Probe at the account. Neither reads a key. */
function rolesStep(of) {
    const { clientId, objectId, target } = of;
    const id = _domain_arm_id_js__WEBPACK_IMPORTED_MODULE_1__/* .ArmId */ .O0.parse(target);
    const subscription = id?.subscriptionId ?? (of.subscriptionId || 'SUBSCRIPTION-ID');
    const scopes = [
        ['check', 'Foundry Entra Gate Check', `/subscriptions/${subscription}`],
        ['probe', 'Foundry Entra Gate Probe', id === undefined ? 'RESOURCE-ID' : target],
    ];
    const principal = objectId === undefined ? PRINCIPAL : (0,_domain_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(objectId);
    return {
        title: 'Roles of the identity: Foundry Entra Gate Check and Foundry Entra Gate Probe',
        state: 'unseen',
        say: 'Neither role can read a key. Check is assigned at the subscription, because hubs and the activity log are there; at the account alone, two rules stay unknown. A new role can take minutes until it can be assigned, an assignment five until it works. The list shows what is there.',
        commands: [
            ...(objectId === undefined
                ? [
                    `PRINCIPAL_ID=$(az ad sp show --id ${clientId === '' ? 'CLIENT-ID' : (0,_domain_shell_js__WEBPACK_IMPORTED_MODULE_0__/* .shellWord */ .r)(clientId)} --query id --output tsv)`,
                ]
                : []),
            `az role assignment list --assignee ${principal} --all --query "[].{role:roleDefinitionName,scope:scope}" --output table`,
            ...scopes.map(([file]) => `curl -fsSL ${ROLES}/${file}.json | sed 's/SUBSCRIPTION-ID/${subscription}/' > ${file}.json && az role definition create --role-definition @${file}.json`),
            ...scopes.map(([, role, scope]) => (0,_domain_remedy_js__WEBPACK_IMPORTED_MODULE_2__/* .grantCommand */ .Qg)({ type: 'ServicePrincipal', role, scope }).replace(_domain_remedy_js__WEBPACK_IMPORTED_MODULE_2__/* .OWN_OBJECT_ID */ .Dl, principal)),
        ],
    };
}
function done(title, say) {
    return { title, state: 'done', say, commands: [] };
}
function said({ message, remedy }) {
    return remedy === undefined ? message : `${message}\n${remedy}`;
}


/***/ }),

/***/ 3010:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ INTERLOCK_ASPECTS),
/* harmony export */   W: () => (/* binding */ PLAN_ASPECTS)
/* harmony export */ });
/** What has to be asked again of an account right before its keys are cut. */
const INTERLOCK_ASPECTS = new Set([
    'account',
    'assignments',
    'roles',
    'denies',
    'reach',
    'own-reach',
    'deployments',
    'projects',
    'connections',
    'hubs',
    'entra-probe',
    'key-probe',
]);
/** What has to be asked of an account for its plan, whichever rules are in force. */
const PLAN_ASPECTS = new Set([
    ...INTERLOCK_ASPECTS,
    'key-events',
    'policies',
    'project-identities',
]);


/***/ }),

/***/ 1206:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ commentOnPullRequest)
/* harmony export */ });
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4231);
/* harmony import */ var _report_marker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(990);
/* harmony import */ var _report_verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(687);
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9520);




/**
 * Writes the one comment of this workflow, job and matrix leg, or edits it in place; nothing is written
 * when it says the same already. @returns a warning when GitHub refused; never throws.
 */
async function commentOnPullRequest(report, context, inputs) {
    const { event } = context;
    if (!event.pullRequest || inputs.comment === 'never')
        return undefined;
    const what = 'The pull request comment could not be written';
    if (inputs.githubToken === '')
        return `${what}: the input github-token is empty.`;
    const thread = {
        owner: event.owner,
        repo: event.repository,
        issue_number: event.pullRequest.number,
    };
    try {
        const octokit = await (0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .connectGitHub */ .UY)({ event, inputs });
        const body = (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .renderComment */ .wQ)(report, context);
        const ours = {
            mark: (0,_report_marker_js__WEBPACK_IMPORTED_MODULE_1__/* .marker */ .x)('comment', event),
            ourselves: new _github_js__WEBPACK_IMPORTED_MODULE_3__/* .Ourselves */ .dP({ event, inputs }),
        };
        const existing = await find(octokit, thread, ours);
        // A comment that told of a failure must not stand when there is none any more.
        const wanted = inputs.comment !== 'on-failure' || (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .failsAt */ .ZN)(report, context.failOn);
        if (!existing && !wanted)
            return undefined;
        if (existing && (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .sameBody */ .NZ)(existing.body, body))
            return undefined;
        if (existing && (await edit(octokit, thread, existing.id, body)))
            return undefined;
        await create(octokit, thread, body, ours);
        return undefined;
    }
    catch (error) {
        return (0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .explainGitHub */ .$2)(error, what, 'pull-requests: write', { event });
    }
}
/** GitHub takes no more than 2,500 comments in a conversation. */
const MOST_PAGES = 50;
async function find(octokit, thread, { mark, ourselves }) {
    const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
        ...thread,
        per_page: 100,
    });
    let read = 0;
    for await (const { data } of pages) {
        for (const comment of data) {
            const { id, body = '' } = comment;
            if (body.startsWith(mark) && (await ourselves.wrote(comment)))
                return { id, body };
        }
        read += 1;
        if (read >= MOST_PAGES)
            throw new Error('its list of comments does not end');
    }
    return undefined;
}
/** `false` when someone deleted the comment since it was found. */
async function edit(octokit, { owner, repo }, id, body) {
    try {
        await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
        return true;
    }
    catch (error) {
        if ((0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 404)
            return false;
        throw error;
    }
}
/** Not retried blindly: an answer that got lost would leave two comments. */
async function create(octokit, thread, body, ours) {
    try {
        await octokit.rest.issues.createComment({ ...thread, body, request: { retries: 0 } });
    }
    catch (error) {
        const status = (0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error);
        if (status !== undefined && status < 500)
            throw error;
        if (await find(octokit, thread, ours))
            return;
        await octokit.rest.issues.createComment({ ...thread, body, request: { retries: 0 } });
    }
}


/***/ }),

/***/ 9520:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $2: () => (/* binding */ explainGitHub),
/* harmony export */   UY: () => (/* binding */ connectGitHub),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   dP: () => (/* binding */ Ourselves)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);

const REQUEST_TIMEOUT_MS = 30_000;
const LONGEST_WAIT_S = 60;
/**
 * The client for GitHub's REST API at `event.apiUrl` (github.com, GHE.com or an Enterprise Server): retries
 * what is worth it, keeps GitHub's pace for writes, and waits out throttling for up to a minute. Loaded
 * when first needed, and once.
 */
function connectGitHub({ event, inputs }) {
    const key = `${event.apiUrl} ${inputs.githubToken}`;
    if (client?.key !== key)
        client = { key, octokit: create(event.apiUrl, inputs.githubToken) };
    return client.octokit;
}
let client;
async function create(apiUrl, token) {
    const [{ GitHub }, { retry }, { throttling }, options] = await Promise.all([
        __webpack_require__.e(/* import() */ 250).then(__webpack_require__.bind(__webpack_require__, 5250)),
        Promise.all(/* import() */[__webpack_require__.e(251), __webpack_require__.e(735)]).then(__webpack_require__.bind(__webpack_require__, 9735)),
        Promise.all(/* import() */[__webpack_require__.e(251), __webpack_require__.e(856)]).then(__webpack_require__.bind(__webpack_require__, 6856)),
        optionsFor(apiUrl, token),
    ]);
    const patience = (retryAfter, _, __, retries) => retries < 2 && retryAfter <= LONGEST_WAIT_S;
    const octokit = new (GitHub.plugin(retry, throttling))({
        ...options,
        retry: { retries: 2 },
        throttle: { onRateLimit: patience, onSecondaryRateLimit: patience },
    });
    octokit.hook.before('request', (options) => {
        keepTo(apiUrl, octokit.request.endpoint.parse(options).url);
    });
    octokit.hook.error('request', (error, { method }) => {
        throw method === 'GET' ? notEmpty(error) : error;
    });
    octokit.hook.after('request', ({ data }, { method, url }) => {
        if (method === 'GET' && LISTS.test(url))
            checkList(data);
    });
    return octokit;
}
/**
 * The client follows the `Link` header of a list wherever it leads, with the token. Here the address is
 * the one that would be asked, put together by the client itself: not every text in a `Link` is absolute.
 * Redirects are the platform's: `fetch` drops the token when the host changes.
 * https://fetch.spec.whatwg.org/#http-redirect-fetch
 * @throws {Error} for another scheme, host or port than the API's, before anything is sent
 */
function keepTo(apiUrl, url) {
    const asked = URL.parse(url);
    const own = asked?.origin === new URL(apiUrl).origin && asked.username === '';
    if (own)
        return;
    throw new Error(`its list goes on at another host, ${asked?.origin ?? url}, which gets no token`);
}
/** The client takes 409 for a list without entries: a pull request would have no files, and none be scanned. */
function notEmpty(error) {
    return statusOf(error) === 409
        ? new Error(`HTTP 409: ${error.message}`, { cause: error })
        : error;
}
/** Routes whose answer is a list, as the client writes them. */
const LISTS = /\/(files|comments|issues)$|\/(files|comments|issues)\?/;
/** The client hands on what it got, whatever it is: a proxy's page, or JSON that lacks members. */
function checkList(data) {
    const isList = Array.isArray(data) && data.every((item) => typeof item === 'object' && item !== null);
    if (!isList)
        throw new Error('its answer is not the list that GitHub documents');
}
async function optionsFor(apiUrl, token) {
    const { getOctokitOptions, defaults } = await __webpack_require__.e(/* import() */ 250).then(__webpack_require__.bind(__webpack_require__, 5250));
    const send = defaults.request?.fetch;
    const withTimeout = (input, init) => (send ?? fetch)(input, { ...init, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
    return getOctokitOptions(token, {
        baseUrl: apiUrl,
        userAgent: 'foundry-entra-gate',
        request: { ...defaults.request, fetch: withTimeout },
        // What went wrong is told by our own warning, once.
        log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    });
}
function ignore() {
    // Octokit logs full request options at debug level; they are not for the step's log.
}
/** The HTTP status of a refusal; `undefined` when there was no answer. */
function statusOf(error) {
    if (typeof error !== 'object' || error === null || !('status' in error))
        return undefined;
    return typeof error.status === 'number' ? error.status : undefined;
}
/**
 * Why GitHub did not do something and what the reader does about it, in one or two sentences.
 * @param what `The pull request comment could not be written`
 * @param permission as a workflow names it, e.g. `pull-requests: write`
 */
function explainGitHub(error, what, permission, { event }) {
    const status = statusOf(error);
    const message = error instanceof Error ? error.message : String(error);
    if (status === undefined || status >= 500) {
        return `${what}: GitHub did not answer as it should (${message}).`;
    }
    if (status === 429 || /rate limit/i.test(message)) {
        return `${what}: GitHub throttled the request. The next run tries again.`;
    }
    if (status === 401) {
        return `${what}: GitHub does not accept the github-token (${message}).`;
    }
    if (status === 403 || status === 404) {
        const { pullRequest } = event;
        if (pullRequest?.fork) {
            return `${what}: the token needs ${permission}, and in a pull request from a fork it is read-only. The job summary holds everything.`;
        }
        if (pullRequest?.dependabot) {
            return `${what}: the token needs ${permission}, and in a run that Dependabot started it is read-only unless the job grants it: permissions: ${permission}.`;
        }
        return `${what}: the token lacks a permission. Give the job permissions: ${permission} (GitHub: ${message}).`;
    }
    return `${what}: GitHub refused it with ${status} (${message}).`;
}
/** The job's own token acts as this app, on Enterprise Servers too. */
const JOBS_OWN = 'github-actions[bot]';
/**
 * Was this written by whom the token acts as? A marker that a person or another bot copied does not count:
 * it could make us edit their text, or keep silent because we may not.
 */
class Ourselves {
    #access;
    #login;
    constructor(access) {
        this.#access = access;
    }
    async wrote(item) {
        if (!item.user)
            return false;
        this.#login ??= this.#ask();
        return (await this.#login) === item.user.login;
    }
    /**
     * GraphQL's `viewer` names people and apps alike; `GET /user` and `GET /app` refuse the token of a job.
     * Asked by a client without GitHub's pace for writes, which counts each question of GraphQL as one.
     * https://docs.github.com/graphql/reference/queries#viewer
     */
    async #ask() {
        const { event, inputs } = this.#access;
        const { GitHub } = await __webpack_require__.e(/* import() */ 250).then(__webpack_require__.bind(__webpack_require__, 5250));
        const octokit = new GitHub(await optionsFor(event.apiUrl, inputs.githubToken));
        for (let attempt = 1;; attempt += 1) {
            try {
                const answer = await octokit.graphql('query { viewer { login } }');
                const login = answer?.viewer?.login;
                if (typeof login === 'string')
                    return login;
                throw new Error('its answer does not say whom the token acts as');
            }
            catch (error) {
                if (isRefusal(error))
                    return JOBS_OWN;
                // To guess would be to write a second comment beside our own.
                if (attempt === ATTEMPTS)
                    throw error;
                await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(attempt * PAUSE_MS);
            }
        }
    }
}
const ATTEMPTS = 3;
const PAUSE_MS = 1_000;
/** GitHub does not serve the question, or not to this token. */
function isRefusal(error) {
    const status = statusOf(error) ?? 0;
    const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429;
    return isFinal || (error instanceof Error && error.name === 'GraphqlResponseError');
}


/***/ }),

/***/ 2136:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ trackIssue)
/* harmony export */ });
/* unused harmony export ISSUE_LABEL */
/* harmony import */ var _report_comment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4231);
/* harmony import */ var _report_marker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(990);
/* harmony import */ var _report_verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(687);
/* harmony import */ var _github_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9520);




/** By it the issue is found among thousands in one request. */
const ISSUE_LABEL = 'foundry-entra-gate';
const PAGES_WITHOUT_LABEL = 10;
/** One issue per workflow, job and matrix leg carries the label. */
const PAGES_WITH_LABEL = 50;
/**
 * Keeps the one tracking issue of this workflow, job and matrix leg: opens it, edits it when it has
 * something new to say, closes it when all is well, opens it again. Nothing is written when nothing
 * changed, and nothing in pull requests: what is not merged says nothing of what is tracked.
 * @returns a warning when GitHub refused; never throws.
 */
async function trackIssue(report, context, inputs) {
    const { event } = context;
    if (inputs.issue === 'never' || event.pullRequest !== undefined)
        return undefined;
    const what = 'The tracking issue could not be written';
    if (inputs.githubToken === '')
        return `${what}: the input github-token is empty.`;
    const repository = { owner: event.owner, repo: event.repository };
    try {
        const octokit = await (0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .connectGitHub */ .UY)({ event, inputs });
        const ours = {
            mark: (0,_report_marker_js__WEBPACK_IMPORTED_MODULE_1__/* .marker */ .x)('issue', event),
            ourselves: new _github_js__WEBPACK_IMPORTED_MODULE_3__/* .Ourselves */ .dP({ event, inputs }),
        };
        const existing = await find(octokit, repository, ours);
        const state = isDirty(report, context) ? 'open' : 'closed';
        if (!existing) {
            if (state === 'open')
                await open(octokit, repository, (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .renderIssue */ .yi)(report, context), ours);
            return undefined;
        }
        if (state === 'closed' && existing.state === 'closed')
            return undefined;
        const body = (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .renderIssue */ .yi)(report, context);
        if (existing.state === state && (0,_report_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .sameBody */ .NZ)(existing.body, body))
            return undefined;
        await octokit.rest.issues.update({
            ...repository,
            issue_number: existing.number,
            body,
            ...(existing.state !== state && {
                state,
                state_reason: state === 'closed' ? 'completed' : 'reopened',
            }),
        });
        return undefined;
    }
    catch (error) {
        if ((0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 410)
            return `${what}: issues are disabled in this repository.`;
        return (0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .explainGitHub */ .$2)(error, what, 'issues: write', { event });
    }
}
/** What fails at `fail-on`; with `never` what would fail at `error`, for an audit that only reports. */
function isDirty(report, { failOn }) {
    const level = failOn === 'never' ? 'error' : failOn;
    return (report.findings.some((finding) => (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .failsStep */ .ug)(finding, level)) ||
        report.changes.some(({ status }) => (0,_report_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .isStopped */ .id)(status)));
}
/** By label first, open or closed; then among the open issues, in case someone took the label away. */
async function find(octokit, repository, ours) {
    const query = { ...repository, per_page: 100 };
    return ((await search(octokit, { ...query, state: 'all', labels: ISSUE_LABEL }, ours, PAGES_WITH_LABEL)) ?? (await search(octokit, { ...query, state: 'open' }, ours, PAGES_WITHOUT_LABEL)));
}
async function search(octokit, query, { mark, ourselves }, most) {
    let page = 0;
    for await (const { data } of octokit.paginate.iterator(octokit.rest.issues.listForRepo, query)) {
        for (const issue of data) {
            const body = issue.body ?? '';
            if (issue.pull_request || !body.startsWith(mark))
                continue;
            if (!(await ourselves.wrote(issue)))
                continue;
            return { number: issue.number, state: issue.state === 'open' ? 'open' : 'closed', body };
        }
        page += 1;
        if (page >= most)
            break;
    }
    return undefined;
}
/** Not retried blindly: an answer that got lost would leave two issues. */
async function open(octokit, repository, body, ours) {
    const issue = {
        ...repository,
        title: _report_comment_js__WEBPACK_IMPORTED_MODULE_0__/* .ISSUE_TITLE */ .vv,
        body,
        labels: [ISSUE_LABEL],
        request: { retries: 0 },
    };
    try {
        await octokit.rest.issues.create(issue);
    }
    catch (error) {
        const status = (0,_github_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error);
        if (status !== undefined && status < 500)
            throw error;
        if (await find(octokit, repository, ours))
            return;
        await octokit.rest.issues.create(issue);
    }
}


/***/ }),

/***/ 2953:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   refuseInputs: () => (/* binding */ refuseInputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7597);
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6339);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4031);



/** GitHub shows 64 KiB of an annotation. https://docs.github.com/rest/checks/runs */
const MOST_CHARACTERS = 16_000;
/** Ends the step over wrong inputs and files: one error, all of them in it, nothing asked of Azure. */
async function refuseInputs(errors) {
    const what = `${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_1__/* .count */ .U)(errors.length, 'mistake')} in the inputs or the files that they name`;
    const list = errors.map((error) => `- ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .logLine */ .BP)(error)}`).join('\n');
    _actions_core__WEBPACK_IMPORTED_MODULE_0__.setFailed((0,_report_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .annotationText */ .xr)(`Nothing was judged: ${what}.\n${list}`, MOST_CHARACTERS));
    _actions_core__WEBPACK_IMPORTED_MODULE_0__.setOutput('compliant', 'false');
    for (const name of ['resources', 'errors', 'warnings', 'unknown', 'changes']) {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.setOutput(name, '0');
    }
    if (process.env.GITHUB_STEP_SUMMARY) {
        await _actions_core__WEBPACK_IMPORTED_MODULE_0__.summary
            .addRaw(`## Foundry Entra Gate: nothing was judged\n\n${what}.\n\n${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .codeBlock */ .DV)(errors.join('\n'), '')}\n`)
            .write();
    }
}


/***/ }),

/***/ 5381:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ accessTitle)
/* harmony export */ });
/** The heading of who loses access; in the past once the keys of all accounts are off that were to be turned off. */
function accessTitle(changes) {
    const disabling = changes.filter(({ kind }) => kind === 'disable-keys');
    const gone = disabling.length > 0 && disabling.every(({ status }) => status === 'done');
    return gone ? 'Who lost access with the keys' : 'Who loses access when keys go';
}


/***/ }),

/***/ 4501:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ anchorOf)
/* harmony export */ });
/* harmony import */ var _domain_resource_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2612);

/** Where in the repository a finding is at home: its own place, or where its account is declared. */
function anchorOf(finding, anchors) {
    if (finding.file !== undefined) {
        return finding.line === undefined
            ? { file: finding.file }
            : { file: finding.file, line: finding.line };
    }
    const key = (0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_0__/* .accountKey */ .L)(finding.account ?? finding.resource);
    return anchors.get(key) ?? anchors.get(key.slice(key.lastIndexOf('/') + 1));
}


/***/ }),

/***/ 2585:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R$: () => (/* binding */ SUMMARY_BYTES),
/* harmony export */   Uj: () => (/* binding */ fit),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   gj: () => (/* binding */ rendered),
/* harmony export */   hg: () => (/* binding */ characters),
/* harmony export */   yd: () => (/* binding */ BODY_CHARACTERS)
/* harmony export */ });
/** The rendered form of a list, item by item as they are asked for. */
function rendered(list, render) {
    return {
        length: list.length,
        at: (index) => {
            const item = list[index];
            return item === undefined ? undefined : render(item, index);
        },
    };
}
/**
 * Joins the parts of a page within a limit. Text stands whatever happens, so it must be short. Sections
 * take items in order, first within their share and then from what the others did not need, so that a
 * long table does not push out what follows it.
 * @param size of a text in the unit of the limit; additive over concatenation
 * @throws RangeError when the fixed text alone is over the limit: a defect of the caller
 */
function fit(parts, limit, size) {
    const sections = parts.filter((part) => typeof part !== 'string');
    const fixed = parts.map((part) => typeof part === 'string'
        ? size(part)
        : size(part.open) + size(part.close) + size(part.left(part.items.length)));
    let free = limit - fixed.reduce((sum, length) => sum + length, 0);
    if (free < 0)
        throw new RangeError('the fixed text of a page is longer than its limit');
    const taken = new Map(sections.map((section) => [section, []]));
    const take = (section, most) => {
        const items = taken.get(section) ?? [];
        let room = Math.min(most, free);
        while (items.length < section.items.length) {
            const item = section.items.at(items.length) ?? '';
            const length = size(item);
            if (length > room)
                break;
            room -= length;
            free -= length;
            items.push(item);
        }
    };
    for (const section of sections)
        take(section, Math.floor(limit * section.share));
    for (const section of sections)
        take(section, free);
    return parts
        .map((part) => {
        if (typeof part === 'string')
            return part;
        const items = taken.get(part) ?? [];
        const left = part.items.length - items.length;
        return [part.open, ...items, left > 0 ? part.left(left) : '', part.close].join('');
    })
        .join('');
}
function bytes(text) {
    return Buffer.byteLength(text, 'utf8');
}
/** GitHub counts characters; UTF-16 units are never fewer. */
function characters(text) {
    return text.length;
}
/** GitHub refuses a step summary above this. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const SUMMARY_BYTES = 1024 * 1024;
/** Of a comment's and an issue's body. */
const BODY_CHARACTERS = 65_536;


/***/ }),

/***/ 9932:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ bundle)
/* harmony export */ });
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5457);
/* harmony import */ var _domain_resource_name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2612);


const SEVERAL = 3;
/**
 * A resource that cannot be read leaves every rule unknown, with one reason and one remedy: that is one
 * thing to do, and is shown as one, whatever the severities. A failed sign-in is one for all resources. Order is kept.
 */
function bundle(findings) {
    const open = findings.filter(({ status }) => status === 'unknown');
    const byCause = Map.groupBy(open, causeOf);
    const shown = new Set();
    return findings.flatMap((finding) => {
        const all = finding.status === 'unknown' ? byCause.get(causeOf(finding)) : undefined;
        if (!all || all.length < SEVERAL)
            return [{ first: finding, all: [finding] }];
        if (shown.has(all))
            return [];
        shown.add(all);
        return [{ first: finding, all }];
    });
}
function causeOf({ message, resource, account, file, fix }) {
    const where = message.startsWith(_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .NOT_JUDGED */ .Gv) ? message : (0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_1__/* .accountKey */ .L)(account ?? resource);
    return JSON.stringify([where, file, fix]);
}


/***/ }),

/***/ 4301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ changesSections)
/* harmony export */ });
/* unused harmony export changeWords */
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6339);
/* harmony import */ var _domain_resource_name_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2612);
/* harmony import */ var _access_title_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5381);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4031);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3844);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(687);






const SIGNS = {
    planned: '📝',
    done: '✅',
    unchanged: '➖',
    blocked: '⛔',
    failed: '❌',
    reverted: '↩️',
};
/** Before and after, in the order in which changes are made; what was right already is folded. */
function changesSections(report) {
    const { changes, planDigest, losesAccess = [], mode } = report;
    const rows = (unchanged) => changes.filter(({ status }) => (status === 'unchanged') === unchanged).map(row);
    const stopped = changes.filter(({ status }) => (0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .isStopped */ .id)(status));
    const others = changes.filter(({ status }) => !(0,_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .isStopped */ .id)(status) && status !== 'unchanged');
    const head = '| Change | Result | Before | After |\n| --- | --- | --- | --- |\n';
    const digest = planDigest === undefined || mode === 'check'
        ? []
        : [
            `Plan digest: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(planDigest)}${mode === 'plan' && changes.some(({ status }) => status === 'planned') ? '. To have exactly this plan made, give it to `enforce` as `approved-plan`.' : ''}\n\n`,
        ];
    return [
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(`### ${mode === 'plan' ? 'What enforce would change' : 'Changes'}\n\n${head}`, rows(false), 'changes', 0.25),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .folded */ .TM)(`⛔ What stopped ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U)(stopped.length, 'change')}`, {
            items: reasons(stopped),
            name: 'reasons',
            share: 0.15,
            unfold: true,
        }),
        ...digest,
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .folded */ .TM)(`What to know of ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_3__/* .count */ .U)(others.length, 'change')}`, {
            items: reasons(others),
            name: 'changes',
            share: 0.1,
            // Open while it is short: here stands what `force` overrode.
            unfold: others.length <= 10,
        }),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .folded */ .TM)(`➖ ${rows(true).length} already as wanted`, {
            open: head,
            items: rows(true),
            name: 'changes',
            share: 0.05,
        }),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_0__/* .folded */ .TM)(`🔑 ${(0,_access_title_js__WEBPACK_IMPORTED_MODULE_4__/* .accessTitle */ .F)(changes)}: ${losesAccess.length}`, {
            items: losesAccess.map((sentence) => `- ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(sentence, 600)}\n`),
            name: 'callers',
            share: 0.1,
            unfold: true,
        }),
    ];
}
/** `3 changes: 2 done, 1 blocked`. */
function changeWords(report) {
    const { changes } = report;
    const statuses = [...new Set(changes.map(({ status }) => status))].map((status) => `${changes.filter((change) => change.status === status).length} ${status}`);
    return `${count(changes.length, 'change')}: ${statuses.join(', ')}`;
}
/** Sentences stand below the table: in a cell they make it tall, and the ids beside them make it wide. */
function row(change) {
    const result = `${SIGNS[change.status]} **${change.status}**`;
    return `| ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(change.kind)}<br>${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)((0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_5__/* .resourceName */ .I)(change.resource), 200)} | ${result} | ${values(change.before)} | ${values(change.after)} |\n`;
}
/** One item for changes that say the same. The message is whole: the remedy stands at its end. */
function reasons(changes) {
    return [...Map.groupBy(changes, ({ message }) => message)].map(([message, alike]) => {
        const names = alike
            .slice(0, NAMED)
            .map(({ kind, resource }) => `${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(kind)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)((0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_5__/* .resourceName */ .I)(resource), 200)}`);
        const more = alike.length > NAMED ? ` and ${alike.length - NAMED} more` : '';
        const [first = '', ...others] = message.split('\n').map((line) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(line, 4000));
        return `- ${names.join(', ')}${more}: ${[first, ...others].join('\n  - ')}\n`;
    });
}
/** Changes that an item names; the table above lists them all. */
const NAMED = 10;
function values(record) {
    if (record === undefined)
        return '';
    return Object.entries(record)
        .slice(0, 12)
        .map(([name, value]) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(`${name}: ${shown(value)}`, 200))
        .join('<br>');
}
function shown(value) {
    if (value === undefined || value === null)
        return '(not set)';
    // An id of Azure as people call the resource; the report has it whole.
    return typeof value === 'string' ? (0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_5__/* .resourceName */ .I)(value) : JSON.stringify(value);
}


/***/ }),

/***/ 4231:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NZ: () => (/* binding */ sameBody),
/* harmony export */   vv: () => (/* binding */ ISSUE_TITLE),
/* harmony export */   wQ: () => (/* binding */ renderComment),
/* harmony export */   yi: () => (/* binding */ renderIssue)
/* harmony export */ });
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6339);
/* harmony import */ var _budget_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2585);
/* harmony import */ var _changes_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4301);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4031);
/* harmony import */ var _marker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(990);
/* harmony import */ var _head_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8746);
/* harmony import */ var _overview_markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5469);
/* harmony import */ var _sections_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3844);
/* harmony import */ var _set_up_markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3138);









/** The pull request comment. */
function renderComment(report, context) {
    return body('comment', report, context);
}
/** The body of the tracking issue. */
function renderIssue(report, context) {
    return body('issue', report, context);
}
/** Does not change, so that people can search for it and mute it. */
const ISSUE_TITLE = 'Foundry Entra Gate: resources that are not keyless yet';
/** Do two bodies say the same, but for the run that said it and the commit it looked at? */
function sameBody(a, b) {
    return essence(a) === essence(b);
}
function essence(text) {
    const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
    return lines
        .slice(0, -1)
        .join('\n')
        .replace(/\/blob\/[0-9a-f]{40}\//g, '/blob/COMMIT/');
}
function body(kind, report, context) {
    const changes = (0,_changes_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .changesSections */ ._)(report);
    return (0,_budget_js__WEBPACK_IMPORTED_MODULE_6__/* .fit */ .Uj)([
        `${(0,_marker_js__WEBPACK_IMPORTED_MODULE_1__/* .marker */ .x)(kind, context.event)}\n`,
        (0,_head_js__WEBPACK_IMPORTED_MODULE_2__/* .head */ .d)(report, context),
        ...(report.mode === 'check' ? [] : changes),
        ...(0,_set_up_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .setUpSection */ .$)(report),
        (0,_overview_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .overview */ .M)(report),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .resourceTables */ .Og)(report, context),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .failingSection */ .I)((0,_head_js__WEBPACK_IMPORTED_MODULE_2__/* .failing */ .J)(report, context), context, 'What fails, and how to fix it', 0.5, report.setUp === undefined),
        ...(report.mode === 'check' ? changes : []),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .exemptSection */ .jP)(report),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .knownSection */ .PK)(report),
        ...(0,_sections_js__WEBPACK_IMPORTED_MODULE_4__/* .notesSection */ .dY)(report),
        lastLine(report, context),
    ], _budget_js__WEBPACK_IMPORTED_MODULE_6__/* .BODY_CHARACTERS */ .yd, _budget_js__WEBPACK_IMPORTED_MODULE_6__/* .characters */ .hg);
}
/** Not compared when a run decides whether there is anything new to say. */
function lastLine(report, { version, event }) {
    const passes = report.findings.filter(({ status }) => status === 'pass').length;
    const facts = [
        (0,_domain_count_js__WEBPACK_IMPORTED_MODULE_7__/* .count */ .U)(passes, 'rule passed', 'rules passed'),
        event.runUrl === '' ? '' : (0,_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .link */ .nf)('all of it in the job summary', event.runUrl),
        event.sha === '' ? '' : `commit ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .text */ .Qq)(event.sha.slice(0, 7))}`,
        `Foundry Entra Gate ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .text */ .Qq)(version, 40)}`,
    ];
    return `<sub>${facts.filter((fact) => fact !== '').join(' · ')}</sub>\n`;
}


/***/ }),

/***/ 301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ DOCS)
/* harmony export */ });
/** Where the rules' pages are. */
const DOCS = 'https://github.com/foundry-entra-gate/foundry-entra-gate/blob/v1/docs';


/***/ }),

/***/ 3631:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ evidenceLines)
/* harmony export */ });
/**
 * What a finding was judged by, without what its message says already: a right that is missing is named there.
 * @param several the finding stands for other rules too, and what is expected is of one rule
 */
function evidenceLines({ evidence = '', message, status }, several = false) {
    const isSaid = (line) => line.startsWith('Seen: ') && message.includes(line.slice('Seen: '.length));
    return evidence
        .split('\n')
        .filter((line) => line !== '' && !isSaid(line))
        .filter((line) => status !== 'unknown' || !line.startsWith('Seen: Missing permission: '))
        .filter((line) => !several || !line.startsWith('Expected: '));
}


/***/ }),

/***/ 6177:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H6: () => (/* binding */ whatToDo),
/* harmony export */   _S: () => (/* binding */ sign),
/* harmony export */   dY: () => (/* binding */ findingItem),
/* harmony export */   fW: () => (/* binding */ placeName),
/* harmony export */   gn: () => (/* binding */ portalUrl)
/* harmony export */ });
/* unused harmony export fileUrl */
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5457);
/* harmony import */ var _domain_resource_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2612);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(301);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4031);
/* harmony import */ var _evidence_lines_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3631);





/** One sign per kind of finding; the words beside it say the same. */
function sign(finding) {
    if (finding.status === 'unknown')
        return '❓';
    return { error: '❌', warning: '⚠️', note: 'ℹ️' }[finding.severity];
}
/** Findings of one cause as one line that unfolds to evidence and fix; HTML and Markdown in turns, as GitHub reads them. */
function findingItem({ first, all }, context, options = { open: false }) {
    const rules = [...new Set(all.map(({ rule }) => rule))];
    const places = [...new Set(all.map(placeName))];
    const what = rules.length === 1 ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .htmlCode */ .h8)(first.rule) : `<b>(${rules.length} rules)</b>`;
    return [
        `<details${options.open ? ' open' : ''}><summary>${sign(first)} <b>${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(placeName(first), 300)}</b> ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(first.message, 600)} ${what}</summary>`,
        ...(rules.length > 1 ? [`So for ${rules.map((rule) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(rule)).join(', ')}.`] : []),
        ...(places.length > 1
            ? [
                `And for ${places
                    .slice(1, 50)
                    .map((place) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(place, 200))
                    .join(', ')}.`,
            ]
            : []),
        ...evidenceBlock((0,_evidence_lines_js__WEBPACK_IMPORTED_MODULE_1__/* .evidenceLines */ .p)(first, rules.length > 1)),
        ...fixBlock(first.fix),
        links(first, context),
        '</details>\n\n',
    ].join('\n\n');
}
/** `src/app.py:12`, or the resource as people call it. */
function placeName(finding) {
    if (finding.file === undefined)
        return (0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_2__/* .resourceName */ .I)(finding.resource);
    return finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`;
}
/** What to do, in one sentence; empty when nothing is known. */
function whatToDo(finding) {
    return finding.fix === undefined ? '' : (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_3__/* .readFix */ .eo)(finding.fix).say;
}
function evidenceBlock(lines) {
    if (lines.length === 0)
        return [];
    const shown = lines.slice(0, 60).map((line) => {
        const label = /^(Expected|Seen|Why): /.exec(line);
        return label
            ? `- **${label[1] ?? ''}:** ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(line.slice(label[0].length), 1000)}`
            : `- ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(line, 1000)}`;
    });
    const left = lines.length - shown.length;
    return [[...shown, ...(left > 0 ? [`- and ${left} more in the JSON report`] : [])].join('\n')];
}
const LANGUAGES = {
    az: 'sh',
    Bicep: 'bicep',
    Terraform: 'hcl',
    Code: '',
};
function fixBlock(fix) {
    if (fix === undefined || fix === '')
        return [];
    const parts = (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_3__/* .readFix */ .eo)(fix);
    const blocks = _domain_finding_js__WEBPACK_IMPORTED_MODULE_3__/* .FIX_LABELS */ .UW.flatMap((label) => {
        const part = parts[label];
        if (part === undefined)
            return [];
        const language = LANGUAGES[label];
        if (language !== undefined)
            return [(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .codeBlock */ .DV)(part, language)];
        return label === 'Docs'
            ? [part.split(/\s+/).map(docsLink).join(' ')]
            : [`**${label}:** ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(part, 1500)}`];
    });
    return [`**Fix:** ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(parts.say, 1500)}`, ...blocks];
}
/** The sites that our own texts point at; any other address in a text is shown and not linked. */
const DOCS_SITES = ['learn.microsoft.com', 'docs.github.com'];
function docsLink(url) {
    const known = URL.canParse(url) && DOCS_SITES.includes(new URL(url).host);
    return known ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(url, 300), url) : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(url, 300);
}
function links(finding, context) {
    const rule = (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(`Rule ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(finding.rule)}`, `${_context_js__WEBPACK_IMPORTED_MODULE_4__/* .DOCS */ .i}/rules/${finding.rule}.md`);
    const place = finding.file === undefined
        ? portalLink(finding.resource, context)
        : (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)((0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(placeName(finding)), fileUrl(finding, context.event));
    return place === undefined ? rule : `${rule} · ${place}`;
}
/** The file at the commit that was scanned. */
function fileUrl(place, event) {
    const head = event.pullRequest?.headSha ?? '';
    const commit = head === '' ? event.sha : head;
    const line = place.line === undefined ? '' : `#L${place.line}`;
    return `${event.serverUrl}/${event.owner}/${event.repository}/blob/${commit}/${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .urlPath */ .Lx)(place.file ?? '')}${line}`;
}
/** Only ARM ids have a page in the portal. */
function portalLink(resource, { portal }) {
    if (portal === undefined || !resource.startsWith('/subscriptions/'))
        return undefined;
    return (0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)('Azure portal', portalUrl(portal, resource));
}
function portalUrl(portal, resource) {
    return `${portal}/#@/resource${(0,_escape_js__WEBPACK_IMPORTED_MODULE_0__/* .urlPath */ .Lx)(resource)}`;
}


/***/ }),

/***/ 6900:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ groups)
/* harmony export */ });
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5457);
/* harmony import */ var _domain_order_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1780);
/* harmony import */ var _domain_resource_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2612);
/* harmony import */ var _procedure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7239);




/** Worst first, then by name. Computed once per report: every output that asks gets the same list. */
function groups(report) {
    const known = cache.get(report);
    if (known)
        return known;
    const found = group(report);
    cache.set(report, found);
    return found;
}
const cache = new WeakMap();
function group(report) {
    const byKey = new Map();
    for (const { id, name, kind, location } of report.resources) {
        const about = [kind, location].filter((part) => part !== '').join(', ');
        byKey.set(id.toLowerCase(), { id, name, about, findings: [] });
    }
    for (const finding of report.findings) {
        const id = finding.account ?? finding.resource;
        const key = (0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_2__/* .accountKey */ .L)(id);
        let entry = byKey.get(key);
        if (!entry) {
            const name = id === 'source' ? 'Source code' : (0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_2__/* .resourceName */ .I)(id);
            entry = { id, name, about: '', findings: [] };
            byKey.set(key, entry);
        }
        entry.findings.push(finding);
    }
    return [...byKey.values()]
        .map(({ findings, ...about }) => {
        const failing = (severity, status) => findings.filter((finding) => finding.severity === severity && finding.status === status && (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_3__/* .counts */ .tQ)(finding)).length;
        const errors = failing('error', 'fail');
        const unknownErrors = failing('error', 'unknown');
        return {
            ...about,
            compliant: errors + unknownErrors === 0,
            findings: findings.sort(_procedure_js__WEBPACK_IMPORTED_MODULE_1__/* .compareToDo */ .S),
            errors,
            warnings: failing('warning', 'fail'),
            notes: failing('note', 'fail'),
            unknownErrors,
            unknown: unknownErrors + failing('warning', 'unknown') + failing('note', 'unknown'),
        };
    })
        .sort((a, b) => b.errors - a.errors ||
        b.unknownErrors - a.unknownErrors ||
        b.warnings - a.warnings ||
        b.unknown - a.unknown ||
        (0,_domain_order_js__WEBPACK_IMPORTED_MODULE_0__/* .compareText */ .n6)(a.name.toLowerCase(), b.name.toLowerCase()) ||
        (0,_domain_order_js__WEBPACK_IMPORTED_MODULE_0__/* .compareText */ .n6)(a.id.toLowerCase(), b.id.toLowerCase()));
}


/***/ }),

/***/ 8746:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ failing),
/* harmony export */   d: () => (/* binding */ head)
/* harmony export */ });
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5457);
/* harmony import */ var _domain_resource_name_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2612);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4031);
/* harmony import */ var _finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6177);
/* harmony import */ var _procedure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7239);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(687);






const SIGNS = {
    good: '✅',
    neutral: '📋',
    warning: '⚠️',
    bad: '❌',
    unknown: '❓',
};
const ALERTS = {
    good: 'TIP',
    neutral: 'NOTE',
    warning: 'WARNING',
    bad: 'CAUTION',
    unknown: 'WARNING',
};
/** Verdict, what to do first, the numbers: what is read in five seconds. */
function head(report, context) {
    const { tone, headline, detail } = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .verdict */ .WJ)(report, context.failOn);
    const todo = next(report, context);
    return [
        `## ${SIGNS[tone]} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(headline)}`,
        ...(todo.length === 0 ? [] : [`> [!${ALERTS[tone]}]\n> ${todo.join('\n>\n> ')}`]),
        `**Foundry Entra Gate** (${report.mode}): ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(detail)}`,
        '',
    ].join('\n\n');
}
/** What the reader does next: look at the change that stopped, approve the plan, or mend the first finding. */
function next(report, context) {
    const stopped = report.changes.find(({ status }) => (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .isStopped */ .id)(status));
    if (stopped) {
        const name = (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)((0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_4__/* .resourceName */ .I)(stopped.resource), 200);
        return [
            `**First: ${name}**. The change ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(stopped.kind)} ${stopped.status === 'reverted' ? 'was' : stopped.status === 'failed' ? 'has' : 'is'} ${stopped.status}.`,
            // With room for the command at its end. What stopped all changes may take more lines, which stand below.
            ...stopped.message
                .split('\n')
                .slice(0, 2)
                .map((line) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(line, 1200)),
        ];
    }
    if (report.mode === 'plan' && report.planDigest !== undefined && report.changes.length > 0) {
        return ['**Next:** review the changes, then run `enforce` with the digest as `approved-plan`.'];
    }
    const [finding] = failing(report, context);
    if (!finding)
        return [];
    const todo = (0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .whatToDo */ .H6)(finding);
    return [
        `**First: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)((0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .placeName */ .fW)(finding), 200)}**. ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(finding.message, 400)}`,
        ...(todo === '' ? [] : [(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(todo, 600)]),
    ];
}
/** Of the worst findings the one to begin with; the author of a pull request begins with the code. */
function firstToDo(worstFirst, { event }) {
    const [worst] = worstFirst;
    if (!worst)
        return undefined;
    const rank = ({ rule, file }) => {
        const outsidePullRequest = file !== undefined && event.pullRequest === undefined;
        return outsidePullRequest ? Infinity : (0,_procedure_js__WEBPACK_IMPORTED_MODULE_1__/* .procedureRank */ .z)(rule);
    };
    return worstFirst
        .filter(({ severity, status }) => severity === worst.severity && status === worst.status)
        .reduce((best, finding) => (rank(finding) < rank(best) ? finding : best));
}
/** What fails or could not be determined and counts: what to begin with, then the rest of what is to do. */
function failing(report, context) {
    const worstFirst = report.findings.filter(_domain_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .counts */ .tQ).sort(_procedure_js__WEBPACK_IMPORTED_MODULE_1__/* .compareToDo */ .S);
    const first = firstToDo(worstFirst, context);
    return first ? [first, ...worstFirst.filter((finding) => finding !== first)] : [];
}


/***/ }),

/***/ 9669:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ jsonChunks)
/* harmony export */ });
/** Characters in a piece of text that is handed on: long enough that few are written, short enough to forget. */
const CHUNK = 64 * 1024;
/** A list longer than this is written element by element. */
const MANY = 50;
/**
 * Bidirectional, zero-width and other characters that hide in an editor, and the bracket of `##[command]`,
 * which a runner obeys anywhere in a line of its log: written as escapes, which JSON reads back.
 */
const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u007f-\u009f]|(?<=##)\[/gu;
/**
 * `JSON.stringify(value, null, 1)` in pieces, nothing hidden in it: the report of a large estate is never one string in memory.
 * For plain data: objects, lists, text, numbers, booleans and null; members that are `undefined` are left
 * out. Any iterable is written as a list, so that a long one need never be whole.
 */
function* jsonChunks(value) {
    let held = '';
    for (const part of parts(value, '\n')) {
        held += part;
        if (held.length >= CHUNK) {
            yield withEscapes(held);
            held = '';
        }
    }
    if (held !== '')
        yield withEscapes(held);
}
function withEscapes(json) {
    return json.replace(HIDDEN, (character) => Array.from({ length: character.length }, (_, index) => {
        const unit = character.charCodeAt(index);
        return `\\u${unit.toString(16).padStart(4, '0')}`;
    }).join(''));
}
function* parts(value, margin) {
    if (!isLarge(value)) {
        // No text in JSON holds a line break of its own, so that only the layout's are moved to the margin.
        yield JSON.stringify(value, null, 1).replaceAll('\n', margin);
        return;
    }
    const inner = `${margin} `;
    const list = isIterable(value);
    const members = list
        ? unnamed(value)
        : Object.entries(value)
            .filter(([, member]) => member !== undefined)
            .map(([name, member]) => [`${JSON.stringify(name)}: `, member]);
    let separator = list ? `[${inner}` : `{${inner}`;
    let empty = true;
    for (const [name, member] of members) {
        yield separator + name;
        yield* parts(member, inner);
        separator = `,${inner}`;
        empty = false;
    }
    yield empty ? '[]' : margin + (list ? ']' : '}');
}
function* unnamed(list) {
    for (const item of list)
        yield ['', item ?? null];
}
/** Too much for one string: a list that is made while it is written, a long list, or what holds one. */
function isLarge(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    if (Array.isArray(value))
        return value.length > MANY || value.some(isLarge);
    return isIterable(value) || Object.values(value).some(isLarge);
}
function isIterable(value) {
    return typeof value === 'object' && value !== null && Symbol.iterator in value;
}


/***/ }),

/***/ 2794:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ streamJson),
/* harmony export */   h: () => (/* binding */ renderJson)
/* harmony export */ });
/* harmony import */ var _json_chunks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9669);

/** The report as `schema/report.schema.json` describes it, one finding per few lines, so that versions can be compared. */
function renderJson(report) {
    return [...streamJson(report)].join('');
}
/** The same in pieces. */
function* streamJson(report) {
    yield* (0,_json_chunks_js__WEBPACK_IMPORTED_MODULE_0__/* .jsonChunks */ .V)(report);
    yield '\n';
}


/***/ }),

/***/ 990:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ marker)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/**
 * The first line of a comment or issue of ours, hidden on the page: by it the next run of the same
 * workflow, job and matrix leg finds it again. Content cannot forge it: it counts only at the very start
 * of a body, and untrusted text cannot open a comment (`escape.ts`).
 */
function marker(kind, event) {
    const parts = [
        `workflow=${plain(event.workflowFile ?? event.workflow)}`,
        `job=${plain(event.job)}`,
        `matrix=${plain(leg(event.matrix))}`,
    ];
    return `<!-- foundry-entra-gate:${kind} ${parts.join(' ')} -->`;
}
/** Letters, digits and per cent signs: nothing that could end an HTML comment. */
function plain(text) {
    const encoded = encodeURIComponent(text.toWellFormed()).replace(/[-!'()*~]/g, (character) => {
        return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
    });
    return encoded.length <= 300
        ? encoded
        : `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex')}`;
}
/** The values of the matrix leg, keys sorted: the runner does not promise an order. */
function leg(matrix) {
    let value;
    try {
        value = JSON.parse(matrix === '' ? 'null' : matrix);
    }
    catch {
        return matrix;
    }
    return value === null ? '' : JSON.stringify(sorted(value));
}
function sorted(value) {
    if (Array.isArray(value))
        return value.map(sorted);
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, member]) => [name, sorted(member)]));
}


/***/ }),

/***/ 5469:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ overview)
/* harmony export */ });
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5457);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4031);
/* harmony import */ var _groups_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6900);
/* harmony import */ var _rule_texts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5647);




/** From here on one looks at kinds of findings before one looks at resources. */
const MANY = 10;
/** For audits of many resources: how many stand where, and which rules fail most. Bounded by the number of rules. */
function overview(report) {
    const resources = (0,_groups_js__WEBPACK_IMPORTED_MODULE_0__/* .groups */ .T)(report).filter(({ id }) => id !== 'source');
    if (resources.length < MANY)
        return '';
    const failing = resources.filter(({ errors }) => errors > 0).length;
    const unknown = resources.filter((group) => !group.compliant && group.errors === 0).length;
    const slices = [
        ['Not compliant', failing],
        ['Not determined', unknown],
        ['Compliant', resources.length - failing - unknown],
    ];
    const chart = [
        '```mermaid',
        'pie showData title Resources',
        ...slices.filter(([, number]) => number > 0).map(([name, number]) => `  "${name}" : ${number}`),
        '```',
    ].join('\n');
    const rows = _domain_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .RULE_IDS */ .Iu.map((rule) => {
        const found = report.findings.filter((finding) => finding.rule === rule && (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_2__/* .counts */ .tQ)(finding));
        return {
            rule,
            fail: found.filter(({ status }) => status === 'fail').length,
            unknown: found.filter(({ status }) => status === 'unknown').length,
        };
    })
        .filter((row) => row.fail + row.unknown > 0)
        .sort((a, b) => b.fail - a.fail || b.unknown - a.unknown)
        .map((row) => `| ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .code */ .aY)(row.rule)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq)(_rule_texts_js__WEBPACK_IMPORTED_MODULE_1__/* .RULE_TEXTS */ .K[row.rule].title)} | ${row.fail} | ${row.unknown} |`);
    return [
        chart,
        ...(rows.length > 0
            ? [`| Rule | Fails | Not determined |\n| --- | ---: | ---: |\n${rows.join('\n')}`]
            : []),
        '',
    ].join('\n\n');
}


/***/ }),

/***/ 7239:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ compareToDo),
/* harmony export */   z: () => (/* binding */ procedureRank)
/* harmony export */ });
/* harmony import */ var _domain_order_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1780);

/** The order of the procedure: keys go last, when nothing depends on them any more. */
const PROCEDURE = [
    'source-uses-entra',
    'iac-connections-use-entra',
    'iac-keys-disabled',
    'custom-subdomain',
    'inference-role',
    'connections-use-entra',
    'hub-connections-use-entra',
    'entra-accepted',
    'keys-disabled',
];
/** Smaller comes sooner. Rules outside the procedure are equal, and come last. */
function procedureRank(rule) {
    const place = PROCEDURE.indexOf(rule);
    return place < 0 ? PROCEDURE.length : place;
}
/** Worst first, and among equals in the order of the procedure: what to do, from top to bottom. */
function compareToDo(a, b) {
    return (0,_domain_order_js__WEBPACK_IMPORTED_MODULE_0__/* .compareWeight */ .YF)(a, b) || procedureRank(a.rule) - procedureRank(b.rule) || (0,_domain_order_js__WEBPACK_IMPORTED_MODULE_0__/* .compareWorst */ .Tu)(a, b);
}


/***/ }),

/***/ 3508:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ assembleReport)
});

// EXTERNAL MODULE: ./src/domain/fingerprint.ts
var fingerprint = __webpack_require__(1796);
// EXTERNAL MODULE: ./src/domain/resource-name.ts
var resource_name = __webpack_require__(2612);
;// CONCATENATED MODULE: ./src/domain/baseline.ts


/**
 * Marks findings that the baseline holds with the same status and the same text, or about the same
 * principals and perhaps more; a finding that got worse or says something else now is new. When the baseline
 * holds a finding twice, two are known.
 */
function markKnown(findings, baseline) {
    const failing = findings.filter(isFailing);
    const known = new Set(entries(baseline).map(key));
    const knownAt = Map.groupBy(baseline, principalPlace);
    const isAboutKnown = (finding) => knownAt.get(principalPlace(finding))?.some((entry) => isAboutAllOf(entry, finding)) === true;
    const marked = new Set((0,fingerprint/* fingerprints */.W)(failing)
        .filter((entry) => known.has(key(entry)) || isAboutKnown(entry.finding))
        .map(({ finding }) => finding));
    return findings.map((finding) => (marked.has(finding) ? { ...finding, known: true } : finding));
}
function principalPlace({ rule, resource, account = '', status }) {
    return `${status} ${rule} ${resource.toLowerCase()} ${account.toLowerCase()}`;
}
function isAboutAllOf(entry, { principals }) {
    const known = new Set(entry.principals);
    return principals?.every((principal) => known.has(principal)) === true;
}
/**
 * How many findings of the baseline are fixed. Only what its rule judged again can be: for the same account,
 * or in a file that was scanned, with nothing at the place or above it that does not pass. What is exempt,
 * skipped or cannot be determined now is not fixed.
 */
function countFixed(findings, baseline, scanned) {
    const judged = new Set(findings.flatMap(({ rule, resource, account = resource }) => [
        accountPlace(rule, resource),
        accountPlace(rule, account),
    ]));
    const open = new Set(findings.filter(({ status }) => status !== 'pass').map((finding) => placesOf(finding).at(-1)));
    const isFixed = (entry) => judged.has(accountPlace(entry.rule, entry.resource)) &&
        (entry.file === undefined || scanned(entry.file)) &&
        !placesOf(entry).some((place) => open.has(place));
    return baseline.filter((entry) => isFailing(entry) && isFixed(entry)).length;
}
function accountPlace(rule, resource) {
    return `${rule} ${(0,resource_name/* accountKey */.L)(resource)}`;
}
/** Where a rule may have said something that concerns the finding: from the widest place to its own. */
function placesOf({ rule, resource, file, }) {
    const key = resource.toLowerCase();
    const path = file === undefined ? key.split('/') : [key, file];
    return path.map((_, index) => `${rule} ${path.slice(0, index + 1).join('/')}`);
}
function isFailing({ status }) {
    return status === 'fail' || status === 'unknown';
}
function entries(baseline) {
    return (0,fingerprint/* fingerprints */.W)(baseline.filter(isFailing));
}
function key(entry) {
    return `${entry.finding.status} ${entry.fingerprint}`;
}

// EXTERNAL MODULE: ./src/domain/exemptions.ts
var exemptions = __webpack_require__(5542);
// EXTERNAL MODULE: ./src/domain/finding.ts
var domain_finding = __webpack_require__(5457);
// EXTERNAL MODULE: ./src/domain/order.ts
var order = __webpack_require__(1780);
;// CONCATENATED MODULE: ./src/report/report.ts





/** The one value that every output is made from: exemptions and baseline applied, sorted, judged. */
function assembleReport(parts) {
    const { policy, baseline } = parts;
    const exempted = (0,exemptions/* applyExemptions */.r)(parts.findings, policy?.exemptions ?? [], parts.finishedAt, policy?.file ?? '');
    const marked = baseline ? markKnown(exempted.findings, baseline.entries) : exempted.findings;
    // An exemption that ends is never known: a baseline must not prolong it.
    const findings = distinct([...marked, ...exempted.ending].sort(order/* compareFindings */.Eg));
    const bad = badResources(findings);
    const resources = distinct(parts.resources
        .map((resource) => ({ ...resource, compliant: !bad.has(resource.id.toLowerCase()) }))
        .sort((a, b) => (0,order/* compareText */.n6)(a.id.toLowerCase(), b.id.toLowerCase())));
    const notes = [...new Set([...(parts.notes ?? []), ...exempted.notes])].sort(order/* compareText */.n6);
    const { planDigest, losesAccess, coverage, scan, setUp, shard } = parts;
    return {
        version: 1,
        mode: parts.mode,
        compliant: !findings.some(breaksCompliance),
        startedAt: parts.startedAt.toISOString(),
        finishedAt: parts.finishedAt.toISOString(),
        resources,
        findings,
        changes: parts.changes ?? [],
        stats: {
            ...parts.stats,
            durationMs: Math.max(0, parts.finishedAt.getTime() - parts.startedAt.getTime()),
        },
        ...(planDigest !== undefined && { planDigest }),
        ...(losesAccess !== undefined && {
            losesAccess: [...new Set(losesAccess)].sort(order/* compareText */.n6),
        }),
        ...(notes.length > 0 && { notes }),
        ...(coverage !== undefined && { coverage }),
        ...(setUp !== undefined && { setUp }),
        ...(shard !== undefined && { shard }),
        ...(scan !== undefined && { scan }),
        ...(baseline !== undefined && {
            fixedSinceBaseline: countFixed(exempted.findings, baseline.entries, baseline.scanned),
        }),
    };
}
/** Contract, section 3: `fail` or `unknown` on a rule of severity error, known and exempt ones aside. */
function breaksCompliance(finding) {
    return finding.severity === 'error' && (0,domain_finding/* counts */.tQ)(finding);
}
/** Keys of the accounts (or of what could not be resolved to one) with a finding that breaks compliance. */
function badResources(findings) {
    return new Set(findings
        .filter(breaksCompliance)
        .map(({ resource, account }) => (0,resource_name/* accountKey */.L)(account ?? resource)));
}
/** Drops neighbours that are equal: two targets may cover one account. */
function distinct(sorted) {
    return sorted.filter((item, index) => index === 0 || JSON.stringify(item) !== JSON.stringify(sorted[index - 1]));
}


/***/ }),

/***/ 5647:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ RULE_TEXTS)
/* harmony export */ });
/** What code scanning shows beside an alert, and the summary beside a rule's id. */
const RULE_TEXTS = {
    'custom-subdomain': {
        title: 'The account has a custom subdomain',
        severity: 'error',
        why: 'The shared regional endpoint refuses Entra tokens: without a custom subdomain only keys work.',
        fix: 'Set `customSubDomainName`. It cannot be changed afterwards, and callers move to the new host.',
    },
    'keys-disabled': {
        title: 'Key-based authentication is disabled',
        severity: 'error',
        why: 'A key names nobody, does not expire, and works from anywhere it leaked to.',
        fix: 'Move callers and connections to Entra ID, then set `disableLocalAuth` to `true`.',
    },
    'inference-role': {
        title: 'Required principals may call the models',
        severity: 'error',
        why: 'Whoever has no role with inference data actions is locked out when keys go.',
        fix: 'Assign Cognitive Services User, or another role with inference data actions, at the account.',
    },
    'assign-to-groups': {
        title: 'Inference roles are held by groups or workload identities',
        severity: 'warning',
        why: 'Assignments to single users stay behind when people change teams.',
        fix: 'Assign the role to a group, add the user to it, then remove the direct assignment.',
    },
    'key-readers': {
        title: 'Nobody unexpected can read the keys',
        severity: 'warning',
        why: 'While keys are enabled, whoever can list them can act without a name.',
        fix: 'Disable keys; or take the role away, or list the principal under `key-readers.allow`.',
    },
    'connections-use-entra': {
        title: 'Account and project connections use Entra ID',
        severity: 'error',
        why: 'A connection that stores a key stops working when keys are disabled, and leaks one until then.',
        fix: 'Set `authType` of the connection to `AAD`.',
    },
    'hub-connections-use-entra': {
        title: 'Hub connections to the account use Entra ID',
        severity: 'error',
        why: 'Prompt flows and agents of the hub stop working when keys are disabled.',
        fix: 'Set `authType` of the hub’s connection to `AAD`.',
    },
    'connection-identity': {
        title: 'Project identities hold an inference role on the target',
        severity: 'warning',
        why: 'A connection with Entra ID acts as the managed identity of its project, which needs a role.',
        fix: 'Assign an inference role on the target account to the project’s managed identity.',
    },
    'entra-accepted': {
        title: 'The live endpoint accepts an Entra token',
        severity: 'error',
        why: 'Only a call proves that keys can go: settings alone do not.',
        fix: 'Follow the answer in the evidence: role, audience, subdomain or network.',
    },
    'keys-refused': {
        title: 'The live endpoint refuses keys',
        severity: 'warning',
        why: 'The gateway may accept keys for hours after the property was set.',
        fix: 'Disable keys; when they are disabled already, wait and check again.',
    },
    'keys-unread': {
        title: 'Nobody read or regenerated the keys lately',
        severity: 'warning',
        why: 'Who read a key in the last 30 days probably still uses it.',
        fix: 'Ask those named in the evidence what uses the key, and move it to Entra ID.',
    },
    'policy-guardrail': {
        title: 'Azure Policy guards against key-based authentication',
        severity: 'note',
        why: 'Without a policy the next deployment may switch keys on again.',
        fix: 'Assign the built-in policy that denies or disables local authentication for Azure AI services.',
    },
    'source-uses-entra': {
        title: 'Source code creates clients with Entra credentials',
        severity: 'error',
        why: 'Code that passes a key stops working when keys are disabled, and keeps a secret alive until then.',
        fix: 'Give the client a token credential or a token provider, and remove the key.',
    },
    'iac-keys-disabled': {
        title: 'Infrastructure code disables keys and sets a subdomain',
        severity: 'error',
        why: 'The next deployment brings keys back when its template does not disable them.',
        fix: 'Set `disableLocalAuth: true` and `customSubDomainName` in the template.',
    },
    'iac-connections-use-entra': {
        title: 'Connections in infrastructure code use Entra ID',
        severity: 'error',
        why: 'The next deployment brings the key back into the connection.',
        fix: 'Set `authType` of the connection to `AAD` in the template, and remove `credentials`.',
    },
};


/***/ }),

/***/ 643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ streamSarif),
/* harmony export */   WH: () => (/* binding */ renderSarif)
/* harmony export */ });
/* unused harmony export SARIF_RESULTS */
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5457);
/* harmony import */ var _domain_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1796);
/* harmony import */ var _domain_order_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1780);
/* harmony import */ var _json_chunks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9669);
/* harmony import */ var _anchor_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4501);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(301);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4031);
/* harmony import */ var _evidence_lines_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3631);
/* harmony import */ var _finding_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6177);
/* harmony import */ var _rule_texts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5647);










/** Code scanning takes no more of a run. https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning */
const SARIF_RESULTS = 25_000;
const LEVELS = { error: 'error', warning: 'warning', note: 'note' };
/**
 * SARIF 2.1.0 for code scanning: what fails or could not be determined, worst first (code scanning shows
 * the first 5,000). Known findings stay in it, so that their alerts are not closed as fixed; exempt ones
 * are notifications, because code scanning would open alerts for suppressed results.
 */
function renderSarif(report, context) {
    return [...streamSarif(report, context)].join('');
}
/** The same in pieces. */
function* streamSarif(report, context) {
    const failing = report.findings
        .filter(({ status }) => status === 'fail' || status === 'unknown')
        .sort(_domain_order_js__WEBPACK_IMPORTED_MODULE_1__/* .compareWorst */ .Tu);
    const shown = (0,_domain_fingerprint_js__WEBPACK_IMPORTED_MODULE_0__/* .fingerprints */ .W)(failing).slice(0, SARIF_RESULTS);
    const log = emptyLog(report, context, failing.length - shown.length);
    const [run] = log.runs;
    // Made one by one while they are written: of a large estate they are more than memory should hold.
    const results = map(shown, (entry) => result(entry.finding, entry.fingerprint, context));
    yield* (0,_json_chunks_js__WEBPACK_IMPORTED_MODULE_4__/* .jsonChunks */ .V)({ ...log, runs: [{ ...run, results }] });
    yield '\n';
}
function* map(items, change) {
    for (const item of items)
        yield change(item);
}
/** The log without its results. @param left results that code scanning would not take */
function emptyLog(report, context, left) {
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'Foundry Entra Gate',
                        informationUri: _context_js__WEBPACK_IMPORTED_MODULE_5__/* .DOCS */ .i,
                        semanticVersion: context.version,
                        rules: _domain_finding_js__WEBPACK_IMPORTED_MODULE_6__/* .RULE_IDS */ .Iu.map(rule),
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
                                    notification('warning', `${left === 1 ? '1 more result is' : `${left} more results are`} in the JSON report only.`),
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
function rule(id) {
    const { title, severity, why, fix } = _rule_texts_js__WEBPACK_IMPORTED_MODULE_3__/* .RULE_TEXTS */ .K[id];
    const page = `${_context_js__WEBPACK_IMPORTED_MODULE_5__/* .DOCS */ .i}/rules/${id}.md`;
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
function result(finding, fingerprint, context) {
    const name = finding.file === undefined ? `${(0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .placeName */ .fW)(finding)}: ` : '';
    const say = (0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .whatToDo */ .H6)(finding);
    const lines = [
        `${name}${finding.message}`,
        ...(0,_evidence_lines_js__WEBPACK_IMPORTED_MODULE_7__/* .evidenceLines */ .p)(finding),
        // The help is of the rule; this is of the alert.
        ...(say === '' ? [] : [`Fix: ${say}`]),
    ];
    return {
        ruleId: finding.rule,
        ruleIndex: _domain_finding_js__WEBPACK_IMPORTED_MODULE_6__/* .RULE_IDS */ .Iu.indexOf(finding.rule),
        level: LEVELS[finding.severity],
        message: { text: (0,_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .sarifText */ .BC)(lines.join('\n')) },
        locations: [location(finding, context)],
        // Code scanning reads this one only, and tells alerts apart by it: two accounts may share a line.
        partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1` },
        ...(finding.known && { baselineState: 'unchanged' }),
        properties: { status: finding.status, resource: finding.resource },
    };
}
/** Every result needs a file: the declaration, else the policy file, else the workflow. */
function location(finding, { anchors, policyFile, event }) {
    const anchor = (0,_anchor_js__WEBPACK_IMPORTED_MODULE_9__/* .anchorOf */ .d)(finding, anchors);
    const file = anchor?.file ?? policyFile ?? event.workflowFile ?? '.github/workflows';
    return {
        physicalLocation: {
            artifactLocation: { uri: (0,_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .urlPath */ .Lx)(file), uriBaseId: '%SRCROOT%' },
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
function exemptNote(finding) {
    const { reason = '', expires } = finding.exemption ?? {};
    const until = expires === undefined ? '' : ` until ${expires}`;
    return notification('note', `Exempt${until}: ${finding.rule} at ${(0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .placeName */ .fW)(finding)}. Reason: ${reason}`);
}
function notification(level, message) {
    return { level, message: { text: (0,_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .sarifText */ .BC)(message) } };
}
/** Tells uploads of several jobs of a commit apart. */
function automationId({ event }) {
    return ['foundry-entra-gate', event.workflow, event.job, event.matrix]
        .filter((part) => part !== '' && part !== 'null')
        .map((part) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_8__/* .urlPath */ .Lx)(part).replaceAll('/', '%2F'))
        .join('/')
        .concat('/');
}


/***/ }),

/***/ 3844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ failingSection),
/* harmony export */   Og: () => (/* binding */ resourceTables),
/* harmony export */   PK: () => (/* binding */ knownSection),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   VD: () => (/* binding */ passSection),
/* harmony export */   dY: () => (/* binding */ notesSection),
/* harmony export */   jP: () => (/* binding */ exemptSection),
/* harmony export */   s_: () => (/* binding */ skippedSection),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6339);
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5457);
/* harmony import */ var _domain_resource_name_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(2612);
/* harmony import */ var _budget_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2585);
/* harmony import */ var _bundle_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(9932);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4031);
/* harmony import */ var _finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6177);
/* harmony import */ var _groups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6900);
/* harmony import */ var _procedure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7239);









/** More rows than these would push what to do about them out of sight. */
const ROWS_IN_SIGHT = 25;
/** Failing resources, worst first, as a table; the passing ones are one folded table after it. */
function resourceTables(report, context) {
    const all = (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .groups */ .T)(report);
    const clean = (group) => group.compliant && group.warnings + group.unknown + group.notes === 0;
    const head = '| Resource | Result | What fails |\n| --- | --- | --- |\n';
    const failing = all.filter((group) => !clean(group));
    const rows = (some) => (0,_budget_js__WEBPACK_IMPORTED_MODULE_3__/* .rendered */ .gj)(some, (group) => row(group, context));
    const passing = all.filter((group) => clean(group) && group.id !== 'source');
    return [
        ...table(head, rows(failing.slice(0, ROWS_IN_SIGHT)), 'resources', 0.1),
        ...folded(`${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(Math.max(0, failing.length - ROWS_IN_SIGHT), 'more resource')} with something to do`, {
            open: head,
            items: rows(failing.slice(ROWS_IN_SIGHT)),
            name: 'resources',
            share: 0.15,
        }),
        ...folded(`✅ ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(passing.length, 'resource')} with nothing to do`, {
            open: '| Resource | |\n| --- | --- |\n',
            items: (0,_budget_js__WEBPACK_IMPORTED_MODULE_3__/* .rendered */ .gj)(passing, (group) => passingRow(group, context)),
            name: 'resources',
            share: 0.05,
            unfold: failing.length === 0 && passing.length <= 10,
        }),
    ];
}
function row(group, context) {
    const rules = [
        ...new Set(group.findings.filter(_domain_finding_js__WEBPACK_IMPORTED_MODULE_5__/* .counts */ .tQ).map((finding) => `${(0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .sign */ ._S)(finding)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .aY)(finding.rule)}`)),
    ];
    const shown = rules.length <= 5 ? rules : [...rules.slice(0, 4), `and ${rules.length - 4} more`];
    return `| ${resourceCell(group, context)} | ${result(group)} | ${shown.join('<br>')} |\n`;
}
function passingRow(group, context) {
    const passes = group.findings.filter(({ status }) => status === 'pass').length;
    const exempt = group.findings.filter(({ status }) => status === 'exempt').length;
    const known = group.findings.filter((finding) => finding.known === true).length;
    const words = [
        (0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(passes, 'pass', 'passes'),
        ...(exempt > 0 ? [`${exempt} exempt`] : []),
        ...(known > 0 ? [`${known} known`] : []),
    ];
    return `| ${resourceCell(group, context)} | ${words.join(', ')} |\n`;
}
function resourceCell(group, { portal }) {
    const name = `**${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(group.name, 100)}**`;
    const linked = portal !== undefined && group.id.startsWith('/subscriptions/')
        ? (0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .link */ .nf)(name, (0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .portalUrl */ .gn)(portal, group.id))
        : name;
    return group.about === '' ? linked : `${linked}<br><sub>${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(group.about, 100)}</sub>`;
}
function result(group) {
    const words = [
        ...(group.errors > 0 ? [(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(group.errors, 'error')] : []),
        ...(group.unknownErrors > 0 ? [`${group.unknownErrors} not determined`] : []),
        ...(group.warnings > 0 ? [(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(group.warnings, 'warning')] : []),
        ...(group.unknown > group.unknownErrors
            ? [
                `${group.unknown - group.unknownErrors} ${group.unknownErrors > 0 ? 'more ' : ''}not determined`,
            ]
            : []),
        ...(group.notes > 0 ? [(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(group.notes, 'note')] : []),
    ];
    return words.join('<br>');
}
/** What fails, worst first, each unfolding to evidence and fix. */
function failingSection(findings, context, title, share = 0.6, 
/** Whether the first one is unfolded. */
unfold = true) {
    if (findings.length === 0)
        return [];
    return [
        {
            open: `### ${title}\n\n`,
            items: (0,_budget_js__WEBPACK_IMPORTED_MODULE_3__/* .rendered */ .gj)((0,_bundle_js__WEBPACK_IMPORTED_MODULE_7__/* .bundle */ .l)(findings), (one, index) => (0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .findingItem */ .dY)(one, context, { open: unfold && index === 0 })),
            close: '',
            left: (left) => `and ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(left, 'more finding')}: see the JSON report.\n\n`,
            share,
        },
    ];
}
/** Exempt findings stay in sight in every report, with reason and end. */
function exemptSection(report) {
    const rows = (0,_budget_js__WEBPACK_IMPORTED_MODULE_3__/* .rendered */ .gj)(report.findings.filter(({ status }) => status === 'exempt'), (finding) => `| ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)((0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .placeName */ .fW)(finding), 200)} | ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .aY)(finding.rule)} | ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(finding.exemption?.reason ?? '', 300)} | ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(finding.exemption?.expires ?? '')} |\n`);
    return table(`### Exempt\n\n| Where | Rule | Reason | Until |\n| --- | --- | --- | --- |\n`, rows, 'exemptions', 0.05);
}
/** Findings of the baseline: folded, because they are no news. */
function knownSection(report) {
    const { fixedSinceBaseline = 0 } = report;
    const items = (0,_budget_js__WEBPACK_IMPORTED_MODULE_3__/* .rendered */ .gj)(report.findings.filter((finding) => finding.known === true).sort(_procedure_js__WEBPACK_IMPORTED_MODULE_2__/* .compareToDo */ .S), (finding) => `- ${(0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .sign */ ._S)(finding)} **${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)((0,_finding_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .placeName */ .fW)(finding), 200)}** ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(finding.message, 300)} ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .aY)(finding.rule)}\n`);
    return [
        ...(fixedSinceBaseline > 0
            ? [
                `🎉 ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(fixedSinceBaseline, 'finding')} of the baseline ${fixedSinceBaseline === 1 ? 'is' : 'are'} gone.\n\n`,
            ]
            : []),
        ...folded(`${items.length} known (in the baseline, or on lines that the pull request does not change)`, { items, name: 'findings', share: 0.05 }),
    ];
}
/** Passes by resource, folded. */
function passSection(report) {
    const passing = (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .groups */ .T)(report).filter(({ findings }) => findings.some(({ status }) => status === 'pass'));
    const rows = (0,_budget_js__WEBPACK_IMPORTED_MODULE_3__/* .rendered */ .gj)(passing, ({ name, findings }) => {
        const rules = findings.filter(({ status }) => status === 'pass').map(({ rule }) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .aY)(rule));
        return `| ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(name, 200)} | ${[...new Set(rules)].join(', ')} |\n`;
    });
    const passes = report.findings.filter(({ status }) => status === 'pass').length;
    return folded(`✅ ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(passes, 'pass', 'passes')}`, {
        open: '| Resource | Passes |\n| --- | --- |\n',
        items: rows,
        name: 'resources',
        share: 0.1,
    });
}
/** What does not apply, and why, folded. */
function skippedSection(report) {
    const items = (0,_budget_js__WEBPACK_IMPORTED_MODULE_3__/* .rendered */ .gj)(report.findings.filter(({ status }) => status === 'skipped'), (finding) => `- **${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)((0,_domain_resource_name_js__WEBPACK_IMPORTED_MODULE_8__/* .resourceName */ .I)(finding.resource), 200)}** ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .code */ .aY)(finding.rule)}: ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(finding.message, 300)}\n`);
    return folded(`${items.length} skipped (do not apply)`, { items, name: 'findings', share: 0.05 });
}
/** What the reader should know beside the findings. */
function notesSection(report) {
    const { coverage, scan, notes = [] } = report;
    const facts = [
        ...(coverage
            ? [
                `Resources: ${coverage.seen} seen, ${coverage.judged} judged, ${coverage.unknown} could not be read.`,
            ]
            : []),
        ...(scan ? [`Source: ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_4__/* .count */ .U)(scan.files, 'file')} judged, ${scan.skipped} left out.`] : []),
    ];
    const items = [...facts, ...notes].map((note) => `- ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_6__/* .text */ .Qq)(note, 1000)}\n`);
    return folded('Notes', {
        items,
        name: 'notes',
        share: 0.05,
        unfold: notes.length > 0 && notes.length <= 3,
    });
}
/** A table that is left out when it has no rows. */
function table(open, items, name, share) {
    if (items.length === 0)
        return [];
    return [
        {
            open,
            items,
            close: '\n',
            left: (left) => `\nand ${left} more ${name}: see the JSON report.\n`,
            share,
        },
    ];
}
/** A folded part with a count in its title; left out when it is empty. */
function folded(title, part) {
    if (part.items.length === 0)
        return [];
    return [
        {
            open: `<details${part.unfold ? ' open' : ''}><summary>${title}</summary>\n\n${part.open ?? ''}`,
            items: part.items,
            close: '\n</details>\n\n',
            left: (left) => `\nand ${left} more ${part.name}: see the JSON report.\n`,
            share: part.share,
        },
    ];
}


/***/ }),

/***/ 3138:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ setUpSection)
/* harmony export */ });
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6339);
/* harmony import */ var _domain_set_up_step_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5487);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4031);



const SIGNS = { done: '✅', missing: '❌', unseen: '👀', unknown: '❓' };
/** When sign-in failed: what a green gate needs, step by step, each with its commands. */
function setUpSection({ setUp = [] }) {
    if (setUp.length === 0)
        return [];
    return [
        {
            open: '### What a green gate needs\n\n',
            items: setUp.map(({ title, state, say, commands }, index) => {
                const lines = say.split('\n').map((line) => (0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(line, 1500));
                return [
                    `**${index + 1}. ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(title)}**: ${SIGNS[state]} ${_domain_set_up_step_js__WEBPACK_IMPORTED_MODULE_0__/* .STATE_WORDS */ .I[state]}`,
                    ...lines,
                    ...(commands.length === 0 ? [] : [(0,_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .codeBlock */ .DV)(commands.join('\n'), 'sh')]),
                    '',
                ].join('\n\n');
            }),
            close: '\n',
            left: (left) => `and ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(left, 'more step')}: see the log.\n\n`,
            share: 0.2,
        },
    ];
}


/***/ }),

/***/ 6148:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ renderSteps)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_set_up_step_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5487);
/* harmony import */ var _escape_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4031);



const PAINT = { done: 'green', missing: 'red', unseen: 'yellow', unknown: 'yellow' };
/** Numbered steps for a log or a terminal; commands stand on lines of their own, unbroken, to be copied. */
function renderSteps(resource, steps, { colour }) {
    const blocks = steps.map(({ title, state, say, commands }, index) => {
        const word = _domain_set_up_step_js__WEBPACK_IMPORTED_MODULE_1__/* .STATE_WORDS */ .I[state];
        const sign = colour ? (0,node_util__WEBPACK_IMPORTED_MODULE_0__.styleText)(PAINT[state], word, { validateStream: false }) : word;
        return [
            `${index + 1}. ${title}: ${sign}`,
            ...indented(say),
            ...commands.flatMap((command) => indented(command, '     ')),
        ].join('\n');
    });
    const missing = steps.filter(_domain_set_up_step_js__WEBPACK_IMPORTED_MODULE_1__/* .isMissing */ .b).length;
    const unseen = steps.filter(({ state }) => state === 'unseen').length;
    const end = missing + unseen === 0
        ? 'Nothing is missing.'
        : `${missing} missing or not determined, ${unseen} to look at yourself. Nothing was changed.`;
    return `What a green gate on ${(0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .visible */ .RK)(resource)} needs\n\n${blocks.join('\n\n')}\n\n${end}\n`;
}
function indented(text, by = '   ') {
    return text === ''
        ? []
        : (0,_escape_js__WEBPACK_IMPORTED_MODULE_2__/* .visible */ .RK)(text)
            .split('\n')
            .map((line) => `${by}${line}`);
}


/***/ }),

/***/ 687:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sd: () => (/* binding */ totals),
/* harmony export */   WJ: () => (/* binding */ verdict),
/* harmony export */   ZN: () => (/* binding */ failsAt),
/* harmony export */   c_: () => (/* binding */ tallyWords),
/* harmony export */   id: () => (/* binding */ isStopped),
/* harmony export */   ug: () => (/* binding */ failsStep)
/* harmony export */ });
/* harmony import */ var _domain_count_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6339);
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5457);
/* harmony import */ var _groups_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6900);



function totals(report) {
    const tally = (of) => report.findings.filter(of).length;
    const failing = (severity) => (finding) => finding.severity === severity && finding.status === 'fail' && (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .counts */ .tQ)(finding);
    const unknownErrors = tally((finding) => finding.severity === 'error' && finding.status === 'unknown' && (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .counts */ .tQ)(finding));
    return {
        resources: report.resources.length,
        compliantResources: report.resources.filter(({ compliant }) => compliant).length,
        errors: tally(failing('error')) + unknownErrors,
        warnings: tally(failing('warning')),
        notes: tally(failing('note')),
        unknown: tally((finding) => finding.status === 'unknown' && (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .counts */ .tQ)(finding)),
        unknownErrors,
        known: tally(({ known }) => known === true),
        exempt: tally(({ status }) => status === 'exempt'),
        changes: report.changes.filter(({ status }) => status === 'planned' || status === 'done')
            .length,
        stoppedChanges: report.changes.filter(({ status }) => isStopped(status)).length,
    };
}
function isStopped(status) {
    return status === 'blocked' || status === 'failed' || status === 'reverted';
}
/** Does this finding fail a step with this `fail-on`? What is unknown fails like what is proven. */
function failsStep(finding, failOn) {
    if (!(0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .counts */ .tQ)(finding) || failOn === 'never')
        return false;
    return finding.severity === 'error' || (finding.severity === 'warning' && failOn === 'warning');
}
/**
 * Does the step fail? `check`: by its findings. `plan`: only when no plan could be computed. `enforce`: by
 * its changes, whatever `fail-on` says, and by the findings of the state afterwards.
 */
function failsAt(report, failOn) {
    switch (report.mode) {
        case 'plan':
            return report.planDigest === undefined;
        case 'enforce':
            // Without a plan nothing could be made.
            return (report.planDigest === undefined ||
                report.changes.some(({ status }) => isStopped(status)) ||
                report.findings.some((finding) => failsStep(finding, failOn)));
        case 'check':
            return report.findings.some((finding) => failsStep(finding, failOn));
    }
}
function verdict(report, failOn) {
    const sums = totals(report);
    const fails = failsAt(report, failOn);
    return {
        ...(report.mode === 'check' ? state(report, sums) : changesHeadline(report, sums)),
        detail: `${tallyWords(sums)}. ${outcome(report, failOn, fails)}`,
        fails,
    };
}
/** `3 errors (1 not determined), 2 warnings, 1 known`. */
function tallyWords(sums) {
    const words = [
        (0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(sums.errors, 'error') +
            (sums.unknownErrors > 0 ? ` (${sums.unknownErrors} could not be determined)` : ''),
        (0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(sums.warnings, 'warning'),
        ...(sums.unknown > sums.unknownErrors
            ? [`${sums.unknown - sums.unknownErrors} more not determined`]
            : []),
        ...(sums.known > 0 ? [`${sums.known} known`] : []),
        ...(sums.exempt > 0 ? [`${sums.exempt} exempt`] : []),
    ];
    return words.join(', ');
}
function state(report, sums) {
    const all = (0,_groups_js__WEBPACK_IMPORTED_MODULE_0__/* .groups */ .T)(report);
    const resources = all.filter(({ id }) => id !== 'source');
    const source = all.find(({ id }) => id === 'source');
    if (report.compliant) {
        if (resources.length === 0 && report.scan === undefined) {
            return { tone: 'warning', headline: 'Nothing was judged' };
        }
        const clean = sums.warnings === 0 && sums.unknown === 0;
        const what = [
            ...(resources.length > 0 ? [allOf(resources.length)] : []),
            ...(report.scan ? [`${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(report.scan.files, 'file')} scanned without errors`] : []),
        ].join(', ');
        return {
            tone: clean ? 'good' : 'warning',
            headline: `Compliant${clean ? '' : ', with warnings'}: ${what}`,
        };
    }
    const open = resources.filter(({ errors, unknownErrors }) => errors === 0 && unknownErrors > 0);
    const failing = resources.filter(({ errors }) => errors > 0);
    const of = `of ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(resources.length, 'resource')}`;
    const failures = places(failing.length, of, source?.errors ?? 0);
    // The number of all is said once.
    const undetermined = places(open.length, failing.length > 0 ? 'more' : of, source?.unknownErrors ?? 0);
    if (failures === '') {
        return { tone: 'unknown', headline: `Not proven: ${undetermined} could not be determined` };
    }
    const fail = failing.length + (source?.errors ?? 0) === 1 ? 'fails' : 'fail';
    const rest = undetermined === '' ? '' : `; ${undetermined} could not be determined`;
    return { tone: 'bad', headline: `Not compliant: ${failures} ${fail}${rest}` };
}
/** `2 of 3 resources and 1 place in source`; empty when there is none of either. */
function places(resources, of, inSource) {
    return [
        ...(resources > 0 ? [`${resources} ${of}`] : []),
        ...(inSource > 0 ? [`${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(inSource, 'place')} in source`] : []),
    ].join(' and ');
}
function changesHeadline(report, sums) {
    const after = report.compliant ? 'compliant' : 'not compliant';
    if (report.planDigest === undefined) {
        return { tone: 'bad', headline: 'Nothing was changed: no plan could be computed' };
    }
    if (report.mode === 'plan') {
        const blocked = sums.stoppedChanges > 0 ? `, ${sums.stoppedChanges} blocked` : '';
        const planned = sums.changes === 0 && blocked === '' ? 'nothing to change' : (0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(sums.changes, 'change');
        return {
            tone: sums.stoppedChanges > 0 ? 'warning' : 'neutral',
            headline: `Plan: ${planned}${blocked}; ${after} now`,
        };
    }
    const done = sums.changes === 0 ? 'no change made' : `${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(sums.changes, 'change')} made`;
    if (sums.stoppedChanges > 0) {
        const stopped = ['blocked', 'failed', 'reverted'].flatMap((status) => {
            const number = report.changes.filter((change) => change.status === status).length;
            return number > 0 ? [`${number} ${status}`] : [];
        });
        const untouched = sums.changes === 0 &&
            report.changes.every(({ status }) => status === 'blocked' || status === 'unchanged');
        const what = untouched
            ? `Nothing was changed: ${(0,_domain_count_js__WEBPACK_IMPORTED_MODULE_2__/* .count */ .U)(sums.stoppedChanges, 'change')} blocked`
            : `Enforced in part: ${done}, ${stopped.join(', ')}`;
        return { tone: 'bad', headline: `${what}; ${after} now` };
    }
    return {
        tone: report.compliant ? (sums.warnings + sums.unknown > 0 ? 'warning' : 'good') : 'bad',
        headline: `Enforced: ${done}; ${after} now`,
    };
}
function outcome(report, failOn, fails) {
    if (report.mode === 'plan') {
        return fails ? 'The step fails: there is no plan.' : 'Nothing was changed; the step passes.';
    }
    if (!fails)
        return `The step passes (fail-on: ${failOn}).`;
    if (report.planDigest === undefined && report.mode === 'enforce') {
        return 'The step fails: there is no plan.';
    }
    return report.findings.some((finding) => failsStep(finding, failOn))
        ? `The step fails (fail-on: ${failOn}).`
        : 'The step fails: not every change was made.';
}
function allOf(resources) {
    return resources === 1 ? '1 resource passes' : `${resources} of ${resources} resources pass`;
}


/***/ }),

/***/ 1553:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ RULES)
});

// EXTERNAL MODULE: ./src/domain/inference-actions.ts
var inference_actions = __webpack_require__(5005);
// EXTERNAL MODULE: ./src/domain/permissions.ts + 2 modules
var permissions = __webpack_require__(2596);
// EXTERNAL MODULE: ./src/domain/principal.ts
var domain_principal = __webpack_require__(7542);
// EXTERNAL MODULE: ./src/domain/remedy.ts
var domain_remedy = __webpack_require__(9558);
// EXTERNAL MODULE: ./src/domain/scope.ts
var domain_scope = __webpack_require__(1848);
// EXTERNAL MODULE: ./src/domain/shell.ts
var shell = __webpack_require__(3062);
;// CONCATENATED MODULE: ./src/rules/show.ts

/** `Name (type:id)`, or the id alone without Graph; a principal that is gone is named as such. */
function showPrincipal(facts, principal) {
    const label = `${principal.type} ${principal.objectId}`;
    const known = facts.names.get(principal.objectId.toLowerCase());
    if (!known)
        return label;
    if (known.gone)
        return `${label} (gone: the directory no longer knows it)`;
    return known.name === principal.objectId ? label : `${known.name} (${label})`;
}
function showHolder(facts, assignment) {
    return showPrincipal(facts, {
        objectId: assignment.principalId,
        type: assignment.principalType,
    });
}
/** Those who hold the assignments, each once. */
function holdersOf(assignments) {
    return distinct(assignments.map(({ principalId }) => principalId));
}
/** Lower-cased, sorted by code unit, each once: the same in every run over the same state. */
function distinct(ids) {
    return [...new Set(ids.map((id) => id.toLowerCase()))].sort();
}
/** The definition of the assigned role, where it could be read. */
function roleOf({ roles }, { roleGuid }) {
    return roles.known ? roles.value.get(roleGuid.toLowerCase()) : undefined;
}
/** `Cognitive Services User (custom) at resource group ... (inherited)`. */
function showRole(facts, assignment) {
    const role = roleOf(facts, assignment);
    const name = role
        ? `${role.name}${role.custom ? ' (custom role)' : ''}`
        : `the role ${assignment.roleGuid}, whose definition could not be read`;
    const condition = assignment.condition ? ', under a condition' : '';
    return `${name} at ${(0,domain_scope/* describeScope */.OI)(assignment.scope, facts.id)}${condition}`;
}
/** The first lines, and how many were left out: evidence is read by people and kept for thousands of accounts. */
function atMost(lines, limit) {
    if (lines.length <= limit)
        return lines;
    return [...lines.slice(0, limit), `... and ${lines.length - limit} more.`];
}

// EXTERNAL MODULE: ./src/rules/verdict.ts
var verdict = __webpack_require__(3398);
;// CONCATENATED MODULE: ./src/rules/assign-to-groups.ts








const EXPECTED = 'inference roles in force at the account are held by groups or workload identities';
const QUESTION = 'who holds inference roles at the account';
const WHY = 'Single grants outlive the job they were made for; a group is reviewed and left in one place.';
/** https://learn.microsoft.com/azure/role-based-access-control/best-practices */
const assignToGroups = {
    id: 'assign-to-groups',
    severity: 'warning',
    title: 'Inference roles are held by groups or workload identities, not by single users',
    needs: ['account', 'assignments', 'roles', 'deployments', 'names'],
    judge: (facts) => [assign_to_groups_verdict(facts)],
};
function assign_to_groups_verdict(facts) {
    const { account, assignments, roles } = facts;
    if (!account.known)
        return (0,verdict/* cannotTell */.JM)(QUESTION, account.reason);
    if (!assignments.known)
        return (0,verdict/* cannotTell */.JM)(QUESTION, assignments.reason);
    if (!roles.known)
        return (0,verdict/* cannotTell */.JM)(QUESTION, roles.reason);
    const { wants } = (0,inference_actions/* inferenceDemand */.B)(account.value, facts.deployments);
    const allows = (guid) => {
        const role = roles.value.get(guid.toLowerCase());
        return role && wants.some((want) => (0,permissions/* grantOf */.od)(role, want) !== 'no');
    };
    const inForce = assignments.value.filter(({ scope }) => (0,domain_scope/* covers */.hU)(scope, facts.id));
    const holders = inForce.filter(({ roleGuid }) => allows(roleGuid) === true);
    const single = holders.filter(({ principalType }) => !(0,domain_principal/* isGroupOrWorkload */.W)(principalType));
    const users = single.filter(({ principalType }) => /^(user|device)$/i.test(principalType));
    const unread = inForce.filter(({ roleGuid, principalType }) => allows(roleGuid) === undefined && !(0,domain_principal/* isGroupOrWorkload */.W)(principalType));
    if (users.length > 0)
        return heldByUsers(facts, users);
    const doubtful = [...single, ...unread];
    if (doubtful.length > 0) {
        return (0,verdict/* undecided */.oo)(`It could not be determined ${QUESTION}: Azure does not say what kind of principal holds a role, or the definition of a role could not be read.`, { expected: EXPECTED, seen: lines(facts, doubtful), why: WHY }, {
            say: 'Look the principals up by their object id, and let the workflow read role definitions.',
        }, { principals: holdersOf(doubtful) });
    }
    return (0,verdict/* pass */.IX)(holders.length === 0
        ? 'No inference role is in force at the account.'
        : 'Inference roles at the account are held by groups and workload identities.', {
        expected: EXPECTED,
        seen: holders.length === 0 ? 'no such assignment' : lines(facts, holders),
    });
}
function heldByUsers(facts, users) {
    const principals = holdersOf(users);
    const people = principals.length;
    return (0,verdict/* fail */.fJ)(`${people === 1 ? 'A single user holds' : `${people} single users hold`} a role that allows inference at the account.`, { expected: EXPECTED, seen: lines(facts, users), why: WHY }, {
        say: 'Give the role to a group, make the users members of it, then remove their own assignments.',
        Portal: `${facts.id.name} > Access control (IAM) > Role assignments > Type: User`,
        az: moveToGroup(facts, users),
        Bicep: "principalId: groupObjectId\nprincipalType: 'Group'",
    }, { principals });
}
/** First what the group needs, then what its members no longer need. */
function moveToGroup(facts, users) {
    const conditional = users.some(({ condition }) => condition !== undefined);
    const grants = users
        .filter(({ condition }) => condition === undefined)
        .map((assignment) => (0,domain_remedy/* grantCommand */.Qg)({
        objectId: 'GROUP-ID',
        type: 'Group',
        role: roleOf(facts, assignment)?.name ?? assignment.roleGuid,
        scope: assignment.scope,
    }));
    return [
        '# GROUP-ID: the object id of the group that has the users as members',
        ...commands(grants),
        ...(conditional ? ['# repeat for the group what is assigned under a condition'] : []),
        '# once that is in effect:',
        ...commands(users.map(({ id }) => `az role assignment delete --ids ${(0,shell/* shellWord */.r)(id)}`)),
    ].join('\n');
}
function commands(list) {
    return atMost([...new Set(list)], 10).map((line) => line.startsWith('az ') ? line : `# ${line}`);
}
function lines(facts, assignments) {
    const said = assignments.map((assignment) => `${showHolder(facts, assignment)} holds ${showRole(facts, assignment)}`);
    return atMost([...new Set(said)].sort(), 40);
}

// EXTERNAL MODULE: ./src/domain/connection-categories.ts
var connection_categories = __webpack_require__(4755);
// EXTERNAL MODULE: ./src/domain/connection-target.ts
var connection_target = __webpack_require__(170);
// EXTERNAL MODULE: ./src/domain/principal-access.ts + 1 modules
var principal_access = __webpack_require__(6458);
;// CONCATENATED MODULE: ./src/rules/connection-identity.ts







const connection_identity_EXPECTED = 'the managed identity of a project holds an inference role on the account that its connection calls';
const connection_identity_WHY = 'A connection that uses Entra ID is called as the project: without the role its agents get 401.';
const ROLE = 'Cognitive Services User';
/** https://learn.microsoft.com/azure/foundry/concepts/rbac-foundry */
const connectionIdentity = {
    id: 'connection-identity',
    severity: 'warning',
    title: 'The managed identity of a project whose connection uses Entra ID may call the target account',
    needs: [
        'account',
        'projects',
        'connections',
        'project-identities',
        'assignments',
        'roles',
        'denies',
        'deployments',
    ],
    judge: (facts) => {
        const question = 'whether the identities of projects may call what their connections point at';
        const { projects, connections, account } = facts;
        if (!projects.known)
            return [(0,verdict/* cannotTell */.JM)(question, projects.reason)];
        if (projects.value.length === 0)
            return [(0,verdict/* skipped */.hT)('The account has no projects.')];
        if (!connections.known)
            return [(0,verdict/* cannotTell */.JM)(question, connections.reason)];
        if (!account.known)
            return [(0,verdict/* cannotTell */.JM)(question, account.reason)];
        const verdicts = projects.value.flatMap((project) => judgeProject(facts, project, account.value, connections.value));
        return verdicts.length > 0
            ? verdicts
            : [(0,verdict/* skipped */.hT)('No project has a connection to an account that uses Entra ID as the project.')];
    },
};
function judgeProject(facts, project, account, lists) {
    const own = lists.find(({ owner }) => owner.equals(project.id))?.connections;
    const shared = lists.find(({ owner }) => owner.equals(facts.id))?.connections;
    const usable = [
        ...(own?.known ? own.value : []),
        ...(shared?.known ? shared.value.filter(({ isSharedToAll }) => isSharedToAll) : []),
    ].filter(callsAsProject);
    const here = usable.find((connection) => (0,connection_target/* pointsAt */.DY)(connection, account));
    const elsewhere = usable.flatMap((connection) => {
        const target = (0,connection_target/* targetAccount */.zc)(connection);
        return target === undefined || (0,connection_target/* pointsAt */.DY)(connection, account) ? [] : [{ connection, target }];
    });
    const unread = [own, shared].find((list) => list?.known === false);
    return [
        ...(here ? [judgeIdentity(facts, project, here)] : []),
        ...elsewhere.map(({ connection, target }) => notSeenFromHere(project, connection, target.text)),
        ...(!here && unread?.known === false
            ? [
                (0,verdict/* cannotTell */.JM)(`whether a connection of project ${project.name} uses Entra ID`, unread.reason, { resource: project.id.text }),
            ]
            : []),
    ];
}
/** Account identities are the account's own; agent and user tokens are not the project's. */
function callsAsProject(connection) {
    return ((0,connection_categories/* connectionAuth */.BD)(connection).uses === 'entra' &&
        /^(aad|managedidentity|projectmanagedidentity)$/i.test(connection.authType));
}
function judgeIdentity(facts, project, connection) {
    const about = { resource: connection.id.text };
    const said = `project ${project.name} (connection ${connection.name} uses Entra ID)`;
    const [first] = project.identities;
    if (first === undefined) {
        return (0,verdict/* fail */.fJ)(`Project ${project.name} has no managed identity, and its connection ${connection.name} uses Entra ID.`, { expected: connection_identity_EXPECTED, seen: 'the project has no identity', why: connection_identity_WHY }, {
            say: 'Give the project a system-assigned identity, then an inference role on the account.',
            Bicep: "identity: {\n  type: 'SystemAssigned'\n}",
        }, about);
    }
    const judged = project.identities.map((objectId) => ({
        objectId,
        access: (0,principal_access/* inferenceAccess */.Q)(facts, { type: 'ServicePrincipal', objectId }),
    }));
    const told = {
        expected: connection_identity_EXPECTED,
        seen: judged.map(({ objectId, access }) => describe(facts, objectId, access)),
        why: connection_identity_WHY,
    };
    const lacking = judged.filter(({ access }) => access.verdict === 'missing');
    const remedy = {
        say: 'Assign the role to the identity of the project.',
        Portal: `${facts.id.name} > Access control (IAM) > Add role assignment > ${ROLE} > Members: Managed identity > ${project.name}`,
        az: (lacking.length > 0 ? lacking : judged)
            .map(({ objectId }) => (0,domain_remedy/* grantCommand */.Qg)({ objectId, type: 'ServicePrincipal', role: ROLE, scope: facts.id.text }))
            .join('\n'),
    };
    if (judged.every(({ access }) => access.verdict === 'granted')) {
        return (0,verdict/* pass */.IX)(`The managed identity of ${said} holds an inference role on the account.`, told, about);
    }
    if (lacking.length === judged.length) {
        return (0,verdict/* fail */.fJ)(`The managed identity of ${said} holds no inference role on the account.`, told, remedy, about);
    }
    const doubts = judged.flatMap(({ access }) => access.doubts);
    const because = doubts[0]?.message ??
        'one of its identities holds a role and another does not, and which one the connection uses is not known.';
    const remedies = doubts.flatMap((doubt) => doubt.remedy ?? []);
    return (0,verdict/* undecided */.oo)(`It could not be determined whether the managed identity of ${said} holds an inference role on the account: ${because}`, told, remedies.length > 0 ? { say: [...new Set(remedies)].join(' ') } : remedy, about);
}
function describe(facts, objectId, access) {
    const [best] = access.paths;
    if (access.verdict === 'granted' && best) {
        return `${objectId} holds ${showRole(facts, best.assignment)}`;
    }
    if (access.denied)
        return `${objectId} is denied by ${access.denied.name}`;
    if (access.verdict === 'missing')
        return `${objectId} lacks ${access.lacks.join(' and ')}`;
    return `${objectId}: ${access.doubts.map(({ message }) => message).join(' ')}`;
}
/** Roles were read on this account only. */
function notSeenFromHere(project, connection, target) {
    const commands = project.identities.map((objectId) => `az role assignment list --assignee ${(0,shell/* shellWord */.r)(objectId)} --scope ${(0,shell/* shellWord */.r)(target)} --include-inherited --include-groups --output table`);
    return (0,verdict/* undecided */.oo)(`It could not be determined whether the managed identity of project ${project.name} may call ${target}, at which its connection ${connection.name} points: roles were read on this account only.`, { expected: connection_identity_EXPECTED, seen: `the connection points at ${target}`, why: connection_identity_WHY }, {
        say: `List the role assignments on the target; one that allows inference (${ROLE}) is needed.`,
        ...(commands.length > 0 ? { az: commands.join('\n') } : {}),
    }, { resource: connection.id.text });
}

// EXTERNAL MODULE: ./src/domain/count.ts
var count = __webpack_require__(6339);
;// CONCATENATED MODULE: ./src/rules/connection-verdict.ts




const connection_verdict_WHY = 'Whoever may use the connection uses its key, unnamed; and it stops working when keys are disabled.';
/**
 * What is to be said of one connection.
 * @param callsAccount does it call the account judged? Then a category that takes only keys is no excuse.
 */
function judgeConnection(connection, callsAccount) {
    const auth = (0,connection_categories/* connectionAuth */.BD)(connection);
    const about = { resource: connection.id.text };
    const name = nameOf(connection);
    const told = {
        expected: 'authType is AAD or a managed identity, and no key is stored',
        seen: seen(connection),
        why: connection_verdict_WHY,
    };
    switch (auth.uses) {
        case 'entra':
            return (0,verdict/* pass */.IX)(`${name} uses Entra ID.`, told, about);
        case 'unknown':
            return (0,verdict/* undecided */.oo)(`It could not be determined whether ${name} uses a key: ${auth.why}.`, told, {
                say: `Look the connection up in the portal. If it cannot use Entra ID, exempt it in the policy file with the reason.`,
            }, about);
        case 'nothing':
            return auth.canUseEntra
                ? (0,verdict/* fail */.fJ)(`${name} sends no credential, and could use Entra ID.`, told, convertFix(connection), about)
                : (0,verdict/* skipped */.hT)(`${name} sends no credential.`, about, told);
        case 'key-only':
            return callsAccount === 'yes'
                ? (0,verdict/* fail */.fJ)(`${name} calls this account with a key: its category ${connection.category} cannot use Entra ID.`, told, replaceFix(connection), about)
                : callsAccount === 'maybe'
                    ? sharedHost(connection, told, about)
                    : (0,verdict/* skipped */.hT)(`${name} is of category ${connection.category}, which takes only a key or secret.`, about, told);
        case 'key':
            if (callsAccount === 'maybe')
                return sharedHost(connection, told, about);
            return auth.leftover.length > 0
                ? (0,verdict/* fail */.fJ)(`${name} is labelled ${connection.authType}, but still carries a key in ${auth.leftover.join(', ')}.`, told, convertFix(connection), about)
                : (0,verdict/* fail */.fJ)(`${name} stores a key (authType ${connection.authType}).`, told, convertFix(connection), about);
    }
}
function sharedHost(connection, told, about) {
    return (0,verdict/* undecided */.oo)(`It could not be determined whether ${nameOf(connection)} calls this account: it has a key for the regional host ${connection.target}, which all accounts of the region share.`, told, {
        say: "Point the connection at an account's own subdomain with Entra ID, or add the account's id to its metadata as ResourceId.",
    }, about);
}
function nameOf({ ownerKind, owner, name, category }) {
    const owners = {
        account: 'the account',
        project: `project ${owner.name}`,
        hub: `hub ${owner.name}`,
        'hub-project': `hub project ${owner.name}`,
        workspace: `workspace ${owner.name}`,
    };
    return `The connection ${name} of ${owners[ownerKind]} (${category})`;
}
function seen(connection) {
    const { category, authType, target, keyFields, isSharedToAll } = connection;
    return [
        `category ${category}, authType ${authType}, target ${target === '' ? 'not set' : target}${isSharedToAll ? ', shared to all projects' : ''}`,
        ...(keyFields.length > 0 ? [`members that hold a key: ${keyFields.join(', ')}`] : []),
    ];
}
/** Read, change the authentication, write: all else stays as it is. */
function convertFix(connection) {
    const authType = (0,connection_categories/* entraAuthType */.TN)(connection.category) ?? 'AAD';
    const url = (0,shell/* shellWord */.r)(`${connection.id.text}?api-version=${apiVersion(connection)}`);
    const stale = connection.keyFields
        .filter((field) => field.startsWith('metadata.'))
        .map((field) => `.metadata[${JSON.stringify(field.split('.')[1] ?? '')}]`);
    const drop = ['.credentials', '.group', '.createdByWorkspaceArmId', '.error', ...new Set(stale)];
    const program = `{properties: (.properties | del(${drop.join(', ')}) | .authType = ${JSON.stringify(authType)})}`;
    return {
        say: (0,connection_target/* reachesAnAccount */.EY)(connection)
            ? "Switch the connection to Entra ID, and give its users and its project's managed identity a role on the target. In mode enforce the change convert-connection does it, keeping target, category and metadata."
            : "Let the target take Entra ID, give the connection's users and its project's managed identity a role there, then switch the connection.",
        Portal: `Microsoft Foundry > Management center > Connected resources > ${connection.name} > Access details > Authentication: Microsoft Entra ID > Update`,
        az: [
            `az rest --method get --url ${url} | jq ${(0,shell/* shellWord */.r)(program)} > connection.json`,
            `az rest --method put --url ${url} --body @connection.json`,
        ].join('\n'),
        Bicep: bicep(connection, authType),
    };
}
/** A connection whose category takes only keys has to be made anew. */
function replaceFix(connection) {
    return {
        say: `Make a new connection of category AzureOpenAI or AIServices with authType AAD to the same target, move what uses ${connection.name} to it, then delete ${connection.name}.`,
        Portal: 'Microsoft Foundry > Management center > Connected resources > New connection > Authentication: Microsoft Entra ID',
        Bicep: bicep({ ...connection, category: 'AzureOpenAI' }, 'AAD'),
    };
}
function bicep(connection, authType) {
    const ofWorkspaces = 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01';
    const types = {
        account: 'Microsoft.CognitiveServices/accounts/connections@2025-06-01',
        project: 'Microsoft.CognitiveServices/accounts/projects/connections@2025-06-01',
        hub: ofWorkspaces,
        'hub-project': ofWorkspaces,
        workspace: ofWorkspaces,
    };
    const parents = {
        account: 'account',
        project: 'project',
        hub: 'hub',
        'hub-project': 'project',
        workspace: 'workspace',
    };
    const { ownerKind, name, category, target, isSharedToAll } = connection;
    return [
        `resource connection '${types[ownerKind]}' = {`,
        `  parent: ${parents[ownerKind]}`,
        `  name: ${(0,shell/* bicepString */.J)(name)}`,
        '  properties: {',
        `    authType: ${(0,shell/* bicepString */.J)(authType)} // and no credentials`,
        `    category: ${(0,shell/* bicepString */.J)(category)}`,
        // What was hidden of it is to be kept.
        target.includes('***') ? '    // target: as it is' : `    target: ${(0,shell/* bicepString */.J)(target)}`,
        `    isSharedToAll: ${String(isSharedToAll)}`,
        '    // metadata: as it is',
        '  }',
        '}',
    ].join('\n');
}
function apiVersion({ ownerKind }) {
    return ownerKind === 'account' || ownerKind === 'project' ? '2025-06-01' : '2024-10-01';
}

;// CONCATENATED MODULE: ./src/rules/connections-use-entra.ts




/** https://learn.microsoft.com/azure/foundry/how-to/connections-add */
const connectionsUseEntra = {
    id: 'connections-use-entra',
    severity: 'error',
    title: 'Every account and project connection that can use Entra ID does',
    needs: ['account', 'projects', 'connections'],
    judge: (facts) => {
        const { connections } = facts;
        if (!connections.known) {
            return [(0,verdict/* cannotTell */.JM)('whether connections use Entra ID', connections.reason)];
        }
        const verdicts = connections.value.flatMap((list) => judgeList(facts, list, connections.value));
        if (verdicts.length > 0)
            return verdicts;
        return [
            (0,verdict/* pass */.IX)('The account and its projects have no connections.', {
                expected: 'every connection that can use Entra ID does',
                seen: `no connection in ${connections.value.length === 1 ? 'the account' : `the account and ${(0,count/* count */.U)(connections.value.length - 1, 'project')}`}`,
            }),
        ];
    },
};
function judgeList({ id, account }, { owner, connections }, lists) {
    if (!connections.known) {
        return [
            (0,verdict/* cannotTell */.JM)(`whether the connections of ${owner.name} use Entra ID`, connections.reason, {
                resource: owner.text,
            }),
        ];
    }
    const own = lists.find((list) => list.owner.equals(id))?.connections;
    const shared = !owner.equals(id) && own?.known ? own.value : [];
    return connections.value
        .filter((connection) => !shared.some((other) => (0,connection_target/* isSameConnection */.jC)(other, connection)))
        .map((connection) => judgeConnection(connection, account.known && (0,connection_target/* pointsAt */.DY)(connection, account.value) ? 'yes' : 'no'));
}

// EXTERNAL MODULE: ./src/domain/subdomain.ts
var subdomain = __webpack_require__(9722);
;// CONCATENATED MODULE: ./src/rules/custom-subdomain.ts




/** https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains */
const customSubdomain = {
    id: 'custom-subdomain',
    severity: 'error',
    title: 'The account has a custom subdomain, without which Entra tokens are refused',
    needs: ['account'],
    judge: ({ id, account }) => {
        if (!account.known) {
            return [(0,verdict/* cannotTell */.JM)('whether the account has a custom subdomain', account.reason)];
        }
        const { customSubdomain: subdomain } = account.value;
        const expected = 'properties.customSubDomainName is set';
        if (subdomain) {
            return [
                (0,verdict/* pass */.IX)(`The account has the custom subdomain ${subdomain}.`, {
                    expected,
                    seen: `customSubDomainName is ${subdomain}`,
                }),
            ];
        }
        return [
            (0,verdict/* fail */.fJ)('The account has no custom subdomain, so its endpoint refuses Entra tokens.', {
                expected,
                seen: 'customSubDomainName is absent',
                why: 'Regional endpoints take keys only; a token needs the host of its own resource.',
            }, subdomainFix(id)),
        ];
    },
};
function subdomainFix(account) {
    const { name } = account;
    // Not every name makes a valid subdomain, and then the owner chooses one.
    const proposed = (0,subdomain/* subdomainFor */.u)(name) ?? 'NAME';
    return {
        say: 'Give the account a custom subdomain. It cannot be changed afterwards; callers move to the new host. In mode enforce the change set-subdomain does it, when allow names it.',
        Portal: `${name} > Resource Management > Networking > Generate Custom Domain Name`,
        az: (0,domain_remedy/* subdomainCommand */.sm)(account, proposed),
        Bicep: `properties: {\n  customSubDomainName: ${(0,shell/* bicepString */.J)(proposed)}\n}`,
    };
}

// EXTERNAL MODULE: ./src/domain/entra-proof.ts
var entra_proof = __webpack_require__(4983);
// EXTERNAL MODULE: ./src/domain/probe-classify.ts
var probe_classify = __webpack_require__(6601);
;// CONCATENATED MODULE: ./src/rules/probe-verdict.ts
/** Why a rule that needs live calls does not apply. */
function probesOff({ probe }) {
    return probe === 'off' ? 'Live probes are switched off by the input probe.' : undefined;
}
/** The request, the audience and the answer, on one line. */
function showAnswer(answer) {
    const with_ = answer.audience === undefined ? 'a made-up key' : `a token for ${answer.audience}`;
    const said = answer.answer === '' ? 'no message' : answer.answer;
    return `${answer.request} at ${answer.host} with ${with_} was answered HTTP ${answer.status}: ${said}`;
}
const NO_PROBE = 'No probe fits this kind of account: it serves no model inference that could be called at no cost.';
/** What to do where neither a token nor a key was judged. */
const UNDECIDED_REMEDY = {
    'network-refused': {
        because: "the account's firewall or private endpoint refused the runner, which says nothing of identity",
        say: "Run the job on a runner inside the account's network, or let the runner's address in; the other rules do not need it.",
    },
    throttled: {
        because: 'the endpoint throttled the request',
        say: 'Run again later, or raise the quota of the deployment.',
    },
    'not-found': {
        because: 'the endpoint does not know the deployment or the route',
        say: 'Check that the deployment still exists and has finished; run again some minutes after it was created.',
    },
    'wrong-tenant': {
        because: 'the token is of another tenant than the account',
        say: 'Set tenant-id to the tenant of the subscription that holds the account.',
    },
};

;// CONCATENATED MODULE: ./src/rules/entra-accepted.ts






const entra_accepted_QUESTION = 'whether the endpoint accepts an Entra token for inference';
/** https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id */
const entraAccepted = {
    id: 'entra-accepted',
    severity: 'error',
    title: 'The inference endpoint accepts an Entra token',
    needs: [
        'account',
        'deployments',
        'entra-probe',
        'key-probe',
        'own-reach',
        'assignments',
        'roles',
        'denies',
    ],
    skip: probesOff,
    judge: (facts) => [entra_accepted_verdict(facts)],
};
function entra_accepted_verdict(facts) {
    const { account, entraProbe } = facts;
    const answers = entraProbe.known ? entraProbe.value : [];
    const last = answers.at(-1);
    if (last?.verdict === 'accepted') {
        const doubt = (0,entra_proof/* unproven */.g)(facts, last);
        return doubt ? notProven(facts, answers, doubt) : accepted(answers, last);
    }
    if (account.known && !account.value.customSubdomain && (last || !entraProbe.known)) {
        return noSubdomain(facts, answers);
    }
    if (!entraProbe.known)
        return (0,verdict/* cannotTell */.JM)(entra_accepted_QUESTION, entraProbe.reason);
    if (!last)
        return (0,verdict/* skipped */.hT)(NO_PROBE);
    if (last.verdict === 'no-custom-subdomain')
        return noSubdomain(facts, answers);
    if (last.verdict === 'role-missing')
        return roleMissing(facts, answers, last);
    return notDecided(answers, last);
}
function accepted(answers, last) {
    const reading = last.request.startsWith('GET ');
    const limit = reading
        ? 'No model is deployed, so a list was read: that proves a read data action only.'
        : 'The request is refused as invalid only after authorization, and uses no model tokens.';
    return (0,verdict/* pass */.IX)('The endpoint accepts an Entra token for inference.', {
        expected: expected(),
        seen: [...answers.map(showAnswer), limit],
        why: "It proves the workflow's own identity; that others hold a role is judged by inference-role.",
    });
}
function notProven(facts, answers, doubt) {
    switch (doubt.because) {
        case 'any-credential':
            return provesNothing(answers, doubt.control);
        case 'unseen':
            return (0,verdict/* cannotTell */.JM)(entra_accepted_QUESTION, doubt.reason, {}, answers.map(showAnswer));
        case 'no-role':
            return withoutRole(facts, answers, doubt.lacks);
        case 'denied':
            return denied(facts, answers, doubt.deny);
    }
}
function provesNothing(answers, control) {
    return (0,verdict/* undecided */.oo)(`It could not be determined ${entra_accepted_QUESTION}: the endpoint answers a made-up key in the same way, so it did not look at the token.`, { expected: expected(), seen: [...answers, control].map(showAnswer) }, {
        say: 'Call a deployment once with an Entra token by hand to be sure, and report the answers: the probe needs another request for this endpoint.',
    });
}
function noSubdomain(facts, answers) {
    return (0,verdict/* fail */.fJ)('The endpoint refuses Entra tokens, because the account has no custom subdomain.', {
        expected: expected(),
        seen: [...answers.map(showAnswer), 'customSubDomainName is absent'],
        why: 'Regional endpoints take keys only: see the rule custom-subdomain.',
    }, subdomainFix(facts.id));
}
function roleMissing(facts, answers, last) {
    const dataAction = last.dataAction ?? 'the data action of the request';
    return (0,verdict/* undecided */.oo)(`It could not be determined ${entra_accepted_QUESTION}: the token was recognised, but the workflow's own identity lacks ${dataAction} at the account.`, {
        expected: expected(),
        seen: [...answers.map(showAnswer), `Missing permission: ${dataAction} at ${facts.id.text}`],
        why: 'Authentication works; only a caller with the role shows that inference does.',
    }, grantFix(facts, (0,probe_classify/* principalOf */.i6)(last.answer), last.dataAction));
}
/** The endpoint let the request pass as far as its body, and Azure lists no role for that. */
function withoutRole(facts, answers, lacks) {
    return (0,verdict/* undecided */.oo)(`It could not be determined ${entra_accepted_QUESTION}: no role that Azure lists allows the workflow's own identity to infer, so the endpoint may have refused the request before it looked for one.`, {
        expected: expected(),
        seen: [
            ...answers.map(showAnswer),
            `No inference role of ${facts.self ?? "the workflow's own identity"} is in force at ${facts.id.text}, itself or through a group`,
        ],
        why: 'Only a caller with the role shows that inference works.',
    }, 
    // The role for models of all publishers, where those of OpenAI are not all.
    grantFix(facts, facts.self, lacks.find((action) => !/\/OpenAI\//i.test(action)) ?? lacks[0]));
}
/** The same, and a role would not help. */
function denied(facts, answers, { name, id, scope }) {
    return (0,verdict/* undecided */.oo)(`It could not be determined ${entra_accepted_QUESTION}: the deny assignment ${name} keeps the workflow's own identity from inferring, so the endpoint may have refused the request before it looked for a role.`, {
        expected: expected(),
        seen: [
            ...answers.map(showAnswer),
            `${facts.self ?? "The workflow's own identity"} is denied inference by the deny assignment ${name} (${id}) at ${scope}`,
        ],
        why: 'Only a caller who may infer shows that inference works.',
    }, {
        say: `${(0,domain_remedy/* denyRemedy */.Np)('the identity')}, or switch the probe off.`,
    });
}
function grantFix({ id }, objectId, dataAction) {
    const role = (0,domain_remedy/* dataRoleFor */.SK)(dataAction ?? '/accounts/OpenAI/');
    return {
        say: `Grant the workflow's identity ${role} at the account, or a custom role with ${dataAction ?? 'the data action of the request'}, or switch the probe off; if it was granted just now, wait five minutes and run again.`,
        Portal: `${id.name} > Access control (IAM) > Add > Add role assignment > ${role}`,
        az: (0,domain_remedy/* grantCommand */.Qg)({ objectId, role, scope: id.text }),
    };
}
function notDecided(answers, last) {
    const known = last.verdict === 'wrong-audience'
        ? {
            because: `the endpoint took none of the audiences that were tried (${answers.map(({ audience }) => audience ?? '').join(', ')})`,
            say: 'Check that environment names the cloud of the account; the answer names the audience that it expects.',
        }
        : UNDECIDED_REMEDY[last.verdict];
    return (0,verdict/* undecided */.oo)(`It could not be determined ${entra_accepted_QUESTION}: ${known?.because ?? `the answer (HTTP ${last.status}) says neither yes nor no`}.`, { expected: expected(), seen: answers.map(showAnswer) }, { say: known?.say ?? 'Run again; if it stays so, report the answer.' });
}
function expected() {
    return 'a request with an Entra token passes authentication and authorization';
}

;// CONCATENATED MODULE: ./src/rules/hub-connections-use-entra.ts




const hub_connections_use_entra_QUESTION = 'whether hub connections to the account use Entra ID';
/** https://learn.microsoft.com/azure/ai-foundry/concepts/connections */
const hubConnectionsUseEntra = {
    id: 'hub-connections-use-entra',
    severity: 'error',
    title: 'Connections of hubs and hub projects that point at the account use Entra ID',
    needs: ['account', 'hubs'],
    judge: ({ account, hubs }) => {
        if (!hubs.known)
            return [(0,verdict/* cannotTell */.JM)(hub_connections_use_entra_QUESTION, hubs.reason)];
        if (hubs.value.length > 0 && !account.known)
            return [(0,verdict/* cannotTell */.JM)(hub_connections_use_entra_QUESTION, account.reason)];
        const verdicts = account.known
            ? hubs.value.flatMap((hub) => judgeHub(account.value, hub, hubs.value))
            : [];
        if (verdicts.length > 0)
            return verdicts;
        const seen = hubs.value.length === 0
            ? 'the identity sees no hub and no hub project in the subscriptions of the accounts in scope'
            : `no such connection in the ${(0,count/* count */.U)(hubs.value.length, 'hub or hub project', 'hubs and hub projects')} that the identity sees`;
        return [
            (0,verdict/* pass */.IX)('No connection of a hub or hub project points at the account.', {
                expected: 'every hub connection that points at the account uses Entra ID',
                seen,
            }),
        ];
    },
};
function judgeHub(account, { workspace, connections }, all) {
    if (!connections.known) {
        return [
            (0,verdict/* cannotTell */.JM)(`whether connections of ${workspace.name} that point at the account use Entra ID`, connections.reason, { resource: workspace.id.text }),
        ];
    }
    const { hub } = workspace;
    const above = hub && all.find((other) => other.workspace.id.equals(hub))?.connections;
    const shared = above?.known ? above.value : [];
    return connections.value
        .filter((connection) => !shared.some((other) => (0,connection_target/* isSameConnection */.jC)(other, connection)))
        .flatMap((connection) => judgeIfAimed(connection, account));
}
function judgeIfAimed(connection, account) {
    if ((0,connection_target/* pointsAt */.DY)(connection, account))
        return [judgeConnection(connection, 'yes')];
    if (!(0,connection_target/* mayPointAt */.dU)(connection, account))
        return [];
    const verdict = judgeConnection(connection, 'maybe');
    return verdict.status === 'unknown' ? [verdict] : [];
}

;// CONCATENATED MODULE: ./src/rules/inference-role.ts






/** https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id */
const inferenceRole = {
    id: 'inference-role',
    severity: 'error',
    title: 'Each required principal holds a role that allows inference',
    needs: ['account', 'assignments', 'roles', 'denies', 'reach', 'deployments'],
    skip: ({ principals }) => principals.length === 0
        ? 'No principals are required: name them in the input principals or in the policy file.'
        : undefined,
    judge: (facts, { principals }) => {
        const judged = principals.map((principal) => {
            const access = (0,principal_access/* inferenceAccess */.Q)(facts, principal);
            return { principal, access, status: statusOf(facts, principal, access) };
        });
        return [inference_role_verdict(facts, judged)];
    },
};
function statusOf(facts, principal, { verdict }) {
    if (verdict === 'missing')
        return 'fail';
    const gone = facts.names.get(principal.objectId.toLowerCase())?.gone ?? false;
    return verdict === 'granted' && !gone ? 'pass' : 'unknown';
}
function inference_role_verdict(facts, judged) {
    const missing = judged.filter(({ status }) => status === 'fail');
    const doubtful = judged.filter(({ status }) => status === 'unknown');
    const told = {
        expected: 'each required principal holds a role whose data actions allow inference',
        seen: judged.flatMap((one) => inference_role_describe(facts, one)),
        why: 'Without it their calls end in 401 PermissionDenied, and they would go back to keys.',
    };
    if (missing.length > 0) {
        const names = missing.map(({ principal }) => (0,domain_principal/* principalLabel */.l)(principal)).join(', ');
        return (0,verdict/* fail */.fJ)(`${names} ${missing.length === 1 ? 'has' : 'have'} no role that allows inference at the account.`, told, inference_role_grantFix(facts, missing));
    }
    if (doubtful.length > 0) {
        const names = doubtful.map(({ principal }) => (0,domain_principal/* principalLabel */.l)(principal)).join(', ');
        const reasons = doubtful.flatMap(({ access }) => access.doubts);
        const remedies = [...new Set(reasons.flatMap(({ remedy }) => remedy ?? []))];
        const commands = [...new Set(reasons.flatMap((reason) => reason.commands ?? []))];
        return (0,verdict/* undecided */.oo)(`It could not be determined whether ${names} can call the models: ${reasons[0]?.message ?? 'the directory does not know the principal.'}`, told, {
            say: remedies.join(' ') || 'Check the object id of the principal.',
            ...(commands.length > 0 && { az: commands.join('\n') }),
        });
    }
    return (0,verdict/* pass */.IX)(judged.length === 1
        ? 'The required principal holds a role that allows inference.'
        : `All ${judged.length} required principals hold a role that allows inference.`, told);
}
function inference_role_describe(facts, { principal, access }) {
    const who = showPrincipal(facts, { objectId: principal.objectId, type: principal.type });
    const [best] = access.paths;
    const lines = [];
    if (access.verdict === 'granted' && best) {
        const group = showPrincipal(facts, { objectId: best.assignment.principalId, type: 'group' });
        lines.push(best.through === 'itself'
            ? `${who} holds ${showRole(facts, best.assignment)}, directly.`
            : `${who} holds ${showRole(facts, best.assignment)}, through ${group}. A token from before it joined the group does not show the membership: managed identities can hold one for up to a day.`);
    }
    else if (access.denied) {
        lines.push(`${who} is denied inference by the deny assignment ${access.denied.name} (${access.denied.id}) at ${access.denied.scope}.`);
    }
    else if (access.verdict === 'missing') {
        lines.push(`${who} lacks ${access.lacks.join(' and ')}.`, ...heldLines(facts, access));
    }
    for (const doubt of access.doubts) {
        lines.push(`${who}: ${doubt.message}`);
        if (doubt.action !== undefined) {
            lines.push(`Missing permission: ${doubt.action} at ${doubt.scope ?? 'an unnamed scope'}`);
        }
    }
    if (best?.assignment.condition && access.doubts.length > 0) {
        lines.push(`Condition: ${best.assignment.condition}`);
    }
    return lines;
}
function heldLines(facts, { held }) {
    if (held.length === 0)
        return ['It holds no role at the account or above it.'];
    const roles = held.map((assignment) => showRole(facts, assignment));
    return atMost([...new Set(roles)].sort(), 10).map((role) => `It holds ${role}.`);
}
function inference_role_grantFix(facts, missing) {
    const denied = missing.filter(({ access }) => access.denied);
    const lacking = missing.filter(({ access }) => !access.denied).map(({ principal }) => principal);
    const roles = [...new Set(lacking.map(({ role }) => role))].join(' or ');
    const say = [
        ...(lacking.length > 0
            ? [`Assign ${roles} at the account. It takes effect within minutes.`]
            : []),
        ...(denied.length > 0 ? [`${(0,domain_remedy/* denyRemedy */.Np)('the principal')}.`] : []),
    ].join(' ');
    if (lacking.length === 0)
        return { say };
    const commands = lacking.map((principal) => (0,domain_remedy/* grantCommand */.Qg)({
        objectId: principal.objectId,
        type: principal.type,
        role: principal.role,
        scope: facts.id.text,
    }));
    return {
        say,
        Portal: `${facts.id.name} > Access control (IAM) > Add > Add role assignment > ${roles} > Members > Review + assign`,
        az: commands.join('\n'),
        Bicep: lacking.map((principal) => inference_role_bicep(facts, principal)).join('\n'),
    };
}
function inference_role_bicep(facts, { type, objectId, role }) {
    const wanted = role.toLowerCase();
    const found = facts.roles.known
        ? [...facts.roles.value.values()].find(({ guid, name }) => guid === wanted || name.toLowerCase() === wanted)
        : undefined;
    const guid = (0,shell/* bicepString */.J)(found?.guid ?? 'ROLE-DEFINITION-GUID');
    return [
        `resource inference_${objectId.replaceAll(/\W/g, '_')} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {`,
        '  scope: account',
        `  name: guid(account.id, ${(0,shell/* bicepString */.J)(objectId)}, ${guid})`,
        '  properties: {',
        `    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', ${guid})`,
        `    principalId: ${(0,shell/* bicepString */.J)(objectId)}`,
        `    principalType: ${(0,shell/* bicepString */.J)(type)}`,
        '  }',
        '}',
    ].join('\n');
}

;// CONCATENATED MODULE: ./src/rules/key-readers.ts






/** https://learn.microsoft.com/azure/role-based-access-control/permissions/ai-machine-learning */
const KEY_ACTIONS = ['listKeys', 'regenerateKey'].map((verb) => ({
    plane: 'action',
    name: `Microsoft.CognitiveServices/accounts/${verb}/action`,
}));
const key_readers_EXPECTED = 'while keys are enabled, nobody outside key-readers.allow holds a role that can list or regenerate them';
const key_readers_QUESTION = 'who can read the keys of the account';
const keyReaders = {
    id: 'key-readers',
    severity: 'warning',
    title: 'Nobody unexpected can list or regenerate the keys while they are enabled',
    needs: ['account', 'assignments', 'roles', 'denies', 'names'],
    judge: (facts, settings) => [key_readers_verdict(facts, settings)],
};
function key_readers_verdict(facts, { keyReadersAllow }) {
    const { account, assignments, roles } = facts;
    if (!account.known)
        return (0,verdict/* cannotTell */.JM)(key_readers_QUESTION, account.reason);
    if (account.value.disableLocalAuth === true) {
        return (0,verdict/* pass */.IX)('Keys are disabled, so nobody can list them.', {
            expected: key_readers_EXPECTED,
            seen: 'disableLocalAuth is true; whoever may write the account can enable keys again',
        });
    }
    if (!assignments.known)
        return (0,verdict/* cannotTell */.JM)(key_readers_QUESTION, assignments.reason);
    if (!roles.known)
        return (0,verdict/* cannotTell */.JM)(key_readers_QUESTION, roles.reason);
    const allowed = new Set(keyReadersAllow.map((id) => id.toLowerCase()));
    const others = assignments.value.filter(({ scope, principalId }) => (0,domain_scope/* covers */.hU)(scope, facts.id) && !allowed.has(principalId.toLowerCase()));
    const readers = others.flatMap((assignment) => readerOf(facts, assignment));
    const seen = [
        ...atMost(readers.map((reader) => key_readers_describe(facts, reader)).sort(), 40),
        ...(allowed.size > 0
            ? [`allowed by the policy file: ${(0,count/* count */.U)(allowed.size, 'principal')}`]
            : []),
    ];
    if (readers.some(({ certain }) => certain))
        return readable(facts, readers, seen);
    if (readers.length > 0) {
        return (0,verdict/* undecided */.oo)(`It could not be determined ${key_readers_QUESTION}: a condition, a deny assignment or an unread role definition leaves it in doubt.`, { expected: key_readers_EXPECTED, seen }, { say: 'Disable keys, which settles it; or look at the assignments that are listed.' }, { principals: holdersOf(readers.map(({ assignment }) => assignment)) });
    }
    return (0,verdict/* pass */.IX)('Nobody outside key-readers.allow can list or regenerate the keys.', {
        expected: key_readers_EXPECTED,
        seen: [
            `${(0,count/* count */.U)(others.length, 'other role assignment')} at or above the account; none allows it`,
            ...seen,
        ],
    });
}
function readerOf(facts, assignment) {
    const role = roleOf(facts, assignment);
    if (!role)
        return [{ assignment, verbs: [], certain: false }];
    const granted = KEY_ACTIONS.flatMap((want) => {
        const truth = (0,permissions/* grantOf */.od)(role, want);
        if (truth === 'no')
            return [];
        const denial = denialOf(facts, assignment, want);
        if (denial === 'yes')
            return [];
        const certain = truth === 'yes' && denial === 'no' && !assignment.condition;
        return [{ verb: want.name.split('/').at(-2) ?? want.name, certain }];
    });
    if (granted.length === 0)
        return [];
    return [
        {
            assignment,
            verbs: granted.map(({ verb }) => verb),
            certain: granted.some(({ certain }) => certain),
        },
    ];
}
/**
 * Deny assignments that could not be read take nothing away: better one reader too many than one too few. Nor
 * does, from all members of a group, one that leaves somebody out: who may be a member.
 */
function denialOf({ denies, id }, { principalId, principalType }, want) {
    if (!denies.known)
        return 'no';
    const subject = { objectId: principalId, groups: new Set() };
    const isOne = /^(user|serviceprincipal)$/i.test(principalType);
    const truths = denies.value.map((deny) => {
        const truth = (0,permissions/* deniesSubject */.X5)(deny, subject, want, id);
        return truth === 'yes' && !isOne && deny.excludePrincipals.length > 0 ? 'maybe' : truth;
    });
    return truths.includes('yes') ? 'yes' : truths.includes('maybe') ? 'maybe' : 'no';
}
function key_readers_describe(facts, { assignment, verbs, certain }) {
    const can = verbs.length === 0
        ? 'may be able to read keys'
        : `${certain ? 'can' : 'may be able to'} ${verbs.join(' and ')}`;
    return `${showHolder(facts, assignment)} ${can} by ${showRole(facts, assignment)}`;
}
function readable(facts, readers, seen) {
    const principals = holdersOf(readers.map(({ assignment }) => assignment));
    return (0,verdict/* fail */.fJ)(`${(0,count/* count */.U)(principals.length, 'principal')} outside key-readers.allow can list or regenerate the keys.`, {
        expected: key_readers_EXPECTED,
        seen,
        why: 'Who can read a key can pass it on. Cognitive Services User and Foundry User can, though they are the roles of the keyless procedure.',
    }, {
        say: 'Disable keys: then nobody can list them. Until then use roles without key access for callers (Cognitive Services OpenAI User), and name the principals that need it in key-readers.allow of the policy file.',
        Portal: `${facts.id.name} > Access control (IAM) > Role assignments`,
        az: `az role assignment list --scope ${(0,shell/* shellWord */.r)(facts.id.text)} --include-inherited --query "[].{principal:principalName,type:principalType,role:roleDefinitionName,scope:scope,id:id}" --output table`,
        Bicep: 'properties: {\n  disableLocalAuth: true\n}',
    }, { principals });
}

;// CONCATENATED MODULE: ./src/rules/keys-disabled.ts


/** https://learn.microsoft.com/azure/ai-services/disable-local-auth */
const keysDisabled = {
    id: 'keys-disabled',
    severity: 'error',
    title: 'Key-based (local) authentication is disabled',
    needs: ['account'],
    judge: ({ id, account }) => {
        if (!account.known) {
            return [(0,verdict/* cannotTell */.JM)('whether key-based authentication is disabled', account.reason)];
        }
        const { disableLocalAuth } = account.value;
        const expected = 'properties.disableLocalAuth is true';
        if (disableLocalAuth === true) {
            return [
                (0,verdict/* pass */.IX)('Key-based authentication is disabled.', {
                    expected,
                    seen: 'disableLocalAuth is true',
                }),
            ];
        }
        return [
            (0,verdict/* fail */.fJ)('Key-based authentication is enabled: whoever has one of the two keys can call the models.', {
                expected,
                seen: disableLocalAuth === false
                    ? 'disableLocalAuth is false'
                    : 'disableLocalAuth is absent, which means that keys are enabled',
                why: 'A key names nobody, does not expire, and works from anywhere it leaked to.',
            }, disableKeysFix(id)),
        ];
    },
};
function disableKeysFix(account) {
    return {
        say: 'Move all callers and connections to Entra ID first, then disable keys. Mode plan shows who would lose access; mode enforce does it in a safe order.',
        Portal: `The procedure that Microsoft documents has no portal step for it: use az or Bicep. To see the keys' state: ${account.name} > Resource Management > Keys and Endpoint.`,
        az: (0,domain_remedy/* localAuthCommand */.DK)(account.text, true),
        Bicep: 'properties: {\n  disableLocalAuth: true\n}',
    };
}

;// CONCATENATED MODULE: ./src/rules/keys-refused.ts



const keys_refused_QUESTION = 'whether the endpoint refuses keys';
const keys_refused_EXPECTED = 'a request with a made-up key is answered that key-based authentication is disabled';
/** https://learn.microsoft.com/azure/ai-services/disable-local-auth */
const keysRefused = {
    id: 'keys-refused',
    severity: 'warning',
    title: 'The inference endpoint answers keys with: disabled',
    needs: ['account', 'deployments', 'key-probe'],
    skip: probesOff,
    judge: (facts) => [keys_refused_verdict(facts)],
};
function keys_refused_verdict({ id, account, keyProbe }) {
    if (!keyProbe.known)
        return (0,verdict/* cannotTell */.JM)(keys_refused_QUESTION, keyProbe.reason);
    const last = keyProbe.value.at(-1);
    if (!last)
        return (0,verdict/* skipped */.hT)(NO_PROBE);
    const seen = keyProbe.value.map(showAnswer);
    if (!account.known)
        return (0,verdict/* cannotTell */.JM)(keys_refused_QUESTION, account.reason);
    const disabled = account.value.disableLocalAuth === true;
    if (last.verdict === 'accepted') {
        return keysTaken(id, 'The endpoint answered a request with a made-up key.', seen);
    }
    if (last.verdict === 'keys-disabled') {
        return disabled
            ? (0,verdict/* pass */.IX)('The endpoint answers that key-based authentication is disabled.', {
                expected: keys_refused_EXPECTED,
                seen,
            })
            : lag('the endpoint says that keys are disabled, while the account says that they are enabled', seen);
    }
    if (last.verdict === 'key-rejected') {
        return disabled
            ? lag('keys are disabled on the account, and the endpoint still answers as it answers a wrong key', seen)
            : keysTaken(id, 'The endpoint takes keys: it only found the made-up one wrong.', seen);
    }
    return keys_refused_notDecided(last, seen);
}
function keysTaken(id, message, seen) {
    return (0,verdict/* fail */.fJ)(message, {
        expected: keys_refused_EXPECTED,
        seen,
        why: 'A real key, wherever it leaked to, would be let in: see the rule keys-disabled.',
    }, disableKeysFix(id));
}
function lag(because, seen) {
    return (0,verdict/* undecided */.oo)(`It could not be determined ${keys_refused_QUESTION}: ${because}.`, {
        expected: keys_refused_EXPECTED,
        seen,
        why: 'The gateway follows the account within minutes as a rule, and within hours at times; Microsoft also documents the answer for a wrong key as the sign that keys are off. The rule keys-disabled decides.',
    }, {
        say: 'Run again in some hours. Regenerate both keys before disabling them, so that old ones are dead at once.',
    });
}
function keys_refused_notDecided(last, seen) {
    const known = UNDECIDED_REMEDY[last.verdict];
    return (0,verdict/* undecided */.oo)(`It could not be determined ${keys_refused_QUESTION}: ${known?.because ?? `the answer (HTTP ${last.status}) does not say`}.`, { expected: keys_refused_EXPECTED, seen }, { say: known?.say ?? 'The rule keys-disabled decides; run again later.' });
}

;// CONCATENATED MODULE: ./src/rules/keys-unread.ts



const DAYS = 30;
const DAY_MS = 86_400_000;
const keys_unread_EXPECTED = `nobody listed or regenerated the keys of the account in the last ${DAYS} days`;
/** https://learn.microsoft.com/azure/azure-monitor/platform/activity-log */
const keysUnread = {
    id: 'keys-unread',
    severity: 'warning',
    title: `Nobody listed or regenerated the keys in the last ${DAYS} days`,
    needs: ['account', 'key-events', 'names'],
    judge: (facts, { now }) => {
        if (!facts.keyEvents.known) {
            return [(0,verdict/* cannotTell */.JM)('who listed or regenerated keys', facts.keyEvents.reason)];
        }
        const since = now.getTime() - DAYS * DAY_MS;
        const events = facts.keyEvents.value
            .filter((event) => event.account.equals(facts.id))
            .filter(({ at }) => !(Date.parse(at) < since))
            .toSorted((a, b) => (a.at < b.at ? 1 : -1));
        if (events.length > 0)
            return [keysRead(facts, events)];
        return [
            (0,verdict/* pass */.IX)(`Nobody listed or regenerated the keys in the last ${DAYS} days.`, {
                expected: keys_unread_EXPECTED,
                // By day: two runs over the same state say the same.
                seen: `no such entry in the activity log since ${new Date(since).toISOString().slice(0, 10)}`,
                why: 'The log shows who fetched a key, not who calls with one.',
            }),
        ];
    },
};
function keysRead(facts, events) {
    const principals = distinct(events.map(({ caller }) => caller));
    const callers = principals.length;
    const off = facts.account.known && facts.account.value.disableLocalAuth === true;
    const times = events.length === 1 ? 'once' : `${events.length} times`;
    return (0,verdict/* fail */.fJ)(`The keys were listed or regenerated ${times} in the last ${DAYS} days, by ${callers === 1 ? 'one caller' : `${callers} callers`}.`, {
        expected: keys_unread_EXPECTED,
        seen: [
            ...atMost(events.map(({ at, caller, operation }) => `${at}: ${operation} by ${keys_unread_name(facts, caller)}`), 40),
            ...(off ? ['keys are disabled now, so that what was read is refused'] : []),
        ],
        why: 'Who fetches keys most likely uses them: find out before keys go, or they lose access.',
    }, {
        say: 'Ask the callers to move to Entra ID. Pipelines and portals that list keys for no reason stop once their role has no key access.',
        Portal: `${facts.id.name} > Activity log > Operation: List Keys, Regenerate Key`,
        az: `az monitor activity-log list --resource-id ${(0,shell/* shellWord */.r)(facts.id.text)} --offset ${DAYS}d --max-events 1000 --query "[?contains(operationName.value, 'ey')].{at:eventTimestamp,caller:caller,operation:operationName.value,status:status.value}" --output table`,
    }, { principals });
}
function keys_unread_name(facts, caller) {
    const known = facts.names.get(caller.toLowerCase());
    if (!known)
        return caller;
    return known.gone
        ? `${caller} (gone: the directory no longer knows it)`
        : `${known.name} (${caller})`;
}

;// CONCATENATED MODULE: ./src/rules/policy-guardrail.ts



const policy_guardrail_EXPECTED = 'an Azure Policy assignment in force on the scope of the account denies, modifies or audits key-based authentication';
const policy_guardrail_QUESTION = 'whether an Azure Policy assignment guards key-based authentication';
/** "Azure AI Services resources should have key access disabled", built in; its effects are Audit, Deny and Disabled. */
const BUILT_IN = '71ef260a-8f18-47b7-abcb-62d0673d94dc';
/** "Configure Azure AI Services resources to disable local key access", built in. */
const DEPLOY_BUILT_IN = '55eff01b-f2bd-4c32-9203-db285f709d30';
const GUARDING = /^(deny|modify|append|audit|auditifnotexists|deployifnotexists)$/i;
/** https://learn.microsoft.com/azure/ai-services/disable-local-auth and https://learn.microsoft.com/azure/governance/policy/concepts/effect-basics */
const policyGuardrail = {
    id: 'policy-guardrail',
    severity: 'note',
    title: 'Azure Policy denies, modifies or audits key-based authentication on the scope of the account',
    needs: ['account', 'policies'],
    judge: (facts) => {
        if (!facts.policies.known)
            return [(0,verdict/* cannotTell */.JM)(policy_guardrail_QUESTION, facts.policies.reason)];
        return [
            policy_guardrail_verdict(facts, facts.policies.value.filter(({ scope }) => (0,domain_scope/* covers */.hU)(scope, facts.id))),
        ];
    },
};
function policy_guardrail_verdict(facts, guards) {
    const told = {
        expected: policy_guardrail_EXPECTED,
        seen: guards.length === 0
            ? ['no assignment that is about disableLocalAuth']
            : guards.map((guard) => policy_guardrail_describe(facts, guard)).sort(),
        why: 'Without it the next template or click turns keys on again, and nobody is told.',
    };
    const inForce = guards.filter((guard) => guardsKeys(guard) && !guard.lifted);
    if (inForce.length > 0) {
        const effects = [...new Set(inForce.map(({ effect }) => effect))].sort().join(', ');
        const rewrites = facts.account.known ? rewritesOf(inForce, facts.account.value) : [];
        return (0,verdict/* pass */.IX)([`Azure Policy guards key-based authentication (${effects}).`, ...rewrites].join(' '), {
            ...told,
            seen: [...told.seen, ...rewrites],
        });
    }
    const [unread] = guards.filter(guardsKeys).flatMap(({ lifted }) => lifted?.unread ?? []);
    if (unread)
        return (0,verdict/* cannotTell */.JM)(policy_guardrail_QUESTION, unread);
    const doubt = guards.map(doubtOf).find((reason) => reason !== undefined);
    if (doubt !== undefined) {
        return (0,verdict/* undecided */.oo)(`It could not be determined ${policy_guardrail_QUESTION}: ${doubt}.`, told, {
            say: 'Look at the assignment and its exemptions in the portal, under Policy > Assignments.',
        });
    }
    return (0,verdict/* fail */.fJ)(guards.length === 0
        ? 'No Azure Policy assignment guards key-based authentication on the scope of the account.'
        : guards.some(guardsKeys)
            ? 'The account is exempt from the Azure Policy assignments that guard key-based authentication.'
            : 'The Azure Policy assignments about key-based authentication are not enforced, or their effect is Disabled.', told, assignFix(facts));
}
function guardsKeys({ enforced, effect }) {
    return enforced && GUARDING.test(effect);
}
/** Why the assignment may guard, and may not. */
function doubtOf({ enforced, effect, lifted }) {
    if (!enforced || lifted?.certain === true)
        return undefined;
    if (effect === '')
        return 'the effect of an assignment is an expression or has a selector that only Azure Policy evaluates';
    return lifted && GUARDING.test(effect)
        ? `an assignment may be lifted by ${lifted.by}`
        : undefined;
}
function policy_guardrail_describe(facts, guard) {
    const { assignmentName, assignmentId, effect, enforced, scope, definitionGuid, lifted } = guard;
    const state = [
        enforced ? '' : ', not enforced (enforcementMode DoNotEnforce)',
        lifted ? `, ${lifted.certain ? '' : 'perhaps '}lifted by ${lifted.by}` : '',
    ].join('');
    return `${assignmentName} (${assignmentId}): effect ${effect === '' ? 'not known' : effect}${state}, definition ${definitionGuid}, assigned at ${(0,domain_scope/* describeScope */.OI)(scope, facts.id)}`;
}
/**
 * The built-in DeployIfNotExists definition redeploys the account with a subdomain and network access of its
 * own choice. https://www.azadvertizer.net/azpolicyadvertizer/55eff01b-f2bd-4c32-9203-db285f709d30.html
 */
function rewritesOf(guards, account) {
    const deploying = guards.filter(({ effect }) => effect.toLowerCase() === 'deployifnotexists');
    if (deploying.length === 0)
        return [];
    if (!deploying.some(({ definitionGuid }) => definitionGuid.toLowerCase() === DEPLOY_BUILT_IN)) {
        return ['Warning: what else its DeployIfNotExists deployment sets was not read.'];
    }
    const { customSubdomain, name, publicNetworkAccess } = account;
    return [
        ...(customSubdomain?.toLowerCase() === name.toLowerCase()
            ? []
            : [
                `Warning: its DeployIfNotExists deployment sets the custom subdomain to ${name}, which is ${customSubdomain ? `another than ${customSubdomain} and fails` : 'not reversible'}.`,
            ]),
        ...(publicNetworkAccess?.toLowerCase() === 'disabled'
            ? []
            : [
                'Warning: its DeployIfNotExists deployment sets publicNetworkAccess to Disabled unless the assignment says otherwise, which cuts off callers outside the network.',
            ]),
    ];
}
function assignFix({ id }) {
    const scope = `/subscriptions/${id.subscriptionId ?? ''}`;
    return {
        say: 'Assign the built-in definition with effect Audit first; set it to Deny when the subscription is clean.',
        Portal: 'Policy > Definitions > Azure AI Services resources should have key access disabled > Assign policy',
        az: `az policy assignment create --name keyless-ai --display-name 'AI Services without keys' --policy ${BUILT_IN} --scope ${(0,shell/* shellWord */.r)(scope)} --params '{"effect":{"value":"Audit"}}'`,
        Bicep: [
            "targetScope = 'subscription'",
            "resource keyless 'Microsoft.Authorization/policyAssignments@2024-04-01' = {",
            "  name: 'keyless-ai'",
            '  properties: {',
            `    policyDefinitionId: tenantResourceId('Microsoft.Authorization/policyDefinitions', '${BUILT_IN}')`,
            "    parameters: { effect: { value: 'Audit' } }",
            '  }',
            '}',
        ].join('\n'),
    };
}

;// CONCATENATED MODULE: ./src/rules/index.ts












/** Every rule about an Azure resource, in the order in which people read them. */
const RULES = [
    customSubdomain,
    keysDisabled,
    inferenceRole,
    assignToGroups,
    keyReaders,
    connectionsUseEntra,
    hubConnectionsUseEntra,
    connectionIdentity,
    entraAccepted,
    keysRefused,
    keysUnread,
    policyGuardrail,
];


/***/ }),

/***/ 616:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   II: () => (/* binding */ unresolved),
/* harmony export */   S4: () => (/* binding */ judge),
/* harmony export */   eN: () => (/* binding */ needs)
/* harmony export */ });
/* harmony import */ var _domain_order_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1780);
/* harmony import */ var _index_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1553);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3398);



/**
 * What all rules in force say of one account, in the catalogue's order, then by resource and message.
 * A rule that throws says unknown: a defect of ours must not hide what the others found, nor pass.
 */
function judge(facts, settings, rules = _index_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y) {
    const account = facts.account.known ? facts.account.value.id.text : facts.id.text;
    return inForce(rules, settings.levels).flatMap(({ rule, severity }) => verdictsOf(rule, facts, settings)
        .map((verdict) => finding(rule, severity, verdict, account))
        .sort(byResourceAndMessage));
}
/** What has to be asked so that the rules in force can be judged. */
function needs(levels, settings, rules = _index_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y) {
    return new Set(inForce(rules, levels)
        .filter(({ rule }) => rule.skip?.(settings) === undefined)
        .flatMap(({ rule }) => rule.needs));
}
/**
 * For a resource that could not be read or found, or when there is no sign-in: every rule in force is
 * unknown with the reason.
 * @param target ARM id, or the line of `resources` as it was written.
 */
function unresolved(target, reason, settings, rules = _index_js__WEBPACK_IMPORTED_MODULE_1__/* .RULES */ .y) {
    return inForce(rules, settings.levels).map(({ rule, severity }) => {
        const skip = rule.skip?.(settings);
        const verdict = skip === undefined ? (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .notJudged */ .be)(rule.title, reason) : (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .skipped */ .hT)(skip);
        return finding(rule, severity, verdict, target);
    });
}
function inForce(rules, levels) {
    return rules.flatMap((rule) => {
        const severity = levels[rule.id];
        return severity === 'off' ? [] : [{ rule, severity }];
    });
}
function verdictsOf(rule, facts, settings) {
    try {
        const skip = rule.skip?.(settings);
        return skip === undefined ? rule.judge(facts, settings) : [(0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .skipped */ .hT)(skip)];
    }
    catch (error) {
        const [what] = (error instanceof Error ? error.message : String(error)).split('\n', 1);
        return [
            (0,_verdict_js__WEBPACK_IMPORTED_MODULE_2__/* .cannotTell */ .JM)(`whether this holds: "${rule.title}"`, {
                kind: 'malformed',
                message: `The rule ${rule.id} could not judge what Azure returned (${what ?? ''}).`,
                remedy: 'This is a defect of the action: please report it with the message.',
            }),
        ];
    }
}
function finding(rule, severity, verdict, account) {
    const { resource = account, ...said } = verdict;
    // A hub's connection lies outside the account; the account is what it was judged for.
    const outside = !`${resource.toLowerCase()}/`.startsWith(`${account.toLowerCase()}/`);
    return { rule: rule.id, severity, resource, ...(outside && { account }), ...said };
}
function byResourceAndMessage(a, b) {
    return ((0,_domain_order_js__WEBPACK_IMPORTED_MODULE_0__/* .compareText */ .n6)(a.resource.toLowerCase(), b.resource.toLowerCase()) ||
        (0,_domain_order_js__WEBPACK_IMPORTED_MODULE_0__/* .compareText */ .n6)(a.message, b.message));
}


/***/ }),

/***/ 3398:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IX: () => (/* binding */ pass),
/* harmony export */   JM: () => (/* binding */ cannotTell),
/* harmony export */   be: () => (/* binding */ notJudged),
/* harmony export */   fJ: () => (/* binding */ fail),
/* harmony export */   hT: () => (/* binding */ skipped),
/* harmony export */   oo: () => (/* binding */ undecided)
/* harmony export */ });
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5457);

function pass(message, told, about = {}) {
    return { status: 'pass', message, evidence: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .evidence */ .MX)(told), ...about };
}
function fail(message, told, remedy, about = {}) {
    return { status: 'fail', message, evidence: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .evidence */ .MX)(told), fix: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .fix */ .Up)(remedy), ...about };
}
function skipped(message, about = {}, told) {
    return { status: 'skipped', message, ...(told ? { evidence: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .evidence */ .MX)(told) } : {}), ...about };
}
function undecided(message, told, remedy, about = {}) {
    return {
        status: 'unknown',
        message,
        evidence: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .evidence */ .MX)(told),
        ...(remedy ? { fix: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .fix */ .Up)(remedy) } : {}),
        ...about,
    };
}
/** What a rule asks could not be read. `question` completes "It could not be determined ..."; `seen` is what was read. */
function cannotTell(question, reason, about = {}, seen = []) {
    const missing = reason.action === undefined
        ? []
        : [`Missing permission: ${reason.action} at ${reason.scope ?? 'an unnamed scope'}`];
    return {
        status: 'unknown',
        message: `It could not be determined ${question}: ${reason.message}`,
        evidence: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .evidence */ .MX)({
            expected: 'what the rule asks about can be read',
            seen: [...seen, reason.message, ...missing],
            why: 'What was not seen is not taken for a pass.',
        }),
        ...remedyOf(reason),
        ...about,
    };
}
/** Nothing of the resource was read, so that every rule has the same to say. */
function notJudged(title, reason) {
    return {
        status: 'unknown',
        message: `${_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .NOT_JUDGED */ .Gv}${reason.message}`,
        evidence: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .evidence */ .MX)({
            expected: title,
            seen: reason.message,
            why: 'What was not seen is not taken for a pass.',
        }),
        ...remedyOf(reason),
    };
}
function remedyOf({ remedy, commands, missing }) {
    if (remedy === undefined)
        return {};
    const ready = commands?.join('\n');
    return {
        fix: (0,_domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .fix */ .Up)({
            say: remedy,
            // What the workflow lacks is written into its file, all else is run.
            ...(ready !== undefined && { [missing === 'workflow' ? 'Code' : 'az']: ready }),
        }),
    };
}


/***/ }),

/***/ 6824:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./src/azure/arm.ts
var arm = __webpack_require__(1201);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/@azure/core-rest-pipeline/dist/esm/index.js + 81 modules
var esm = __webpack_require__(4792);
// EXTERNAL MODULE: ./src/domain/clip.ts
var clip = __webpack_require__(9508);
// EXTERNAL MODULE: ./src/domain/cloud.ts
var domain_cloud = __webpack_require__(8353);
// EXTERNAL MODULE: ./src/domain/observation.ts
var observation = __webpack_require__(6610);
// EXTERNAL MODULE: ./src/domain/probe-classify.ts
var probe_classify = __webpack_require__(6601);
// EXTERNAL MODULE: ./src/azure/explain-answer.ts
var explain_answer = __webpack_require__(7555);
// EXTERNAL MODULE: ./src/azure/json.ts
var json = __webpack_require__(5721);
// EXTERNAL MODULE: ./src/azure/probe-requests.ts
var probe_requests = __webpack_require__(6136);
;// CONCATENATED MODULE: ./src/azure/probes.ts










/** Live calls to an account's inference endpoint. They cost no tokens: see `probe-requests.ts`. */
class Prober {
    #tokens;
    #transport;
    #cloud;
    #inferenceHosts;
    #pipeline;
    constructor(options) {
        this.#tokens = options.tokens;
        this.#transport = options.transport;
        this.#cloud = options.cloud;
        this.#inferenceHosts = options.inferenceHosts;
        this.#pipeline = (0,esm/* createEmptyPipeline */.O8)();
        this.#pipeline.addPolicy((0,esm/* proxyPolicy */.Ll)());
        this.#pipeline.addPolicy((0,esm/* decompressResponsePolicy */.rQ)());
    }
    /**
     * With an Entra token. The audience goes by the kind of endpoint; where the service names another one,
     * that one is tried once. No answers at all: no probe fits this kind of account.
     */
    entra(account, deployments) {
        return this.#ask(account, deployments, async (request) => {
            const { cognitiveScope, foundryScope } = this.#cloud;
            const scopes = request.endpoint === 'foundry'
                ? [foundryScope, cognitiveScope]
                : [cognitiveScope, foundryScope];
            const answers = [];
            for (const scope of scopes) {
                const answer = await this.#withToken(request, scope);
                answers.push(answer);
                if (answer.verdict !== 'wrong-audience')
                    break;
            }
            return answers;
        });
    }
    /** With a key that was never issued: asks how keys are answered, and reads none. */
    key(account, deployments) {
        return this.#ask(account, deployments, async (request) => {
            const madeUp = (0,external_node_crypto_.randomBytes)(16).toString('hex');
            return [await this.#send(request, { [request.keyHeader]: madeUp }, 'key', undefined)];
        });
    }
    async #ask(account, deployments, ask) {
        const request = (0,probe_requests/* probeRequest */.O)(account, deployments);
        if (!request)
            return (0,observation/* known */.eO)([]);
        return this.#refuse(request) ?? (0,arm/* observe */.l)(() => ask(request));
    }
    /**
     * The gateway answers the same to a token for another audience and to one that has expired or was revoked;
     * a new token tells them apart.
     */
    async #withToken(request, scope) {
        const { token } = await this.#tokens.getToken(scope);
        const answer = await this.#send(request, { authorization: `Bearer ${token}` }, 'token', scope);
        const mayBeOld = answer.verdict === 'wrong-audience' || answer.verdict === 'undecided';
        if (answer.status !== 401 || !mayBeOld)
            return answer;
        this.#tokens.forget(scope, token);
        const { token: newToken } = await this.#tokens.getToken(scope);
        return this.#send(request, { authorization: `Bearer ${newToken}` }, 'token', scope);
    }
    async #send(probe, credential, sent, audience) {
        const response = await this.#pipeline.sendRequest(this.#transport, (0,esm/* createPipelineRequest */.G6)({
            url: probe.url.href,
            method: probe.method,
            disableKeepAlive: true,
            headers: (0,esm/* createHttpHeaders */.Nc)({
                accept: 'application/json',
                ...(probe.body === undefined ? {} : { 'content-type': 'application/json' }),
                ...credential,
            }),
            ...(probe.body === undefined ? {} : { body: JSON.stringify(probe.body) }),
        }));
        const body = response.bodyAsText ?? '';
        const verdict = (0,probe_classify/* classify */.L8)({ status: response.status, body }, sent);
        const dataAction = verdict === 'role-missing' ? (0,probe_classify/* dataActionOf */.Ak)(body) : undefined;
        return {
            request: `${probe.method} ${probe.url.pathname}`,
            host: probe.url.host,
            ...(audience === undefined ? {} : { audience }),
            status: response.status,
            answer: summary(body, response.status),
            verdict,
            ...(dataAction === undefined ? {} : { dataAction }),
        };
    }
    #refuse(request) {
        if ((0,domain_cloud/* mayReceiveToken */.s)(request.url.href, this.#cloud, this.#inferenceHosts))
            return undefined;
        const { hostname } = request.url;
        const regional = this.#cloud.regionalSuffixes.some((suffix) => hostname.endsWith(`.${suffix}`));
        return (0,observation/* unknown */.L5)(regional
            ? {
                kind: 'unavailable',
                message: `The account has only the regional endpoint ${hostname}, which takes no Entra token.`,
                remedy: 'Give the account a custom subdomain (rule custom-subdomain).',
            }
            : {
                kind: 'unavailable',
                message: `The inference endpoint ${hostname} is not a host of ${this.#cloud.name}, so it was not called.`,
                remedy: `If it belongs to your private cloud, add it to the input inference-hosts.`,
            });
    }
}
/** Code and message of the answer in one short line; never the answer itself, which can hold model output. */
function summary(body, status) {
    const parsed = (0,json/* parseJson */.qF)(body);
    if (!parsed)
        return body.trim() === '' ? '' : `${body.length} characters that are not JSON`;
    const { code, message } = (0,explain_answer/* errorParts */.V)(parsed.value);
    // The code is often the status, which is said beside it.
    const parts = [code, message].filter((part) => part !== '' && part !== String(status));
    return (0,clip/* clip */.$)((0,clip/* onOneLine */.G)(parts.join(': ')), 240);
}

// EXTERNAL MODULE: ./src/azure/readers/names.ts
var names = __webpack_require__(9744);
// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(6698);
// EXTERNAL MODULE: ./src/azure/errors.ts
var errors = __webpack_require__(6616);
// EXTERNAL MODULE: ./src/domain/shell.ts
var shell = __webpack_require__(3062);
// EXTERNAL MODULE: ./src/azure/federated-credential.ts
var federated_credential = __webpack_require__(8517);
;// CONCATENATED MODULE: ./src/azure/sign-in-failure.ts

/** First line as a sentence, without Entra's trace ids at its end, at most 300 characters. */
function asSentence(text) {
    const line = (text.split(/\r?\n/)[0] ?? '').replace(/Trace ID:.*$/, '').trim();
    return (0,clip/* clip */.$)(/[.!?]$/.test(line) ? line : `${line}.`, 300);
}

;// CONCATENATED MODULE: ./src/azure/refused-sign-in.ts



/**
 * One sentence and the fix for a refusal by its code. Codes from
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes; Microsoft warns that they
 * change, so they choose the hint and nothing else.
 */
function explainRefusal(code, text, failure) {
    const { claims, clientId } = failure;
    const explain = SENTENCES.find(([codes]) => codes.includes(code))?.[1] ?? another;
    return explain({
        ...failure,
        code,
        text,
        sent: claims
            ? `issuer "${claims.issuer}", subject "${claims.subject}", audience "${claims.audience}"`
            : 'an assertion whose claims could not be read',
        page: `https://login.microsoftonline.com/error?code=${code}`,
        federation: {
            missing: 'federation',
            ...(claims && { commands: (0,federated_credential/* federatedCredentialCommands */.W)(claims, clientId) }),
        },
    });
}
const CREATE = 'create the federated credential, in both forms of the subject';
const FEDERATION = [
    [
        ['70021'],
        ({ clientId, sent, federation }) => ({
            message: `Entra found no federated credential on client ${clientId} that matches the GitHub token (AADSTS70021). Sent: ${sent}.`,
            remedy: `Compare the three with the credential, or ${CREATE}. One made in the last minutes may need some more to take effect.`,
            ...federation,
        }),
    ],
    [
        // Not in Microsoft's list; as in https://github.com/microsoft/AL-Go/issues/1147
        ['70025'],
        ({ clientId, sent, federation }) => ({
            message: `Client ${clientId} has no federated credential at all (AADSTS70025). Sent: ${sent}.`,
            remedy: `It is another identity than the one that was set up, or its credentials were never made: check client-id, then ${CREATE}.`,
            ...federation,
        }),
    ],
    [
        ['700211'],
        ({ clientId, claims, sent, federation }) => ({
            message: `The issuer differs: no federated credential on client ${clientId} has the issuer "${claims?.issuer ?? ''}" (AADSTS700211). Sent: ${sent}.`,
            remedy: `Compare letter by letter (a trailing slash counts; on GitHub Enterprise Server the issuer is https://HOST/_services/token), or ${CREATE}.`,
            ...federation,
        }),
    ],
    [
        ['700212'],
        ({ clientId, claims, sent, federation }) => ({
            message: `The audience differs: no federated credential on client ${clientId} has the audience "${claims?.audience ?? ''}" (AADSTS700212). Sent: ${sent}.`,
            remedy: 'Set the input audience to the one of the credential, or create a credential with this one.',
            ...federation,
        }),
    ],
    [
        ['700213'],
        ({ clientId, claims, sent, federation }) => ({
            message: `The subject differs: no federated credential on client ${clientId} has the subject "${claims?.subject ?? ''}" (AADSTS700213). Sent: ${sent}.`,
            remedy: `The subject follows from how the job runs: environment, pull_request, branch or tag, with or without numeric ids. If the job runs as it should, ${CREATE}.`,
            ...federation,
        }),
    ],
    [
        ['7002138'],
        ({ clientId, claims, sent, federation }) => ({
            message: `The subject "${claims?.subject ?? ''}" matches a federated credential on client ${clientId} in all but letter case (AADSTS7002138). Sent: ${sent}.`,
            remedy: 'Entra compares letter case. Replace the credential by one with the subject as sent.',
            ...federation,
        }),
    ],
];
const IDENTITY = [
    [
        ['700016'],
        ({ clientId, tenantId }) => ({
            message: `Tenant ${tenantId} has no application with client id ${clientId} (AADSTS700016).`,
            remedy: 'Check client-id and tenant-id: client-id is the application (client) id, not an object id. An app registration needs a service principal too.',
            commands: [
                `az ad sp show --id ${(0,shell/* shellWord */.r)(clientId)} --query appId --output tsv`,
                'az account show --query tenantId --output tsv',
            ],
            missing: 'identity',
        }),
    ],
    [
        ['90002', '900023', '900021'],
        ({ code, tenantId, authorityHost }) => ({
            message: `Tenant ${tenantId} does not exist at ${authorityHost} (AADSTS${code}).`,
            remedy: 'Check tenant-id and environment: a tenant of another cloud is not found here.',
            commands: ['az account show --query tenantId --output tsv'],
            missing: 'identity',
        }),
    ],
    [
        ['7000112', '7000111'],
        ({ code, clientId, tenantId }) => ({
            message: `The application ${clientId} is disabled in tenant ${tenantId} (AADSTS${code}).`,
            remedy: 'Enable it: Entra admin center > Enterprise applications > the application > Properties > Enabled for users to sign-in.',
            missing: 'identity',
        }),
    ],
];
const CIRCUMSTANCES = [
    [
        ['700024'],
        () => ({
            message: 'The GitHub token was outside its time of validity when Entra read it (AADSTS700024).',
            remedy: 'A new one is fetched for every token request, so the clock of the runner is the likely cause: set it by NTP, then run the job again.',
        }),
    ],
    [
        ['700027', '50027'],
        ({ code, claims, page }) => ({
            message: `Entra could not verify the signature or form of the GitHub token (AADSTS${code}).`,
            remedy: `Check that the federated credential's issuer is the one that signed it: "${claims?.issuer ?? ''}". Microsoft's page: ${page}`,
        }),
    ],
    [
        ['7000215', '7000222'],
        ({ code }) => ({
            message: `Entra was given a wrong or expired client secret (AADSTS${code}), but this action uses none.`,
            remedy: 'Remove AZURE_CLIENT_SECRET from the job and sign in by workload identity federation (auth: oidc).',
        }),
    ],
    [
        ['53003', '530035', '53000'],
        ({ code, clientId }) => ({
            message: `Conditional Access blocks client ${clientId} (AADSTS${code}).`,
            remedy: 'A policy for workload identities refuses this sign-in, often by location: hosted runners have no fixed address. Exclude this identity or use a runner inside an allowed location.',
        }),
    ],
    [
        ['500011', '50001', '650057', '65001'],
        ({ code, scope, tenantId }) => ({
            message: `Entra does not know the resource ${scope} in tenant ${tenantId} or may not issue tokens for it (AADSTS${code}).`,
            remedy: 'Check environment: each cloud has its own audiences. For a private cloud check resource-manager-endpoint.',
        }),
    ],
    [
        ['50076', '50079'],
        ({ code }) => ({
            message: `Entra demands multi-factor authentication (AADSTS${code}), which a workflow cannot answer.`,
            remedy: 'Sign in as a workload identity (auth: oidc), not as a user.',
        }),
    ],
];
const SENTENCES = [...FEDERATION, ...IDENTITY, ...CIRCUMSTANCES];
function another({ code, text, clientId, tenantId, page, sent }) {
    return {
        message: `Entra refused the sign-in of client ${clientId} in tenant ${tenantId} (AADSTS${code}): ${asSentence(text)}`,
        remedy: `Microsoft's page for this code: ${page}. The claims that were sent: ${sent}.`,
    };
}

;// CONCATENATED MODULE: ./src/azure/explain-sign-in.ts




/** One sentence and the fix for a sign-in that failed: on the way to Entra, at Entra, or before it. */
function explainSignIn(failure) {
    const text = messages(failure.error);
    const network = networkCause(failure.error);
    if (network) {
        return {
            message: `Sign-in could not reach ${failure.authorityHost}: ${network.message}`,
            remedy: network.remedy ?? 'Check the network path from the runner.',
        };
    }
    if (failure.auth === 'azure-cli')
        return explainCli(text, failure);
    const code = /AADSTS(\d+)/.exec(text)?.[1];
    if (failure.auth === 'managed-identity' && code === undefined) {
        return {
            message: `The runner's managed identity gave no token: ${asSentence(text)}`,
            remedy: failure.clientId
                ? `Assign the user-assigned identity with client id ${failure.clientId} to the virtual machine, scale set or container that runs the job.`
                : 'Give the machine that runs the job a managed identity, or name a user-assigned one in client-id. Hosted runners have none: use auth: oidc there.',
        };
    }
    return code === undefined ? explainUncoded(text, failure) : explainRefusal(code, text, failure);
}
function explainUncoded(text, failure) {
    if (/ID Token|ID_TOKEN_REQUEST/i.test(text)) {
        return {
            message: `GitHub issued no OIDC token for audience "${failure.audience}": ${asSentence(text)}`,
            remedy: 'Check that the job has permissions: id-token: write. If it has, the token service of GitHub is at fault: run the job again and look at https://www.githubstatus.com.',
            missing: 'workflow',
        };
    }
    if (/tenant.*(invalid|not found)|endpoints_resolution_error|openid_config/i.test(text)) {
        return {
            message: `The sign-in pages of tenant ${failure.tenantId} at ${failure.authorityHost} could not be read: ${asSentence(text)}`,
            remedy: 'Check tenant-id, environment and authority-host.',
        };
    }
    return {
        message: `Sign-in as client ${failure.clientId} in tenant ${failure.tenantId} failed: ${asSentence(text)}`,
        remedy: 'Run the job again; if it stays so, run it with debug logging (ACTIONS_STEP_DEBUG) and read the last lines.',
    };
}
/** For a job and for a person at a terminal. */
function explainCli(text, failure) {
    if (/not be found|not installed|ENOENT/i.test(text)) {
        return {
            message: 'The session of the Azure CLI was asked for, but there is no command az here.',
            remedy: 'Install the Azure CLI. In a workflow, auth: oidc needs none.',
        };
    }
    const tenant = failure.tenantId ? ` --tenant ${(0,shell/* shellWord */.r)(failure.tenantId)}` : '';
    return {
        message: `The Azure CLI gave no token: ${asSentence(text)}`,
        remedy: `Sign in first: az login${tenant}, or azure/login earlier in the job. In a workflow, auth: oidc needs no session.`,
    };
}
/** The texts of an error and of its causes, joined. */
function messages(error) {
    const texts = [];
    for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
        const { message } = at;
        if (!texts.some((text) => text.includes(message)))
            texts.push(message);
    }
    return texts.length > 0 ? texts.join(' | ') : String(error);
}
function networkCause(error) {
    for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
        if (at instanceof errors/* AzureError */.M)
            return at.reason;
    }
    return undefined;
}

// EXTERNAL MODULE: ./src/azure/assertion-claims.ts
var assertion_claims = __webpack_require__(9597);
;// CONCATENATED MODULE: ./src/azure/no-forms.ts
/**
 * The SDK's pipeline asks of every sign-in request whether its body is a `FormData`, and Node builds its
 * whole fetch stack when that global is first read, which takes longer than the rest of the sign-in does
 * on the processor. The action sends no forms: a class that nothing is an instance of answers the
 * question. It is assigned and not defined, because defining reads what was there before.
 * https://nodejs.org/api/globals.html#class-formdata
 */
function withoutForms() {
    Object.assign(globalThis, {
        FormData: class FormData {
            append() {
                throw new TypeError('The action sends no forms.');
            }
        },
    });
}

;// CONCATENATED MODULE: ./src/azure/sign-in-wire.ts


/**
 * Passes requests of the identity library on, and keeps what the library's own errors lose: the cause of
 * a network failure, and the AADSTS code of a refusal it only reports as "endpoints cannot be resolved".
 */
class SignInWire {
    #inner;
    /** The authority's description, asked for by every token request that starts before it is known. */
    #descriptions = new Map();
    #lastFailure;
    #lastRefusal;
    /** In words, where the last answer was none that the library can make sense of. */
    #lastOddity;
    constructor(inner) {
        this.#inner = inner;
    }
    sendRequest(request) {
        if (request.method !== 'GET' || !request.url.includes('/.well-known/'))
            return this.#send(request);
        const asked = this.#descriptions.get(request.url) ?? this.#send(request);
        this.#descriptions.set(request.url, asked);
        const forget = () => {
            this.#descriptions.delete(request.url);
        };
        asked.then((response) => {
            if (response.status !== 200)
                forget();
        }, forget);
        return asked;
    }
    async #send(request) {
        try {
            const response = await this.#inner.sendRequest(request);
            const body = response.bodyAsText ?? '';
            if (response.status >= 400)
                this.#lastRefusal = refusalOf(body);
            this.#lastOddity = oddityOf(request.url, response.status, body);
            return response;
        }
        catch (error) {
            if (error instanceof errors/* AzureError */.M)
                this.#lastFailure = error;
            throw error;
        }
    }
    /** The best account of why the last sign-in failed. */
    cause(error) {
        if (this.#lastFailure)
            return this.#lastFailure;
        const text = error instanceof Error ? error.message : String(error);
        if (/AADSTS\d/.test(text))
            return error;
        if (this.#lastRefusal !== undefined)
            return new Error(this.#lastRefusal, { cause: error });
        return this.#lastOddity === undefined ? error : new Error(this.#lastOddity);
    }
}
/** `HOST answered HTTP 404 and no reason`; the library's own words for it are made for its developers. */
function oddityOf(url, status, body) {
    const { host } = new URL(url);
    const json = isJsonObject(body);
    if (status >= 400 && refusalOf(body) === undefined) {
        return `${host} answered HTTP ${status} and no reason`;
    }
    return json ? undefined : `${host} answered HTTP ${status} with something that is not JSON`;
}
function isJsonObject(body) {
    try {
        return (0,json/* isObject */.Gv)(JSON.parse(body));
    }
    catch {
        return false;
    }
}
/** Entra's own words, when the body has them. */
function refusalOf(body) {
    return /AADSTS\d+[^"\\]*/.exec(body)?.[0];
}

;// CONCATENATED MODULE: ./src/azure/sign-in.ts






/** Renewed this long before it ends, so that no request starts with a token that ends on the way. */
const RENEW_BEFORE_MS = 120_000;
/**
 * Access tokens, one per scope, in memory only. It is a `TokenCredential`, so the SDK's clients share it.
 * Concurrent askers of one scope share one request.
 */
class Tokens {
    #options;
    #cached = new Map();
    #wire;
    /** One per token request: the library asks for the assertion more than once within it. */
    #request = new external_node_async_hooks_.AsyncLocalStorage();
    #credential;
    #claims;
    constructor(options) {
        this.#options = options;
        this.#wire = new SignInWire(options.httpClient);
    }
    /** @throws SignInError with one sentence and its fix. */
    async getToken(scopes, options = {}) {
        const scope = typeof scopes === 'string' ? scopes : scopes.join(' ');
        const cached = this.#cached.get(scope);
        if (cached && options.claims === undefined) {
            const token = await cached;
            // A service refused it in the meantime.
            if (this.#cached.get(scope) !== cached)
                return this.getToken(scopes, options);
            if (token.expiresOnTimestamp - Date.now() > RENEW_BEFORE_MS)
                return token;
            this.#cached.delete(scope);
            return this.getToken(scopes, options);
        }
        const asked = this.#ask(scope, options);
        this.#cached.set(scope, asked);
        asked.catch(() => {
            if (this.#cached.get(scope) === asked)
                this.#cached.delete(scope);
        });
        return asked;
    }
    /**
     * Object id of the identity that is signed in, lower-cased, from the claim `oid` of its own token;
     * `undefined` when the token cannot be read. @throws SignInError
     */
    async ownObjectId(scope) {
        const { token } = await this.getToken(scope);
        return (0,assertion_claims/* readObjectId */.fG)(token);
    }
    /** Forgets a token that a service refused, so that the next request gets a new one. */
    forget(scope, token) {
        const cached = this.#cached.get(scope);
        void cached?.then((held) => {
            if (held.token === token && this.#cached.get(scope) === cached) {
                this.#cached.delete(scope);
                // The library keeps its own cache: a new credential is the way past it.
                this.#credential = undefined;
            }
        }, () => undefined);
    }
    async #ask(scope, options) {
        try {
            this.#credential ??= this.#create();
            const credential = await this.#credential;
            const token = await this.#request.run({}, () => credential.getToken(scope, options));
            if (!token)
                throw new Error('the credential returned no token');
            this.#options.mask(token.token);
            return token;
        }
        catch (error) {
            if (error instanceof errors/* SignInError */.J)
                throw error;
            const { settings, cloud } = this.#options;
            const reason = explainSignIn({
                error: this.#wire.cause(error),
                claims: this.#claims,
                clientId: settings.clientId,
                tenantId: settings.tenantId,
                auth: settings.auth,
                authorityHost: cloud.authorityHost,
                audience: settings.audience,
                scope,
            });
            throw new errors/* SignInError */.J(reason, error);
        }
    }
    async #create() {
        const { settings, cloud } = this.#options;
        withoutForms();
        const identity = await Promise.all(/* import() */[__webpack_require__.e(563), __webpack_require__.e(310)]).then(__webpack_require__.bind(__webpack_require__, 5563));
        const common = { httpClient: this.#wire, retryOptions: { maxRetries: 0 } };
        switch (settings.auth) {
            case 'oidc':
                return new identity.ClientAssertionCredential(settings.tenantId, settings.clientId, () => this.#assertion(), 
                // The authority is ours to name; asking login.microsoftonline.com about it would leak it
                // from private clouds and cost a request in all others.
                { ...common, authorityHost: cloud.authorityHost, disableInstanceDiscovery: true });
            case 'azure-cli':
                return new identity.AzureCliCredential(settings.tenantId ? { tenantId: settings.tenantId } : {});
            case 'managed-identity':
                return settings.clientId
                    ? new identity.ManagedIdentityCredential({ ...common, clientId: settings.clientId })
                    : new identity.ManagedIdentityCredential(common);
        }
    }
    async #assertion() {
        const request = this.#request.getStore() ?? {};
        request.assertion ??= this.#options.getAssertion();
        const assertion = await request.assertion;
        this.#options.mask(assertion);
        this.#claims = (0,assertion_claims/* readClaims */.Ip)(assertion);
        return assertion;
    }
}

// EXTERNAL MODULE: ./src/azure/clock.ts
var clock = __webpack_require__(2849);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./src/azure/lane.ts
/**
 * Requests to one host: at most `ceiling` at once. Each bucket of it (a subscription, for Azure Resource
 * Manager) is left alone for as long as the service asked when it throttles. Where that was not enough,
 * or no time was named, a limit of the bucket's own below the ceiling is halved; it rises by one after
 * each run of answers. Buckets take turns, so that
 * one that waits holds up no other.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
class Lane {
    #ceiling;
    #clock;
    /** The bucket whose turn it is next stands first. */
    #buckets = new Map();
    #busy = 0;
    /** When the next look at paused buckets is due. */
    #wakesAt = Number.POSITIVE_INFINITY;
    constructor(ceiling, clock) {
        this.#ceiling = ceiling;
        this.#clock = clock;
    }
    /** Settles when a request of the bucket may be sent; then `leave` has to follow. */
    async enter(name) {
        await new Promise((resolve) => {
            this.#bucket(name).waiting.push(resolve);
            this.#admit();
        });
    }
    leave(name) {
        this.#bucket(name).busy -= 1;
        this.#busy -= 1;
        this.#admit();
    }
    answered(name) {
        const bucket = this.#bucket(name);
        bucket.goodAnswers += 1;
        bucket.answeredSincePause = true;
        if (bucket.limit < this.#ceiling && bucket.goodAnswers >= bucket.limit) {
            bucket.goodAnswers = 0;
            bucket.limit += 1;
            this.#admit();
        }
    }
    /**
     * A request was refused. Where the service said when to ask again, keeping to that is enough, unless
     * nothing has been answered since it said so the last time.
     * @param sentAt epoch milliseconds: when the refused request was sent
     * @param until epoch milliseconds: when to ask again
     * @param told the service itself named that time
     */
    throttled(name, sentAt, until, told) {
        const bucket = this.#bucket(name);
        const answeredSince = bucket.answeredSincePause;
        bucket.goodAnswers = 0;
        bucket.pausedUntil = Math.max(until, bucket.pausedUntil);
        bucket.answeredSincePause = false;
        if (told && answeredSince) {
            bucket.loweredAt = this.#clock.now();
            return;
        }
        // Requests that were on their way together are refused together: that is one sign, not many.
        if (sentAt < bucket.loweredAt)
            return;
        bucket.loweredAt = this.#clock.now();
        bucket.limit = Math.max(1, Math.floor(bucket.limit / 2));
    }
    /** Nothing more is sent for the bucket before then. @param until epoch milliseconds */
    pause(name, until) {
        const bucket = this.#bucket(name);
        bucket.pausedUntil = Math.max(until, bucket.pausedUntil);
    }
    #bucket(name) {
        const bucket = this.#buckets.get(name) ?? {
            limit: this.#ceiling,
            busy: 0,
            goodAnswers: 0,
            answeredSincePause: true,
            pausedUntil: 0,
            loweredAt: Number.NEGATIVE_INFINITY,
            waiting: [],
        };
        this.#buckets.set(name, bucket);
        return bucket;
    }
    #admit() {
        const now = this.#clock.now();
        let earliest = Number.POSITIVE_INFINITY;
        let skipped = 0;
        while (this.#busy < this.#ceiling && skipped < this.#buckets.size) {
            const [turn] = this.#buckets;
            if (!turn)
                return;
            const [name, bucket] = turn;
            this.#buckets.delete(name);
            this.#buckets.set(name, bucket);
            if (bucket.waiting.length > 0 && bucket.pausedUntil > now) {
                earliest = Math.min(earliest, bucket.pausedUntil);
            }
            const next = bucket.busy < bucket.limit && bucket.pausedUntil <= now
                ? bucket.waiting.shift()
                : undefined;
            skipped = next ? 0 : skipped + 1;
            if (!next)
                continue;
            bucket.busy += 1;
            this.#busy += 1;
            next();
        }
        if (earliest < this.#wakesAt)
            void this.#wakeAt(earliest);
    }
    async #wakeAt(time) {
        this.#wakesAt = time;
        await this.#clock.sleep(Math.max(0, Math.ceil(time - this.#clock.now())));
        if (this.#wakesAt === time)
            this.#wakesAt = Number.POSITIVE_INFINITY;
        this.#admit();
    }
}

;// CONCATENATED MODULE: ./src/azure/explain-network.ts
/** What a request that got no answer means, in words; `final`: asking again will not help. */
function networkReason(host, error) {
    const code = errorCode(error);
    if (isTimeout(error)) {
        return {
            short: 'no answer in time',
            final: false,
            reason: {
                kind: 'timeout',
                message: `${host} did not answer in time.`,
                remedy: 'Run the step again; if it stays so, look at the network path from the runner.',
            },
        };
    }
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
        return {
            short: 'host name not found',
            final: code === 'ENOTFOUND',
            reason: {
                kind: 'network',
                message: `The host name ${host} could not be resolved (${code}).`,
                remedy: 'Check that the name is right; behind a private endpoint, run the job on a runner inside that network.',
            },
        };
    }
    if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code)) {
        return {
            short: `TLS failure ${code}`,
            final: true,
            reason: {
                kind: 'network',
                message: `The TLS connection to ${host} failed (${code}).`,
                remedy: 'If the runner is behind a proxy that re-signs traffic, set NODE_EXTRA_CA_CERTS to the file with its root certificate.',
            },
        };
    }
    return {
        short: code || 'connection failed',
        final: false,
        reason: {
            kind: 'network',
            message: `The connection to ${host} failed (${code || 'no code'}).`,
            remedy: 'Check that the runner may reach this host on port 443, and the proxy settings of the runner.',
        },
    };
}
/** The system's code of an error or of what caused it, e.g. `ECONNREFUSED`. */
function errorCode(error) {
    for (let at = error; at instanceof Error; at = at.cause) {
        if ('code' in at && typeof at.code === 'string' && at.code !== 'REQUEST_SEND_ERROR')
            return at.code;
    }
    return '';
}
function isTimeout(error) {
    return (error instanceof Error &&
        (error.name === 'AbortError' ||
            error.name === 'TimeoutError' ||
            /ETIMEDOUT|UND_ERR_.*TIMEOUT/.test(errorCode(error))));
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./src/azure/warm-agent.ts



const ENDS = ['error', 'end', 'close'];
/**
 * Keeps connections alive, and hands out those that were opened ahead of the first requests to a host:
 * the handshakes then happen while the run waits for its token, not after it.
 * https://nodejs.org/api/http.html#agentcreateconnectionoptions-callback
 */
class WarmAgent extends external_node_https_.Agent {
    #ready = new Map();
    constructor(options = {}) {
        super({ ...options, keepAlive: true });
    }
    /** Starts to open connections. One that fails is forgotten: the request that wants it opens its own. */
    openAhead(url, count) {
        const host = url.hostname.replace(/^\[|\]$/g, '');
        const port = url.port === '' ? 443 : Number(url.port);
        const pool = this.#pool(host, port);
        for (let opened = 0; opened < count; opened += 1) {
            const socket = (0,external_node_tls_.connect)({
                ALPNProtocols: ['http/1.1'],
                ...this.options,
                host,
                port,
                ...((0,external_node_net_.isIP)(host) === 0 && { servername: host }),
            });
            // A connection that nothing takes does not keep the process running.
            socket.unref();
            const forget = () => {
                pool.splice(0, pool.length, ...pool.filter((waiting) => waiting.socket !== socket));
                socket.destroy();
            };
            for (const event of ENDS)
                socket.on(event, forget);
            pool.push({ socket, forget });
        }
    }
    createConnection(options, callback) {
        const waiting = this.#pool(options.host ?? '', options.port ?? 443).shift();
        if (!waiting)
            return super.createConnection(options, callback);
        const { socket, forget } = waiting;
        for (const event of ENDS)
            socket.off(event, forget);
        return socket.ref();
    }
    #pool(host, port) {
        const key = `${host}:${port}`;
        const pool = this.#ready.get(key) ?? [];
        this.#ready.set(key, pool);
        return pool;
    }
}

;// CONCATENATED MODULE: ./src/azure/transport.ts







const ATTEMPTS = 5;
/** Where the service says how long to wait, being sent away is no failure: in a storm it happens several times. */
const ATTEMPTS_TOLD_WHEN = 10;
const FIRST_BACK_OFF_MS = 500;
const LONGEST_WAIT_MS = 60_000;
/** All waiting for one request together; then it counts as throttled out. */
const PATIENCE_MS = 180_000;
const REQUEST_TIMEOUT_MS = 30_000;
const RETRIED_STATUS = new Set([408, 429, 500, 502, 503, 504]);
/**
 * The one HTTP client of the action: the SDK's own, with a limit of requests per host, the one retry
 * layer, `Retry-After`, and a count of all that was sent. Azure SDK clients and credentials are given
 * this as their `httpClient` with their own retries off.
 */
class Transport {
    stats = { requests: 0, retries: 0, throttled: 0 };
    #inner = (0,esm/* createDefaultHttpClient */.fl)();
    /** One for all connections: each would make its own. */
    #secureContext = (0,external_node_tls_.createSecureContext)();
    #agent = new WarmAgent({ secureContext: this.#secureContext });
    /** For hosts that are called once: of a large estate there are thousands, and each open connection takes memory. */
    #oneTime = new external_node_https_.Agent({
        keepAlive: false,
        maxCachedSessions: 0,
        secureContext: this.#secureContext,
    });
    #lanes = new Map();
    #options;
    constructor(options) {
        this.#options = options;
    }
    /** Opens connections to a host that requests will soon go to; does nothing where a proxy stands between. */
    openAhead(url, count) {
        if (this.#options.direct && url.protocol === 'https:' && this.#options.mayCall(url)) {
            this.#agent.openAhead(url, Math.min(count, this.#options.concurrency));
        }
    }
    /** @throws AzureError when no answer came within all attempts, or the host may not be called. */
    async sendRequest(request) {
        const url = new URL(request.url);
        if (!this.#options.mayCall(url)) {
            throw new errors/* AzureError */.M({
                kind: 'unavailable',
                message: `${url.host} is not a host of this cloud, so nothing was sent to it.`,
                remedy: 'If it is yours, name it in the input inference-hosts (or resource-manager-endpoint, authority-host).',
            });
        }
        const { clock } = this.#options;
        const lane = this.#lane(url.host);
        const bucket = bucketOf(url);
        const repeatable = request.method !== 'POST' || isQuestion(url);
        let waited = 0;
        for (let attempt = 1;; attempt += 1) {
            await lane.enter(bucket);
            const sentAt = clock.now();
            const outcome = await this.#once(request);
            // Noted before the next request is let in, which may have to wait for what this one was told.
            if (outcome.response)
                this.#note(lane, bucket, outcome.response, sentAt, attempt);
            lane.leave(bucket);
            if (outcome.response) {
                const { response } = outcome;
                if (!RETRIED_STATUS.has(response.status))
                    return response;
                const throttled = response.status === 429;
                const asked = retryAfterMs(response, clock.now());
                const wait = asked ?? this.#backOff(attempt);
                const last = attempt >= (throttled && asked !== undefined ? ATTEMPTS_TOLD_WHEN : ATTEMPTS);
                const tooLong = wait > LONGEST_WAIT_MS || waited + wait > PATIENCE_MS;
                if (last || tooLong || (!repeatable && !throttled))
                    return response;
                waited += wait;
                this.#noteRetry(request, `HTTP ${response.status}`, wait, attempt);
                // Of a throttled request the lane keeps the time, for all that go to the same bucket.
                if (!throttled)
                    await clock.sleep(wait);
            }
            else {
                const reason = networkReason(url.host, outcome.error);
                if (attempt >= ATTEMPTS || !repeatable || reason.final) {
                    throw new errors/* AzureError */.M(reason.reason, { cause: outcome.error });
                }
                const wait = this.#backOff(attempt);
                this.#noteRetry(request, reason.short, wait, attempt);
                await clock.sleep(wait);
            }
        }
    }
    /** What an answer says about how fast the service wants to be asked. */
    #note(lane, bucket, response, sentAt, attempt) {
        const now = this.#options.clock.now();
        const asked = retryAfterMs(response, now);
        if (response.status === 429)
            this.stats.throttled += 1;
        if (response.status === 429 || (response.status === 503 && asked !== undefined)) {
            const wait = Math.min(asked ?? this.#backOff(attempt), LONGEST_WAIT_MS);
            // Spread over a tenth more, so that runs that were sent away together do not come back so.
            const until = now + wait * (1 + this.#options.clock.random() / 10);
            lane.throttled(bucket, sentAt, until, asked !== undefined);
        }
        else if (!RETRIED_STATUS.has(response.status)) {
            lane.answered(bucket);
        }
        const spent = quotaSpentForMs(response);
        if (spent !== undefined)
            lane.pause(bucket, now + Math.min(spent, LONGEST_WAIT_MS));
    }
    async #once(request) {
        this.stats.requests += 1;
        // Not the client's own timeout: its timer outlives a connection that fails, and the process with it.
        request.timeout = 0;
        // A proxy's agent is there already.
        if (request.url.startsWith('https:')) {
            request.agent ??= request.disableKeepAlive ? this.#oneTime : this.#agent;
        }
        request.abortSignal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
        try {
            return { response: await this.#inner.sendRequest(request) };
        }
        catch (error) {
            return { error };
        }
    }
    #backOff(attempt) {
        return FIRST_BACK_OFF_MS * 2 ** (attempt - 1) * (0.5 + this.#options.clock.random());
    }
    #noteRetry(request, why, waitMs, attempt) {
        this.stats.retries += 1;
        const { host, pathname } = new URL(request.url);
        this.#options.log(`${request.method} ${host}${pathname}: ${why}; attempt ${attempt + 1} of ${ATTEMPTS} in ${(waitMs / 1000).toFixed(1)} s`);
    }
    #lane(host) {
        const lane = this.#lanes.get(host) ?? new Lane(this.#options.concurrency, this.#options.clock);
        this.#lanes.set(host, lane);
        return lane;
    }
}
/** Azure Resource Manager counts requests per subscription, Resource Graph per caller; other hosts have one bucket. */
function bucketOf(url) {
    if (isGraphQuery(url))
        return 'Microsoft.ResourceGraph';
    return /^\/subscriptions\/([^/]+)/i.exec(url.pathname)?.[1]?.toLowerCase() ?? '';
}
/**
 * A POST that asks and changes nothing: token requests, Resource Graph queries, names from Microsoft Graph,
 * and the probes of inference endpoints, which the model refuses (see `probe-requests.ts`).
 */
function isQuestion(url) {
    return (isGraphQuery(url) ||
        /\/oauth2\/v2\.0\/token$|\/getByIds$|\/(chat\/completions|embeddings)$/i.test(url.pathname));
}
function isGraphQuery(url) {
    return /\/Microsoft\.ResourceGraph\/resources$/i.test(url.pathname);
}
/**
 * Milliseconds until Resource Graph takes another query, when the last answer used up what there was.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests#understand-throttling-headers
 */
function quotaSpentForMs(response) {
    const remaining = response.headers.get('x-ms-user-quota-remaining');
    if (remaining === undefined || !/^\d+$/.test(remaining) || Number(remaining) > 0)
        return undefined;
    const after = /^(\d+):(\d{2}):(\d{2})$/.exec(response.headers.get('x-ms-user-quota-resets-after') ?? '');
    if (!after)
        return undefined;
    const [hours = 0, minutes = 0, seconds = 0] = after.slice(1).map(Number);
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}
/** Milliseconds asked for by `retry-after-ms`, `x-ms-retry-after-ms` or `Retry-After` (seconds or a date). */
function retryAfterMs(response, now) {
    const ms = response.headers.get('retry-after-ms') ?? response.headers.get('x-ms-retry-after-ms');
    if (ms !== undefined && /^\d+$/.test(ms))
        return Number(ms);
    const after = response.headers.get('retry-after');
    if (after === undefined)
        return undefined;
    if (/^\d+$/.test(after.trim()))
        return Number(after) * 1000;
    const date = Date.parse(after);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
;// CONCATENATED MODULE: ./src/pipeline/connect.ts








/** About what one account is asked for as soon as there is a token. */
const FIRST_REQUESTS = 12;
/** Everything that asks Azure, behind one transport. Sends nothing yet. */
function connect(inputs, ports) {
    const { cloud, inferenceHosts, concurrency, signIn } = inputs;
    const hosts = new Set([cloud.authorityHost, cloud.resourceManager, cloud.graph]
        .filter((url) => url !== undefined)
        .map((url) => new URL(url).host));
    const metadata = signIn.auth === 'managed-identity' ? metadataHosts(ports.env) : [];
    const transport = new Transport({
        concurrency,
        clock: clock/* systemClock */.m,
        direct: !PROXY_VARIABLES.some((name) => [name, name.toLowerCase()].some((spelling) => (ports.env[spelling] ?? '') !== '')),
        log: ports.log,
        mayCall: (url) => (url.protocol === 'https:' && hosts.has(url.host)) ||
            (0,domain_cloud/* mayReceiveToken */.s)(url.href, cloud, inferenceHosts) ||
            metadata.includes(url.host),
    });
    const openToAzure = once(() => {
        transport.openAhead(new URL(cloud.resourceManager), FIRST_REQUESTS);
        if (cloud.graph !== undefined)
            transport.openAhead(new URL(cloud.graph), 1);
    });
    /** Of the tokens that are asked for besides that of Azure Resource Manager. */
    const furtherScopes = [
        ...(inputs.probe === 'off' ? [] : [cloud.cognitiveScope]),
        ...(cloud.graph === undefined ? [] : [(0,names/* graphScope */.H)(cloud.graph)]),
    ];
    const askForMore = once(() => {
        // Who needs them meets their failure.
        for (const scope of furtherScopes)
            tokens.getToken(scope).catch(() => undefined);
    });
    const tokens = new Tokens({
        settings: signIn,
        cloud,
        httpClient: {
            sendRequest: (request) => {
                const answer = transport.sendRequest(request);
                // Once the request is on its way. Of the clouds that the library knows it asks for no description
                // of Entra ID, so that the first request is the one for the token.
                setImmediate(() => {
                    askForMore();
                    if (request.method === 'POST')
                        openToAzure();
                });
                return answer;
            },
        },
        getAssertion: () => {
            transport.stats.requests += 1;
            return ports.getAssertion();
        },
        mask: ports.mask,
    });
    return {
        tokens,
        transport,
        arm: new arm/* ArmClient */.a({
            endpoint: cloud.resourceManager,
            tokens,
            transport,
            userAgent: `foundry-entra-gate/${version/* VERSION */.x}`,
        }),
        prober: new Prober({ tokens, transport, cloud, inferenceHosts }),
        getReady: once(() => {
            if (signIn.auth === 'oidc') {
                transport.openAhead(new URL(cloud.authorityHost), 1 + furtherScopes.length);
            }
            else {
                openToAzure();
                askForMore();
            }
        }),
    };
}
function once(work) {
    let done = false;
    return () => {
        if (!done)
            work();
        done = true;
    };
}
/** Those that the SDK's proxy policy reads. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY'];
/** Where a machine asks for its own token: the instance metadata service, or what the host names instead. */
function metadataHosts(env) {
    const named = [env.IDENTITY_ENDPOINT, env.MSI_ENDPOINT, env.AZURE_POD_IDENTITY_AUTHORITY_HOST];
    return [
        '169.254.169.254',
        ...named.flatMap((url) => (url !== undefined && URL.canParse(url) ? [new URL(url).host] : [])),
    ];
}

// EXTERNAL MODULE: ./src/domain/remedy.ts
var remedy = __webpack_require__(9558);
;// CONCATENATED MODULE: ./src/observe/found.ts


function foundOf(account) {
    return { id: account.id, account: (0,observation/* known */.eO)(account) };
}
function notFound(message) {
    return (0,observation/* unknown */.L5)({
        kind: 'not-found',
        message,
        remedy: 'Check the spelling, subscription-id, and that the identity has Reader there: az cognitiveservices account list --query "[].{name:name,id:id}"',
    });
}
/** @param scopes all that were looked through  @param scope where the identity is to be given a role */
function nothingSeen(scopes, scope = scopes) {
    return {
        kind: 'not-found',
        message: `No account was found in ${scopes}: there is none, or the identity may not read it.`,
        remedy: 'Give the identity the role Reader there.',
        commands: [(0,remedy/* grantCommand */.Qg)({ type: 'ServicePrincipal', role: 'Reader', scope })],
    };
}

// EXTERNAL MODULE: ./src/observe/own-rights.ts
var own_rights = __webpack_require__(5778);
// EXTERNAL MODULE: ./src/observe/shared.ts + 2 modules
var observe_shared = __webpack_require__(4753);
// EXTERNAL MODULE: ./src/azure/readers/accounts.ts
var readers_accounts = __webpack_require__(3086);
// EXTERNAL MODULE: ./src/domain/arm-id.ts
var arm_id = __webpack_require__(2422);
// EXTERNAL MODULE: ./src/domain/count.ts
var count = __webpack_require__(6339);
// EXTERNAL MODULE: ./src/azure/api-versions.ts
var api_versions = __webpack_require__(4829);
// EXTERNAL MODULE: ./src/azure/readers/resource-graph.ts
var resource_graph = __webpack_require__(1903);
;// CONCATENATED MODULE: ./src/azure/readers/management-groups.ts




/**
 * The subscriptions at any depth below a management group, sorted, whatever they hold.
 * https://learn.microsoft.com/rest/api/managementgroups/management-groups/get-descendants
 */
async function subscriptionsBelow(arm, managementGroup) {
    const descendants = await arm.list({
        path: `/providers/Microsoft.Management/managementGroups/${(0,json/* segment */.mX)(managementGroup)}/descendants`,
        apiVersion: api_versions/* API */.n.managementGroups,
        what: `the subscriptions below the management group ${managementGroup}`,
        action: 'Microsoft.Management/managementGroups/descendants/read',
        scope: `/providers/Microsoft.Management/managementGroups/${managementGroup}`,
    }, (item) => {
        const type = (0,json/* textAt */.$6)(item, 'type');
        if (!type)
            return undefined;
        if (!/subscriptions$/i.test(type))
            return { subscription: undefined };
        const subscription = (0,resource_graph/* subscriptionOf */.XD)((0,json/* textAt */.$6)(item, 'name'));
        return subscription === undefined ? undefined : { subscription };
    });
    return (0,observation/* map */.Tj)(descendants, (items) => items.flatMap(({ subscription }) => subscription ?? []).sort());
}

;// CONCATENATED MODULE: ./src/observe/management-group.ts







/**
 * All accounts of the subscriptions below a management group. Resource Graph finds those that hold accounts
 * in one question, and says nothing of what the identity may not read: the other subscriptions are held
 * against the identity's own rights. Where Resource Graph refuses, each subscription is looked through.
 * @param accountsOf those of one subscription
 */
async function accountsBelow(group, { arm, rights, accountsOf, }) {
    const [indexed, below] = await Promise.all([
        (0,resource_graph/* subscriptionsWithAccounts */.Be)(arm, group.name),
        subscriptionsBelow(arm, group.name),
    ]);
    const holding = indexed.known || !below.known ? indexed : below;
    if (!holding.known)
        return holding;
    if (holding.value.length === 0)
        return (0,observation/* unknown */.L5)(nothingSeen(group.text));
    const [answers, unseen] = await Promise.all([
        Promise.all(holding.value.map(scopeOf).map(async (scope) => ({ scope, answer: await accountsOf(scope) }))),
        unseenBelow(group, rights, below, new Set(holding.value)),
    ]);
    const found = answers.flatMap(({ answer }) => (answer.known ? answer.value.found : []));
    const unread = answers.flatMap(({ scope, answer }) => answer.known ? (answer.value.unread ?? []) : [{ text: scope.text, reason: answer.reason }]);
    const but = unread.length === 0 ? '' : `; ${unread.length} of these could not be read whole`;
    return (0,observation/* known */.eO)({
        found,
        note: `The management group ${group.name} holds ${(0,count/* count */.U)(found.length, 'account')} in ${(0,count/* count */.U)(answers.length, 'subscription')} that the identity can see${but}.`,
        unread: [...unread, ...unseen],
    });
}
/** What may be in the subscriptions in which no account was found. */
async function unseenBelow(group, rights, below, holding) {
    const gap = below.known
        ? await rights.gapBelow(group, below.value.filter((subscription) => !holding.has(subscription)).map(scopeOf), own_rights/* ACCOUNTS */.D)
        : below.reason;
    return gap ? [{ text: group.text, reason: gap }] : [];
}
function scopeOf(subscription) {
    return arm_id/* ArmId */.O0.of(`/subscriptions/${subscription}`);
}

// EXTERNAL MODULE: ./src/azure/readers/connections.ts + 1 modules
var connections = __webpack_require__(2878);
// EXTERNAL MODULE: ./src/azure/readers/workspaces.ts
var workspaces = __webpack_require__(1920);
// EXTERNAL MODULE: ./src/domain/connection-categories.ts
var connection_categories = __webpack_require__(4755);
// EXTERNAL MODULE: ./src/domain/connection-target.ts
var connection_target = __webpack_require__(170);
;// CONCATENATED MODULE: ./src/observe/workspace-accounts.ts







/** The accounts at which the connections of a workspace, and of the hub it belongs to, point. */
async function accountsOfWorkspace(arm, id, accountsIn) {
    const connections = await connectionsOf(arm, id);
    if (!connections.known)
        return connections;
    const named = connections.value.flatMap((connection) => (0,connection_target/* targetAccount */.zc)(connection) ?? []);
    const unnamed = connections.value.filter((connection) => !(0,connection_target/* targetAccount */.zc)(connection) && (0,connection_categories/* callsAnAccount */.mY)(connection));
    const byAddress = await pointedAt(unnamed, id, accountsIn);
    if (!byAddress.known)
        return byAddress;
    const { accounts, lost } = byAddress.value;
    const ids = new Map([...named, ...accounts].map((account) => [account.key, account]));
    const found = [...ids.values()].map((account) => ({ id: account }));
    if (found.length === 0) {
        return notFound(`No connection of the workspace ${id.text} points at an account that could be found.`);
    }
    return (0,observation/* known */.eO)({
        found,
        note: `The connections of the workspace ${id.name} point at ${found.map((account) => account.id.text).join(', ')}.`,
        unread: lost.map((connection) => unread(connection, id)),
    });
}
async function connectionsOf(arm, id) {
    const workspace = await (0,workspaces/* readWorkspace */.iF)(arm, id);
    if (!workspace.known)
        return workspace;
    const { hub } = workspace.value;
    const lists = await Promise.all([
        (0,connections/* listConnections */.yb)(arm, id, (0,workspaces/* ownerKindOf */.dd)(workspace.value)),
        ...(hub ? [(0,connections/* listConnections */.yb)(arm, hub, 'hub')] : []),
    ]);
    return (0,observation/* map */.Tj)((0,observation/* all */.Q7)(lists), (connections) => connections.flat());
}
/** Connections that name no account by its id: by their addresses, among the accounts of the subscription. */
async function pointedAt(connections, { subscriptionId = '' }, accountsIn) {
    if (connections.length === 0)
        return (0,observation/* known */.eO)({ accounts: [], lost: [] });
    const listed = await accountsIn(arm_id/* ArmId */.O0.of(`/subscriptions/${subscriptionId}`));
    return (0,observation/* map */.Tj)(listed, (accounts) => ({
        accounts: accounts
            .filter((account) => connections.some((connection) => (0,connection_target/* pointsAt */.DY)(connection, account)))
            .map(({ id }) => id),
        lost: eachOnce(connections.filter((connection) => (0,connection_target/* leadsToAnAccount */.l8)(connection) &&
            !accounts.some((account) => (0,connection_target/* pointsAt */.DY)(connection, account)))),
    }));
}
/** A hub project also lists what its hub shares. */
function eachOnce(connections) {
    return connections.filter((connection, index) => connections.findIndex((other) => (0,connection_target/* isSameConnection */.jC)(other, connection)) === index);
}
/** The account is in scope by this connection, and nobody knows which it is. */
function unread({ id, target }, { subscriptionId = '' }) {
    return {
        text: id.text,
        reason: {
            kind: 'not-found',
            message: `The connection ${id.text} points at ${target}, and no account that the identity sees in subscription ${subscriptionId} answers there.`,
            remedy: "Add the account's id to the connection's metadata as ResourceId; or remove the connection if the account is gone.",
        },
    };
}

;// CONCATENATED MODULE: ./src/observe/targets.ts








/** Finds the accounts that the lines of `resources` mean. Each list is asked for once. */
async function resolveTargets(arm, rights, targets, subscriptionId) {
    const lists = new Map();
    const accountsIn = (scope) => {
        const asked = lists.get(scope.key) ?? (0,readers_accounts/* listAccounts */.B)(arm, scope);
        lists.set(scope.key, asked);
        return asked;
    };
    const answers = await Promise.all(targets.map((target) => resolve(target, { arm, rights, subscriptionId, accountsIn })));
    const accounts = new Map();
    const unresolved = [];
    const notes = [];
    answers.forEach((answer, index) => {
        const text = targets[index]?.text ?? '';
        if (!answer.known) {
            unresolved.push({ text, reason: answer.reason });
            return;
        }
        if (answer.value.note)
            notes.push(answer.value.note);
        unresolved.push(...(answer.value.unread ?? []));
        for (const found of answer.value.found) {
            const other = accounts.get(found.id.key);
            if (!other?.account)
                accounts.set(found.id.key, found);
        }
    });
    return {
        accounts: [...accounts.values()].sort((a, b) => (a.id.key < b.id.key ? -1 : 1)),
        unresolved,
        notes: [...new Set(notes)],
    };
}
async function resolve(target, context) {
    const { arm, accountsIn } = context;
    switch (target.kind) {
        case 'account':
            return (0,observation/* known */.eO)({ found: [{ id: target.id }] });
        case 'project': {
            const id = target.id.ancestor(arm_id/* ACCOUNT_TYPE */.HR);
            if (!id)
                return notFound(`The project ${target.text} names no account.`);
            return (0,observation/* known */.eO)({
                found: [{ id }],
                note: `The project ${target.id.name} belongs to the account ${id.text}.`,
            });
        }
        case 'subscription':
        case 'resource-group':
            return targets_scopeOf(target.id, context);
        case 'management-group':
            return accountsBelow(target.id, {
                arm,
                rights: context.rights,
                accountsOf: (subscription) => targets_scopeOf(subscription, context),
            });
        case 'name':
            return chosen(target, context, {
                fits: (account) => account.name.toLowerCase() === target.name.toLowerCase(),
                what: `account named ${target.name}`,
            });
        case 'endpoint':
            return chosen(target, context, {
                fits: (account) => answersAt(account, target.url),
                what: `account whose endpoint is ${target.url.host}`,
            });
        case 'workspace':
            return accountsOfWorkspace(arm, target.id, accountsIn);
    }
}
/** All accounts of a subscription or resource group. */
async function targets_scopeOf(scope, { rights, accountsIn }) {
    const [list, gap] = await Promise.all([accountsIn(scope), rights.gap(scope, own_rights/* ACCOUNTS */.D)]);
    return (0,observation/* map */.Tj)(list, (accounts) => ({
        found: accounts.map(foundOf),
        note: `${scope.text} holds ${(0,count/* count */.U)(accounts.length, 'account')} that the identity can see.`,
        unread: gap ? [{ text: scope.text, reason: gap }] : [],
    }));
}
/** The one account of the subscription that a name or an address means. */
async function chosen(target, { subscriptionId, accountsIn }, { fits, what }) {
    const subscription = arm_id/* ArmId */.O0.parse(`/subscriptions/${subscriptionId}`);
    if (!subscription) {
        return notFound(`${target.text} can only be looked up in a subscription: set subscription-id.`);
    }
    const list = await accountsIn(subscription);
    if (!list.known)
        return list;
    const matches = list.value.filter(fits);
    const [account] = matches;
    if (!account) {
        return notFound(`The identity sees no ${what} in subscription ${subscriptionId} (of ${(0,count/* count */.U)(list.value.length, 'account')} there).`);
    }
    if (matches.length > 1) {
        return notFound(`There is more than one ${what}: ${matches.map(({ id }) => id.text).join(', ')}. Name the one you mean by its resource id.`);
    }
    return (0,observation/* known */.eO)({
        found: [foundOf(account)],
        note: `${target.text} is the account ${account.id.text}.`,
    });
}
/** One of the account's own endpoints has this host, or its first label is the account's subdomain. */
function answersAt(account, url) {
    const label = url.hostname.split('.')[0]?.toLowerCase();
    const isIp = /^[\d.]+$|^\[/.test(url.hostname);
    if (!isIp && account.customSubdomain?.toLowerCase() === label)
        return true;
    return account.endpoints.some((endpoint) => URL.canParse(endpoint.url) && new URL(endpoint.url).host === url.host);
}

// EXTERNAL MODULE: ./src/plan/aspects.ts
var aspects = __webpack_require__(3010);
// EXTERNAL MODULE: ./src/rules/judge.ts
var judge = __webpack_require__(616);
// EXTERNAL MODULE: ./src/observe/observe-account.ts + 3 modules
var observe_account = __webpack_require__(8267);
;// CONCATENATED MODULE: ./src/pipeline/judge-accounts.ts



/** The slice of the accounts that one matrix job takes: by a hash of the id, so that it stays when others come and go. */
function sliceOf(accounts, shard) {
    if (shard.count === 1)
        return accounts;
    return accounts.filter(({ id }) => {
        const number = (0,external_node_crypto_.createHash)('sha256').update(id.key).digest().readUInt32BE(0);
        return (number % shard.count) + 1 === shard.index;
    });
}
/**
 * Observes and judges accounts, several at once; each is handed on as soon as it is judged, so that
 * its facts need not be kept.
 */
async function judgeAccounts(askers, accounts, options) {
    const order = spread(accounts);
    let next = 0;
    let count = 0;
    const worker = async () => {
        for (let found = order[next++]; found; found = order[next++]) {
            const settings = options.settingsOf(found.id.key);
            const facts = await (0,observe_account/* observeAccount */.S)(askers, {
                ...found,
                needs: new Set([...(0,judge/* needs */.eN)(settings.levels, settings), ...(options.alsoNeeds ?? [])]),
                self: options.self,
                settings,
                sparing: options.sparing,
                hubSubscriptions: options.subscriptions,
            });
            count += 1;
            options.done({ facts, findings: (0,judge/* judge */.S4)(facts, settings) }, count);
        }
    };
    await Promise.all(Array.from({ length: Math.min(options.atOnce, accounts.length) }, worker));
}
/** One of each subscription in turn: Azure throttles by subscription, and one that waits must not hold up the others. */
function spread(accounts) {
    const bySubscription = Map.groupBy(accounts, ({ id }) => id.subscriptionId ?? '');
    const queues = [...bySubscription.values()];
    const rounds = Math.max(0, ...queues.map((queue) => queue.length));
    return Array.from({ length: rounds }, (_, round) => queues.flatMap((queue) => queue[round] ?? [])).flat();
}

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
;// CONCATENATED MODULE: ./src/pipeline/memory.ts

/**
 * From this many accounts on, memory counts for more than the few percent of time that collecting more
 * often takes: V8 otherwise lets garbage grow to several times of what is in use.
 */
const ACCOUNTS_TO_SAVE_MEMORY = 500;
/** Makes V8 collect when the heap has grown by 30 %, and keeps the space for new objects as it is. */
function saveMemory() {
    (0,external_node_v8_.setFlagsFromString)('--heap-growing-percent=30');
    (0,external_node_v8_.setFlagsFromString)('--semi-space-growth-factor=1');
}

;// CONCATENATED MODULE: ./src/pipeline/progress.ts
const ENOUGH_FOR_A_RATE = 10;
/** A line every few seconds while a long list is worked through: done, total, rate, time left. */
class Progress {
    #what;
    #total;
    #log;
    #now;
    #started;
    #last;
    constructor(what, total, log, now = () => performance.now()) {
        this.#what = what;
        this.#total = total;
        this.#log = log;
        this.#now = now;
        this.#started = now();
        this.#last = this.#started;
    }
    done(count) {
        const now = this.#now();
        if (count < this.#total && now - this.#last < 5_000)
            return;
        this.#last = now;
        if (count >= this.#total)
            return;
        const so = `${count} of ${this.#total} ${this.#what}`;
        // The first ones waited for what all of them share, and say nothing about the rest.
        if (count < ENOUGH_FOR_A_RATE) {
            this.#log(so);
            return;
        }
        const perSecond = count / ((now - this.#started) / 1000);
        const left = Math.ceil((this.#total - count) / perSecond);
        this.#log(`${so}, ${perSecond.toFixed(1)} a second, about ${left} s left`);
    }
}

;// CONCATENATED MODULE: ./src/pipeline/judge-resources.ts











/** Finds the accounts in scope, observes and judges each. Never throws for what Azure answers. */
async function judgeResources(azure, options) {
    const { settings, noIdentity, log } = options;
    const { inputs, targets } = settings;
    // Source code alone needs no Azure, and no rights in it.
    if (targets.length === 0)
        return NOTHING;
    if (noIdentity)
        return nothingJudged(settings, noIdentity);
    const signedIn = await signIn(azure);
    if (!signedIn.known)
        return nothingJudged(settings, signedIn.reason);
    const self = signedIn.value;
    const asker = { ...azure, self, rights: new own_rights/* OwnRights */.O(azure.arm, self) };
    const resolved = await resolveTargets(azure.arm, asker.rights, targets, inputs.subscriptionId);
    for (const note of resolved.notes)
        log(note);
    const accounts = sliceOf(resolved.accounts, inputs.shard);
    // Of the whole estate, not of this shard's slice: all shards of an estate that nobody may read are empty.
    const sawNothing = resolved.accounts.length === 0 && resolved.unresolved.length === 0;
    const isEmptySlice = accounts.length === 0 && resolved.accounts.length > 0;
    const hubSubscriptions = subscriptionsOf([
        ...resolved.accounts.map(({ id }) => id),
        ...targets.flatMap((target) => (target.kind === 'workspace' ? [target.id] : [])),
    ]);
    const judged = await judgeFound(asker, accounts, hubSubscriptions, options);
    const seen = accounts.length + resolved.unresolved.length;
    const notJudged = judged.unread + resolved.unresolved.length;
    return {
        resources: judged.resources,
        findings: [
            ...resolved.unresolved.flatMap(({ text, reason }) => (0,judge/* unresolved */.II)(text, reason, settings.settingsOf(text))),
            ...(sawNothing ? nothingFound(settings) : []),
            ...judged.findings,
        ],
        notes: [
            ...resolved.notes,
            ...(isEmptySlice
                ? [`Shard ${inputs.shard.index}/${inputs.shard.count} holds no account.`]
                : []),
        ],
        coverage: { seen, judged: seen - notJudged, unknown: notJudged },
        facts: judged.facts,
        hubSubscriptions,
        unseen: [
            ...resolved.unresolved.map(({ reason }) => reason),
            ...(inputs.shard.count > 1 ? [otherShards(inputs.shard)] : []),
        ],
    };
}
/** @returns the object id of the identity that is signed in now, where its token tells it */
async function signIn(azure) {
    try {
        azure.getReady();
        return (0,observation/* known */.eO)(await azure.tokens.ownObjectId(azure.arm.scope));
    }
    catch (error) {
        if (error instanceof errors/* SignInError */.J)
            return (0,observation/* unknown */.L5)(error.reason);
        throw error;
    }
}
function otherShards({ index, count }) {
    return {
        kind: 'unavailable',
        message: `This is shard ${index}/${count}, and the accounts of the others were not looked at.`,
        remedy: 'Plan and enforce changes of keys without shard.',
    };
}
/** Each account is observed, judged and, outside a plan, forgotten. */
async function judgeFound(asker, accounts, hubSubscriptions, { settings, forPlan, log }) {
    const { inputs } = settings;
    if (accounts.length >= ACCOUNTS_TO_SAVE_MEMORY)
        saveMemory();
    // A plan is made of what each account says itself.
    const sparing = accounts.length >= MANY && !forPlan;
    const shared = new observe_shared/* Shared */.m({
        ...asker,
        graph: inputs.cloud.graph,
        now: settings.now,
        severalIn: subscriptionsOfSeveral(accounts),
        ...(sparing && { indexed: subscriptionsOf(accounts.map(({ id }) => id)) }),
    });
    const progress = new Progress('accounts', accounts.length, log);
    const resources = [];
    const findings = [];
    const facts = [];
    let unread = 0;
    await judgeAccounts({ ...asker, shared }, accounts, {
        ...(forPlan && { alsoNeeds: aspects/* PLAN_ASPECTS */.W }),
        self: asker.self,
        settingsOf: settings.settingsOf,
        // More than requests at once: some accounts wait for a subscription that throttles.
        atOnce: inputs.concurrency * 4,
        sparing,
        subscriptions: hubSubscriptions,
        done: (judged, count) => {
            if (!judged.facts.account.known)
                unread += 1;
            findings.push(...judged.findings);
            resources.push(resourceOf(judged.facts));
            if (forPlan)
                facts.push(judged.facts);
            if (accounts.length <= NAMED_ONE_BY_ONE)
                log(lineOf(judged.findings, judged.facts.id.name));
            progress.done(count);
        },
    });
    return { resources, findings, facts, unread };
}
/** An account that could not be read has the name and the id that it was asked for by. */
function resourceOf({ account, id }) {
    if (!account.known)
        return { id: id.text, name: id.name, kind: '', location: '' };
    const { value } = account;
    return { id: value.id.text, name: value.name, kind: value.kind, location: value.location };
}
/** From here on one question to Resource Graph is cheaper than one to each account. */
const MANY = 4;
/** More lines of the log than this are read by nobody. */
const NAMED_ONE_BY_ONE = 20;
const NOTHING = {
    resources: [],
    findings: [],
    notes: [],
    coverage: { seen: 0, judged: 0, unknown: 0 },
    facts: [],
    hubSubscriptions: [],
    unseen: [],
};
function nothingJudged(settings, reason) {
    return {
        ...NOTHING,
        findings: settings.targets.flatMap(({ text }) => (0,judge/* unresolved */.II)(text, reason, settings.settingsOf(text))),
        coverage: { seen: settings.targets.length, judged: 0, unknown: settings.targets.length },
        signInFailure: reason,
    };
}
/** A gate that saw nothing must not pass: the likely cause is a missing role, not an empty estate. */
function nothingFound(settings) {
    const scopes = settings.targets.map(({ text }) => text).join(', ');
    return settings.targets.flatMap(({ text }) => (0,judge/* unresolved */.II)(text, nothingSeen(scopes, text), settings.settingsOf(text)));
}
function subscriptionsOf(ids) {
    return [...new Set(ids.flatMap(({ subscriptionId }) => subscriptionId ?? []))].sort();
}
function subscriptionsOfSeveral(accounts) {
    const counts = new Map();
    for (const { id } of accounts) {
        const subscription = id.subscriptionId ?? '';
        counts.set(subscription, (counts.get(subscription) ?? 0) + 1);
    }
    return new Set([...counts].filter(([, count]) => count > 1).map(([subscription]) => subscription));
}
function lineOf(findings, name) {
    const count = (status) => findings.filter((finding) => finding.status === status).length;
    return `${name}: ${count('pass')} pass, ${count('fail')} fail, ${count('unknown')} unknown, ${count('skipped')} skipped`;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
;// CONCATENATED MODULE: ./src/domain/event.ts
/** The branch whose policy file and baseline count; `undefined`: the checkout's do. */
function baseOf({ pullRequest, mergeGroup }) {
    return pullRequest ?? mergeGroup;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/publish/github.ts
var github = __webpack_require__(9520);
;// CONCATENATED MODULE: ./src/publish/pull-request.ts



/** GitHub lists no more. https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const MOST_FILES = 3000;
const PAGE = 100;
/**
 * The files that a pull request adds or changes, and those that it takes away, under the names that they had; or
 * why they could not be learned. Never throws.
 */
async function changedFiles(access) {
    const { event, inputs } = access;
    const what = 'The changed files of the pull request could not be listed';
    if (!event.pullRequest)
        return { ok: false, reason: `${what}: this is no pull request.` };
    if (inputs.githubToken === '') {
        return { ok: false, reason: `${what}: the input github-token is empty.` };
    }
    try {
        const octokit = await (0,github/* connectGitHub */.UY)(access);
        const pages = octokit.paginate.iterator(octokit.rest.pulls.listFiles, {
            owner: event.owner,
            repo: event.repository,
            pull_number: event.pullRequest.number,
            per_page: PAGE,
        });
        const files = [];
        let read = 0;
        for await (const { data } of pages) {
            files.push(...data);
            read += 1;
            if (read * PAGE >= MOST_FILES) {
                return {
                    ok: false,
                    reason: `${what}: GitHub lists no more than ${MOST_FILES}. Set scan: all.`,
                };
            }
        }
        if (files.some(({ filename }) => typeof filename !== 'string')) {
            return { ok: false, reason: `${what}: GitHub's answer lacks the names of files.` };
        }
        return {
            ok: true,
            files: files
                .filter(({ status }) => status !== 'removed')
                .map(({ filename, patch }) => ({ path: filename, patch })),
            gone: files.flatMap(({ status, filename, previous_filename: before, patch }) => {
                if (status === 'removed')
                    return [{ path: filename, patch }];
                return status === 'renamed' && before !== undefined
                    ? [{ path: before, patch: undefined }]
                    : [];
            }),
        };
    }
    catch (error) {
        return { ok: false, reason: (0,github/* explainGitHub */.$2)(error, what, 'pull-requests: read', access) };
    }
}
/**
 * The text of a file in the branch that the pull request is to be merged into. Never throws.
 * @param path in the repository, with forward slashes
 */
async function baseFile(access, path) {
    const { event, inputs } = access;
    const what = `${path} of the base branch could not be read`;
    const base = baseOf(event);
    if (!base)
        return { kind: 'failed', why: `${what}: this is no pull request.` };
    if (inputs.githubToken === '') {
        return { kind: 'failed', why: `${what}: the input github-token is empty.` };
    }
    const { baseRef, baseSha } = base;
    const repository = { owner: event.owner, repo: event.repository };
    try {
        const octokit = await (0,github/* connectGitHub */.UY)(access);
        try {
            const { data } = await octokit.rest.repos.getContent({
                ...repository,
                path,
                ref: baseRef === '' ? baseSha : `refs/heads/${baseRef}`,
                mediaType: { format: 'raw' },
            });
            // The media type makes it text, which the client's types do not know; bytes when no charset is named.
            const raw = data;
            if (typeof raw === 'string')
                return { kind: 'text', text: raw };
            return external_node_util_.types.isArrayBuffer(raw)
                ? { kind: 'text', text: Buffer.from(raw).toString('utf8') }
                : { kind: 'failed', why: `${what}: it is no file.` };
        }
        catch (error) {
            const message = error instanceof Error ? error.message : '';
            if ((0,github/* statusOf */.c2)(error) !== 404 || /no commit found/i.test(message))
                throw error;
            // GitHub says 404 too of a repository that the token may not see.
            await octokit.rest.repos.get(repository);
            return { kind: 'absent' };
        }
    }
    catch (error) {
        return { kind: 'failed', why: (0,github/* explainGitHub */.$2)(error, what, 'contents: read', access) };
    }
}

// EXTERNAL MODULE: ./src/settings/input-reader.ts
var input_reader = __webpack_require__(5869);
;// CONCATENATED MODULE: ./src/pipeline/load-policy.ts





/**
 * Policy file and baseline. In a pull request and a merge queue those of the base branch count, so that a pull
 * request cannot exempt itself; elsewhere those of the checked-out commit. A file that was asked for and cannot
 * be read stops the step: without it the verdict would be another one.
 */
async function loadPolicy(step) {
    const { inputs, event } = step;
    const [policyText, baselineText] = await Promise.all([
        read(step, inputs.policy),
        inputs.baseline === ''
            ? Promise.resolve({ kind: 'absent' })
            : read(step, inputs.baseline),
    ]);
    const where = baseOf(event) ? ' in the base branch' : '';
    const errors = [];
    const notes = [];
    let policy;
    if (policyText.kind === 'text') {
        const { readPolicy } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(708)]).then(__webpack_require__.bind(__webpack_require__, 2708));
        const parsed = await readPolicy(policyText.text, inputs.policy);
        if (parsed.ok)
            policy = parsed.policy;
        else
            errors.push(...parsed.errors);
        if (baseOf(event))
            notes.push(`The policy file ${inputs.policy} of the base branch counts.`);
    }
    else if (policyText.kind === 'failed') {
        errors.push((0,input_reader/* wrong */.Q)('policy', inputs.policy, policyText.why));
    }
    else if (inputs.policyGiven) {
        errors.push((0,input_reader/* wrong */.Q)('policy', inputs.policy, `the path of a policy file; there is none${where}`));
    }
    let baseline;
    if (baselineText.kind === 'text') {
        const { readBaseline } = await __webpack_require__.e(/* import() */ 830).then(__webpack_require__.bind(__webpack_require__, 5830));
        const parsed = readBaseline(baselineText.text, inputs.baseline);
        if (parsed.ok)
            baseline = parsed.entries;
        else
            errors.push(...parsed.errors);
    }
    else if (baselineText.kind === 'failed') {
        errors.push((0,input_reader/* wrong */.Q)('baseline', inputs.baseline, baselineText.why));
    }
    else if (inputs.baseline !== '') {
        errors.push((0,input_reader/* wrong */.Q)('baseline', inputs.baseline, `the path of a JSON report of this action; there is none${where}`));
    }
    return errors.length > 0 ? { ok: false, errors } : { ok: true, policy, baseline, notes };
}
async function read(step, file) {
    const absolute = external_node_path_default().resolve(step.workspace, file);
    if (baseOf(step.event)) {
        // A file outside the repository cannot be in the base branch, and no pull request can change it.
        const inRepository = await pathInRepository(step.workspace, absolute);
        if (inRepository !== undefined)
            return baseFile(step, inRepository);
    }
    try {
        return { kind: 'text', text: await (0,promises_.readFile)(absolute, 'utf8') };
    }
    catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        return code === 'ENOENT' || code === 'ENOTDIR'
            ? { kind: 'absent' }
            : { kind: 'failed', why: `a file that can be read (${code || 'it could not be read'})` };
    }
}
/**
 * A file's path in the checked-out repository, with forward slashes; `undefined` when it lies elsewhere by
 * its name and by where its links lead: under another name a pull request could pass its own file off as
 * one that it cannot change.
 */
async function pathInRepository(workspace, file) {
    const real = (name) => (0,promises_.realpath)(name).catch(() => name);
    const named = external_node_path_default().relative(workspace, file);
    const led = external_node_path_default().relative(await real(workspace), await real(file));
    const inside = [named, led].find((relative) => relative !== '..' && !relative.startsWith(`..${(external_node_path_default()).sep}`) && !external_node_path_default().isAbsolute(relative));
    return inside?.split((external_node_path_default()).sep).join('/');
}

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(7597);
// EXTERNAL MODULE: ./src/domain/finding.ts
var finding = __webpack_require__(5457);
// EXTERNAL MODULE: ./src/report/anchor.ts
var report_anchor = __webpack_require__(4501);
// EXTERNAL MODULE: ./src/report/bundle.ts
var bundle = __webpack_require__(9932);
// EXTERNAL MODULE: ./src/report/escape.ts
var report_escape = __webpack_require__(4031);
// EXTERNAL MODULE: ./src/report/finding-markdown.ts
var finding_markdown = __webpack_require__(6177);
// EXTERNAL MODULE: ./src/report/rule-texts.ts
var rule_texts = __webpack_require__(5647);
// EXTERNAL MODULE: ./src/report/procedure.ts
var procedure = __webpack_require__(7239);
;// CONCATENATED MODULE: ./src/report/annotations.ts







/** GitHub shows ten annotations of a kind for a step. https://docs.github.com/rest/checks/runs */
const ANNOTATIONS_OF_A_KIND = 10;
/**
 * What fails or could not be determined, worst first, findings with a place in the code before others of
 * their severity. Resources that fail alike share one. When there is no room for all of a kind, its last one
 * says how many are missing; something that could not be determined is shown before it all the same.
 * @param room of each kind: ten, less what the step itself will say (`setFailed` is an error annotation)
 */
function annotationsOf(report, context, room = {
    error: ANNOTATIONS_OF_A_KIND,
    warning: ANNOTATIONS_OF_A_KIND,
    notice: ANNOTATIONS_OF_A_KIND,
}) {
    const findings = together((0,bundle/* bundle */.l)(report.findings
        .filter(finding/* counts */.tQ)
        .sort((a, b) => Number(a.file === undefined) - Number(b.file === undefined) || (0,procedure/* compareToDo */.S)(a, b))));
    return ['error', 'warning', 'notice'].flatMap((kind) => {
        const severity = kind === 'notice' ? 'note' : kind;
        const all = findings.filter(({ first }) => first.severity === severity);
        const most = room[kind];
        if (all.length <= most)
            return all.map((one) => annotation(kind, one, context));
        if (most <= 0)
            return [];
        const shown = withUnknown(all, most - 1);
        return [
            ...shown.map((one) => annotation(kind, one, context)),
            {
                kind,
                title: 'Foundry Entra Gate',
                message: `and ${all.length - shown.length} more of this kind: see the job summary and the JSON report.`,
            },
        ];
    });
}
const SEVERAL = 3;
/** Resources that break one rule and are mended in one way are one thing to read, however many they are. */
function together(bundles) {
    const alike = Map.groupBy(bundles, ({ first, all }) => first.file === undefined && all.length === 1
        ? JSON.stringify([first.rule, first.status, first.severity, (0,finding_markdown/* whatToDo */.H6)(first)])
        : first);
    return [...alike.values()].flatMap((some) => {
        const [one] = some;
        return one && some.length >= SEVERAL
            ? [{ first: one.first, all: some.flatMap(({ all }) => all) }]
            : some;
    });
}
/** The first of all, the last of them replaced where none would show that something is not known. */
function withUnknown(all, room) {
    const isUnknown = ({ first }) => first.status === 'unknown';
    const shown = all.slice(0, room);
    const left = all.slice(room).find(isUnknown);
    return left && room > 0 && !shown.some(isUnknown) ? [...shown.slice(0, -1), left] : shown;
}
const NAMED = 5;
/** `And for 224 more: a, b, c, d, e and 219 others.`; nothing where it is one place. */
function others(all) {
    const places = [...new Set(all.map(finding_markdown/* placeName */.fW))].slice(1);
    if (places.length === 0)
        return [];
    // One more is a name, not "1 others".
    const named = places.length <= NAMED + 1 ? places : places.slice(0, NAMED);
    const left = places.length - named.length;
    return [
        `And for ${places.length} more: ${named.join(', ')}${left > 0 ? ` and ${left} others` : ''}.`,
    ];
}
function annotation(kind, { first: finding, all }, context) {
    const say = (0,finding_markdown/* whatToDo */.H6)(finding);
    const found = (0,report_anchor/* anchorOf */.d)(finding, context.anchors);
    // GitHub finds the line by the raw name, and a name with hidden characters in it is not printed raw.
    const hidden = found !== undefined && (0,report_escape/* annotationText */.xr)(found.file) !== found.file;
    const anchor = hidden ? undefined : found;
    const name = finding.file === undefined || !anchor ? `${(0,finding_markdown/* placeName */.fW)(finding)}: ` : '';
    const message = [
        `${name}${finding.message}`,
        ...others(all),
        ...(say === '' ? [] : [`Fix: ${say}`]),
    ];
    return {
        kind,
        title: titleOf(finding, all),
        message: (0,report_escape/* annotationText */.xr)(message.join('\n')),
        ...anchor,
        ...(anchor && finding.column !== undefined && { column: finding.column }),
    };
}
/** A rule's title says what should hold: beside an unknown it must not read as if it did. */
function titleOf({ rule, status }, all) {
    const rules = new Set(all.map((finding) => finding.rule));
    if (rules.size > 1)
        return `Foundry Entra Gate: ${rules.size} rules not determined`;
    const open = status === 'unknown' ? ' (not determined)' : '';
    return `${rule}${open}: ${rule_texts/* RULE_TEXTS */.K[rule].title}`;
}

// EXTERNAL MODULE: ./src/report/json.ts
var report_json = __webpack_require__(2794);
// EXTERNAL MODULE: ./src/report/sarif.ts
var sarif = __webpack_require__(643);
// EXTERNAL MODULE: ./src/report/verdict.ts
var verdict = __webpack_require__(687);
;// CONCATENATED MODULE: ./src/publish/annotations.ts

/** Shows annotations on lines and in the run; the toolkit escapes them for the runner. */
function emitAnnotations(annotations) {
    for (const { kind, title, message, file, line, column } of annotations) {
        core[kind](message, {
            title,
            ...(file !== undefined && { file }),
            ...(line !== undefined && { startLine: line }),
            ...(column !== undefined && { startColumn: column }),
        });
    }
}

// EXTERNAL MODULE: ./src/publish/comment.ts
var comment = __webpack_require__(1206);
// EXTERNAL MODULE: ./src/publish/issue.ts
var issue = __webpack_require__(2136);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/report/budget.ts
var budget = __webpack_require__(2585);
// EXTERNAL MODULE: ./src/report/changes-markdown.ts
var changes_markdown = __webpack_require__(4301);
// EXTERNAL MODULE: ./src/report/context.ts
var context = __webpack_require__(301);
// EXTERNAL MODULE: ./src/report/head.ts
var head = __webpack_require__(8746);
// EXTERNAL MODULE: ./src/report/overview-markdown.ts
var overview_markdown = __webpack_require__(5469);
// EXTERNAL MODULE: ./src/report/sections.ts
var sections = __webpack_require__(3844);
// EXTERNAL MODULE: ./src/report/set-up-markdown.ts
var set_up_markdown = __webpack_require__(3138);
;// CONCATENATED MODULE: ./src/report/markdown.ts









/**
 * The job summary. @param limit in bytes of UTF-8: what the step's summary file still takes.
 */
function renderSummary(report, context, limit = budget/* SUMMARY_BYTES */.R$) {
    const findings = (0,head/* failing */.J)(report, context);
    const changes = (0,changes_markdown/* changesSections */._)(report);
    const todo = (0,sections/* failingSection */.I)(findings, context, 'What fails, and how to fix it', 0.5, report.setUp === undefined);
    return (0,budget/* fit */.Uj)([
        (0,head/* head */.d)(report, context),
        // In `plan` and `enforce` the changes are what the reader came for.
        ...(report.mode === 'check' ? [] : changes),
        ...(0,set_up_markdown/* setUpSection */.$)(report),
        (0,overview_markdown/* overview */.M)(report),
        ...(0,sections/* resourceTables */.Og)(report, context),
        ...todo,
        ...(report.mode === 'check' ? changes : []),
        ...(0,sections/* exemptSection */.jP)(report),
        ...(0,sections/* knownSection */.PK)(report),
        ...(0,sections/* notesSection */.dY)(report),
        ...(0,sections/* passSection */.VD)(report),
        ...(0,sections/* skippedSection */.s_)(report),
        footer(report, context),
    ], limit, budget/* bytes */.ee);
}
function footer({ stats }, { version }) {
    const facts = [
        `Foundry Entra Gate ${(0,report_escape/* text */.Qq)(version, 40)}`,
        `${(0,count/* count */.U)(stats.requests, 'request')}, ${stats.retries} repeated, ${stats.throttled} throttled`,
        `${(stats.durationMs / 1000).toFixed(1)} s`,
        (0,report_escape/* link */.nf)('rules', `${context/* DOCS */.i}/rules`),
    ];
    return `<sub>${facts.join(' · ')}</sub>\n`;
}

;// CONCATENATED MODULE: ./src/publish/write-file.ts


/** Enough that a large report takes few calls, and little enough that it is never in memory as a whole. */
const BLOCK = 256 * 1024;
/**
 * Writes pieces of text to a file, its folder included. In one go, because nothing else is left to do by
 * then and a stream would take longer to set up than a usual report to write.
 * @param how `w` to begin the file anew, `a` to add to it
 * @throws what the file system says
 */
function writeText(file, pieces, how = 'w') {
    (0,external_node_fs_.mkdirSync)(external_node_path_default().dirname(file), { recursive: true });
    const handle = (0,external_node_fs_.openSync)(file, how);
    try {
        let block = '';
        for (const piece of pieces) {
            block += piece;
            if (block.length < BLOCK)
                continue;
            (0,external_node_fs_.writeFileSync)(handle, block);
            block = '';
        }
        (0,external_node_fs_.writeFileSync)(handle, block);
    }
    finally {
        (0,external_node_fs_.closeSync)(handle);
    }
}

;// CONCATENATED MODULE: ./src/publish/summary.ts





/** Below this the summary would be a heading and nothing else. */
const LEAST_BYTES = 64 * 1024;
/**
 * Appends the summary to the step's summary file, within what GitHub takes of it, and keeps a copy whose
 * path is the output `summary`: the runner empties its own file.
 * @returns the path of the copy, empty when there is none, and a warning for each of the two that could
 * not be written
 */
function writeSummary(report, context, files) {
    const { stepSummary, copy } = files;
    const taken = stepSummary ? sizeOf(stepSummary) : 0;
    const room = budget/* SUMMARY_BYTES */.R$ - taken;
    const markdown = renderSummary(report, context, Math.max(room, LEAST_BYTES));
    const warnings = [];
    const write = (file, how, what) => {
        try {
            writeText(file, [markdown], how);
            return true;
        }
        catch (error) {
            warnings.push(`${what} could not be written: ${error instanceof Error ? error.message : String(error)}`);
            return false;
        }
    };
    const kept = write(copy, 'w', 'The copy of the job summary');
    if (stepSummary && room < LEAST_BYTES) {
        warnings.push(`The job summary was not written: the step has written ${taken} bytes to it before, and GitHub takes ${budget/* SUMMARY_BYTES */.R$}. It is in ${external_node_path_default().basename(copy)}.`);
    }
    else if (stepSummary) {
        write(stepSummary, 'a', 'The job summary');
    }
    return { path: kept ? copy : '', warnings };
}
/** 0 for a file that is not there or may not be looked at: writing to it then says why. */
function sizeOf(file) {
    try {
        return (0,external_node_fs_.statSync)(file).size;
    }
    catch {
        return 0;
    }
}

;// CONCATENATED MODULE: ./src/publish/publish.ts












/**
 * Shows the report wherever people look. What GitHub or the disk refuses here is a warning: the verdict
 * and the exit code stand, and are decided last, when everything else is written.
 */
async function publish(report, context, inputs) {
    const { headline, detail, fails } = (0,verdict/* verdict */.WJ)(report, context.failOn);
    const folder = process.env.RUNNER_TEMP ?? external_node_path_default().dirname(inputs.reportFile);
    // GitHub is asked first, and answers while the files are written.
    const asked = [
        (0,comment/* commentOnPullRequest */.r)(report, context, inputs),
        (0,issue/* trackIssue */.v)(report, context, inputs),
    ];
    const summary = writeSummary(report, context, {
        stepSummary: process.env.GITHUB_STEP_SUMMARY,
        copy: external_node_path_default().join(folder, 'foundry-entra-gate-summary.md'),
    });
    const unwritten = [
        writeOutput(inputs.reportFile, 'report-file', (0,report_json/* streamJson */.f)(report)),
        writeOutput(inputs.sarifFile, 'sarif-file', (0,sarif/* streamSarif */.Is)(report, context)),
    ];
    const refused = await Promise.all(asked);
    const warnings = [...summary.warnings, ...unwritten, ...refused.flat()].filter((warning) => warning !== undefined);
    for (const warning of warnings) {
        core.warning((0,report_escape/* annotationText */.xr)(warning), { title: 'Foundry Entra Gate' });
    }
    emitAnnotations(annotationsOf(report, context, {
        // What fails the step is an error annotation too.
        error: ANNOTATIONS_OF_A_KIND - Number(fails),
        warning: ANNOTATIONS_OF_A_KIND - warnings.length,
        notice: ANNOTATIONS_OF_A_KIND,
    }));
    setOutputs(report, inputs, summary.path);
    const sentence = `${(0,report_escape/* logLine */.BP)(headline)}. ${(0,report_escape/* logLine */.BP)(detail)}`;
    if (fails)
        core.setFailed(sentence);
    else
        core.info(sentence);
}
function setOutputs(report, inputs, summary) {
    const sums = (0,verdict/* totals */.Sd)(report);
    const outputs = {
        compliant: String(report.compliant),
        resources: String(sums.resources),
        errors: String(sums.errors),
        warnings: String(sums.warnings),
        unknown: String(sums.unknown),
        changes: String(sums.changes),
        'plan-digest': report.planDigest ?? '',
        report: inputs.reportFile,
        sarif: inputs.sarifFile,
        summary,
    };
    for (const [name, value] of Object.entries(outputs))
        core.setOutput(name, value);
}
/** @returns a warning when the file could not be written. */
function writeOutput(file, input, content) {
    try {
        writeText(file, content);
        return undefined;
    }
    catch (error) {
        return `${input}: ${file} could not be written (${error instanceof Error ? error.message : String(error)}).`;
    }
}

// EXTERNAL MODULE: ./src/publish/refuse-inputs.ts
var refuse_inputs = __webpack_require__(2953);
// EXTERNAL MODULE: ./src/report/set-up-text.ts
var set_up_text = __webpack_require__(6148);
;// CONCATENATED MODULE: ./src/pipeline/output.ts





/** The step of a workflow: workflow commands, summary, outputs, comment, issue. */
const stepOutput = {
    log,
    debug: (line) => {
        core.debug((0,report_escape/* annotationText */.xr)(line));
    },
    mask: core.setSecret,
    group: async (title, work) => {
        core.startGroup((0,report_escape/* logLine */.BP)(title));
        try {
            return await work();
        }
        finally {
            core.endGroup();
        }
    },
    // No annotation of its own: the findings have it as one.
    signInFailed: ({ message, remedy = '' }, setUp) => {
        log(`Sign-in to Azure failed: ${message}`);
        const lines = setUp ? (0,set_up_text/* renderSteps */.I)('these resources', setUp, { colour: false }) : remedy;
        for (const line of (0,report_escape/* logLines */.OG)(lines))
            core.info(line);
    },
    refuse: refuse_inputs.refuseInputs,
    publish: publish,
};
function log(line) {
    core.info((0,report_escape/* logLine */.BP)(line));
}

;// CONCATENATED MODULE: ./src/pipeline/scan-source.ts



const NOT_SCANNED = {
    findings: [],
    count: undefined,
    notes: [],
    lines: ['No source scan in this run.'],
    anchors: new Map(),
    covers: () => false,
};
/** The source scan, if the step wants one; its code and grammars are loaded only then. Needs no Azure. */
async function scanSource(step, settings) {
    const wanted = wantedScan(step);
    if (wanted === 'off')
        return NOT_SCANNED;
    const [scanner, changed] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(670), __webpack_require__.e(6), __webpack_require__.e(249), __webpack_require__.e(763)]).then(__webpack_require__.bind(__webpack_require__, 2763)),
        wanted === 'changed' ? changedFiles(step) : Promise.resolve(undefined),
    ]);
    if (changed?.ok === false)
        return notScanned(changed.reason, NOT_LEARNED, settings);
    const only = changed &&
        new Map(changed.files.map(({ path, patch }) => [path, scanner.changedLines(patch)]));
    const result = await scanner.scan({
        root: step.workspace,
        globs: step.inputs.scanPaths,
        levels: settings.levels,
        ...(only && { only }),
        ...(changed && {
            patches: new Map(changed.files.map(({ path, patch }) => [path, patch])),
            gone: new Map(changed.gone.map(({ path, patch }) => [path, patch])),
        }),
    });
    // A pull request may change no file of ours; a repository that holds none is not the one that was meant.
    if (wanted === 'all' && result.matched === 0) {
        const patterns = step.inputs.scanPaths.join(', ');
        return notScanned(`No file of the checkout matches ${patterns === '' ? '**' : patterns}, so nothing was scanned.`, NOTHING_THERE, settings);
    }
    return {
        findings: result.findings,
        count: result.count,
        notes: result.notes,
        lines: [
            `${(0,count/* count */.U)(result.count.files, 'file')} judged, ${result.count.skipped} left out${wanted === 'changed' ? ' (files of the pull request)' : ''}`,
            ...result.notes,
        ],
        anchors: anchorsOf(result),
        covers: (file) => only?.has(file) ?? true,
    };
}
/** What `scan` means in this run. */
function wantedScan({ inputs, event }) {
    if (inputs.scan === 'auto')
        return event.pullRequest ? 'changed' : 'off';
    // Outside a pull request nothing is "changed" against anything: all of it is looked at.
    if (inputs.scan === 'changed' && !event.pullRequest)
        return 'all';
    return inputs.scan;
}
const NOT_LEARNED = (0,finding/* fix */.Up)({
    say: 'Run the job again. With scan: all every file of the checkout is scanned, and GitHub is not asked.',
});
const NOTHING_THERE = (0,finding/* fix */.Up)({
    say: 'Check the patterns (scan-paths), and that actions/checkout runs before this step.',
});
/** Nothing could be scanned: every source rule is unknown, never passed. */
function notScanned(message, how, { levels }) {
    const rules = ['source-uses-entra', 'iac-keys-disabled', 'iac-connections-use-entra'];
    return {
        ...NOT_SCANNED,
        lines: [message],
        findings: rules.flatMap((rule) => {
            const severity = levels[rule];
            if (severity === 'off')
                return [];
            return [{ rule, severity, status: 'unknown', resource: 'source', message, fix: how }];
        }),
    };
}
function anchorsOf({ declaredAccounts }) {
    return new Map(declaredAccounts.flatMap(({ name, file, line }) => name === undefined ? [] : [[name.toLowerCase(), { file, line }]]));
}

// EXTERNAL MODULE: ./src/pipeline/set-up-steps.ts
var set_up_steps = __webpack_require__(3280);
// EXTERNAL MODULE: ./src/report/report.ts + 1 modules
var report = __webpack_require__(3508);
// EXTERNAL MODULE: ./src/rules/index.ts + 15 modules
var rules = __webpack_require__(1553);
// EXTERNAL MODULE: ./src/settings/identity-available.ts
var identity_available = __webpack_require__(2393);
// EXTERNAL MODULE: ./src/domain/glob.ts
var glob = __webpack_require__(7916);
// EXTERNAL MODULE: ./src/settings/lines.ts
var lines = __webpack_require__(8074);
;// CONCATENATED MODULE: ./src/settings/settle.ts



/**
 * Inputs of the step win over the file; within the file a later override wins over an earlier one. The
 * rules' default severities are passed in: they stand with the rules.
 */
function settle(inputs, policy, defaults, now) {
    const errors = [];
    const fromFile = (policy?.resources ?? []).flatMap((text) => {
        const target = (0,lines/* readTarget */._E)(text);
        if ('error' in target) {
            errors.push((0,input_reader/* wrong */.Q)(`${policy?.file ?? 'policy'}: resources`, text, target.error));
            return [];
        }
        return [target];
    });
    const targets = inputs.resources.length > 0 ? inputs.resources : fromFile;
    if (inputs.resources.length === 0 &&
        fromFile.some(({ kind }) => kind === 'name' || kind === 'endpoint') &&
        inputs.subscriptionId === '') {
        errors.push('subscription-id: missing. The policy file names a resource by its name or endpoint, which is looked up in a subscription.');
    }
    if (errors.length > 0)
        return { ok: false, errors };
    const levels = { ...defaults, ...policy?.rules };
    return {
        ok: true,
        settings: {
            inputs,
            policy,
            targets,
            now,
            levels,
            settingsOf: (accountId) => {
                const overrides = (policy?.overrides ?? []).filter(({ resource }) => (0,glob/* matchesResource */.T)(resource, accountId));
                const last = (read) => overrides.map(read).findLast((value) => value !== undefined);
                const role = inputs.roleGiven
                    ? inputs.role
                    : (last((override) => override.role) ?? policy?.role ?? inputs.role);
                const lines = inputs.principals.length > 0
                    ? inputs.principals
                    : (last((override) => override.principals) ?? policy?.principals ?? []);
                return {
                    principals: distinct(lines, role),
                    levels: overrides.reduce((merged, { rules }) => ({ ...merged, ...rules }), levels),
                    keyReadersAllow: last((override) => override.keyReadersAllow) ?? policy?.keyReadersAllow ?? [],
                    probe: inputs.probe,
                    now,
                };
            },
        },
    };
}
function distinct(lines, role) {
    const principals = new Map();
    for (const line of lines) {
        principals.set(`${line.type} ${line.objectId}`, { ...line, role: line.role ?? role });
    }
    return [...principals.values()];
}

;// CONCATENATED MODULE: ./src/run.ts











/**
 * The whole path: policy → settings → observe and judge, with the source scan beside it → plan → apply →
 * observe again → report → publish.
 */
async function run(step, assertions, output = stepOutput) {
    const startedAt = new Date();
    const { inputs } = step;
    const started = await start(step, startedAt);
    if (!started.ok) {
        await output.refuse(started.errors);
        return;
    }
    const { settings, files } = started;
    if (inputs.mergeReports.length > 0) {
        await publishMerged(step, settings, files, output);
        return;
    }
    if (settings.targets.length === 0 && (inputs.mode !== 'check' || wantedScan(step) === 'off')) {
        await output.refuse([NOTHING_TO_JUDGE]);
        return;
    }
    const scanning = scanSource(step, settings);
    // Its failure is met below; until then it must not end the process.
    scanning.catch(() => undefined);
    const azure = connect(inputs, {
        getAssertion: () => assertions.next(),
        mask: output.mask,
        log: output.debug,
        env: step.env,
    });
    const look = (title) => settings.targets.length === 0
        ? resources(azure, settings, step, output)
        : output.group(title, () => resources(azure, settings, step, output));
    const judged = await look('Resources');
    const setUp = judged.signInFailure && setUpOf(judged.signInFailure, settings, step);
    if (judged.signInFailure)
        output.signInFailed(judged.signInFailure, setUp);
    const scanned = await scanning;
    await output.group('Source', () => {
        for (const line of scanned.lines)
            output.log(line);
    });
    const made = await changes(azure, settings, judged, scanned.findings, output);
    const after = inputs.mode === 'enforce' && made && !made.cancelled
        ? await look('Resources afterwards')
        : judged;
    const report = reportOf({ startedAt, step, settings, files, azure, after, scanned, made, setUp });
    await output.publish(report, contextOf(step, settings, scanned.anchors), inputs);
}
const NOTHING_TO_JUDGE = 'resources: missing. Name what to judge in the input resources or in the policy file; only a check that scans source code (scan: all, or changed in a pull request) can do without.';
/** Policy file, baseline and inputs together, or all that is wrong with them. */
async function start(step, now) {
    const files = await loadPolicy(step);
    if (!files.ok)
        return files;
    const policy = step.sourceOnly ? withoutResources(files.policy) : files.policy;
    const settled = settle(step.inputs, policy, defaultLevels(), now);
    return settled.ok ? { ...settled, files } : settled;
}
async function publishMerged(step, settings, { baseline }, output) {
    const { mergeShards } = await __webpack_require__.e(/* import() */ 438).then(__webpack_require__.bind(__webpack_require__, 5438));
    const merged = await mergeShards(settings, baseline);
    if (merged.ok)
        await output.publish(merged.report, contextOf(step, settings), step.inputs);
    else
        await output.refuse(merged.errors);
}
/** All that the phases of a run learned, as the one report. */
function reportOf(learned) {
    const { startedAt, step, settings, files, azure, after, scanned, made, setUp } = learned;
    const { policy, baseline } = files;
    const { mode, shard } = settings.inputs;
    const isShard = shard.count > 1;
    return (0,report/* assembleReport */.x)({
        mode,
        startedAt,
        finishedAt: new Date(),
        resources: after.resources,
        findings: [...after.findings, ...scanned.findings],
        changes: made?.changes ?? [],
        stats: { ...azure.transport.stats, ...(isShard && workflowRun(step)) },
        policy,
        baseline: baseline && { entries: baseline, scanned: scanned.covers },
        planDigest: made?.digest,
        losesAccess: made?.losesAccess,
        notes: [...files.notes, ...after.notes, ...scanned.notes, ...(made?.notes ?? [])],
        coverage: settings.targets.length > 0 ? after.coverage : undefined,
        scan: scanned.count,
        setUp,
        shard: isShard ? `${shard.index}/${shard.count}` : undefined,
    });
}
/** For the merging of shards, which must not take the report of another run for one of this. */
function workflowRun({ env }) {
    const { GITHUB_RUN_ID: id = '' } = env;
    return /^\d+$/.test(id) ? { workflowRun: id } : {};
}
/** `undefined` where nothing is to be mended: a fork's pull request gets no token by design. */
function setUpOf(reason, settings, step) {
    if ((0,identity_available/* runsWithoutIdentity */.d)(step.event, step.env))
        return undefined;
    const { signIn, subscriptionId } = settings.inputs;
    return (0,set_up_steps/* stepsAfterFailure */.oT)(reason, {
        signIn,
        target: settings.targets[0]?.text ?? '',
        subscriptionId,
    });
}
function contextOf({ inputs, event }, { policy }, anchors = new Map()) {
    return {
        failOn: inputs.failOn,
        event,
        policyFile: policy?.file,
        anchors,
        portal: inputs.cloud.portal,
        version: version/* VERSION */.x,
    };
}
function resources(azure, settings, step, output) {
    return judgeResources(azure, {
        settings,
        noIdentity: settings.inputs.signIn.auth === 'oidc' && settings.targets.length > 0
            ? (0,identity_available/* noIdentity */.k)(step.event, step.env)
            : undefined,
        forPlan: settings.inputs.mode !== 'check',
        log: output.log,
    });
}
/** `undefined` in `check`, and when nothing could be asked of Azure, so that there is nothing to plan with. */
async function changes(azure, settings, judged, sourceFindings, output) {
    const { mode } = settings.inputs;
    if (mode === 'check' || judged.signInFailure)
        return undefined;
    const { planAndEnforce } = await __webpack_require__.e(/* import() */ 78).then(__webpack_require__.bind(__webpack_require__, 9078));
    return output.group(mode === 'plan' ? 'Plan' : 'Changes', () => planAndEnforce(azure, {
        settings,
        facts: judged.facts,
        hubSubscriptions: judged.hubSubscriptions,
        unseen: judged.unseen,
        findings: [...judged.findings, ...sourceFindings],
        mask: output.mask,
        log: output.log,
    }));
}
/** The rules and exemptions of the file count for source code too; its resources are not asked after. */
function withoutResources(policy) {
    return policy && { ...policy, resources: [] };
}
/** As the contract has them: resource rules carry their own, source rules are errors. */
function defaultLevels() {
    return {
        ...Object.fromEntries(rules/* RULES */.y.map(({ id, severity }) => [id, severity])),
        'source-uses-entra': 'error',
        'iac-keys-disabled': 'error',
        'iac-connections-use-entra': 'error',
    };
}


/***/ }),

/***/ 311:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ VERSION)
/* harmony export */ });
/** The same as in package.json; a test holds the two together. */
const VERSION = '1.0.0';


/***/ })

};

