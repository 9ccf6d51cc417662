export const id = 217;
export const ids = [217];
export const modules = {

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

/***/ 847:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   judgeForOthers: () => (/* binding */ judgeForOthers)
/* harmony export */ });
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5919);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _judge_candidate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1249);


/** Judges the candidates that another thread sends, a batch for each message, until it is ended. */
function judgeForOthers() {
    const judge = (0,_judge_candidate_js__WEBPACK_IMPORTED_MODULE_1__/* .judgeOf */ .P)(node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.workerData);
    node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort?.on('message', (batch) => {
        void judge(batch).then((judged) => node_worker_threads__WEBPACK_IMPORTED_MODULE_0__.parentPort?.postMessage(judged));
    });
}


/***/ })

};

