export const id = 953;
export const ids = [953];
export const modules = {

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


/***/ })

};

