export const id = 78;
export const ids = [78];
export const modules = {

/***/ 9078:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  planAndEnforce: () => (/* binding */ planAndEnforce)
});

// EXTERNAL MODULE: ./src/domain/resource-name.ts
var resource_name = __webpack_require__(2612);
;// CONCATENATED MODULE: ./src/domain/change-line.ts

/** A change as the log tells it: `contoso / models: convert-connection: done. The connection uses ...`. */
function changeLine({ kind, resource, status, message }) {
    return `${(0,resource_name/* resourceName */.I)(resource)}: ${kind}: ${status}. ${message}`;
}

// EXTERNAL MODULE: ./src/domain/exemptions.ts
var exemptions = __webpack_require__(5542);
// EXTERNAL MODULE: ./src/domain/arm-id.ts
var arm_id = __webpack_require__(2422);
// EXTERNAL MODULE: ./src/domain/observation.ts
var observation = __webpack_require__(6610);
// EXTERNAL MODULE: ./src/azure/api-versions.ts
var api_versions = __webpack_require__(4829);
// EXTERNAL MODULE: ./src/azure/json.ts
var json = __webpack_require__(5721);
;// CONCATENATED MODULE: ./src/azure/readers/locks.ts




/**
 * Locks in force at the account. The subscription's list holds those of every level; who may not read it
 * gets those that the account's own list shows.
 * https://learn.microsoft.com/rest/api/resources/management-locks
 */
async function listLocks(arm, account) {
    const subscription = arm_id/* ArmId */.O0.parse(`/subscriptions/${account.subscriptionId ?? ''}`);
    const everywhere = subscription && (await locksAt(arm, subscription));
    const list = everywhere?.known ? everywhere : await locksAt(arm, account);
    return (0,observation/* map */.Tj)(list, (locks) => locks.filter(({ scope }) => arm_id/* ArmId */.O0.parse(scope)?.contains(account) ?? false));
}
function locksAt(arm, scope) {
    return arm.list({
        path: `${scope.text}/providers/Microsoft.Authorization/locks`,
        apiVersion: api_versions/* API */.n.locks,
        what: `the resource locks at ${scope.name}`,
        action: 'Microsoft.Authorization/locks/read',
        scope: scope.text,
    }, (item) => {
        const id = (0,json/* textAt */.$6)(item, 'id');
        const level = (0,json/* textAt */.$6)(item, 'properties', 'level');
        if (!id || !level)
            return undefined;
        return {
            id,
            name: (0,json/* textAt */.$6)(item, 'name') ?? id,
            level,
            scope: id.replace(/\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i, ''),
        };
    });
}

// EXTERNAL MODULE: ./src/azure/readers/authorization.ts
var authorization = __webpack_require__(2317);
// EXTERNAL MODULE: ./src/azure/clock.ts
var clock = __webpack_require__(2849);
// EXTERNAL MODULE: ./src/azure/errors.ts
var errors = __webpack_require__(6616);
// EXTERNAL MODULE: ./src/azure/readers/accounts.ts
var accounts = __webpack_require__(3086);
// EXTERNAL MODULE: ./src/azure/explain-answer.ts
var explain_answer = __webpack_require__(7555);
;// CONCATENATED MODULE: ./src/azure/writers/long-running.ts



const PATIENCE_MS = 15 * 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
/**
 * Follows an accepted change to its end by `azure-AsyncOperation` (a body with `status`) or `Location`
 * (202 until it is done). Does not wait for an answer with neither.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 *
 * @returns `unseen` when nobody tells how it ended: Azure named no operation, or one that cannot be read
 * @throws AzureError when the operation failed, was cancelled, or has not ended after 15 minutes.
 */
async function finished(arm, accepted, request) {
    const operation = accepted.header('azure-asyncoperation');
    const url = operation ?? (accepted.status === 202 ? accepted.header('location') : undefined);
    if (url === undefined)
        return accepted.status === 202 ? 'unseen' : 'done';
    const wait = pause(request);
    for (let last = accepted;;) {
        await wait.next(retryAfterMs(last));
        const answer = await poll(arm, url, request);
        if (!answer)
            return 'unseen';
        request.inspect?.(answer.body);
        if (operation === undefined) {
            if (answer.status !== 202)
                return 'done';
        }
        else {
            const status = (0,json/* textAt */.$6)(answer.body, 'status')?.toLowerCase();
            if (status === 'succeeded')
                return 'done';
            if (status === 'failed' || status === 'canceled' || status === 'cancelled') {
                throw failed(request, answer.body, status);
            }
        }
        last = answer;
    }
}
/** Pauses that grow, and an end to them. */
function pause({ what, clock }) {
    const until = clock.now() + PATIENCE_MS;
    let growing = FIRST_PAUSE_MS;
    return {
        next: async (askedMs) => {
            if (clock.now() >= until) {
                throw new errors/* AzureError */.M({
                    kind: 'timeout',
                    message: `Azure took the change of ${what} and had not finished it after ${PATIENCE_MS / 60_000} minutes.`,
                    remedy: 'Run again: the next run sees what became of it and goes on from there.',
                });
            }
            await clock.sleep(Math.min(askedMs ?? growing, LONGEST_PAUSE_MS));
            growing = Math.min(growing * 1.5, LONGEST_PAUSE_MS);
        },
    };
}
/** `undefined`: the caller may not read operations, or the service forgot this one. */
async function poll(arm, url, { what, scope }) {
    try {
        return await arm.send({
            path: url,
            what: `the change of ${what}`,
            action: 'Microsoft.CognitiveServices/locations/operationResults/read',
            scope,
        });
    }
    catch (error) {
        if (error instanceof errors/* AzureError */.M && (error.status === 403 || error.status === 404)) {
            return undefined;
        }
        throw error;
    }
}
function failed({ what }, body, status) {
    const { code, message } = (0,explain_answer/* errorParts */.V)(body);
    const why = [code, message.replace(/\.$/, '')].filter((part) => part !== '').join(': ');
    return new errors/* AzureError */.M({
        kind: 'unavailable',
        message: `Azure took the change of ${what}, and it ${status === 'failed' ? 'failed' : 'was cancelled'}: ${why || 'no reason given'}.`,
        remedy: 'Mend what Azure names and run again.',
    }, { code });
}
function retryAfterMs(answer) {
    const seconds = answer.header('retry-after');
    return seconds !== undefined && /^\d+$/.test(seconds.trim()) ? Number(seconds) * 1000 : undefined;
}

;// CONCATENATED MODULE: ./src/azure/writers/account.ts




const apiVersion = api_versions/* API */.n.cognitiveServices;
const ACCOUNT = 'Microsoft.CognitiveServices/accounts';
const STOPPED = ['Failed', 'Canceled', 'Deleting'];
/**
 * PATCH of one property, followed until Azure has finished (200 or 202, `azure-AsyncOperation` or
 * `Location`, `provisioningState`), then the account as it reads.
 * https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/update
 *
 * @throws AzureError when it is refused, fails, or does not finish in time.
 */
async function patchAccount({ arm, clock }, id, properties) {
    const what = `the account ${id.name}`;
    const body = { properties };
    const answer = await arm.send({
        method: 'PATCH',
        path: id.text,
        apiVersion,
        body,
        what,
        action: `${ACCOUNT}/write`,
        scope: id.text,
    });
    const request = { what, scope: id.text, clock };
    await finished(arm, answer, request);
    const wait = pause(request);
    for (;;) {
        const account = await getAccount(arm, id);
        const state = account.provisioningState;
        if (state === '' || state.toLowerCase() === 'succeeded')
            return account;
        if (STOPPED.some((stopped) => stopped.toLowerCase() === state.toLowerCase())) {
            throw new errors/* AzureError */.M({
                kind: 'unavailable',
                message: `Azure took the change of ${what}, and the account is now in state ${state}.`,
                remedy: 'Look at the account in the portal (Activity log), mend what it names, and run again.',
            });
        }
        await wait.next();
    }
}
async function getAccount(arm, id) {
    const { body } = await arm.send({
        path: id.text,
        apiVersion,
        what: `the account ${id.name}`,
        action: `${ACCOUNT}/read`,
        scope: id.text,
    });
    const account = (0,accounts/* accountOf */.XP)(body);
    if (!account) {
        throw new errors/* AzureError */.M({
            kind: 'malformed',
            message: `The answer for the account ${id.name} lacks members that Azure documents.`,
            remedy: 'Run the step again.',
        });
    }
    return account;
}

// EXTERNAL MODULE: ./src/azure/readers/connections.ts + 1 modules
var connections = __webpack_require__(2878);
;// CONCATENATED MODULE: ./src/azure/writers/connection.ts





/** @throws AzureError, of kind `not-found` when it is gone. */
async function readConnection(arm, asked) {
    const answer = await arm.send(requestFor(asked, 'read'));
    const connection = (0,connections/* connectionOf */.ao)(answer.body, asked.owner, asked.ownerKind);
    if (!(0,json/* isObject */.Gv)(answer.body) || connection?.id.key !== asked.id.key) {
        throw new errors/* AzureError */.M({
            kind: 'malformed',
            message: `The answer for the connection ${asked.name} is not that connection.`,
            remedy: 'Run the step again.',
        });
    }
    return {
        connection,
        body: answer.body,
        etag: (0,json/* textAt */.$6)(answer.body, 'etag') ?? answer.header('etag'),
    };
}
/**
 * PUT, because whether PATCH merges, and whether it may change the type of authentication, is not
 * documented. No `credentials` member is sent: the AAD form has none.
 * https://learn.microsoft.com/azure/templates/microsoft.cognitiveservices/accounts/connections
 *
 * @throws AzureError, of status 412 when it changed since it was read (`ifUnchanged`).
 */
async function putAsEntra(arm, stored, ifUnchanged) {
    await arm.send({
        ...requestFor(stored.connection, 'write'),
        method: 'PUT',
        body: asEntra(stored.body),
        ...(ifUnchanged && stored.etag !== undefined ? { headers: { 'if-match': stored.etag } } : {}),
    });
}
/** What only the service writes. https://learn.microsoft.com/javascript/api/@azure/arm-cognitiveservices/connectionpropertiesv2 */
const READ_ONLY = ['group', 'createdByWorkspaceArmId', 'error'];
const ENVELOPE = ['id', 'name', 'type', 'systemData', 'etag'];
/** The body to write: all that was read, members unknown to us too, with Entra ID in place of credentials. */
function asEntra(body) {
    const kept = without((0,json/* objectAt */.lJ)(body, 'properties') ?? {}, ['credentials', ...READ_ONLY]);
    const authType = 'AAD';
    return { ...without(body, ENVELOPE), properties: { ...kept, authType } };
}
function without(object, names) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
function requestFor(connection, verb) {
    const { owner, name } = connection;
    return {
        path: `${owner.text}/connections/${(0,json/* segment */.mX)(name)}`,
        apiVersion: owner.type === arm_id/* WORKSPACE_TYPE */.TY ? api_versions/* API */.n.machineLearning : api_versions/* API */.n.cognitiveServices,
        what: `the connection ${name} of ${owner.name}`,
        action: (0,connections/* connectionAction */.Vd)(owner, verb),
        scope: owner.text,
    };
}

;// CONCATENATED MODULE: ./src/azure/writers/keys.ts




/**
 * `POST regenerateKey`. The answer holds BOTH keys of the account: every one is masked before anything
 * else happens, and none is kept. Documented as 200; Azure's own example shows a 202 too, so both are taken.
 * https://learn.microsoft.com/rest/api/aiservices/accountmanagement/accounts/regenerate-key
 *
 * @throws AzureError
 */
async function regenerateKey({ arm, clock, mask }, id, keyName) {
    const what = `${keyName} of the account ${id.name}`;
    const body = { keyName };
    const answer = await arm.send({
        method: 'POST',
        path: `${id.text}/regenerateKey`,
        apiVersion: api_versions/* API */.n.cognitiveServices,
        body,
        what,
        action: 'Microsoft.CognitiveServices/accounts/regenerateKey/action',
        scope: id.text,
    });
    let returned = 0;
    const inspect = (part) => {
        const keys = keysIn(part);
        returned += keys.length;
        for (const key of keys)
            mask(key);
    };
    inspect(answer.body);
    const end = await finished(arm, answer, { what, scope: id.text, clock, inspect });
    if (end === 'unseen' && returned === 0)
        throw notSeen(what);
}
/** No property of an account tells the age of its keys. */
function notSeen(what) {
    return new errors/* AzureError */.M({
        kind: 'unavailable',
        message: `Azure took the change of ${what}, and it could not be seen whether it came about.`,
        remedy: 'Run again: both keys are made new once more. To follow the change, the identity needs Microsoft.CognitiveServices/locations/operationResults/read at the subscription (docs/permissions/enforce.json holds it).',
    }, { status: 202 });
}
/** Values of members called `key1`, `key2` and the like, at any depth. */
function keysIn(value) {
    if (Array.isArray(value))
        return value.flatMap(keysIn);
    if (!(0,json/* isObject */.Gv)(value))
        return [];
    return Object.entries(value).flatMap(([name, member]) => typeof member === 'string' && member !== '' && /^key/i.test(name) && !/^keyname$/i.test(name)
        ? [member]
        : keysIn(member));
}

;// CONCATENATED MODULE: ./src/azure/writers/role-assignment.ts


const ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';
/**
 * PUT of one role assignment. `principalType` is always sent: without it the service looks a new
 * principal up and fails while the directory replicates.
 * https://learn.microsoft.com/azure/role-based-access-control/role-assignments-rest
 *
 * @throws AzureError; its `code` is `PrincipalNotFound` while the directory does not know the principal.
 */
async function createAssignment(arm, assignment) {
    const { account, principalId, principalType, roleGuid, roleName, assignmentName } = assignment;
    const properties = {
        roleDefinitionId: `/subscriptions/${account.subscriptionId ?? ''}/providers/Microsoft.Authorization/roleDefinitions/${roleGuid}`,
        principalId,
        principalType,
    };
    try {
        await arm.send({
            method: 'PUT',
            path: pathOf(account, assignmentName),
            apiVersion: api_versions/* API */.n.authorization,
            body: { properties },
            what: `the role assignment of ${roleName} to ${principalId} at ${account.name}`,
            action: `${ASSIGNMENTS}/write`,
            scope: account.text,
        });
        return 'created';
    }
    catch (error) {
        if (error instanceof errors/* AzureError */.M && error.code === 'RoleAssignmentExists')
            return 'exists';
        throw error;
    }
}
/** @throws AzureError for every answer but "it is there" and "it is not". */
async function readAssignment(arm, account, name) {
    try {
        await arm.send({
            path: pathOf(account, name),
            apiVersion: api_versions/* API */.n.authorization,
            what: `the role assignment ${name} at ${account.name}`,
            action: `${ASSIGNMENTS}/read`,
            scope: account.text,
        });
        return true;
    }
    catch (error) {
        if (error instanceof errors/* AzureError */.M && error.reason.kind === 'not-found')
            return false;
        throw error;
    }
}
function pathOf(account, name) {
    return `${account.text}/providers/${ASSIGNMENTS}/${name}`;
}

