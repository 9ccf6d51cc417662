export const id = 763;
export const ids = [763];
export const modules = {

/***/ 2763:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  SCAN_RULES: () => (/* binding */ SCAN_RULES),
  changedLines: () => (/* reexport */ changedLines),
  scan: () => (/* binding */ scan)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
var picomatch_default = /*#__PURE__*/__webpack_require__.n(picomatch);
;// CONCATENATED MODULE: ./src/scan/changed-lines.ts
/**
 * The lines that a pull request adds or changes in one file, from the `patch` of GitHub's "list pull requests
 * files" answer. GitHub leaves the patch out for large diffs, binary files and mere renames: then the whole
 * file counts, as nothing says that a line was there before.
 * (docs.github.com, REST API, "List pull requests files")
 */
function changedLines(patch) {
    if (patch === undefined || patch === '')
        return 'all';
    const ranges = [];
    let line = 0;
    for (const text of patch.split('\n')) {
        const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
        const last = ranges.at(-1);
        if (hunk) {
            line = Number(hunk[1]);
        }
        else if (text.startsWith('+')) {
            if (last?.end === line - 1 && last.removed === undefined)
                last.end = line;
            else
                ranges.push({ start: line, end: line });
            line += 1;
        }
        else if (text.startsWith('-')) {
            const removed = text.slice(1);
            if (last?.end === line && last.removed !== undefined)
                last.removed += `\n${removed}`;
            else
                ranges.push({ start: line - 1, end: line, removed });
        }
        else if (!text.startsWith('\\')) {
            line += 1;
        }
    }
    return ranges;
}
/**
 * Does the text hold every line that the patch adds? A merge with newer commits moves lines and keeps them; the
 * base, or another commit of the branch, lacks some. Only ASCII that can be seen is compared: how the rest is
 * encoded in the checkout, line ends above all, is its own affair.
 */
function holdsPatch(patch, text) {
    const added = patch.split('\n').filter((line) => line.startsWith('+'));
    if (added.length === 0)
        return true;
    const lines = new Set(text.split('\n').map(visible));
    return added.every((line) => lines.has(visible(line.slice(1))));
}
function visible(line) {
    return line.replace(/[^\x21-\x7e]+/g, '');
}
/** Is the finding of the pull request's making, as far as lines of its file tell? */
function touches(changed, { lines, decidedBy = [], missing }) {
    if (changed === 'all')
        return true;
    return (changesLines(changed, [...lines, ...decidedBy]) ||
        changed.some(({ start, end, removed }) => removed !== undefined &&
            missing !== undefined &&
            missing.lines[0] <= start &&
            end <= missing.lines[1] &&
            missing.names.some((name) => removed.toLowerCase().includes(name.toLowerCase()))));
}
/** Is a line of the spans new, or was one taken out between two lines of a span? */
function changesLines(changed, spans) {
    if (changed === 'all')
        return true;
    return changed.some(({ start, end, removed }) => spans.some(([first, last]) => removed === undefined ? start <= last && first <= end : first <= start && end <= last));
}

// EXTERNAL MODULE: ./src/scan/files/left-out.ts
var left_out = __webpack_require__(1841);
// EXTERNAL MODULE: ./src/scan/files/open.ts
var files_open = __webpack_require__(4113);
// EXTERNAL MODULE: ./src/scan/files/walk.ts
var walk = __webpack_require__(528);
// EXTERNAL MODULE: ./src/domain/finding.ts
var domain_finding = __webpack_require__(5457);
// EXTERNAL MODULE: ./src/scan/suppressions.ts
var scan_suppressions = __webpack_require__(9333);
;// CONCATENATED MODULE: ./src/scan/findings.ts



const TEMPLATES = ['bicep', 'json', 'terraform'];
const RULES = {
    'source-uses-entra': {
        kinds: 'all',
        clean: 'none uses a key of Azure AI',
        none: 'No source file was in the scan.',
    },
    'iac-keys-disabled': {
        kinds: TEMPLATES,
        clean: 'every account that they declare disables keys and has a custom subdomain',
        none: 'No Bicep, ARM or Terraform file was in the scan.',
    },
    'iac-connections-use-entra': {
        kinds: TEMPLATES,
        clean: 'every connection that they declare uses Entra ID where it can',
        none: 'No Bicep, ARM or Terraform file was in the scan.',
    },
};
/** The findings of one file, with severities, suppressions and what is known already. */
function toFindings(judged, levels, changes) {
    const { file, result, suppressions, changed, beside } = judged;
    const unjudged = result.notJudged === undefined ? [] : notJudged(file, result.notJudged, levels);
    const isNew = (hit) => touches(changed, hit) || isDecidedBy(changes, hit);
    const found = result.hits
        .filter((hit) => !beside || isNew(hit))
        .sort((a, b) => a.line - b.line || a.column - b.column)
        .flatMap((hit) => {
        const level = levels[hit.rule];
        if (level === 'off')
            return [];
        const suppression = (0,scan_suppressions/* suppressionFor */.f)(suppressions, hit.rule, hit.lines);
        const exempt = suppression?.reason !== undefined;
        const finding = {
            rule: hit.rule,
            severity: severityOf(hit, level, file.test),
            status: exempt ? 'exempt' : hit.status,
            resource: 'source',
            file: file.path,
            line: hit.line,
            column: hit.column,
            message: suppression && !exempt
                ? `${hit.message} The comment on line ${suppression.line} does not exempt it, as it gives no reason after "--".`
                : hit.message,
            evidence: (0,domain_finding/* evidence */.MX)({ expected: hit.expected, seen: hit.seen, why: hit.why }),
            fix: (0,domain_finding/* fix */.Up)(hit.fix),
            ...(isNew(hit) ? {} : { known: true }),
            ...(exempt ? { exemption: { reason: suppression.reason } } : {}),
        };
        return [finding];
    });
    return [...found, ...unjudged];
}
/** By what the pull request changes in other files of the module. */
function isDecidedBy(changes, { decidedElsewhere = [] }) {
    return decidedElsewhere.some(({ file, lines }) => changesLines(changes?.get(file) ?? [], [lines]));
}
/** Tests do not run in production, and code that works without the key goes on working. A test environment is deployed. */
function severityOf(hit, level, test) {
    const isMild = hit.soft === true || (test && hit.rule === 'source-uses-entra');
    return isMild && level === 'error' ? 'warning' : level;
}
function notJudged(file, why, levels) {
    const rules = TEMPLATES.includes(file.kind)
        ? ['source-uses-entra', 'iac-keys-disabled', 'iac-connections-use-entra']
        : ['source-uses-entra'];
    return rules.flatMap((rule) => {
        const level = levels[rule];
        if (level === 'off')
            return [];
        return [
            {
                rule,
                severity: level,
                status: 'unknown',
                resource: 'source',
                file: file.path,
                line: 1,
                message: `The file could not be judged: ${why}.`,
                fix: (0,domain_finding/* fix */.Up)({
                    say: 'Make the file readable, or leave it out of the scan.',
                    Code: `scan-paths: |\n  **\n  !${file.path}`,
                }),
            },
        ];
    });
}
/** One `pass` for each rule without findings, or `skipped` where no file of its kind was in the scan. */
function summaryFindings(judged, findings, levels) {
    return Object.keys(RULES).flatMap((rule) => {
        const level = levels[rule];
        if (level === 'off' || findings.some((finding) => finding.rule === rule))
            return [];
        const { kinds, clean, none } = RULES[rule];
        const files = judged.filter(({ file }) => kinds === 'all' || kinds.includes(file.kind)).length;
        const many = files === 1 ? '1 file was scanned' : `${String(files)} files were scanned`;
        return [
            {
                rule,
                severity: level,
                status: files === 0 ? 'skipped' : 'pass',
                resource: 'source',
                message: files === 0 ? none : `${many}; ${clean}.`,
            },
        ];
    });
}

// EXTERNAL MODULE: ./src/scan/iac/parameter-files.ts
var parameter_files = __webpack_require__(9392);
// EXTERNAL MODULE: ./src/scan/repository.ts
var scan_repository = __webpack_require__(1213);
// EXTERNAL MODULE: ./src/scan/grammars.ts
var grammars = __webpack_require__(4591);
// EXTERNAL MODULE: ./src/scan/hit.ts
var hit = __webpack_require__(2260);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
// EXTERNAL MODULE: ./src/scan/judge-candidate.ts + 69 modules
var judge_candidate = __webpack_require__(1249);
;// CONCATENATED MODULE: ./src/scan/threads.ts








/** Candidates that a thread takes at a time; after so many, others of the process get their turn. */
const BATCH = 50;
/** Files for which one more thread, which loads its own grammars, has paid for itself. */
const WORTH_A_THREAD = 1_500;
/** Each holds grammars of its own, some tens of MiB. */
const MOST_THREADS = 4;
/**
 * Judges the candidates, in their order, on as many processors as there are and are worth it. This thread
 * takes its share, and what a thread that ended did not finish.
 */
async function judgeAll(checkout, candidates, { onProgress, start = startWorker, } = {}) {
    const judged = [];
    const batches = inBatches(candidates);
    let done = 0;
    const take = async (judge) => {
        for (;;) {
            const batch = batches.shift();
            if (!batch)
                return;
            try {
                judged[batch.number] = await judge(batch.candidates);
            }
            catch (error) {
                batches.unshift(batch);
                throw error;
            }
            done += batch.candidates.length;
            onProgress?.(done, candidates.length);
        }
    };
    const workers = startAll(threadsFor(candidates.length) - 1, () => start(checkout));
    const judge = (0,judge_candidate/* judgeOf */.P)(checkout);
    const here = async (batch) => {
        await (0,promises_.setImmediate)();
        return judge(batch);
    };
    try {
        const others = workers.map((worker) => take((batch) => ask(worker, batch)));
        await Promise.all([take(here), Promise.allSettled(others)]);
        // Of a thread that failed at the end, when nobody was left to take it.
        await take(here);
    }
    finally {
        await Promise.all(workers.map((worker) => worker.terminate()));
    }
    return judged.flat();
}
function inBatches(candidates) {
    return Array.from({ length: Math.ceil(candidates.length / BATCH) }, (_, number) => ({
        number,
        candidates: candidates.slice(number * BATCH, (number + 1) * BATCH),
    }));
}
function threadsFor(files) {
    return Math.max(1, Math.min((0,external_node_os_.availableParallelism)(), MOST_THREADS, Math.floor(files / WORTH_A_THREAD) + 1));
}
/** As many as the machine grants. */
function startAll(count, start) {
    const workers = [];
    try {
        while (workers.length < count)
            workers.push(start());
    }
    catch {
        // This thread judges what they would have judged.
    }
    return workers;
}
/** The entry of the action, which knows by the thread that it is to judge. */
function startWorker(checkout) {
    const here = (0,external_node_path_.dirname)((0,external_node_url_.fileURLToPath)(import.meta.url));
    const bundled = (0,external_node_path_.join)(here, 'index.js');
    return new external_node_worker_threads_.Worker((0,external_node_fs_.existsSync)(bundled) ? bundled : (0,external_node_path_.join)(here, '../index.ts'), {
        workerData: checkout,
    });
}
/** @throws {Error} when the thread ends before it answers */
async function ask(worker, batch) {
    const settled = new AbortController();
    const ended = (0,external_node_events_.once)(worker, 'exit', settled).then(() => {
        throw new Error('a thread of the scan ended');
    });
    const answered = (0,external_node_events_.once)(worker, 'message', settled);
    worker.postMessage(batch);
    try {
        const [judged] = await Promise.race([answered, ended]);
        return judged;
    }
    finally {
        settled.abort();
        await Promise.allSettled([answered, ended]);
    }
}

;// CONCATENATED MODULE: ./src/scan/index.ts













const SCAN_RULES = [
    'source-uses-entra',
    'iac-keys-disabled',
    'iac-connections-use-entra',
];
const OTHER_VERSION = 'the checkout lacks lines that the pull request adds (is the commit of the pull request checked out?)';
/** Files: about where V8's optimizing of the grammars has paid for itself by the end of the scan. */
const WORTH_OPTIMIZING = 2_000;
/**
 * Judges the files of a repository. Needs no network and never writes.
 * @throws {Error} from the file system, when `root` cannot be listed
 */
async function scan(request) {
    const root = (0,external_node_fs_.realpathSync)(request.root);
    const wanted = matcher(request.globs);
    const repository = (0,scan_repository/* repositoryAt */.uw)(root);
    const changes = request.only && withTemplates(request.only, request.gone, repository);
    const beside = modulesOf(changes, repository);
    const named = changes !== undefined;
    const { files, vendored } = named
        ? { files: [...changes.keys(), ...beside].sort(), vendored: 0 }
        : (0,walk/* walk */.G)(root);
    const leftOut = new left_out/* LeftOuts */.lM();
    leftOut.count('vendored', vendored);
    const matched = files.filter(wanted);
    const candidates = matched.flatMap((path) => {
        const kind = (0,files_open/* kindAt */.Ii)(root, path, named);
        if (kind !== undefined)
            return [{ path, kind }];
        if (named && (0,files_open/* isFolder */.lQ)(root, path))
            leftOut.name('a submodule', path);
        return [];
    });
    if (candidates.length < WORTH_OPTIMIZING)
        (0,grammars/* stopOptimizing */.bF)();
    const complete = [];
    const judged = await judgeAll({ root, named }, candidates, {
        onProgress: request.onProgress,
    });
    for (const [index, one] of judged.entries()) {
        const path = candidates[index]?.path ?? '';
        if (one.as === 'judged') {
            const patch = request.patches?.get(path);
            const isOther = patch !== undefined && !holdsPatch(patch, repository.read(path) ?? '');
            const result = isOther ? { ...hit/* CLEAN */.w_, notJudged: OTHER_VERSION } : one.result;
            const changed = beside.has(path) ? [] : (changes?.get(path) ?? 'all');
            complete.push({ ...one, result, changed, beside: beside.has(path) });
        }
        else if (one.matters)
            leftOut.name(one.leftOut, path);
        else
            leftOut.count(one.leftOut, 1);
    }
    const findings = complete.flatMap((one) => toFindings(one, request.levels, changes));
    const unknown = complete.filter(({ result }) => result.notJudged !== undefined).length;
    return {
        findings: [...findings, ...summaryFindings(complete, findings, request.levels)],
        count: { files: complete.length - unknown, skipped: leftOut.total + unknown },
        matched: matched.length,
        declaredAccounts: complete.flatMap(({ result }) => result.accounts),
        notes: leftOut.notes(),
    };
}
/** A change of a parameter file is one of what it gives values to, which no line of the template shows. */
function withTemplates(only, gone = new Map(), repository) {
    const given = [
        ...[...only.keys()].flatMap((path) => (0,parameter_files/* templatesGivenBy */.O6)(path, repository)),
        ...[...gone].flatMap(([path, patch = '']) => (0,parameter_files/* templatesGivenBy */.O6)(path, repository, patch.replaceAll(/^-/gm, ''))),
    ];
    return new Map([...only, ...given.map((path) => [path, 'all'])]);
}
/** Files that a change may decide without naming them: those of the same Terraform module. */
function modulesOf(changes, repository) {
    const beside = [...(changes?.keys() ?? [])].flatMap((path) => (0,parameter_files/* filesBeside */.Gr)(path, repository));
    return new Set(beside.filter((path) => !changes?.has(path)));
}
/** Patterns that exclude win over those that include, in any order. */
function matcher(globs) {
    const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
    const included = globs.filter((glob) => !glob.startsWith('!'));
    return picomatch_default()(included.length > 0 ? included : ['**'], {
        ignore: excluded,
        dot: true,
        // A line break in the name of a file must not take it out of `**`.
        flags: 's',
    });
}


/***/ })

};

