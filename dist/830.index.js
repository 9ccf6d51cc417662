export const id = 830;
export const ids = [830];
export const modules = {

/***/ 5830:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readBaseline: () => (/* binding */ readBaseline)
/* harmony export */ });
/* harmony import */ var _domain_finding_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5457);

const MAX_CHARACTERS = 256 * 1024 * 1024;
const STATUSES = ['pass', 'fail', 'unknown', 'exempt', 'skipped'];
/** The findings of an earlier JSON report, or what is wrong with the file. */
function readBaseline(text, file) {
    const wrong = (problem) => ({
        ok: false,
        errors: [`${file}: ${problem}. A baseline is a JSON report of an earlier run (report-file).`],
    });
    if (text.length > MAX_CHARACTERS)
        return wrong('the file is larger than 256 MiB');
    let report;
    try {
        report = JSON.parse(text.replace(/^\uFEFF/, ''));
    }
    catch (error) {
        return wrong(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`);
    }
    if (member(report, 'version') !== 1)
        return wrong('"version" is not 1');
    const findings = member(report, 'findings');
    if (!Array.isArray(findings))
        return wrong('"findings" is not a list');
    const entries = [];
    for (const [index, finding] of findings.entries()) {
        const entry = readEntry(finding);
        if (!entry)
            return wrong(`findings[${index}] is not a finding`);
        entries.push(entry);
    }
    return { ok: true, entries };
}
function readEntry(finding) {
    const rule = _domain_finding_js__WEBPACK_IMPORTED_MODULE_0__/* .RULE_IDS */ .Iu.find((id) => id === member(finding, 'rule'));
    const status = STATUSES.find((name) => name === member(finding, 'status'));
    const resource = member(finding, 'resource');
    const message = member(finding, 'message');
    const file = member(finding, 'file');
    const account = member(finding, 'account');
    if (!rule || !status || typeof resource !== 'string' || typeof message !== 'string') {
        return undefined;
    }
    const principals = member(finding, 'principals');
    if (file !== undefined && typeof file !== 'string')
        return undefined;
    if (account !== undefined && typeof account !== 'string')
        return undefined;
    if (principals !== undefined && !isTexts(principals))
        return undefined;
    return {
        rule,
        status,
        resource,
        message,
        ...(file !== undefined && { file }),
        ...(account !== undefined && { account }),
        ...(principals !== undefined && { principals }),
    };
}
function isTexts(value) {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
function member(value, name) {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined;
}


/***/ })

};

