export const id = 310;
export const ids = [310];
export const modules = {

/***/ 8310:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (__WEBPACK_DEFAULT_EXPORT__)
/* harmony export */ });
/**
 * Stands in for the npm package `jsonwebtoken` in the bundle: the identity library signs with it when a
 * service principal proves itself by a certificate, which the action never does, and loading it with what
 * it needs takes time at every start.
 */
/* harmony default export */ const __WEBPACK_DEFAULT_EXPORT__ = ({
    sign() {
        throw new Error('Signing in with a certificate is not available in this action.');
    },
});


/***/ })

};

