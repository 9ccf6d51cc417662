export const id = 57;
export const ids = [57];
export const modules = {

/***/ 4057:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sessionSubscription: () => (/* binding */ sessionSubscription)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);

/**
 * The subscription that the session of the Azure CLI works in, which is where a person expects a name to be looked
 * up; `undefined` when there is no session.
 */
function sessionSubscription(env) {
    return new Promise((resolve) => {
        (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)('az', ['account', 'show', '--query', 'id', '--output', 'tsv'], 
        // On Windows `az` is a batch file, which only a shell starts.
        { env, shell: process.platform === 'win32', timeout: 30_000 }, (error, stdout) => {
            const id = stdout.trim();
            resolve(error || !/^[0-9a-f-]{36}$/i.test(id) ? undefined : id);
        });
    });
}


/***/ })

};

