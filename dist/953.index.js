export const id = 953;
export const ids = [953];
export const modules = {

/***/ 2953:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   refuseInputs: () => (/* binding */ refuseInputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9275);
/* harmony import */ var _report_escape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4031);


/** Ends the step over wrong inputs: one error, all of them in it, nothing asked of anybody. */
async function refuseInputs(errors) {
    const what = errors.length === 1 ? 'One input is' : `${errors.length} inputs are`;
    _actions_core__WEBPACK_IMPORTED_MODULE_0__.setFailed(`${what} not usable:\n${errors.map((error) => `- ${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .logLine */ .BP)(error)}`).join('\n')}`);
    _actions_core__WEBPACK_IMPORTED_MODULE_0__.setOutput('compliant', 'false');
    for (const name of ['resources', 'errors', 'warnings', 'unknown', 'changes']) {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__.setOutput(name, '0');
    }
    if (process.env.GITHUB_STEP_SUMMARY) {
        await _actions_core__WEBPACK_IMPORTED_MODULE_0__.summary
            .addRaw(`## Foundry Entra Gate: nothing was judged\n\n${what} not usable.\n\n${(0,_report_escape_js__WEBPACK_IMPORTED_MODULE_1__/* .codeBlock */ .DV)(errors.join('\n'), '')}\n`)
            .write();
    }
}


/***/ }),

/***/ 4031:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BC: () => (/* binding */ sarifText),
/* harmony export */   BP: () => (/* binding */ logLine),
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   Lx: () => (/* binding */ urlPath),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   RK: () => (/* binding */ visible),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   h8: () => (/* binding */ htmlCode),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   xr: () => (/* binding */ annotationText)
/* harmony export */ });
/* unused harmony export clip */
/**
 * Text that comes from Azure, from files or from GitHub is untrusted. Each output has one function here,
 * and every value goes through it on its way into that output.
 */
/** Controls, bidirectional marks, zero-width characters, tags, fillers: they hide text or reorder it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800\u{1D159}]/gu;
/** Text in which every character can be seen. Line feeds stay; unpaired surrogates become U+FFFD. */
function visible(raw) {
    return raw
        .toWellFormed()
        .replaceAll('\r\n', '\n')
        .replaceAll('\t', '  ')
        .replace(INVISIBLE, (character) => (character === '\n' ? '\n' : shown(character)));
}
function shown(character) {
    const code = character.codePointAt(0) ?? 0;
    // The control pictures: U+240x for U+000x, and one for DEL.
    if (code < 0x20)
        return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f)
        return '\u2421';
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
/** At most `max` UTF-16 units, never half a character; what was cut shows as `…`. */
function clip(text, max) {
    if (text.length <= max)
        return text;
    const cut = text.slice(0, Math.max(0, max - 1));
    return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
function oneLine(raw, max) {
    // Cut first: making a megabyte visible to show two thousand characters of it is work for nothing.
    return clip(visible(clip(raw, max * 2))
        .replace(/\s+/g, ' ')
        .trim(), max);
}
const MARKUP = /[&<>`\\*_[\]|~]|^[-+=#]|#(?=\d)/g;
/**
 * Text for a paragraph, a heading, a table cell or the inside of an HTML element of a Markdown page: one
 * line, shown as it is. Entities carry no meaning in Markdown. GitHub links mentions, issue numbers and
 * addresses after it has read the entities, so these are parted by a zero-width space of our own, and
 * dollar signs (formulas) by the element that GitHub's documentation recommends.
 */
function text(raw, max = 2000) {
    return oneLine(raw, max)
        .replace(MARKUP, entity)
        .replace(/^(\d+)([.)])(?=\s|$)/, (_, digits, mark) => `${digits}${entity(mark)}`)
        .replace(/@/g, '@&#8203;')
        .replace(/&#35;(?=\d)/g, '&#35;&#8203;')
        .replace(/\bGH-(?=\d)/gi, (found) => `${found}&#8203;`)
        .replace(/:(?=\/\/)/g, ':&#8203;')
        .replace(/\bwww(?=\.)/gi, (found) => `${found}&#8203;`)
        .replace(/:(?=[a-z0-9_+&;-]+:)/gi, ':&#8203;')
        .replaceAll('$', '<span>$</span>');
}
function entity(character) {
    return `&#${character.charCodeAt(0)};`;
}
/** A name or a value in a fixed-width face, for the same places as `text`. */
function code(raw, max = 400) {
    const line = oneLine(raw, max);
    if (line === '')
        return '<code>(empty)</code>';
    // Neither a pipe nor a backslash is safe inside back-ticks in a table cell.
    return /[`|\\]/.test(line) ? htmlCode(line, max) : `\`${line}\``;
}
/** The same where Markdown is not read, as in `<summary>`. */
function htmlCode(raw, max = 400) {
    return `<code>${text(raw, max)}</code>`;
}
/** Several lines, as they are, in a fence that they cannot close. */
function codeBlock(raw, language, max = 6000) {
    const body = clip(visible(clip(raw, max * 2)), max).trimEnd();
    const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}${language}\n${body}\n${fence}`;
}
/** `label` is Markdown that was escaped already. Anything but an http(s) address leaves the label alone. */
function link(label, url) {
    if (!URL.canParse(url))
        return label;
    const { protocol, href } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:')
        return label;
    const target = href
        .replace(/[<>|`\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
        .replaceAll('&', '&amp;');
    return `[${label}](<${target}>)`;
}
/** A path of the repository as part of an address. */
function urlPath(path) {
    return path
        .toWellFormed()
        .split('/')
        .map((segment) => encodeURIComponent(segment))
        .join('/');
}
/**
 * One line of the step's log. The runner obeys `::command::` at the start of a line and `##[command]`
 * anywhere in it (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
 */
function logLine(raw, max = 2000) {
    return oneLine(raw, max).replaceAll('##[', '## [').replace(/^::/, ': :');
}
/**
 * Several lines for an annotation. The toolkit escapes what the runner's command syntax needs; the runner
 * repeats the lines in its log, where `##[endgroup]` at the start of one would end a group.
 */
function annotationText(raw, max = 4000) {
    return clip(visible(clip(raw, max * 2)), max).replaceAll('##[', '## [');
}
/**
 * Plain text of a SARIF message. `[a](1)` would be a link and `{0}` a placeholder
 * (SARIF 2.1.0, sections 3.11.5 and 3.11.6).
 */
function sarifText(raw, max = 4000) {
    return clip(visible(clip(raw, max * 2)), max)
        .replaceAll('](', '] (')
        .replace(/\{(\d+)\}/g, '{{$1}}');
}


/***/ })

};

