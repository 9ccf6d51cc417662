export const id = 955;
export const ids = [955];
export const modules = {

/***/ 5955:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   "default": () => (/* binding */ open)
/* harmony export */ });
/**
 * Stands in for the npm package `open` in the bundle: only interactive browser sign-in uses it, which a
 * workflow cannot do, and bundling it drags in a shell script.
 */
function open() {
    throw new Error('Interactive sign-in is not available in this action.');
}


/***/ })

};