;// CONCATENATED MODULE: ./src/azure/writers/writer.ts




function createWriter(options) {
    const { arm } = options;
    return {
        setSubdomain: (account, subdomain) => patchAccount(options, account, { customSubDomainName: subdomain }),
        setLocalAuthDisabled: (account, disabled) => patchAccount(options, account, { disableLocalAuth: disabled }),
        assignRole: (assignment) => createAssignment(arm, assignment),
        hasAssignment: (account, name) => readAssignment(arm, account, name),
        readConnection: (connection) => readConnection(arm, connection),
        putAsEntra: (stored, { ifUnchanged }) => putAsEntra(arm, stored, ifUnchanged),
        regenerateKey: (account, key) => regenerateKey(options, account, key),
    };
}

// EXTERNAL MODULE: ./src/domain/count.ts
var count = __webpack_require__(6339);
;// CONCATENATED MODULE: ./src/plan/step.ts
/** Will `enforce` make it, as far as can be told now? */
function isMade(step) {
    return step.objections.length === 0;
}

// EXTERNAL MODULE: ./src/domain/clip.ts
var clip = __webpack_require__(9508);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/domain/order.ts
var order = __webpack_require__(1780);
;// CONCATENATED MODULE: ./src/plan/digest.ts



/**
 * SHA-256 (hexadecimal) of the ordered changes of all accounts. Equal for equal plans: ids are taken in
 * lower case, accounts by id, and neither times nor sentences count. Whether a change would be made, and
 * what `force` overrides for it, do count: who approved a plan in which keys stay on has not approved
 * one in which they go, nor one in which another connection is cut off.
 */
function planDigest(accounts) {
    const ordered = [...accounts].sort((a, b) => (0,order/* compareText */.n6)(a.account.key, b.account.key));
    const lines = ordered.flatMap(({ steps }) => steps.map((step) => [
        ...identity(step.change),
        isMade(step),
        step.overridden.length > 0 && overriddenBy(step),
    ]));
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(lines)).digest('hex');
}
/** What stands against the change and `force` overrides, in an order of its own. */
function overriddenBy({ overridden }) {
    return overridden.map((objection) => objectionKey(objection)).sort();
}
/** What makes one objection another one, whatever its words. */
function objectionKey({ interlock, subject }) {
    return `${interlock} ${subject.toLowerCase()}`;
}
/** All that tells one change from another, in a fixed order. */
function identity(change) {
    const { kind, account } = change;
    switch (change.kind) {
        case 'set-subdomain':
            return [kind, account.key, change.subdomain.toLowerCase()];
        case 'assign-role':
            return [
                kind,
                account.key,
                change.principalId.toLowerCase(),
                change.principalType,
                change.roleGuid.toLowerCase(),
                change.assignmentName.toLowerCase(),
            ];
        case 'convert-connection': {
            const { id, authType, category, target } = change.connection;
            return [kind, account.key, id.key, authType, category, target];
        }
        case 'regenerate-keys':
            return [kind, account.key];
        case 'disable-keys':
            // Absent and `false` are the same to Azure: keys are on.
            return [kind, account.key, change.before === true];
    }
}

// EXTERNAL MODULE: ./src/domain/connection-categories.ts
var connection_categories = __webpack_require__(4755);
// EXTERNAL MODULE: ./src/domain/connection-target.ts
var connection_target = __webpack_require__(170);
// EXTERNAL MODULE: ./src/domain/principal-access.ts + 1 modules
var principal_access = __webpack_require__(6458);
// EXTERNAL MODULE: ./src/domain/remedy.ts
var remedy = __webpack_require__(9558);
;// CONCATENATED MODULE: ./src/plan/conversion-objections.ts



