export const id = 438;
export const ids = [438];
export const modules = {

/***/ 5438:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   mergeShards: () => (/* binding */ mergeShards)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3508);
/* harmony import */ var _rules_judge_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(616);
/* harmony import */ var _settings_input_reader_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5869);
/* harmony import */ var _settings_schema_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8826);






/** A job's legs end within hours. What lies longer was left behind: by a runner that keeps its files, or a run of old. */
const FRESH_FOR_MS = 24 * 60 * 60 * 1_000;
/**
 * One report of the reports of a matrix job's shards; nothing is asked of Azure. A shard without a report
 * counts as not judged: every rule is unknown for it, so that a leg that died cannot pass. One of another day
 * or workflow run is none: it would pass in the place of the leg that died.
 */
async function mergeShards(settings, baseline) {
    const read = await readShards(settings.inputs.mergeReports);
    return read.ok ? { ok: true, report: merged(read.shards, settings, baseline) } : read;
}
/** Reports by shard (`1/8`); all of one job, and no shard twice. */
async function readShards(paths) {
    const errors = [];
    const fail = (value, right) => {
        errors.push((0,_settings_input_reader_js__WEBPACK_IMPORTED_MODULE_4__/* .wrong */ .Q)('merge-reports', value, right));
    };
    const shards = new Map();
    const validate = await (0,_settings_schema_js__WEBPACK_IMPORTED_MODULE_5__/* .compileSchema */ .F)('report.schema.json');
    for (const file of (await Promise.all(paths.map(reportsAt))).flat()) {
        const parsed = await parse(file);
        if (parsed === undefined || !validate(parsed) || !hasTimes(parsed)) {
            fail(file, 'JSON reports of this action (report-file)');
            continue;
        }
        const report = parsed;
        if (report.mode !== 'check')
            fail(file, `reports of mode check; this one is of ${report.mode}`);
        const shard = report.shard ?? '1/1';
        if (shards.has(shard))
            fail(file, `one report of each shard; ${shard} is there twice`);
        shards.set(shard, report);
    }
    const names = [...shards.keys()];
    if (new Set(names.map((shard) => shard.split('/')[1])).size > 1) {
        fail(names.join(' '), 'shards of one job, all of the same number');
    }
    if (names.length === 0 && errors.length === 0) {
        fail(paths.join(' '), 'JSON reports, or folders that hold them; there is none');
    }
    return errors.length > 0 ? { ok: false, errors } : { ok: true, shards };
}
function merged(shards, settings, baseline) {
    const run = runOf([...shards.values()]);
    const legs = shardsOf([...shards.keys()]).map((shard) => {
        const report = shards.get(shard);
        return { shard, report, why: report ? leftBehind(report, run, settings.now) : 'is missing' };
    });
    const reports = legs.flatMap(({ report, why }) => (report && why === undefined ? [report] : []));
    const missing = legs.flatMap(({ shard, why }) => (why === undefined ? [] : [{ shard, why }]));
    const sum = (read) => reports.reduce((total, report) => total + read(report), 0);
    return (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .assembleReport */ .x)({
        mode: 'check',
        startedAt: new Date(Math.min(settings.now.getTime(), ...reports.map(({ startedAt }) => Date.parse(startedAt)))),
        finishedAt: settings.now,
        resources: reports.flatMap(({ resources }) => resources),
        findings: [
            ...reports.flatMap(({ findings }) => findings),
            ...missing.flatMap(({ shard, why }) => notJudged(shard, why, settings)),
        ],
        stats: {
            requests: sum(({ stats }) => stats.requests),
            retries: sum(({ stats }) => stats.retries),
            throttled: sum(({ stats }) => stats.throttled),
        },
        policy: settings.policy,
        // Shards scan no source, so nothing of it can be fixed.
        baseline: baseline && { entries: baseline, scanned: () => false },
        notes: [
            `Merged from ${reports.length} of ${reports.length + missing.length} shards.`,
            ...reports.flatMap(({ notes = [] }) => notes),
        ],
        coverage: {
            seen: sum(({ coverage }) => coverage?.seen ?? 0) + missing.length,
            judged: sum(({ coverage }) => coverage?.judged ?? 0),
            unknown: sum(({ coverage }) => coverage?.unknown ?? 0) + missing.length,
        },
    });
}
/** The workflow run of the shard that ended last, where that is told. Legs that are started again keep it. */
function runOf(reports) {
    return reports.toSorted((a, b) => Date.parse(a.finishedAt) - Date.parse(b.finishedAt)).at(-1)
        ?.stats.workflowRun;
}
/** Why a report is not of the job whose legs are merged; `undefined` where nothing shows that. */
function leftBehind({ finishedAt, stats }, run, now) {
    if (now.getTime() - Date.parse(finishedAt) > FRESH_FOR_MS) {
        return `is of ${finishedAt}, more than a day ago`;
    }
    return run !== undefined && stats.workflowRun !== undefined && stats.workflowRun !== run
        ? `is of the workflow run ${stats.workflowRun}, and the newest one of ${run}`
        : undefined;
}
function notJudged(shard, why, settings) {
    const what = `shard ${shard}`;
    return (0,_rules_judge_js__WEBPACK_IMPORTED_MODULE_3__/* .unresolved */ .II)(what, {
        kind: 'unavailable',
        message: `The report of ${what} ${why}, so its resources were not judged.`,
        remedy: 'Look at the log of that leg of the matrix job, and run all legs again.',
    }, settings.settingsOf(what));
}
/** The schema's format for times is not checked: elsewhere their text is all that is shown. */
function hasTimes({ startedAt, finishedAt }) {
    return [startedAt, finishedAt].every((time) => Number.isFinite(Date.parse(time)));
}
/** All shards of the job that these are of. */
function shardsOf(present) {
    const count = Number(present[0]?.split('/')[1] ?? 1);
    return Array.from({ length: count }, (_, index) => `${index + 1}/${count}`);
}
/** The file itself, or every JSON file below a folder, sorted; a path that is not there is its own error later. */
async function reportsAt(at) {
    const isFolder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(at).then((found) => found.isDirectory(), () => false);
    if (!isFolder)
        return [at];
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(at, { recursive: true, withFileTypes: true });
    return entries
        .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
        .map((entry) => node_path__WEBPACK_IMPORTED_MODULE_1___default().join(entry.parentPath, entry.name))
        .sort();
}
async function parse(file) {
    try {
        return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8'));
    }
    catch {
        return undefined;
    }
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