/** Why a conversion would cut somebody off, or be none of this connection; empty: nothing speaks against it. */
function objectionsToConversion(facts, connection, before, targetOf) {
    if (!facts.account.known)
        return [];
    const why = cannotWork(facts.account.value, connection, before) ?? ofSomebodyElse(facts, connection);
    return why === undefined ? refusedProjects(facts, connection, before, targetOf) : [why];
}
/** Projects that call an account by the connection, and that it would refuse without a key: one sentence each. */
function refusedProjects(facts, connection, { getRole }, targetOf) {
    const { account, projects } = facts;
    if (!account.known || !facts.id.contains(connection.owner))
        return [];
    if (!projects.known)
        return [projects.reason.message];
    const here = (0,connection_target/* pointsAt */.DY)(connection, account.value);
    const target = here ? facts : targetOf(connection);
    return projects.value
        .filter(({ id }) => connection.owner.equals(id) || isSharedWith(facts, connection))
        .flatMap(({ name, identities }) => identities
        .filter((objectId) => !(here && getRole.has(objectId.toLowerCase())))
        .flatMap((objectId) => refused(name, objectId, connection, target) ?? []));
}
/** @param target the account that is called; `undefined` where it is not in scope */
function refused(project, objectId, connection, target) {
    const caller = { type: 'ServicePrincipal', objectId };
    const id = target?.id ?? (0,connection_target/* targetAccount */.zc)(connection);
    const calls = `Project ${project} calls ${id?.name ?? (connection.target || 'an account')} as its managed identity ${objectId}`;
    if (!target) {
        return `${calls}, and that account is not in scope, so it cannot be seen whether it lets the identity infer. Name it in resources too${id ? `: ${id.text}` : ''}.`;
    }
    if ((0,principal_access/* inferenceAccess */.Q)(target, caller).verdict === 'granted')
        return undefined;
    const grant = (0,remedy/* grantCommand */.Qg)({ ...caller, role: 'Cognitive Services User', scope: target.id.text });
    return `${calls}, which no role that is listed allows to infer: it would be refused. Name it in principals (service-principal:${objectId}), or give it a role: ${grant}`;
}
function isSharedWith({ id }, { owner, isSharedToAll }) {
    return isSharedToAll && owner.equals(id);
}
/** A project lists what its account or hub shares too. Written at the project, that becomes a second connection. */
function ofSomebodyElse(facts, connection) {
    const { ownerKind, hub, isSharedToAll } = connection;
    const above = ownerKind === 'project' ? facts.id : hub;
    if (!isSharedToAll || above === undefined)
        return undefined;
    const list = ownerKind === 'project'
        ? listOf(facts.connections, (all) => all.find(({ owner }) => owner.equals(above)))
        : listOf(facts.hubs, (all) => all.find(({ workspace }) => workspace.id.equals(above)));
    if (list?.known)
        return undefined;
    return `It may be what ${above.name} shares with its projects, and it cannot be seen whether it is: ${list?.reason.message ?? `${above.text} is not among what the identity may read.`}`;
}
function listOf(lists, find) {
    return lists.known ? find(lists.value)?.connections : lists;
}
/** Converting it now would cut off who uses it. */
function cannotWork(account, connection, { getsSubdomain }) {
    const url = (0,connection_target/* addressOf */.ci)(connection.target);
    if (url && (0,connection_target/* isRegional */.EN)(url)) {
        return `Its target is the regional endpoint ${url.hostname}, which takes no Entra token: change the target to the account's own endpoint first.`;
    }
    if (account.customSubdomain === undefined && !getsSubdomain && (0,connection_target/* pointsAt */.DY)(connection, account)) {
        return `The account has no custom subdomain, without which it takes no Entra token: allow set-subdomain, or set one by hand.`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/plan/key-users.ts




/** The connections of the account and its projects, as far as they could be read, each once, by id. */
function ownConnectionsOf({ connections }) {
    return distinct(connections.known ? connections.value.map((list) => list.connections) : []);
}
/** The connections of hubs and hub projects, of whatever account, likewise. */
function hubConnectionsOf({ hubs }) {
    return distinct(hubs.known ? hubs.value.map((hub) => hub.connections) : []);
}
function distinct(lists) {
    const all = lists.flatMap((list) => (list.known ? list.value : []));
    return [...new Map(all.map((connection) => [connection.id.key, connection])).values()].sort((a, b) => (0,order/* compareText */.n6)(a.id.key, b.id.key));
}
/** That the connection uses a key of the account, or may do so, in one sentence; `undefined` when it does not. */
function mayUseKeyOf(account, connection) {
    const here = (0,connection_target/* pointsAt */.DY)(connection, account)
        ? 'yes'
        : (0,connection_target/* mayPointAt */.dU)(connection, account)
            ? 'maybe'
            : 'no';
    if (here === 'no')
        return undefined;
    const name = `The connection ${(0,resource_name/* resourceName */.I)(connection.id.text)}`;
    const auth = (0,connection_categories/* connectionAuth */.BD)(connection);
    switch (auth.uses) {
        case 'entra':
        case 'nothing':
            return undefined;
        case 'unknown':
            return `It could not be determined whether ${name} uses a key: ${auth.why}.`;
        case 'key':
        case 'key-only':
            return here === 'yes'
                ? `${name} still uses a key (authType ${connection.authType}).`
                : `${name} has a key for the regional host ${connection.target}, which may be this account's.`;
    }
}
/** Will it be converted, itself or as what its account or hub shares? A project also lists what is shared with it. */
function isConverted(connection, converted) {
    return converted.some((other) => other.id.equals(connection.id) || isListedBy(connection, other));
}
/** Is it what a project lists of the shared connection? Others bear the same name and target and are their own. */
function isListedBy(connection, shared) {
    if (!shared.isSharedToAll || !(0,connection_target/* isSameConnection */.jC)(shared, connection))
        return false;
    return shared.ownerKind === 'account'
        ? shared.owner.contains(connection.owner)
        : connection.hub?.equals(shared.owner) === true;
}

;// CONCATENATED MODULE: ./src/plan/conversions.ts




/** Connections whose finding fails, and which a change of the type of authentication can mend. */
function planConversions(facts, findings, before, targetOf) {
    const { account } = facts;
    if (!account.known)
        return { wanted: [], notes: [] };
    const failing = new Set(findings.flatMap(({ rule, status, resource }) => (rule === 'connections-use-entra' || rule === 'hub-connections-use-entra') &&
        status === 'fail'
        ? [resource.toLowerCase()]
        : []));
    const notes = [];
    const wanted = [];
    const observed = [
        ...ownConnectionsOf(facts),
        // Every account of the subscription sees the same hubs; each converts what calls it.
        ...hubConnectionsOf(facts).filter((connection) => (0,connection_target/* pointsAt */.DY)(connection, account.value)),
    ];
    for (const connection of observed.filter(({ id }) => failing.has(id.key))) {
        const there = targetOf(connection)?.account;
        const note = byHand(connection, [account.value, ...(there?.known ? [there.value] : [])]);
        if (note !== undefined)
            notes.push(note);
        else {
            const left = keysLeftBehind(connection);
            if (left.length > 0)
                notes.push(stillCarries(connection, left));
            wanted.push({
                connection,
                objections: objectionsToConversion(facts, connection, before, targetOf),
            });
        }
    }
    return { wanted, notes };
}
/** Names of members that hold a key and that a conversion leaves as they are: it drops `credentials` and nothing else. */
function keysLeftBehind({ keyFields }) {
    return keyFields.filter((name) => !name.startsWith('credentials.'));
}
/** Connections that will use no key any more, once these changes are made. */
function convertedBy(changes) {
    return changes.flatMap((change) => change.kind === 'convert-connection' && keysLeftBehind(change.connection).length === 0
        ? [change.connection]
        : []);
}
function stillCarries({ id }, left) {
    return `${id.text} carries a key in ${left.join(', ')}, which convert-connection does not change: remove that by hand. Keys stay on until then.`;
}
/** Why a failing connection is left to people; `undefined` when a change of its authentication mends it. */
function byHand(connection, known) {
    const { id, authType, category } = connection;
    const auth = (0,connection_categories/* connectionAuth */.BD)(connection);
    switch (auth.uses) {
        case 'entra':
            return undefined;
        case 'nothing':
            return auth.canUseEntra
                ? toAnotherService(connection, known)
                : `${id.text} is left alone: it sends no credential.`;
        case 'unknown':
            return `${id.text} is left alone: ${auth.why}.`;
        case 'key-only':
            return `${id.text} is left alone: its category ${category} cannot use Entra ID. Make a new connection of another category and move what uses it.`;
        case 'key':
            if (auth.leftover.length === 0)
                return toAnotherService(connection, known);
            // Only what stands in `credentials` goes with a PUT; metadata is kept as it is.
            return authType.toLowerCase() === 'aad' &&
                auth.leftover.every((name) => name.startsWith('credentials.'))
                ? undefined
                : `${id.text} is labelled ${authType} and still carries a key in ${auth.leftover.join(', ')}: remove that by hand, metadata is not changed.`;
    }
}
/**
 * An account takes Entra ID beside keys. What another service takes cannot be seen here: Search takes keys only, until it
 * is told otherwise, and a gateway before models has keys of its own. https://learn.microsoft.com/azure/search/search-security-enable-roles
 */
function toAnotherService(connection, known) {
    if ((0,connection_target/* reachesAnAccount */.EY)(connection, known))
        return undefined;
    const { id, name, category, target } = connection;
    return `${id.text} is left alone: whether ${target || 'its target'} (${category}) takes Entra ID, and from whom, cannot be seen here. Let it take Entra ID, give a role there to the identity that calls it, then change the connection by hand (portal: Management center > Connected resources > ${name} > Authentication).`;
}

// EXTERNAL MODULE: ./src/domain/entra-proof.ts
var entra_proof = __webpack_require__(4983);
// EXTERNAL MODULE: ./src/domain/probe-classify.ts
var probe_classify = __webpack_require__(6601);
// EXTERNAL MODULE: ./src/domain/principal.ts
var domain_principal = __webpack_require__(7542);
;// CONCATENATED MODULE: ./src/plan/interlocks.ts






const NOTHING_PLANNED = {
    converted: [],
    assigned: new Map(),
    subdomain: false,
};
/**
 * What stands against cutting keys. Every clause is asked of the facts themselves and not of findings: a
 * rule that is switched off, or a finding that is exempt, does not make it safe.
 */
function objectionsTo(question) {
    const { facts } = question;
    if (!facts.account.known) {
        return {
            objections: [cannotTell('account', 'what state the account is in', facts.account.reason)],
            awaits: [],
        };
    }
    const entra = entraAccepted(question);
    return {
        objections: [
            ...('objection' in entra ? [entra.objection] : []),
            ...keyConnections(question, facts.account.value),
            ...withoutRole(question),
        ],
        awaits: 'awaits' in entra ? [entra.awaits] : [],
    };
}
function entraAccepted(question) {
    const { facts, settings, planned } = question;
    const object = (message) => ({
        objection: { interlock: 'entra-accepted', subject: '', message },
    });
    if (settings.probe === 'off') {
        return object('It was not shown that Entra ID works, because probe is off: set probe to on.');
    }
    const { entraProbe } = facts;
    const last = entraProbe.known ? entraProbe.value.at(-1) : undefined;
    if (last?.verdict === 'accepted')
        return accepted(question, last, object);
    const lacksSubdomain = facts.account.known && facts.account.value.customSubdomain === undefined;
    if (lacksSubdomain && planned.subdomain) {
        return { awaits: 'The account gets its custom subdomain, and then Entra ID must be accepted.' };
    }
    if (lacksSubdomain) {
        return object('The endpoint takes no Entra token, because the account has no custom subdomain.');
    }
    if (!entraProbe.known) {
        return {
            objection: cannotTell('entra-accepted', 'whether the endpoint accepts an Entra token', entraProbe.reason),
        };
    }
    if (!last) {
        return object('It was not shown that Entra ID works: no request fits this kind of account.');
    }
    if (last.verdict === 'role-missing')
        return roleMissing(question, last, object);
    return object(`The endpoint did not accept an Entra token: ${last.request} at ${last.host} was answered HTTP ${last.status}${last.answer ? `, ${last.answer}` : ''}.`);
}
function accepted(question, last, object) {
    const doubt = (0,entra_proof/* unproven */.g)(question.facts, last);
    switch (doubt?.because) {
        case undefined:
            return { fine: true };
        case 'any-credential':
            return object('It was not shown that Entra ID works: the endpoint answers a made-up key in the same way as a token.');
        case 'unseen':
            return object(`It was not shown that Entra ID works: ${doubt.reason.message}`);
        case 'denied':
            return object(`It was not shown that Entra ID works: the deny assignment ${doubt.deny.name} keeps the workflow's own identity from inferring. Let it exclude the identity.`);
        case 'no-role':
            return (roleOnItsWay(question, question.facts.self) ??
                object("It was not shown that Entra ID works: no role that Azure lists allows the workflow's own identity to infer. Grant it an inference role at the account, or name it in principals."));
    }
}
/** The endpoint knows the workflow's own identity and finds no role. */
function roleMissing(question, last, object) {
    const { facts } = question;
    const self = facts.self ?? (0,probe_classify/* principalOf */.i6)(last.answer);
    const onItsWay = roleOnItsWay(question, self);
    if (onItsWay)
        return onItsWay;
    if (self !== undefined &&
        (0,principal_access/* inferenceAccess */.Q)(facts, { type: 'ServicePrincipal', objectId: self }).verdict === 'granted') {
        return {
            awaits: "The workflow's own identity has the role, and the endpoint does not know it yet: Entra ID must be accepted then.",
        };
    }
    return object(`It was not shown that Entra ID works: the workflow's own identity lacks ${last.dataAction ?? 'the data action'} at the account. Grant it an inference role there, or name it in principals.`);
}
/** Does the plan give the workflow's own identity a role? */
function roleOnItsWay({ planned }, self) {
    if (self === undefined ? planned.assigned.size > 0 : planned.assigned.has(self)) {
        return {
            awaits: "The role reaches the workflow's own identity, and then Entra ID must be accepted.",
        };
    }
    if ([...planned.assigned.values()].includes('Group')) {
        return {
            awaits: "If the workflow's own identity is in the group that gets the role, Entra ID must be accepted then.",
        };
    }
    return undefined;
}
function keyConnections({ facts: { connections, hubs }, inbound, planned }, account) {
    const own = connections.known
        ? connections.value.flatMap((list) => judged('connections-use-entra', list.connections, list.owner))
        : [cannotTell('connections-use-entra', 'which connections use a key', connections.reason)];
    const ofHubs = hubs.known
        ? hubs.value.flatMap((hub) => judged('hub-connections-use-entra', hub.connections, hub.workspace.id))
        : [cannotTell('hub-connections-use-entra', 'which connections of hubs use a key', hubs.reason)];
    const ofOthers = inbound.flatMap((connection) => connection.known
        ? judgeOne('connections-use-entra', connection.value)
        : [
            cannotTell('connections-use-entra', 'whether a connection of another account uses a key', connection.reason, 'elsewhere'),
        ]);
    return [...own, ...ofHubs, ...ofOthers];
    function judged(interlock, list, owner) {
        return list.known
            ? list.value.flatMap((connection) => judgeOne(interlock, connection))
            : [cannotTell(interlock, 'which connections use a key', list.reason, owner.key)];
    }
    function judgeOne(interlock, connection) {
        if (!connection || isConverted(connection, planned.converted))
            return [];
        const why = mayUseKeyOf(account, connection);
        return why === undefined ? [] : [{ interlock, subject: connection.id.key, message: why }];
    }
}
function withoutRole({ facts, settings, planned }) {
    return settings.principals.flatMap((principal) => {
        const id = principal.objectId.toLowerCase();
        const who = (0,domain_principal/* principalLabel */.l)(principal);
        const object = (message) => [
            { interlock: 'inference-role', subject: id, message },
        ];
        if (facts.names.get(id)?.gone)
            return object(`The directory no longer knows ${who}.`);
        if (planned.assigned.has(id))
            return [];
        const access = (0,principal_access/* inferenceAccess */.Q)(facts, principal);
        switch (access.verdict) {
            case 'granted':
                return [];
            case 'missing':
                return object(`${who} has no role that allows inference at the account.`);
            case 'in-doubt':
                return object(`It could not be determined whether ${who} can call the models: ${access.doubts.map(({ message }) => message).join(' ')}`);
        }
    });
}
function cannotTell(interlock, what, reason, subject = '') {
    return {
        interlock,
        subject: `unknown ${subject}`.trim(),
        message: `It could not be determined ${what}: ${reason.message} ${(0,remedy/* remedyLine */.RB)(reason)}`.trim(),
    };
}

;// CONCATENATED MODULE: ./src/plan/loses-access.ts




/**
 * Who loses access when the keys of the account go, after the changes planned before: one sentence each,
 * sorted; nobody where keys are off already. What could not be read is said too, because it may hide somebody.
 */
function losesAccess(question) {
    const { id, account } = question.facts;
    if (account.known && account.value.disableLocalAuth === true)
        return [];
    const { name } = id;
    return [...loses_access_connections(question), ...keyReaders(question.facts), ...principals(question)]
        .map((line) => `${name}: ${line}`)
        .sort();
}
/** Source files that still use a key or may do so, whichever account it is of. */
function sourceLosesAccess(findings) {
    const sentences = findings
        .filter(({ rule }) => rule === 'source-uses-entra')
        .flatMap((finding) => sourceSentence(finding) ?? []);
    return [...new Set(sentences)].sort();
}
function sourceSentence({ status, file, line, message }) {
    if (status === 'pass' || status === 'skipped')
        return undefined;
    if (status === 'unknown') {
        return file === undefined
            ? `Source code that uses a key could not be looked for: ${message}`
            : `${file} may use a key: ${message}`;
    }
    if (file === undefined)
        return undefined;
    return `${line === undefined ? file : `${file}:${line}`} still uses a key.`;
}
function loses_access_connections({ facts, inbound, unseen, planned }) {
    const { account } = facts;
    if (!account.known)
        return [];
    const lists = [
        ...(facts.connections.known
            ? facts.connections.value.map((list) => list.connections)
            : [facts.connections]),
        ...(facts.hubs.known ? facts.hubs.value.map((hub) => hub.connections) : [facts.hubs]),
        (0,observation/* known */.eO)(inbound),
        ...unseen.map(observation/* unknown */.L5),
    ];
    return lists.flatMap((list) => list.known
        ? list.value
            .filter((connection) => !isConverted(connection, planned.converted))
            .flatMap((connection) => mayUseKeyOf(account.value, connection) ?? [])
        : [`Connections that use a key could not all be listed: ${list.reason.message}`]);
}
/** By caller, the newest event: a list of every call would hide the callers. */
function keyReaders({ keyEvents }) {
    if (!keyEvents.known) {
        return [
            `Who read the keys in the last 30 days could not be determined: ${keyEvents.reason.message}`,
        ];
    }
    const newest = new Map();
    for (const { caller, at } of keyEvents.value) {
        const seen = newest.get(caller);
        newest.set(caller, {
            at: seen && seen.at > at ? seen.at : at,
            count: (seen?.count ?? 0) + 1,
        });
    }
    return [...newest].map(([caller, { at, count }]) => `${caller} read or regenerated the keys ${count === 1 ? 'once' : `${count} times`} in the last 30 days, last on ${at.slice(0, 10)}: whoever uses these keys needs Entra ID instead.`);
}
function principals({ facts, settings, planned }) {
    const required = settings.principals.filter(({ objectId }) => !planned.assigned.has(objectId.toLowerCase()));
    const identities = facts.projects.known
        ? facts.projects.value.flatMap((project) => project.identities.map((objectId) => ({ project: project.name, objectId })))
        : [];
    return [
        ...required.flatMap((principal) => noInference(facts, principal, `${(0,domain_principal/* principalLabel */.l)(principal)} (required)`)),
        ...identities.flatMap(({ project, objectId }) => facts.reach.has(objectId)
            ? noInference(facts, { type: 'ServicePrincipal', objectId }, `The managed identity ${objectId} of project ${project}`)
            : []),
    ];
}
function noInference(facts, principal, who) {
    const { verdict } = (0,principal_access/* inferenceAccess */.Q)(facts, principal);
    if (verdict === 'granted')
        return [];
    return [
        verdict === 'missing'
            ? `${who} has no role that allows inference.`
            : `Whether ${who} has a role that allows inference could not be determined.`,
    ];
}

// EXTERNAL MODULE: ./src/domain/subdomain.ts
var domain_subdomain = __webpack_require__(9722);
// EXTERNAL MODULE: ./src/domain/scope.ts
var domain_scope = __webpack_require__(1848);
// EXTERNAL MODULE: ./src/domain/inference-actions.ts
var inference_actions = __webpack_require__(5005);
// EXTERNAL MODULE: ./src/domain/permissions.ts + 2 modules
var permissions = __webpack_require__(2596);
;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/sha1.js

function sha1(bytes) {
    if (Array.isArray(bytes)) {
        bytes = Buffer.from(bytes);
    }
    else if (typeof bytes === 'string') {
        bytes = Buffer.from(bytes, 'utf8');
    }
    return (0,external_node_crypto_.createHash)('sha1').update(bytes).digest();
}
/* harmony default export */ const dist_node_sha1 = (sha1);

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/regex.js
/* harmony default export */ const regex = (/^(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/i);

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/validate.js

function validate_validate(uuid) {
    return typeof uuid === 'string' && regex.test(uuid);
}
/* harmony default export */ const dist_node_validate = (validate_validate);

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/parse.js

function parse(uuid) {
    if (!dist_node_validate(uuid)) {
        throw TypeError('Invalid UUID');
    }
    let v;
    return Uint8Array.of((v = parseInt(uuid.slice(0, 8), 16)) >>> 24, (v >>> 16) & 0xff, (v >>> 8) & 0xff, v & 0xff, (v = parseInt(uuid.slice(9, 13), 16)) >>> 8, v & 0xff, (v = parseInt(uuid.slice(14, 18), 16)) >>> 8, v & 0xff, (v = parseInt(uuid.slice(19, 23), 16)) >>> 8, v & 0xff, ((v = parseInt(uuid.slice(24, 36), 16)) / 0x10000000000) & 0xff, (v / 0x100000000) & 0xff, (v >>> 24) & 0xff, (v >>> 16) & 0xff, (v >>> 8) & 0xff, v & 0xff);
}
/* harmony default export */ const dist_node_parse = (parse);

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/stringify.js

const byteToHex = [];
for (let i = 0; i < 256; ++i) {
    byteToHex.push((i + 0x100).toString(16).slice(1));
}
function unsafeStringify(arr, offset = 0) {
    return (byteToHex[arr[offset + 0]] +
        byteToHex[arr[offset + 1]] +
        byteToHex[arr[offset + 2]] +
        byteToHex[arr[offset + 3]] +
        '-' +
        byteToHex[arr[offset + 4]] +
        byteToHex[arr[offset + 5]] +
        '-' +
        byteToHex[arr[offset + 6]] +
        byteToHex[arr[offset + 7]] +
        '-' +
        byteToHex[arr[offset + 8]] +
        byteToHex[arr[offset + 9]] +
        '-' +
        byteToHex[arr[offset + 10]] +
        byteToHex[arr[offset + 11]] +
        byteToHex[arr[offset + 12]] +
        byteToHex[arr[offset + 13]] +
        byteToHex[arr[offset + 14]] +
        byteToHex[arr[offset + 15]]).toLowerCase();
}
function stringify(arr, offset = 0) {
    const uuid = unsafeStringify(arr, offset);
    if (!validate(uuid)) {
        throw TypeError('Stringified UUID is invalid');
    }
    return uuid;
}
/* harmony default export */ const dist_node_stringify = ((/* unused pure expression or super */ null && (stringify)));

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/v35.js


function stringToBytes(str) {
    str = unescape(encodeURIComponent(str));
    const bytes = new Uint8Array(str.length);
    for (let i = 0; i < str.length; ++i) {
        bytes[i] = str.charCodeAt(i);
    }
    return bytes;
}
const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
function v35(version, hash, value, namespace, buf, offset) {
    const valueBytes = typeof value === 'string' ? stringToBytes(value) : value;
    const namespaceBytes = typeof namespace === 'string' ? dist_node_parse(namespace) : namespace;
    if (typeof namespace === 'string') {
        namespace = dist_node_parse(namespace);
    }
    if (namespace?.length !== 16) {
        throw TypeError('Namespace must be array-like (16 iterable integer values, 0-255)');
    }
    let bytes = new Uint8Array(16 + valueBytes.length);
    bytes.set(namespaceBytes);
    bytes.set(valueBytes, namespaceBytes.length);
    bytes = hash(bytes);
    bytes[6] = (bytes[6] & 0x0f) | version;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    if (buf) {
        offset ??= 0;
        if (offset < 0 || offset + 16 > buf.length) {
            throw new RangeError(`UUID byte range ${offset}:${offset + 15} is out of buffer bounds`);
        }
        for (let i = 0; i < 16; ++i) {
            buf[offset + i] = bytes[i];
        }
        return buf;
    }
    return unsafeStringify(bytes);
}

;// CONCATENATED MODULE: ./node_modules/uuid/dist-node/v5.js



function v5(value, namespace, buf, offset) {
    return v35(0x50, dist_node_sha1, value, namespace, buf, offset);
}
v5.DNS = DNS;
v5.URL = URL;
/* harmony default export */ const dist_node_v5 = (v5);

;// CONCATENATED MODULE: ./src/plan/assignment-name.ts

/** Namespace of the `guid()` function of ARM templates and Bicep, which makes a UUID v5 of its arguments joined by `-`. */
const ARM_GUID_NAMESPACE = '11fb06fb-712d-4ddd-98c7-e71bbd588830';
/** What `guid(a, b, ...)` gives in Bicep. Sensitive to letter case, as Bicep's is. */
function armGuid(...parts) {
    return dist_node_v5(parts.join('-'), ARM_GUID_NAMESPACE);
}
/**
 * Name of the role assignment: the same in every run, so that a second run makes no second assignment.
 * Everything is lower-cased first, because ids come back from Azure in different letter cases.
 */
function assignmentName(scope, principalId, roleGuid) {
    return armGuid(scope.key, principalId.toLowerCase(), roleGuid.toLowerCase());
}

;// CONCATENATED MODULE: ./src/plan/resolve-role.ts
/**
 * Roles that Azure renamed in 2026. Clouds and tools show one name or the other for the same id.
 * https://learn.microsoft.com/azure/foundry/concepts/rbac-foundry
 */
const RENAMED = {
    'azure ai user': '53ca6127-db72-4b80-b1b0-d745d6d5456d',
    'foundry user': '53ca6127-db72-4b80-b1b0-d745d6d5456d',
    'azure ai project manager': 'eadc314b-1a2d-4efa-be10-5d325db5065e',
    'foundry project manager': 'eadc314b-1a2d-4efa-be10-5d325db5065e',
    'azure ai account owner': 'e47c6f54-e4a2-4754-9501-8e0985b135e1',
    'foundry account owner': 'e47c6f54-e4a2-4754-9501-8e0985b135e1',
    'azure ai owner': 'c883944f-8b7b-4483-af10-35834be79c4a',
    'foundry owner': 'c883944f-8b7b-4483-af10-35834be79c4a',
};
/** The role definition that a name or GUID means, among those that can be assigned at the account. */
function resolveRole(role, catalogue) {
    const wanted = role.trim().toLowerCase();
    const byGuid = catalogue.get(wanted);
    if (byGuid)
        return { found: true, role: byGuid };
    const named = [...catalogue.values()].filter(({ name }) => name.toLowerCase() === wanted);
    const renamed = Object.hasOwn(RENAMED, wanted) ? catalogue.get(RENAMED[wanted] ?? '') : undefined;
    const [match] = named.length === 0 && renamed ? [renamed] : named;
    if (!match) {
        return {
            found: false,
            why: `no role definition named ${role} can be assigned at the account (az role definition list --name "${role}")`,
        };
    }
    if (named.length > 1) {
        return {
            found: false,
            why: `${named.length} role definitions are named ${role}: name the one you mean by its GUID`,
        };
    }
    return { found: true, role: match };
}

;// CONCATENATED MODULE: ./src/plan/assignments.ts







/** What is assigned so that each required principal can call the models: its role, where that is sure to help. */
function planAssignments(facts, principals) {
    const wanted = [];
    const unchanged = [];
    const notes = [];
    for (const principal of principals) {
        const access = (0,principal_access/* inferenceAccess */.Q)(facts, principal);
        const decided = decide(facts, principal, access);
        if (typeof decided === 'string')
            notes.push(decided);
        else if (decided)
            wanted.push(decided);
        else
            unchanged.push(...underAnotherName(facts, principal, access));
    }
    return { wanted, unchanged, notes };
}
/** The change; or the sentence why there is none although it is needed; or nothing, because nothing is needed. */
function decide(facts, principal, access) {
    if (access.verdict === 'granted')
        return undefined;
    const who = (0,domain_principal/* principalLabel */.l)(principal);
    const not = `${who} is not given ${principal.role} at ${facts.id.name}`;
    if (!facts.roles.known)
        return `${not}: ${facts.roles.reason.message}`;
    if (access.denied) {
        return `${not}: the deny assignment ${access.denied.name} wins over every role.`;
    }
    // A doubt about a path is there on purpose (a condition, a partial role) or for lack of reading rights.
    if (access.verdict === 'in-doubt' && !holdsNothing(facts, principal, access)) {
        return `${not}, because what it holds is in doubt: ${access.doubts.map(({ message }) => message).join(' ')}`;
    }
    const resolved = resolveRole(principal.role, facts.roles.value);
    if (!resolved.found)
        return `${not}: ${resolved.why}.`;
    const { role } = resolved;
    const insufficient = lacking(facts, role);
    if (insufficient)
        return `${not}: ${insufficient}`;
    return {
        kind: 'assign-role',
        account: facts.id,
        principalId: principal.objectId.toLowerCase(),
        principalType: principal.type,
        roleGuid: role.guid,
        roleName: role.name,
        assignmentName: assignmentName(facts.id, principal.objectId, role.guid),
    };
}
/**
 * In doubt only because the group may be in another group that holds a role, which Azure does not tell:
 * then a role of its own settles it.
 */
function holdsNothing(facts, principal, access) {
    return principal.type === 'Group' && facts.assignments.known && access.paths.length === 0;
}
/** Why the role would not let its holder call the models; `undefined` when it would. */
function lacking({ account, deployments }, role) {
    if (!account.known)
        return account.reason.message;
    const { wants, mode, unsure } = (0,inference_actions/* inferenceDemand */.B)(account.value, deployments);
    const missing = wants.filter((want) => (0,permissions/* grantOf */.od)(role, want) !== 'yes');
    // Which models are deployed may not be known: then a role for one kind is not held against it.
    const enough = mode === 'any' || unsure ? missing.length < wants.length : missing.length === 0;
    return enough
        ? undefined
        : `the role ${role.name} does not allow ${missing.map(({ name }) => name).join(' and ')}. ${suggestion(role)}`;
}
function suggestion({ name }) {
    return name === 'Cognitive Services User'
        ? 'Name a role that does.'
        : 'Cognitive Services User does: name it, or another role that does.';
}
function underAnotherName(facts, principal, { held }) {
    const resolved = facts.roles.known && resolveRole(principal.role, facts.roles.value);
    if (!resolved || !resolved.found)
        return [];
    const { role } = resolved;
    const ours = assignmentName(facts.id, principal.objectId, role.guid);
    const other = held.find(({ id, roleGuid, scope, principalId, condition }) => roleGuid.toLowerCase() === role.guid &&
        principalId.toLowerCase() === principal.objectId.toLowerCase() &&
        (0,domain_scope/* isAt */.ii)(scope, facts.id) &&
        !condition &&
        id.split('/').at(-1)?.toLowerCase() !== ours);
    if (!other)
        return [];
    return [
        {
            kind: 'assign-role',
            resource: facts.id.text,
            status: 'unchanged',
            message: `${(0,domain_principal/* principalLabel */.l)(principal)} already has ${role.name} here, by the assignment ${other.id.split('/').at(-1) ?? other.id}.`,
        },
    ];
}

;// CONCATENATED MODULE: ./src/plan/policy-notes.ts

/** "Configure Azure AI Services resources to disable local key access", a built-in policy definition. */
const REDEPLOYS_ACCOUNT = '55eff01b-f2bd-4c32-9203-db285f709d30';
/**
 * Why any other write to the account would cut its keys, or may: before Entra ID was proven. `undefined`: it
 * does not, or keys are off anyway.
 */
function cutsKeysUnproven({ account, policies }) {
    if (account.known && account.value.disableLocalAuth === true)
        return undefined;
    if (!policies.known) {
        return `Whether a policy assignment switches keys off on every write to the account could not be determined: ${policies.reason.message} ${(0,remedy/* remedyLine */.RB)(policies.reason)}`.trim();
    }
    const guard = policies.value.find((one) => mayHold(one) && one.effect.toLowerCase() === 'modify');
    return (guard &&
        `The policy assignment ${guard.assignmentName} switches keys off on every write to the account, so this would cut keys without any proof that Entra ID works: set the subdomain by hand when nobody needs keys, or ask for an exemption from the policy.`);
}
/** Policy assignments that could refuse or undo a planned change, or the way back from it. */
function policyNotes({ policies }, kinds) {
    if (!kinds.some((kind) => kind === 'set-subdomain' || kind === 'disable-keys'))
        return [];
    if (!policies.known) {
        return [
            `Whether a policy assignment refuses a change, or the way back from it, could not be determined: ${policies.reason.message}`,
        ];
    }
    return policies.value
        .filter(mayHold)
        .flatMap((guard) => note(guard, kinds))
        .sort();
}
function mayHold({ enforced, lifted }) {
    return enforced && lifted?.certain !== true;
}
function note(guard, kinds) {
    const name = `The policy assignment ${guard.assignmentName} (${guard.effect}, at ${guard.scope})`;
    switch (guard.effect.toLowerCase()) {
        case 'modify':
            return [
                `${name} switches keys off on every write to the account: if Entra ID breaks, switching them on again will not hold.`,
            ];
        case 'deny':
            return [
                ...(kinds.includes('set-subdomain')
                    ? [`${name} refuses every write while keys are on: set-subdomain will fail.`]
                    : []),
                `${name} refuses to switch keys on again, if Entra ID breaks.`,
            ];
        case 'deployifnotexists':
            return [
                guard.definitionGuid.toLowerCase() === REDEPLOYS_ACCOUNT
                    ? `${name} can redeploy the account after a write, with the resource's name as its subdomain and, by default, public network access off.`
                    : `${name} can redeploy the account after a write.`,
            ];
        default:
            return [];
    }
}

;// CONCATENATED MODULE: ./src/plan/needed.ts






/**
 * What the failing findings of an account ask for. A rule that is off, or a finding that is exempt, asks
 * for nothing: somebody decided that it stays as it is.
 */
function neededChanges(question) {
    const { facts, settings, findings } = question;
    const subdomain = failing(question, 'custom-subdomain') ? subdomainChange(question) : undefined;
    const getsSubdomain = question.setSubdomainAllowed &&
        subdomain !== undefined &&
        typeof subdomain !== 'string' &&
        subdomain.objections.length === 0;
    // Unknown asks too: a group in doubt is settled by a role of its own.
    const assignments = has(question, 'inference-role', ['fail', 'unknown', 'pass'])
        ? planAssignments(facts, settings.principals)
        : { wanted: [], unchanged: [], notes: [] };
    const before = {
        getsSubdomain,
        getRole: new Set(question.assignRoleAllowed
            ? assignments.wanted.map(({ principalId }) => principalId.toLowerCase())
            : []),
    };
    const conversions = planConversions(facts, findings, before, question.targetOf);
    return {
        changes: [
            ...(subdomain !== undefined && typeof subdomain !== 'string' ? [subdomain] : []),
            ...assignments.wanted.map(roleChange),
            ...conversions.wanted.map((conversion) => connectionChange(facts, conversion)),
            ...(failing(question, 'keys-disabled') ? keyChanges(facts) : []),
        ],
        unchanged: assignments.unchanged,
        notes: [
            ...(typeof subdomain === 'string' ? [subdomain] : []),
            ...assignments.notes,
            ...conversions.notes,
            ...(keysStayOn(question)
                ? [`${facts.id.name} keeps its keys: keys-disabled is off or exempt for it.`]
                : []),
        ],
    };
}
function failing(question, rule) {
    return has(question, rule, ['fail']);
}
function has({ facts, findings }, rule, statuses) {
    return findings.some((finding) => finding.rule === rule &&
        statuses.includes(finding.status) &&
        finding.resource.toLowerCase() === facts.id.key);
}
function keysStayOn(question) {
    const { account } = question.facts;
    return (account.known && account.value.disableLocalAuth !== true && !failing(question, 'keys-disabled'));
}
/** The change, or why there can be none. */
function subdomainChange({ facts, takenSubdomains }) {
    const { id } = facts;
    const cuts = cutsKeysUnproven(facts);
    const subdomain = (0,domain_subdomain/* subdomainFor */.u)(id.name);
    const byHand = (0,remedy/* subdomainCommand */.sm)(id, 'NAME');
    if (subdomain === undefined) {
        return `${id.name} makes no valid subdomain (2 to 64 letters, digits and hyphens, not ending in a hyphen): choose one by hand: ${byHand}`;
    }
    if (takenSubdomains.has(subdomain)) {
        return `The subdomain ${subdomain} is taken by another account in scope: choose another one by hand: ${byHand}`;
    }
    return {
        change: { kind: 'set-subdomain', account: id, subdomain },
        message: `Give ${id.name} the custom subdomain ${subdomain}. This cannot be taken back.`,
        before: { customSubDomainName: null },
        after: { customSubDomainName: subdomain },
        objections: cuts === undefined ? [] : [cuts],
    };
}
function roleChange(change) {
    const { account, principalId, principalType, roleGuid, roleName, assignmentName } = change;
    const principal = (0,domain_principal/* principalLabel */.l)({ type: principalType, objectId: principalId });
    return {
        change,
        message: `Assign ${roleName} to ${principal} at ${account.name}.`,
        before: { roleAssignment: null },
        after: {
            roleAssignment: assignmentName,
            role: roleName,
            roleDefinition: roleGuid,
            principal,
            scope: account.text,
        },
        objections: [],
    };
}
function connectionChange(facts, { connection, objections }) {
    const { authType, category, target, owner, name } = connection;
    return {
        change: { kind: 'convert-connection', account: facts.id, connection },
        message: `Change the connection ${name} of ${owner.name} (${category}, target ${target || 'not set'}) to Entra ID. Who uses it needs a role on its target.`,
        before: { authType },
        after: { authType: 'AAD' },
        objections,
    };
}
function keyChanges({ id, account }) {
    if (!account.known || account.value.disableLocalAuth === true)
        return [];
    const before = account.value.disableLocalAuth;
    return [
        {
            change: { kind: 'regenerate-keys', account: id },
            message: `Regenerate Key1 and, once Entra ID is proven again, Key2 of ${id.name}. Whoever holds a key loses access at once.`,
            before: { keys: 'as issued' },
            after: { keys: 'Key1 and Key2 regenerated, known to nobody' },
            objections: [],
        },
        {
            change: { kind: 'disable-keys', account: id, before },
            message: `Disable key-based authentication of ${id.name}.`,
            before: { disableLocalAuth: before ?? null },
            after: { disableLocalAuth: true },
            objections: [],
        },
    ];
}

;// CONCATENATED MODULE: ./src/plan/plan-account.ts






/** The changes of one account, in order, with all that speaks against them. Reads nothing, writes nothing. */
function planAccount(question) {
    const { facts, settings, options, inbound, unseen } = question;
    const nothing = { account: facts.id, facts, settings, inbound, unseen, steps: [], unchanged: [] };
    if (!facts.account.known) {
        const note = `Nothing is planned for ${facts.id.text}, because it could not be read: ${facts.account.reason.message}`;
        return { ...nothing, losesAccess: [], notes: [note] };
    }
    const allows = (kind) => options.allow.includes(kind);
    const needed = neededChanges({
        ...question,
        setSubdomainAllowed: allows('set-subdomain'),
        assignRoleAllowed: allows('assign-role'),
    });
    const allowed = needed.changes.filter(({ change: { kind } }) => allows(kind) && (kind !== 'regenerate-keys' || allows('disable-keys')));
    const own = plannedBy(allowed);
    const planned = {
        ...own,
        converted: [...own.converted, ...question.inboundConverted],
    };
    const interlocks = objectionsTo({
        facts,
        settings,
        planned,
        inbound: [...inbound.map((connection) => (0,observation/* known */.eO)(connection)), ...unseen.map(observation/* unknown */.L5)],
    });
    const steps = allowed.map((one) => stepOf(one, interlocks, options.force));
    return {
        ...nothing,
        steps,
        unchanged: needed.unchanged,
        losesAccess: losesAccess({ facts, settings, inbound, unseen, planned }),
        notes: [
            ...needed.notes,
            ...notAllowed(needed.changes, options.allow),
            ...policyNotes(facts, steps.map(({ change }) => change.kind)),
        ],
    };
}
function plannedBy(allowed) {
    const made = allowed
        .filter(({ objections }) => objections.length === 0)
        .map(({ change }) => change);
    return {
        converted: convertedBy(made),
        assigned: new Map(made.flatMap((change) => change.kind === 'assign-role' ? [[change.principalId, change.principalType]] : [])),
        subdomain: made.some(({ kind }) => kind === 'set-subdomain'),
    };
}
function stepOf(needed, interlocks, force) {
    const { kind } = needed.change;
    if (kind !== 'regenerate-keys' && kind !== 'disable-keys') {
        return { ...needed, overridden: [], awaits: [] };
    }
    const stands = (objection) => !force || !isOverridable(kind, objection);
    const texts = (objections) => objections.map(({ message }) => message);
    return {
        ...needed,
        objections: [...needed.objections, ...texts(interlocks.objections.filter(stands))],
        overridden: interlocks.objections.filter((objection) => !stands(objection)),
        awaits: interlocks.awaits,
    };
}
/**
 * What `force` covers. Not an account that cannot be read: there would be nothing to verify by. Not the
 * proof that `regenerate-keys` needs between Key1 and Key2.
 */
function isOverridable(kind, { interlock }) {
    return interlock !== 'account' && (kind === 'disable-keys' || interlock !== 'entra-accepted');
}
function notAllowed(needed, allow) {
    const left = needed.filter(({ change: { kind } }) => !allow.includes(kind));
    return [
        // Regenerating is never needed: it is offered with disable-keys, to who allows it.
        ...left
            .filter(({ change: { kind } }) => kind !== 'regenerate-keys')
            .map(({ change: { kind }, message }) => `Needed, and ${kind} is not in allow: ${message}`),
        ...(needed.some(({ change: { kind } }) => kind === 'regenerate-keys') &&
            allow.includes('regenerate-keys') &&
            !allow.includes('disable-keys')
            ? [
                'regenerate-keys is only made right before disable-keys, which is not in allow: on its own it would be made again in every run.',
            ]
            : []),
    ];
}

;// CONCATENATED MODULE: ./src/enforce/wait.ts

const wait_FIRST_PAUSE_MS = 2_000;
const wait_LONGEST_PAUSE_MS = 15_000;
const LOG_EVERY_MS = 30_000;
const CONTENTION_MS = 5 * 60_000;
/**
 * Asks until the answer is not `undefined`, the time is over or the run is cancelled. Asks at least once, and
 * once more when the time is over. Says now and then how long is left.
 */
async function waitFor({ ports: { clock, log, cancelled }, what, timeoutMs }, ask) {
    const started = clock.now();
    const passed = () => clock.now() - started;
    let growing = wait_FIRST_PAUSE_MS;
    let logged = 0;
    for (;;) {
        const answer = await ask();
        const over = passed() >= timeoutMs || cancelled?.aborted === true;
        if (answer !== undefined || over)
            return { answer, waitedMs: passed() };
        if (passed() - logged >= LOG_EVERY_MS || logged === 0) {
            logged = Math.max(passed(), 1);
            log(`Waiting for ${what}: ${seconds(timeoutMs - passed())} left.`);
        }
        await wait_pause(Math.min(growing, timeoutMs - passed()), { clock, cancelled });
        growing = Math.min(growing * 1.5, wait_LONGEST_PAUSE_MS);
    }
}
/** A sleep that ends with the run; none in one that is cancelled already. */
async function wait_pause(ms, { clock, cancelled }) {
    if (cancelled?.aborted)
        return;
    const { promise: woken, resolve } = Promise.withResolvers();
    const wake = () => {
        resolve(undefined);
    };
    cancelled?.addEventListener('abort', wake);
    await Promise.race([clock.sleep(ms), woken]);
    cancelled?.removeEventListener('abort', wake);
}
/** What 409 means is either "busy, come again" or final; these are final. */
const FINAL_CONFLICTS = new Set([
    'scopelocked',
    'customdomaininuse',
    'roleassignmentexists',
    'roleassignmentupdatenotpermitted',
    'roleassignmentlimitexceeded',
    'resourcegroupbeingdeleted',
    'flagmustbesetforrestore',
]);
/** Azure refuses a write while another one runs on the same resource: a second run, or a deployment. */
function isBusy(error) {
    return (error instanceof errors/* AzureError */.M &&
        error.status === 409 &&
        !FINAL_CONFLICTS.has(error.code.toLowerCase()));
}
/** The resource is not as it was when it was read. */
function isStale(error) {
    return error instanceof errors/* AzureError */.M && error.status === 412;
}
/** Makes a write again while another one is in its way. @throws what `write` throws otherwise, or in the end. */
async function whileContended(ports, what, write, isInTheWay = (error) => isBusy(error) || isStale(error)) {
    let refusal;
    const { answer } = await waitFor({ ports, what: `another change of ${what} to end`, timeoutMs: CONTENTION_MS }, async () => {
        try {
            return { value: await write() };
        }
        catch (error) {
            if (!isInTheWay(error))
                throw error;
            refusal = error;
            return undefined;
        }
    });
    if (!answer)
        throw refusal;
    return answer.value;
}
function seconds(ms) {
    return `${Math.round(ms / 1000)} s`;
}

;// CONCATENATED MODULE: ./src/enforce/entra.ts

/** Asks the inference endpoint with a token, now. The account is the one that `facts` knows. */
async function askEntra(ports, facts) {
    const { account, deployments } = facts;
    if (!account.known)
        return account;
    return ports.prober.entra(account.value, deployments.known ? deployments.value : []);
}
/** Asks with a made-up key. */
async function askKey(ports, facts) {
    const { account, deployments } = facts;
    if (!account.known)
        return account;
    return ports.prober.key(account.value, deployments.known ? deployments.value : []);
}
/** The answer that decides; `undefined` where nothing was asked. */
function lastAnswer(answers) {
    return answers.known ? answers.value.at(-1) : undefined;
}
function isAccepted(answers) {
    return lastAnswer(answers)?.verdict === 'accepted';
}
/** Verdicts that are about identity and say no. All others, network refusals above all, say nothing of it. */
const REFUSALS = [
    'role-missing',
    'wrong-audience',
    'wrong-tenant',
    'no-custom-subdomain',
];
const CONFIRM_AFTER_MS = [3_000, 7_000];
/** Does the endpoint refuse the token for who it is? */
function isRefused(answers) {
    const answer = lastAnswer(answers);
    if (!answer)
        return false;
    // A 403 that is not understood may come from a firewall; a 401 speaks of who calls.
    const unclear = answer.verdict === 'undecided' && answer.status === 401;
    return unclear || REFUSALS.includes(answer.verdict);
}
/**
 * A refusal that two more questions confirm: right after a change, single nodes of the gateway answer out of
 * date. A cancelled run has seconds left, so it asks them at once: to go back for nothing locks nobody out.
 */
async function staysRefused(ports, facts) {
    let answer;
    for (const ms of CONFIRM_AFTER_MS) {
        await wait_pause(ms, ports);
        const entra = await askEntra(ports, facts);
        if (!isRefused(entra))
            return undefined;
        answer = lastAnswer(entra);
    }
    return answer;
}
/** `POST /openai/...: HTTP 401, PermissionDenied: ...`, or why there is no answer. */
function describe(answers) {
    // It ends inside a sentence.
    if (!answers.known)
        return answers.reason.message.replace(/\.$/, '');
    const answer = answers.value.at(-1);
    return answer
        ? `${answer.request} at ${answer.host} was answered HTTP ${answer.status}${answer.answer ? `, ${answer.answer}` : ''}`
        : 'nothing was asked';
}

;// CONCATENATED MODULE: ./src/enforce/outcome.ts


function done(message) {
    return { status: 'done', message };
}
function unchanged(message) {
    return { status: 'unchanged', message };
}
function blocked(message) {
    return { status: 'blocked', message };
}
function outcome_failed(message) {
    return { status: 'failed', message };
}
/** Did the state come about that the change is for? */
function holds({ status }) {
    return status === 'done' || status === 'unchanged';
}
/** The sentence for what a write threw. A thrown value that is no answer of Azure is a defect of ours, and said to be. */
function explain(error) {
    if (error instanceof errors/* AzureError */.M || error instanceof errors/* SignInError */.J)
        return sentence(error.reason);
    const text = error instanceof Error ? error.message : String(error);
    return `The action itself failed, please report it: ${text}`;
}
function sentence(reason) {
    return `${reason.message} ${(0,remedy/* remedyLine */.RB)(reason)}`.trim();
}
function toChange(step, { status, message }) {
    const { kind, account } = step.change;
    const resource = step.change.kind === 'convert-connection' ? step.change.connection.id.text : account.text;
    return { kind, resource, status, message, before: step.before, after: step.after };
}

;// CONCATENATED MODULE: ./src/enforce/roles-in-effect.ts
/** https://learn.microsoft.com/azure/foundry/foundry-models/how-to/configure-entra-id */
const IN_EFFECT_AFTER_MS = 5 * 60_000;
/**
 * Epoch milliseconds by which the role assignments that were there already are in effect: a run before, or
 * somebody else, may have made one a moment ago. Only roles with data actions let anybody call the models.
 */
function listedRolesInEffectBy({ assignments, roles }, now) {
    const listed = assignments.known ? assignments.value : [];
    const catalogue = roles.known ? roles.value : new Map();
    const changed = listed
        .filter((assignment) => hasDataActions(assignment, catalogue))
        // The clock of the runner and that of Azure may differ.
        .map(({ changedAt }) => Math.min(changedAt ?? Number.NEGATIVE_INFINITY, now));
    return Math.max(0, ...changed.map((at) => at + IN_EFFECT_AFTER_MS));
}
function hasDataActions({ roleGuid }, roles) {
    const role = roles.get(roleGuid);
    return role === undefined || role.permissions.some(({ dataActions }) => dataActions.length > 0);
}

;// CONCATENATED MODULE: ./src/enforce/changes/assign-role.ts






/** Assigns the role and waits until it is there and, where the workflow's own identity can show it, in effect. */
async function assignRole(change, plan, ports, timeoutMs) {
    const { account, roleName } = change;
    const principal = (0,domain_principal/* principalLabel */.l)({ type: change.principalType, objectId: change.principalId });
    const started = ports.clock.now();
    const waited = () => seconds(ports.clock.now() - started);
    const made = await create(change, principal, ports, timeoutMs);
    if (made === undefined) {
        return outcome_failed(`The directory does not know ${principal} after ${waited()}. Check that it is the object id (for a service principal: of the enterprise application, not the application id) and that tenant-id is its tenant.`);
    }
    if (made === 'exists') {
        return unchanged(`${principal} already has ${roleName} at ${account.name}, by an assignment with another name.`);
    }
    const left = () => Math.max(0, timeoutMs - (ports.clock.now() - started));
    const readBack = await waitFor({
        ports,
        what: `the assignment of ${roleName} to ${principal} to be readable`,
        timeoutMs: left(),
    }, async () => (await ports.writer.hasAssignment(account, change.assignmentName)) || undefined);
    if (!readBack.answer) {
        return outcome_failed(`Azure took the assignment of ${roleName} to ${principal}, and it cannot be read back after ${waited()}. Run again.`);
    }
    return effect(change, principal, plan, ports, left(), started);
}
/** `undefined`: the directory did not know the principal in all that time. */
async function create(change, principal, ports, timeoutMs) {
    const { answer } = await waitFor({ ports, what: `the directory to know ${principal}`, timeoutMs }, async () => {
        try {
            return await whileContended(ports, `the role assignments of ${change.account.name}`, () => ports.writer.assignRole(change));
        }
        catch (error) {
            if (error instanceof errors/* AzureError */.M && error.code === 'PrincipalNotFound')
                return undefined;
            throw error;
        }
    });
    return answer;
}
/**
 * Only the workflow's own identity can be probed, and only where it is the principal or a member of the
 * group. Of all others Azure tells that the assignment exists, not when every endpoint has learnt of it.
 */
async function effect(change, principal, plan, ports, timeoutMs, started) {
    const { account, roleName } = change;
    const assigned = `${principal} has ${roleName} at ${account.name}`;
    const ends = ports.clock.now() + timeoutMs;
    const unseen = (message) => ({
        ...done(message),
        inEffectBy: Math.min(started + IN_EFFECT_AFTER_MS, ends),
    });
    const reaches = plan.settings.probe === 'off' ? 'no' : await reachesSelf(change, ports);
    const facts = plan.facts;
    // Where it already worked before the assignment, or no endpoint can be asked, a probe shows nothing.
    const before = facts.entraProbe.known ? lastAnswer(facts.entraProbe)?.verdict : undefined;
    if (reaches === 'no' || (reaches === 'unknown' && before !== 'role-missing')) {
        return unseen(`${assigned}: the assignment reads back. Tokens of others cannot be tried from here.`);
    }
    if (before === 'accepted') {
        return unseen(`${assigned}: the assignment reads back. The endpoint took the workflow's own token before, so it cannot show the effect.`);
    }
    const fresh = await ports.observe(account);
    const probed = await waitFor({ ports, what: `${roleName} of ${principal} to take effect at ${account.name}`, timeoutMs }, async () => {
        const entra = await askEntra(ports, fresh);
        if (isAccepted(entra))
            return 'accepted';
        // Nothing to wait for: no answer of the endpoint is about the role.
        return entra.known && lastAnswer(entra)?.verdict === 'role-missing' ? undefined : 'undecided';
    });
    const delay = seconds(ports.clock.now() - started);
    if (probed.answer === 'accepted') {
        return done(`${assigned}, in effect after ${delay}: the endpoint accepts the workflow's own token.`);
    }
    if (probed.answer === 'undecided' || reaches === 'unknown') {
        return unseen(`${assigned}: the assignment reads back. The endpoint did not tell whether it is in effect.`);
    }
    return outcome_failed(`${assigned}, and it is not in effect after ${delay}: the endpoint still answers that the role is missing. Role assignments can take up to 10 minutes: run again, or raise propagation-timeout.`);
}
/** Does the assignment reach the workflow's own identity, itself or through a group? */
async function reachesSelf(change, ports) {
    const { self } = ports;
    if (self === undefined)
        return 'unknown';
    if (change.principalId.toLowerCase() === self)
        return 'yes';
    if (change.principalType !== 'Group')
        return 'no';
    const reach = (await ports.observe(change.account)).reach.get(self);
    if (!reach?.known)
        return 'unknown';
    return reach.value.some(({ principalId, roleGuid }) => principalId.toLowerCase() === change.principalId.toLowerCase() &&
        roleGuid === change.roleGuid)
        ? 'yes'
        : 'no';
}

;// CONCATENATED MODULE: ./src/enforce/changes/convert-connection.ts






const MOST_ATTEMPTS = 3;
/** Reads the connection, writes it back without credentials and with Entra ID, and reads it again. */
async function convertConnection({ connection: planned }, ports) {
    let tried;
    let refusedTag;
    // Read in each try: what was in the way of the last one may have changed it.
    const convert = async () => {
        const stored = await read(planned, ports);
        if (!stored)
            return unchanged('The connection is gone since the plan was made.');
        const settled = judge(planned, stored.connection);
        // A write that was repeated because its answer was lost is refused for its own success.
        if (settled?.status === 'unchanged' && tried)
            return readBack(tried, ports);
        if (settled)
            return settled;
        tried = stored;
        // The same tag refused twice means that the service cannot compare it, not that somebody wrote.
        const ifUnchanged = refusedTag === undefined || refusedTag !== stored.etag;
        await ports.writer.putAsEntra(stored, { ifUnchanged });
        return readBack(stored, ports);
    };
    for (let attempt = 1;; attempt += 1) {
        try {
            return await whileContended(ports, `the connection ${planned.name}`, convert, isBusy);
        }
        catch (error) {
            if (!isStale(error) || attempt >= MOST_ATTEMPTS)
                throw error;
            refusedTag = tried?.etag;
            ports.log(`The connection ${planned.name} changed while it was converted: reading it again.`);
        }
    }
}
async function read(planned, ports) {
    try {
        return await ports.writer.readConnection(planned);
    }
    catch (error) {
        if (error instanceof errors/* AzureError */.M && error.reason.kind === 'not-found')
            return undefined;
        throw error;
    }
}
/** Nothing is to be done, or not what was planned. */
function judge(planned, now) {
    if (usesEntra(now) && credentialsOf(now).length === 0) {
        return unchanged('The connection uses Entra ID since the plan was made.');
    }
    const moved = movedSince(planned, now);
    if (moved.length > 0) {
        return blocked(`The ${moved.join(' and ')} of the connection changed since the plan was made, so it was left alone. Make a new plan.`);
    }
    return undefined;
}
/** What the reviewed change was about and is another by now. Who changed it had a reason that the plan does not know. */
function movedSince(planned, now) {
    const isOther = {
        category: planned.category !== now.category,
        target: planned.target !== now.target,
        authentication: planned.authType.toLowerCase() !== now.authType.toLowerCase(),
        account: (0,connection_target/* targetAccount */.zc)(planned)?.key !== (0,connection_target/* targetAccount */.zc)(now)?.key,
    };
    return Object.entries(isOther).flatMap(([name, other]) => (other ? [name] : []));
}
async function readBack(before, ports) {
    const { connection, body } = await ports.writer.readConnection(before.connection);
    if (!usesEntra(connection)) {
        return outcome_failed(`Azure took the change, and the connection reads back ${connection.authType}, not AAD. Change it in the portal: Management center, Connected resources, ${connection.name}, Authentication.`);
    }
    const lost = lostMembers(asEntra(before.body), asEntra(body));
    if (lost.length > 0) {
        return outcome_failed(`The connection uses Entra ID now, and these members did not come back as they were: ${lost.join(', ')}. Compare it with its history and put them back.`);
    }
    const left = connection.keyFields;
    return done([
        `The connection uses Entra ID now, with target, category and metadata as they were.`,
        ...(left.length > 0 ? [`It still names ${left.join(', ')}: remove that by hand.`] : []),
        'Azure does not say whether it deletes the key that was stored: regenerate the key to make it worthless.',
    ].join(' '));
}
/** Members that hold another value now, or none. What the service adds, and how it writes a date, does not count. */
function lostMembers(written, read) {
    const differing = (from, to, prefix) => Object.entries(from).flatMap(([name, value]) => {
        const now = (0,json.at)(to, name) ?? (0,json.at)(to, sameName(to, name));
        if (value === null || value === undefined)
            return [];
        if ((0,json/* isObject */.Gv)(value))
            return (0,json/* isObject */.Gv)(now) ? differing(value, now, `${prefix}${name}.`) : [prefix + name];
        return isSame(value, now) ? [] : [prefix + name];
    });
    return differing((0,json/* objectAt */.lJ)(written, 'properties') ?? {}, (0,json/* objectAt */.lJ)(read, 'properties') ?? {}, '');
}
/** The service changes the letter case of metadata names. */
function sameName(object, name) {
    return Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}
function isSame(written, read) {
    if (JSON.stringify(written) === JSON.stringify(read))
        return true;
    if (typeof written !== 'string' || typeof read !== 'string')
        return false;
    const time = Date.parse(written);
    return !Number.isNaN(time) && time === Date.parse(read);
}
function usesEntra({ authType }) {
    return authType.toLowerCase() === 'aad';
}
function credentialsOf({ keyFields }) {
    return keyFields.filter((name) => name.startsWith('credentials.'));
}

// EXTERNAL MODULE: ./src/domain/shell.ts
var shell = __webpack_require__(3062);
;// CONCATENATED MODULE: ./src/enforce/changes/disable-keys.ts






/** Switches keys off, proves that Entra ID works without them, and switches them on again if it does not. */
async function disableKeys(request, ports) {
    const { account } = request;
    const read = await switchOff(request, ports);
    if (read.disableLocalAuth !== true) {
        return outcome_failed(`Azure took disableLocalAuth=true, and the account reads back ${String(read.disableLocalAuth)}. Something sets it back: look at the policy assignments in force and at deployments that run (az monitor activity-log list --resource-id ${(0,shell/* shellWord */.r)(account.text)}).`);
    }
    ports.log(`${account.name}: keys are off; verifying.`);
    if (!request.probe) {
        return done('Keys are off, read back. The endpoint was not asked: probe is off.');
    }
    return verify(request, ports);
}
/**
 * A PATCH that was taken may come into force later, whatever became of its answer. What counts is what reads
 * back, and it is waited for: keys that go off when nobody looks any more are verified by nobody.
 */
async function switchOff({ account, timeoutMs }, ports) {
    let read;
    let problem;
    try {
        read = await whileContended(ports, `the account ${account.name}`, () => ports.writer.setLocalAuthDisabled(account, true));
        if (read.disableLocalAuth === true)
            return read;
    }
    catch (error) {
        if (isRefusal(error))
            throw error;
        problem = error;
    }
    const started = ports.clock.now();
    const { answer } = await waitFor({ ports, what: `the change of ${account.name} to read back`, timeoutMs }, async () => {
        const { account: now } = await ports.observe(account);
        if (!now.known)
            return undefined;
        if (now.value.disableLocalAuth === true)
            return { off: now.value };
        const isOver = ports.clock.now() - started >= SHOWS_WITHIN_MS;
        return isOver && !isUnderWay(now.value) ? { off: undefined } : undefined;
    });
    if (answer?.off)
        return answer.off;
    if (read)
        return read;
    throw problem;
}
/** A change that Azure took shows by then, or its account is not settled. */
const SHOWS_WITHIN_MS = 60_000;
function isUnderWay({ provisioningState }) {
    return !['', 'succeeded', 'failed', 'canceled'].includes(provisioningState.toLowerCase());
}
/** Azure says no, and has changed nothing. */
function isRefusal(error) {
    if (!(error instanceof errors/* AzureError */.M))
        return false;
    const { status } = error;
    return status >= 400 && status < 500 && !MAY_HAVE_WORKED.has(status);
}
/** A write that was repeated, because its first answer was lost, may be refused by these for its own success. */
const MAY_HAVE_WORKED = new Set([408, 409, 412, 429]);
/**
 * Asks with a made-up key, then with a token, until the gateway knows that keys are off: Entra ID can
 * break at that moment and not before. Microsoft names minutes to hours for it:
 * https://learn.microsoft.com/azure/ai-services/disable-local-auth
 */
async function verify(request, ports) {
    const { account, facts, proven, timeoutMs } = request;
    let entra;
    let key;
    const { answer, waitedMs } = await waitFor({ ports, what: `the endpoint of ${account.name} to refuse keys`, timeoutMs }, async () => {
        key = await askKey(ports, facts);
        entra = await askEntra(ports, facts);
        if (proven && isRefused(entra)) {
            const broken = await staysRefused(ports, facts);
            return broken && { is: 'broken', answer: broken };
        }
        if (proven && !isAccepted(entra))
            return undefined;
        if (lastAnswer(key)?.verdict === 'keys-disabled')
            return { is: 'keys-refused' };
        // What was never proven cannot be seen to break, so nothing is waited for.
        return !proven && isUnanswered(key)
            ? { is: 'keys-not-asked', why: describe(key) }
            : undefined;
    });
    const broken = answer?.is === 'broken' ? answer.answer : proven && entra && turnedAway(entra);
    if (broken)
        return switchOnAgain(account, broken, ports, timeoutMs);
    const off = 'Keys are off, read back';
    const works = proven
        ? 'Entra ID works without them'
        : 'Whether Entra ID works was not proven before, so nothing was switched back';
    if (answer?.is === 'keys-refused') {
        return done(`${off}. ${works}. The endpoint refuses keys after ${seconds(waitedMs)}.`);
    }
    if (answer?.is === 'keys-not-asked') {
        return done(`${off}. ${works}. Whether the endpoint refuses keys could not be asked: ${answer.why}.`);
    }
    if (proven && entra && !isAccepted(entra)) {
        return outcome_failed(`${off}. Whether Entra ID works without them could not be told in ${seconds(waitedMs)}: ${describe(entra)}. Run check; to go back: ${undo(account)}`);
    }
    return done(`${off}. ${works}. The endpoint has not answered that keys are off after ${seconds(waitedMs)} (${key ? describe(key) : 'nothing was asked'}): gateways can take several hours. The next check tells.`);
}
/** An answer that turns the token away, in words that are not known: until the end of the wait it may pass. */
function turnedAway(entra) {
    const answer = lastAnswer(entra);
    const isNo = answer?.status === 401 || answer?.status === 403;
    const isOfIdentity = answer?.verdict !== 'network-refused' && answer?.verdict !== 'throttled';
    return isNo && isOfIdentity ? answer : undefined;
}
function isUnanswered(key) {
    const verdict = lastAnswer(key)?.verdict;
    return verdict === undefined || verdict === 'network-refused';
}
/** Tries for as long as it may: an account without keys and without Entra ID serves nobody. */
async function switchOnAgain(account, refusal, ports, timeoutMs) {
    const why = `Entra ID stopped working when keys went off: ${describe({ known: true, value: [refusal] })}`;
    ports.log(`${account.name}: ${why}. Switching keys on again.`);
    let refused;
    const { answer } = await waitFor({
        // Cancelled or not: an account that nobody can call is the worst to leave behind.
        ports: { clock: ports.clock, log: ports.log },
        what: `keys of ${account.name} to be on again`,
        timeoutMs: Math.max(timeoutMs, 60_000),
    }, async () => {
        try {
            const read = await ports.writer.setLocalAuthDisabled(account, false);
            return { on: read.disableLocalAuth !== true };
        }
        catch (error) {
            const isPassing = error instanceof errors/* AzureError */.M || error instanceof errors/* SignInError */.J;
            if (!isPassing || error.reason.kind === 'denied')
                throw error;
            refused = error;
            return undefined;
        }
    }).catch((error) => {
        refused = error;
        return { answer: undefined };
    });
    if (answer?.on) {
        return {
            status: 'reverted',
            message: `${why}. Keys are on again, read back. Mend what the endpoint objects to, then run enforce again.`,
        };
    }
    const reason = answer
        ? 'Azure took it, and the account reads back that keys are off: a policy assignment may set them off'
        : explain(refused);
    return outcome_failed(`${why}. Keys could NOT be switched on again: ${reason}. Do it by hand now: ${undo(account)}`);
}
function undo(account) {
    return (0,remedy/* localAuthCommand */.DK)(account.text, false);
}

;// CONCATENATED MODULE: ./src/enforce/changes/regenerate-keys.ts




const ATTEMPTS = 3;
const PAUSE_MS = 5_000;
const PROOF_MS = 60_000;
/**
 * Regenerates Key1, proves that Entra ID still works without it, and only then regenerates Key2. Killed
 * in between, the next run regenerates both: nobody holds the new Key1, so nothing is lost by that.
 */
async function regenerateKeys(account, facts, ports) {
    await regenerate(account, 'Key1', ports);
    ports.log(`${account.name}: Key1 is new; proving that Entra ID works before Key2.`);
    let entra = await askEntra(ports, facts);
    const proof = await waitFor({ ports, what: `Entra ID to be accepted at ${account.name}`, timeoutMs: PROOF_MS }, async () => {
        if (isAccepted(entra))
            return true;
        entra = await askEntra(ports, facts);
        return isAccepted(entra) || undefined;
    });
    if (!proof.answer) {
        return outcome_failed(`Key1 is regenerated, Key2 is as it was: Entra ID could not be proven after Key1 (${describe(entra)}). Mend that and run again.`);
    }
    try {
        await regenerate(account, 'Key2', ports);
    }
    catch (error) {
        if (!(error instanceof errors/* AzureError */.M))
            throw error;
        return outcome_failed(`Key1 is regenerated, Key2 is not: ${error.reason.message} Run again.`);
    }
    return done('Key1 and Key2 are regenerated: whoever held one has lost access. The new values were masked and dropped.');
}
/** Repeats what may or may not have happened: a second new key is as good as the first. */
async function regenerate(account, key, ports) {
    for (let attempt = 1;; attempt += 1) {
        try {
            await whileContended(ports, `the keys of ${account.name}`, () => ports.writer.regenerateKey(account, key));
            return;
        }
        catch (error) {
            const unclear = error instanceof errors/* AzureError */.M && (error.status === 0 || error.status >= 500);
            if (!unclear || attempt >= ATTEMPTS)
                throw error;
            await ports.clock.sleep(PAUSE_MS * attempt);
        }
    }
}

;// CONCATENATED MODULE: ./src/enforce/changes/set-subdomain.ts




/** Gives the account a custom subdomain. It cannot be changed or taken back; the regional endpoint goes on working. */
async function setSubdomain({ account, subdomain }, keysWereOn, ports) {
    try {
        const read = await whileContended(ports, `the account ${account.name}`, () => ports.writer.setSubdomain(account, subdomain));
        if (read.customSubdomain?.toLowerCase() === subdomain) {
            return done([
                `The account has the custom subdomain ${subdomain}.`,
                ...(read.disableLocalAuth === true && keysWereOn
                    ? ['Keys are off too: a policy assignment switched them off with this write.']
                    : []),
            ].join(' '));
        }
        return outcome_failed(`Azure took the custom subdomain ${subdomain}, and the account reads back ${read.customSubdomain ?? 'none'}. Run again; if it stays so, set it by hand: ${(0,remedy/* subdomainCommand */.sm)(account, subdomain)}`);
    }
    catch (error) {
        if (error instanceof errors/* AzureError */.M && error.code === 'CustomDomainInUse') {
            return outcome_failed(`The subdomain ${subdomain} is taken: these names are shared by all of Azure, and a deleted account keeps its name until it is purged. Choose another one by hand: ${(0,remedy/* subdomainCommand */.sm)(account, 'NAME')}`);
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/enforce/look-again.ts





/**
 * Judges the interlocks by what is the case now, not by what was the case when the plan was made. Where
 * the identity has its role by all that Azure lists, and the endpoint does not know it yet, it waits.
 */
async function lookAgain(plan, ports, timeoutMs) {
    const first = await look_again_judge(plan, ports);
    if (first.objections.length > 0 || first.awaits.length === 0)
        return settled(first);
    await waitFor({
        ports,
        what: `the endpoint of ${plan.account.name} to accept the workflow's own token`,
        timeoutMs,
    }, async () => {
        const answer = lastAnswer(await askEntra(ports, first.facts));
        return answer?.verdict === 'role-missing' ? undefined : 'changed';
    });
    return settled(await look_again_judge(plan, ports));
}
/** What is awaited and has not come stands in the way. */
function settled({ facts, objections, awaits }) {
    return {
        facts,
        objections: [
            ...objections,
            ...awaits.map((message) => ({ interlock: 'entra-accepted', subject: '', message })),
        ],
    };
}
async function look_again_judge(plan, ports) {
    const [facts, inbound] = await Promise.all([
        ports.observe(plan.account),
        Promise.all(plan.inbound.map((connection) => readNow(connection, ports))),
    ]);
    const { settings } = plan;
    const answer = objectionsTo({
        facts,
        settings,
        inbound: [...inbound, ...plan.unseen.map(observation/* unknown */.L5)],
        planned: NOTHING_PLANNED,
    });
    return { facts, ...answer };
}
/** A connection of another account, whose observation may be old. A connection that is gone uses no key. */
async function readNow(connection, ports) {
    try {
        return (0,observation/* known */.eO)((await ports.writer.readConnection(connection)).connection);
    }
    catch (error) {
        if (!(error instanceof errors/* AzureError */.M))
            throw error;
        return error.reason.kind === 'not-found' ? (0,observation/* known */.eO)(undefined) : (0,observation/* unknown */.L5)(error.reason);
    }
}

;// CONCATENATED MODULE: ./src/enforce/enforce-account.ts














/**
 * What must have come about before a change of this kind is tried. All else that keys depend on is
 * judged by the interlocks, on what is the case by then.
 */
const NEEDS = {
    'set-subdomain': [],
    'assign-role': [],
    'convert-connection': ['set-subdomain', 'assign-role'],
    'regenerate-keys': [],
    'disable-keys': ['regenerate-keys'],
};
const CANCELLED = 'Not started: the run was cancelled. Run enforce again to go on.';
const CUT_SHORT = 'The run was cancelled, so nothing was waited for any longer. Run enforce again to go on.';
/** Makes the changes of one account in their order. What a failed one was needed for is blocked. */
async function enforceAccount(plan, request) {
    const made = [];
    const startedAt = request.ports.clock.now();
    for (const step of plan.steps) {
        const attempted = await attempt(step, plan, request, made, startedAt);
        // Names in it come from Azure; only what stops a whole plan has lines of its own.
        const outcome = { ...attempted, message: (0,clip/* onOneLine */.G)(attempted.message) };
        request.ports.log(changeLine(toChange(step, outcome)));
        made.push({ step, outcome });
    }
    return [...plan.unchanged, ...made.map(({ step, outcome }) => toChange(step, outcome))];
}
async function attempt(step, plan, request, before, startedAt) {
    if (!isMade(step))
        return blocked(step.objections.join(' '));
    if (isCancelled(request))
        return blocked(CANCELLED);
    if (request.locked !== undefined)
        return blocked(request.locked);
    const needed = NEEDS[step.change.kind];
    const broken = before.find(({ step: { change }, outcome }) => needed.includes(change.kind) && stops(change.kind, outcome));
    if (broken) {
        return blocked(`Not made, because ${broken.step.change.kind} before it was ${broken.outcome.status}: ${broken.outcome.message}`);
    }
    if (takesAccess(step.change.kind))
        await rolesInEffect(before, plan, request, startedAt);
    if (isCancelled(request))
        return blocked(CANCELLED);
    const outcome = await make(step, plan, request).catch((error) => outcome_failed(explain(error)));
    return saidWhenCancelled(outcome, request.ports.cancelled);
}
function isCancelled({ ports }) {
    return ports.cancelled.aborted;
}
/** Does somebody need a role from then on, who did without? */
function takesAccess(kind) {
    return kind !== 'set-subdomain' && kind !== 'assign-role';
}
/**
 * Of roles that others got, in this run or right before it, nobody can see when they take effect: Azure's time
 * for it is waited out, once.
 */
async function rolesInEffect(made, { account, facts }, { ports, propagationTimeoutMs }, startedAt) {
    const latest = Math.max(Math.min(listedRolesInEffectBy(facts, startedAt), startedAt + propagationTimeoutMs), ...made.map(({ outcome }) => outcome.inEffectBy ?? 0));
    const timeoutMs = latest - ports.clock.now();
    if (timeoutMs <= 0)
        return;
    const what = `roles that were assigned at ${account.name} to take effect, which cannot be seen from here`;
    await waitFor({ ports, what, timeoutMs }, () => Promise.resolve(undefined));
}
function saidWhenCancelled(outcome, cancelled) {
    return outcome.status === 'failed' && cancelled.aborted
        ? { ...outcome, message: `${outcome.message} ${CUT_SHORT}` }
        : outcome;
}
/**
 * Keys that an interlock kept from being regenerated do not stop disable-keys: the same interlocks decide
 * about it, or `force` does. Regenerating that failed half-way does.
 */
function stops(kind, outcome) {
    return kind === 'regenerate-keys' ? outcome.status === 'failed' : !holds(outcome);
}
async function make(step, plan, request) {
    const { ports, propagationTimeoutMs: timeoutMs } = request;
    const { change } = step;
    switch (change.kind) {
        case 'set-subdomain':
            return setSubdomain(change, keysAreOn(plan), ports);
        case 'assign-role':
            return assignRole(change, plan, ports, timeoutMs);
        case 'convert-connection':
            return convertConnection(change, ports);
        case 'regenerate-keys':
        case 'disable-keys':
            return cutKeys(change.kind, step, plan, request);
    }
}
function keysAreOn({ facts: { account } }) {
    return account.known && account.value.disableLocalAuth !== true;
}
/** Who approved a plan with `force` approved to override what it named, and not what came since. */
function isApproved(objection, step, { approvedPlan = '' }) {
    return approvedPlan.trim() === '' || overriddenBy(step).includes(objectionKey(objection));
}
/** Both kinds take access from whoever uses keys, so both wait for the interlocks, asked anew each time. */
async function cutKeys(kind, step, plan, request) {
    const { ports, options, propagationTimeoutMs: timeoutMs } = request;
    request.connectionsDone();
    await request.othersDone();
    const { facts, objections } = await lookAgain(plan, ports, timeoutMs);
    if (ports.cancelled.aborted)
        return blocked(CANCELLED);
    if (facts.account.known && facts.account.value.disableLocalAuth === true) {
        return unchanged('Keys are off since the plan was made.');
    }
    const isOverridden = (objection) => options.force && isOverridable(kind, objection) && isApproved(objection, step, options);
    const final = objections.filter((objection) => !isOverridden(objection));
    if (final.length > 0)
        return blocked(final.map(({ message }) => message).join(' '));
    if (kind === 'regenerate-keys')
        return regenerateKeys(plan.account, facts, ports);
    const outcome = await disableKeys({
        account: plan.account,
        facts,
        proven: !objections.some(({ interlock }) => interlock === 'entra-accepted'),
        probe: plan.settings.probe !== 'off',
        timeoutMs,
    }, ports);
    if (objections.length === 0)
        return outcome;
    const overridden = objections.map(({ message }) => message).join(' ');
    return { ...outcome, message: `${outcome.message} Forced, although: ${overridden}` };
}

;// CONCATENATED MODULE: ./src/enforce/preflight.ts






/** Compares what the plan needs with what the workflow's own identity may do. Writes nothing. */
async function preflight(plan, ports) {
    const needs = preflight_distinct(plan.accounts.flatMap(({ steps }) => steps.filter(isMade).flatMap(({ change }) => needsOf(change))));
    const [rights, locks] = await Promise.all([checkRights(needs, ports), checkLocks(plan, ports)]);
    return { ...rights, locked: locks.locked, notes: [...rights.notes, ...locks.notes] };
}
/** https://learn.microsoft.com/azure/role-based-access-control/permissions/ai-machine-learning */
function needsOf(change) {
    const scope = change.account;
    switch (change.kind) {
        case 'assign-role':
            return [{ action: 'Microsoft.Authorization/roleAssignments/write', scope }];
        case 'convert-connection': {
            const { owner } = change.connection;
            return [{ action: (0,connections/* connectionAction */.Vd)(owner, 'write'), scope: owner }];
        }
        case 'regenerate-keys':
            return [{ action: 'Microsoft.CognitiveServices/accounts/regenerateKey/action', scope }];
        case 'set-subdomain':
        case 'disable-keys':
            return [{ action: 'Microsoft.CognitiveServices/accounts/write', scope }];
    }
}
async function checkRights(needs, ports) {
    const scopes = new Map(needs.map(({ scope }) => [scope.key, scope]));
    const answers = await Promise.all([...scopes.values()].map(async (scope) => ({ scope, held: await ports.permissions(scope) })));
    const missing = [];
    const notes = [];
    for (const { scope, held } of answers) {
        if (!held.known) {
            notes.push(`What the workflow's identity may do at ${scope.text} could not be checked before writing. ${sentence(held.reason)}`);
            continue;
        }
        for (const { action } of needs.filter((need) => need.scope.equals(scope))) {
            if (held.value.some((permission) => (0,permissions/* permits */.V1)(permission, 'action', action)))
                continue;
            missing.push({ action, scope });
        }
    }
    return { missing: lacks(missing, ports.self), notes };
}
/** One role often grants several actions: they are named together, and its command once. */
function lacks(missing, self) {
    const grants = Map.groupBy(missing, ({ action, scope }) => (0,remedy/* deniedRemedy */.a3)(action, scope.text, self).commands.join('; '));
    return [...grants].map(([command, needs]) => {
        const actions = needs.map(({ action }) => action).join(', ');
        const it = needs.length === 1 ? 'it' : 'them';
        return `The workflow's identity lacks ${actions} at ${widest(needs)}. Grant ${it} by a custom role, or run: ${command}`;
    });
}
/** The scopes that are in no other of these. */
function widest(needs) {
    const scopes = [...new Map(needs.map(({ scope }) => [scope.key, scope])).values()];
    return scopes
        .filter(({ key }) => !scopes.some((other) => key.startsWith(`${other.key}/`)))
        .map(({ text }) => text)
        .join(' and ');
}
async function checkLocks(plan, ports) {
    const locked = new Map();
    const notes = [];
    await Promise.all(plan.accounts
        .filter(({ steps }) => steps.some(isMade))
        .map(async ({ account }) => {
        const locks = await ports.locks(account);
        if (!locks.known) {
            notes.push(`Whether ${account.name} is locked could not be checked. ${sentence(locks.reason)}`);
            return;
        }
        const lock = locks.value.find(({ level }) => level.toLowerCase() === 'readonly');
        if (!lock)
            return;
        locked.set(account.key, `The ReadOnly lock ${lock.name} at ${lock.scope} refuses every change. Remove it, run again and put it back. To remove it: az lock delete --ids ${(0,shell/* shellWord */.r)(lock.id)}`);
    }));
    return { locked, notes: notes.sort() };
}
function preflight_distinct(needs) {
    return [...new Map(needs.map((need) => [`${need.scope.key}|${need.action}`, need])).values()];
}

;// CONCATENATED MODULE: ./src/enforce/enforce.ts






/**
 * Makes what the plan says and nothing else, accounts side by side. Nothing at all is written when the
 * plan is not the approved one, is larger than it may be, or needs a right that the identity lacks.
 * Never throws for what Azure answers: that is a change's status and message.
 */
async function enforce(request) {
    const { plan, ports } = request;
    const refusal = refuse(plan, request.options);
    if (refusal !== undefined) {
        ports.log(refusal);
        return nothingMade(plan, refusal, [refusal]);
    }
    const { missing, locked, notes } = await preflight(plan, ports);
    if (missing.length > 0) {
        const why = ['Nothing was written, anywhere.', ...missing];
        for (const line of why)
            ports.log(line);
        return nothingMade(plan, why.join('\n'), notes);
    }
    if (!plan.accounts.some(({ steps }) => steps.length > 0))
        ports.log('Nothing to change.');
    const unreviewed = sizeOf(plan) > 0 && approvedOf(request.options) === '' ? [UNREVIEWED] : [];
    for (const note of unreviewed)
        ports.log(note);
    const latches = new Map(plan.accounts.map(({ account }) => [account.key, new Latch()]));
    const changes = await Promise.all(plan.accounts.map(async (accountPlan) => {
        const latch = latches.get(accountPlan.account.key);
        try {
            return await enforceAccount(accountPlan, {
                ...request,
                locked: locked.get(accountPlan.account.key),
                connectionsDone: () => latch?.open(),
                othersDone: () => homesDone(accountPlan, latches),
            });
        }
        finally {
            latch?.open();
        }
    }));
    return { changes: changes.flat(), notes: [...unreviewed, ...notes] };
}
/** Opens once; who waits before or after goes on. */
class Latch {
    opened;
    open;
    constructor() {
        const { promise, resolve } = Promise.withResolvers();
        this.opened = promise;
        this.open = () => {
            resolve(undefined);
        };
    }
}
/** A connection of one account may hold a key of another: the other's keys wait for the one's connections. */
async function homesDone({ inbound }, latches) {
    const homes = inbound.map(({ owner }) => (owner.ancestor(arm_id/* ACCOUNT_TYPE */.HR) ?? owner).key);
    await Promise.all(homes.flatMap((key) => latches.get(key)?.opened ?? []));
}
/** Why this plan is not made at all; `undefined` when nothing speaks against it. */
function refuse(plan, options) {
    const { maxChanges } = options;
    const approved = approvedOf(options);
    if (approved !== '' && approved !== plan.digest) {
        return `Nothing was written: the plan computed now has the digest ${plan.digest}, and approved-plan is ${approved}. Something changed since the plan was reviewed, or a part of it was made already: run mode plan again and review what it says.`;
    }
    const planned = sizeOf(plan);
    if (planned > maxChanges) {
        return `Nothing was written: the plan holds ${(0,count/* count */.U)(planned, 'change')}, and max-changes is ${maxChanges}. Review the plan, then raise max-changes, or name fewer resources.`;
    }
    return undefined;
}
/** A step cannot tell an input that is not set from an expression that came out empty. */
const UNREVIEWED = 'approved-plan was empty: what was planned now was made, whatever was reviewed before. If the workflow meant to give a digest, look at the expression.';
function approvedOf({ approvedPlan = '' }) {
    return approvedPlan.trim().toLowerCase();
}
function sizeOf(plan) {
    return plan.accounts.flatMap(({ steps }) => steps.filter(isMade)).length;
}
function nothingMade(plan, why, notes) {
    return {
        changes: plan.accounts.flatMap(({ steps, unchanged }) => [
            ...unchanged,
            ...steps.map((step) => toChange(step, blocked(isMade(step) ? why : step.objections.join(' ')))),
        ]),
        notes,
    };
}

// EXTERNAL MODULE: ./src/observe/observe-account.ts + 3 modules
var observe_account = __webpack_require__(8267);
// EXTERNAL MODULE: ./src/observe/own-rights.ts
var own_rights = __webpack_require__(5778);
// EXTERNAL MODULE: ./src/observe/shared.ts + 2 modules
var shared = __webpack_require__(4753);
// EXTERNAL MODULE: ./src/plan/aspects.ts
var aspects = __webpack_require__(3010);
;// CONCATENATED MODULE: ./src/plan/inbound.ts


/** Finds, for each account in scope, the connections of the other accounts in scope that call it. */
class InboundConnections {
    #home = new Map();
    /** By account id, and by the host of the target: an estate has too many connections to try each on each account. */
    #byAccount = new Map();
    #byHost = new Map();
    #byLabel = new Map();
    constructor(accounts) {
        for (const facts of accounts) {
            for (const connection of ownConnectionsOf(facts)) {
                this.#home.set(connection, facts.id.key);
                const named = (0,connection_target/* targetAccount */.zc)(connection);
                if (named)
                    add(this.#byAccount, named.key, connection);
                const host = hostOf(connection.target);
                if (host === undefined)
                    continue;
                add(this.#byHost, host, connection);
                add(this.#byLabel, host.split('.')[0] ?? '', connection);
            }
        }
    }
    of({ id, account }) {
        if (!account.known)
            return [];
        const { endpoints, customSubdomain } = account.value;
        const candidates = new Set([
            ...(this.#byAccount.get(id.key) ?? []),
            ...endpoints.flatMap(({ url }) => this.#byHost.get(hostOf(url) ?? '') ?? []),
            ...(this.#byLabel.get(customSubdomain?.toLowerCase() ?? '') ?? []),
        ]);
        return [...candidates].filter((connection) => this.#home.get(connection) !== id.key && (0,connection_target/* pointsAt */.DY)(connection, account.value));
    }
}
/**
 * Why there may be connections to an account that were not seen: those of other accounts in scope could not
 * all be read. At most one reason, for an estate may hold many such accounts.
 */
function unreadElsewhere(account, unread) {
    const others = unread.filter(({ id }) => !id.equals(account.id));
    const [first] = others;
    if (!first)
        return [];
    const whose = others.length === 1
        ? `The connections of ${first.id.name} could not all be read`
        : `The connections of ${others.length} other accounts in scope could not all be read, ${first.id.name} among them`;
    return [{ ...first.reason, message: `${whose}: ${first.reason.message}` }];
}
/** Accounts of which a list of connections could not be read, with the first reason of each. */
function unreadAmong(accounts) {
    return accounts.flatMap(({ id, connections }) => {
        const lists = connections.known
            ? connections.value.map((list) => list.connections)
            : [connections];
        const unread = lists.find((list) => !list.known);
        return unread ? [{ id, reason: unread.reason }] : [];
    });
}
function hostOf(url) {
    return (0,connection_target/* addressOf */.ci)(url)?.host;
}
function add(map, key, connection) {
    const list = map.get(key);
    if (list)
        list.push(connection);
    else
        map.set(key, [connection]);
}

;// CONCATENATED MODULE: ./src/plan/plan.ts








/** The changes of all accounts in scope, in order, and their digest. Reads nothing, writes nothing. */
function makePlan({ accounts, options, unseen, findings }) {
    const ordered = [...new Map(accounts.map((one) => [one.facts.id.key, one])).values()].sort((a, b) => (0,order/* compareText */.n6)(a.facts.id.key, b.facts.id.key));
    const inboundConnections = new InboundConnections(ordered.map(({ facts }) => facts));
    const inboundOf = new Map(ordered.map(({ facts }) => [facts, inboundConnections.of(facts)]));
    const targets = new Map([...inboundOf].flatMap(([facts, inbound]) => inbound.map((connection) => [connection, facts])));
    const unread = unreadAmong(ordered.map(({ facts }) => facts));
    const taken = subdomainsOf(ordered.map(({ facts }) => facts));
    const plan = (inboundConverted) => ordered.map(({ facts, settings }) => {
        const inbound = inboundOf.get(facts) ?? [];
        return planAccount({
            facts,
            settings,
            options,
            findings,
            inbound,
            targetOf: (connection) => targets.get(connection),
            unseen: [...unseen, ...unreadElsewhere(facts, unread)],
            inboundConverted: inboundConverted.filter(({ id }) => inbound.some((connection) => connection.id.equals(id))),
            takenSubdomains: new Set([...taken].filter(([, key]) => key !== facts.id.key).map(([name]) => name)),
        });
    });
    // What one account's plan converts decides about another's keys, so it is known first.
    const alone = plan([]);
    const converted = convertedBy(alone.flatMap(({ steps }) => steps.filter(isMade)).map(({ change }) => change));
    const plans = alone.some(({ inbound }) => inbound.length > 0) ? plan(converted) : alone;
    return {
        accounts: plans,
        digest: planDigest(plans),
        losesAccess: [
            ...plans.flatMap((account) => account.losesAccess),
            ...sourceLosesAccess(findings),
        ],
    };
}
/** Subdomain to the key of the account that has it or, of those without one, would be given it first. */
function subdomainsOf(facts) {
    const taken = new Map();
    for (const { id, account } of facts) {
        const name = account.known ? account.value.customSubdomain?.toLowerCase() : undefined;
        if (name !== undefined)
            taken.set(name, id.key);
    }
    for (const { id, account } of facts) {
        const name = id.name.toLowerCase();
        if (account.known && account.value.customSubdomain === undefined && !taken.has(name)) {
            taken.set(name, id.key);
        }
    }
    return taken;
}
/** What `plan` reports: every change as `planned`, or `blocked` with the reason. */
function planChanges(plan) {
    return {
        changes: plan.accounts.flatMap(({ steps, unchanged }) => [
            ...unchanged,
            ...steps.map(plan_toChange),
        ]),
        losesAccess: plan.losesAccess,
        notes: plan.accounts.flatMap(({ notes }) => notes),
    };
}
function plan_toChange(step) {
    const { change, before, after } = step;
    const resource = change.kind === 'convert-connection' ? change.connection.id : change.account;
    return {
        kind: change.kind,
        resource: resource.text,
        status: isMade(step) ? 'planned' : 'blocked',
        // Names in it come from Azure; only what stops a whole plan has lines of its own.
        message: (0,clip/* onOneLine */.G)([
            step.message,
            ...(step.objections.length > 0 ? [`Blocked: ${step.objections.join(' ')}`] : []),
            ...(step.overridden.length > 0
                ? [`Forced, although: ${step.overridden.map(({ message: why }) => why).join(' ')}`]
                : []),
            ...step.awaits,
        ].join(' ')),
        before,
        after,
    };
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./src/pipeline/cancellation.ts

/** GitHub sends the first, 7.5 seconds later the second, and kills 2.5 seconds after that. */
const SIGNALS = ['SIGINT', 'SIGTERM'];
/**
 * Tells the work when the run is cancelled, so that it ends itself with what it has begun. The same signal a
 * second time ends the process at once.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
async function untilCancelled(log, work) {
    const controller = new AbortController();
    // Each account that waits for something listens.
    (0,external_node_events_.setMaxListeners)(0, controller.signal);
    const cancel = () => {
        if (controller.signal.aborted)
            return;
        log('The run is cancelled: the change under way is finished, and no other is started.');
        controller.abort();
    };
    for (const signal of SIGNALS)
        process.once(signal, cancel);
    try {
        const result = await work(controller.signal);
        return { result, cancelled: controller.signal.aborted };
    }
    finally {
        // Once cancelled, the runner's next signal must not end the process while the report is published.
        if (!controller.signal.aborted)
            for (const signal of SIGNALS)
                process.off(signal, cancel);
    }
}

;// CONCATENATED MODULE: ./src/pipeline/plan-and-enforce.ts













/** Computes the plan from what was observed and, in `enforce`, makes it. */
async function planAndEnforce(azure, options) {
    const { settings, facts, hubSubscriptions, unseen, findings, mask, log } = options;
    const { inputs, policy } = settings;
    const self = await azure.tokens.ownObjectId(azure.arm.scope);
    const plan = makePlan({
        accounts: facts.map((account) => ({
            facts: account,
            settings: settings.settingsOf(account.id.key),
        })),
        options: inputs.plan,
        unseen,
        findings: (0,exemptions/* applyExemptions */.r)(findings, policy?.exemptions ?? [], settings.now, policy?.file ?? '')
            .findings,
    });
    const planned = planChanges(plan);
    if (inputs.mode === 'plan') {
        for (const change of planned.changes)
            log(changeLine(change));
        if (planned.changes.every(({ status }) => status === 'unchanged'))
            log('Nothing to change.');
        log(`Plan digest: ${plan.digest}`);
        return {
            changes: planned.changes,
            digest: plan.digest,
            losesAccess: planned.losesAccess,
            notes: planned.notes,
        };
    }
    const observe = plan_and_enforce_lookAgain(azure, settings, hubSubscriptions, self);
    const made = await untilCancelled(log, (cancelled) => enforce({
        plan,
        options: inputs.plan,
        propagationTimeoutMs: inputs.propagationTimeoutMs,
        ports: {
            writer: createWriter({ arm: azure.arm, clock: clock/* systemClock */.m, mask }),
            observe,
            prober: azure.prober,
            permissions: (scope) => (0,authorization/* listOwnPermissions */.Dx)(azure.arm, scope),
            locks: (account) => listLocks(azure.arm, account),
            self,
            clock: clock/* systemClock */.m,
            cancelled,
            log,
        },
    }));
    return {
        changes: made.result.changes,
        digest: plan.digest,
        losesAccess: planned.losesAccess,
        notes: [...(made.cancelled ? [plan_and_enforce_CANCELLED] : []), ...planned.notes, ...made.result.notes],
        cancelled: made.cancelled,
    };
}
const plan_and_enforce_CANCELLED = 'The run was cancelled: no change was started after that, and the findings are those from before the changes. Run check for the state of now, and enforce to go on.';
/** Observes one account anew, before and after a change. */
function plan_and_enforce_lookAgain(azure, settings, hubSubscriptions, self) {
    return (id) => (0,observe_account/* observeAccount */.S)({
        arm: azure.arm,
        prober: azure.prober,
        // A new one each time: what is asked here must be the state of now.
        shared: new shared/* Shared */.m({
            ...azure,
            rights: new own_rights/* OwnRights */.O(azure.arm, self),
            graph: undefined,
            now: settings.now,
            severalIn: new Set(),
        }),
    }, {
        id,
        needs: aspects/* INTERLOCK_ASPECTS */.A,
        settings: settings.settingsOf(id.key),
        hubSubscriptions,
        self,
    });
}


/***/ })

};

