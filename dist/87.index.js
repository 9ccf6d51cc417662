export const id = 87;
export const ids = [87];
export const modules = {

/***/ 8087:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./src/azure/assertions.ts + 1 modules
var assertions = __webpack_require__(432);
// EXTERNAL MODULE: ./src/report/escape.ts
var report_escape = __webpack_require__(4031);
// EXTERNAL MODULE: ./src/run.ts + 33 modules
var run = __webpack_require__(6824);
// EXTERNAL MODULE: ./src/settings/step.ts + 4 modules
var settings_step = __webpack_require__(5849);
// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./src/settings/defaults.ts
var defaults = __webpack_require__(9563);
;// CONCATENATED MODULE: ./src/cli/arguments.ts


const COMMANDS = ['check', 'plan', 'enforce', 'scan', 'doctor'];
/** Inputs that take several items: given again, an option adds to them. */
const LISTS = new Set([
    'resources',
    'principals',
    'inference-hosts',
    'scan-paths',
    'allow',
    'merge-reports',
]);
/** The command is the mode. */
const INPUTS = Object.keys(defaults/* DEFAULTS */.z).filter((name) => name !== 'mode');
const TEXT = { type: 'string', multiple: true };
const FLAG = { type: 'boolean' };
const OPTIONS = {
    ...Object.fromEntries(INPUTS.map((name) => [name, TEXT])),
    force: FLAG,
    resource: TEXT,
    sarif: TEXT,
    json: FLAG,
    yes: FLAG,
    verbose: FLAG,
    help: { type: 'boolean', short: 'h' },
    version: FLAG,
    repository: TEXT,
    branch: TEXT,
    'job-environment': TEXT,
    'object-id': TEXT,
};
const OF_DOCTOR = ['repository', 'branch', 'job-environment', 'object-id'];
/** Reads the arguments after the program's name. Values are judged later, with the inputs of a step. */
function readArguments(args) {
    const given = parse(args);
    if ('why' in given)
        return given;
    if (given.flag('version'))
        return { kind: 'version' };
    if (given.flag('help') || given.positionals[0] === 'help')
        return { kind: 'help' };
    const [command, ...rest] = given.positionals;
    if (command === undefined)
        return wrong('a command is missing');
    const name = COMMANDS.find((known) => known === command);
    if (name === undefined)
        return wrong(`there is no command "${command}"`);
    const inputs = inputsOf(name, given, rest);
    const why = misuse(name, given, inputs);
    if (why !== undefined)
        return wrong(why);
    return {
        kind: 'run',
        name,
        inputs,
        json: given.flag('json'),
        verbose: given.flag('verbose'),
        sarifFile: given.last('sarif') ?? given.last('sarif-file'),
        reportFile: given.last('report-file'),
        doctor: {
            repository: given.last('repository'),
            branch: given.last('branch') ?? 'main',
            jobEnvironment: given.last('job-environment'),
            objectId: given.last('object-id'),
        },
    };
}
function parse(args) {
    try {
        const { values, positionals } = (0,external_node_util_.parseArgs)({
            args: [...args],
            options: OPTIONS,
            allowPositionals: true,
            strict: true,
        });
        const all = (name) => {
            const value = values[name];
            return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
        };
        return {
            positionals,
            flag: (name) => values[name] === true,
            all,
            last: (name) => all(name).at(-1),
        };
    }
    catch (error) {
        return wrong(error instanceof Error ? firstSentence(error.message) : String(error));
    }
}
function inputsOf(name, { all, last, flag }, rest) {
    const inputs = {
        mode: name === 'plan' || name === 'enforce' ? name : 'check',
        auth: 'azure-cli',
    };
    for (const input of INPUTS) {
        const value = LISTS.has(input) ? all(input).join('\n') : last(input);
        if (value !== undefined && value !== '')
            inputs[input] = value;
    }
    if (flag('force'))
        inputs.force = 'true';
    delete inputs['sarif-file'];
    delete inputs['report-file'];
    const resources = [...(name === 'scan' ? [] : rest), ...all('resource'), ...all('resources')];
    if (resources.length > 0)
        inputs.resources = resources.join('\n');
    if (name === 'scan') {
        inputs.scan = 'all';
        if (rest.length > 0)
            inputs['scan-paths'] = [...rest, ...all('scan-paths')].join('\n');
    }
    return inputs;
}
/** What the command cannot do with the options given, in one sentence. */
function misuse(name, { last, flag }, inputs) {
    const stray = OF_DOCTOR.find((option) => name !== 'doctor' && last(option) !== undefined);
    if (stray)
        return `--${stray} is an option of doctor`;
    if (inputs.auth?.toLowerCase() === 'oidc') {
        return '--auth oidc works in the action only: here it is azure-cli or managed-identity';
    }
    const resources = inputs.resources?.split('\n') ?? [];
    if (name === 'scan' && resources.length > 0) {
        return 'scan judges source code and takes no resources';
    }
    if (name === 'enforce' && !flag('yes') && inputs['approved-plan'] === undefined) {
        return 'enforce changes resources: run plan first, then give --approved-plan DIGEST, or --yes to make whatever it plans';
    }
    if (name === 'doctor' && resources.length !== 1) {
        return 'doctor takes one resource: doctor RESOURCE or doctor --resource RESOURCE';
    }
    return undefined;
}
/** Node adds advice on arguments that begin with a hyphen, which is not what went wrong here. */
function firstSentence(text) {
    return text.split(/\.\s|\n/, 1)[0] ?? '';
}
function wrong(why) {
    return { kind: 'wrong', why };
}

;// CONCATENATED MODULE: ./src/cli/help.ts
/** One page, at most 80 columns: enough to work without another. */
const HELP = `foundry-entra-gate: finds and removes API keys on Microsoft Foundry

  foundry-entra-gate check RESOURCE ...   judge accounts; reads only
  foundry-entra-gate plan RESOURCE ...    list the changes; reads only
  foundry-entra-gate enforce RESOURCE ... make them
  foundry-entra-gate scan [GLOB ...]      judge the source code in this folder
  foundry-entra-gate doctor RESOURCE      say what a workflow lacks; reads only

RESOURCE is the id of an account, project, hub, resource group, subscription or
management group; or an account name or endpoint, which is looked up in
--subscription-id, else in the subscription of your session.
Without one, the policy file's resources are judged.

Signs in with your session of the Azure CLI (az login) and never reads a key.
enforce needs --approved-plan DIGEST (plan prints it) or --yes.

Output
  --json               the report as JSON on standard output
  --sarif FILE         write a SARIF log
  --report-file FILE   write the report as JSON
  --verbose            tell each request on standard error
  --help, --version
  The table shows evidence and commands; --json has portal steps and Bicep too.
  NO_COLOR=1 turns colours off.

What is judged
  --principals LINE    who must be able to call the models: group:OBJECT-ID,
                       user:OBJECT-ID or service-principal:OBJECT-ID [= ROLE];
                       can be repeated
  --role ROLE          for principals that name none (Cognitive Services User)
  --policy FILE        policy file (.github/foundry-entra-gate.yml)
  --baseline FILE      an earlier report; what is in it is known and passes
  --fail-on LEVEL      error (default), warning or never
  --probe on|off|auto  live calls to the endpoints; they use no tokens
  --scan all|off       scan source code too; check, plan and enforce do not
  --scan-paths GLOB    files to scan; a leading ! excludes; can be repeated
  --resources ID       the same as RESOURCE; can be repeated
  --merge-reports PATH reports of shards, or a folder of them, as one report
  --shard I/N          judge one slice of the resources
  --concurrency N      requests at once, per host (16)

What enforce may do
  --allow KINDS        set-subdomain, assign-role, convert-connection,
                       regenerate-keys, disable-keys
  --approved-plan D    change nothing if the plan has another digest
  --max-changes N      change nothing if the plan holds more (50)
  --propagation-timeout SECONDS
  --force              disable keys although an interlock objects

Where
  --subscription-id ID --tenant-id ID --client-id ID
  --auth azure-cli|managed-identity
  --environment AzureCloud|AzureUSGovernment|AzureChinaCloud
  --authority-host URL --resource-manager-endpoint URL --audience TEXT
  --inference-hosts HOST
  --comment, --issue, --github-token: as in the action

doctor
  --client-id ID       of the app or user-assigned identity of the workflow
  --object-id ID       of its service principal
  --repository OWNER/NAME   default: the remote "origin" of this folder
  --branch NAME        the branch that the workflow runs on (main)
  --job-environment E  the environment that the job names

Examples
  foundry-entra-gate check contoso-ai
  foundry-entra-gate plan contoso-ai --principals group:OBJECT-ID
  foundry-entra-gate enforce contoso-ai --principals group:OBJECT-ID \\
    --approved-plan DIGEST
  foundry-entra-gate scan 'src/**' --sarif results.sarif

Exit codes: 0 passes, 1 fails or could not be determined, 2 wrong usage.
`;

;// CONCATENATED MODULE: ./src/cli/node-version.ts
/** The runtime of the action, and the one that the tests run on. */
const OLDEST = 24;
/** Why this Node cannot run the command line; `undefined` when it can. @param version as `24.1.0` */
function tooOld(version) {
    if (Number.parseInt(version, 10) >= OLDEST)
        return undefined;
    return `it needs Node ${OLDEST} or newer, and this is ${version}`;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/publish/comment.ts
var comment = __webpack_require__(1206);
// EXTERNAL MODULE: ./src/publish/issue.ts
var issue = __webpack_require__(2136);
// EXTERNAL MODULE: ./src/report/json.ts
var json = __webpack_require__(2794);
// EXTERNAL MODULE: ./src/report/sarif.ts
var sarif = __webpack_require__(643);
// EXTERNAL MODULE: ./src/report/verdict.ts
var verdict = __webpack_require__(687);
// EXTERNAL MODULE: ./src/domain/clip.ts
var clip = __webpack_require__(9508);
// EXTERNAL MODULE: ./src/domain/finding.ts
var finding = __webpack_require__(5457);
// EXTERNAL MODULE: ./src/domain/resource-name.ts
var resource_name = __webpack_require__(2612);
// EXTERNAL MODULE: ./src/report/access-title.ts
var access_title = __webpack_require__(5381);
// EXTERNAL MODULE: ./src/report/bundle.ts
var bundle = __webpack_require__(9932);
// EXTERNAL MODULE: ./src/report/groups.ts
var groups = __webpack_require__(6900);
// EXTERNAL MODULE: ./src/report/procedure.ts
var procedure = __webpack_require__(7239);
;// CONCATENATED MODULE: ./src/cli/table.ts










const STATUS_PAINT = {
    fail: 'red',
    unknown: 'yellow',
    pass: 'green',
    exempt: 'cyan',
    skipped: 'dim',
};
const TONE_PAINT = {
    good: 'green',
    neutral: 'cyan',
    warning: 'yellow',
    bad: 'red',
    unknown: 'yellow',
};
/** With more resources than these, what passes is counted and not listed. */
const RESOURCES_IN_FULL = 20;
const DETAILS = 50;
/** The report for a terminal: a table per resource, what to do, changes, notes, and the verdict last. */
function renderTable(report, failOn, style) {
    const { headline, tone, fails } = (0,verdict/* verdict */.WJ)(report, failOn);
    const all = (0,groups/* groups */.T)(report);
    const worst = (0,bundle/* bundle */.l)(report.findings.filter(finding/* counts */.tQ).sort(procedure/* compareToDo */.S));
    const lines = [
        ...all.flatMap((group) => [...table(group, all.length <= RESOURCES_IN_FULL, style), '']),
        ...details(worst, style),
        ...changes(report, style),
        ...section((0,access_title/* accessTitle */.F)(report.changes), report.losesAccess ?? [], style),
        ...section('Notes', report.notes ?? [], style),
        paint(line(headline), TONE_PAINT[tone], style),
        `${(0,verdict/* tallyWords */.c_)((0,verdict/* totals */.Sd)(report))}. Exit code ${Number(fails)} (fail-on: ${failOn}).`,
    ];
    return `${lines.join('\n')}\n`;
}
function table(group, inFull, style) {
    const about = group.about === '' ? '' : paint(`  ${line(group.about)}`, 'dim', style);
    const shown = inFull
        ? group.findings
        : group.findings.filter(({ status }) => status === 'fail' || status === 'unknown');
    const rest = group.findings.length - shown.length;
    const widest = Math.max(0, ...shown.map(({ rule }) => rule.length));
    return [
        `${paint(line(group.name), 'bold', style)}${about}`,
        ...(0,bundle/* bundle */.l)(shown).map((one) => row(one, group, widest, style)),
        ...(rest > 0 ? [paint(`  ${rest} more that pass, are exempt or skipped`, 'dim', style)] : []),
    ];
}
function row({ first: finding, all }, group, widest, style) {
    const rule = all.length > 1 ? `${all.length} rules` : finding.rule;
    const status = finding.known ? 'known' : finding.status;
    const head = `  ${paint(status.padEnd(9), finding.known ? 'dim' : STATUS_PAINT[finding.status], style)}${rule.padEnd(widest)}  ${finding.severity.padEnd(9)}`;
    const place = placeOf(finding, group.id);
    const text = `${place === '' ? '' : `${place}: `}${line(finding.message)}`;
    const indent = 2 + 9 + widest + 2 + 9;
    return head + wrap(text, style.width - indent).join(`\n${' '.repeat(indent)}`);
}
function details(bundles, style) {
    if (bundles.length === 0)
        return [];
    const blocks = bundles.slice(0, DETAILS).flatMap(({ first, all }) => {
        const place = first.file === undefined ? line(first.resource) : placeOf(first, '');
        const rules = [...new Set(all.map(({ rule }) => rule))].join(', ');
        return [
            `  ${paint(rules, STATUS_PAINT[first.status], style)}  ${place}`,
            ...seen(first).flatMap((one) => wrap(line(one), style.width - 4).map((part) => `    ${part}`)),
            ...wayOut(first, style),
            '',
        ];
    });
    const left = bundles.length - DETAILS;
    return [
        `${paint('What to do', 'bold', style)}${paint('  (portal steps, Bicep and the reasons: --json)', 'dim', style)}`,
        ...blocks,
        ...(left > 0 ? [`  and ${left} more: use --json`, ''] : []),
    ];
}
/** The message is in the table; here is what it was read from. */
function seen({ evidence = '' }) {
    return evidence.split('\n').filter((one) => one.startsWith('Seen: '));
}
/** The sentence, then what a terminal can use: the commands, else the code to write, else the steps of the portal. */
function wayOut({ fix = '' }, style) {
    const parts = (0,finding/* readFix */.eo)(fix);
    const code = [parts.Code, parts.Bicep, parts.Terraform].filter((part) => part !== undefined);
    const ready = parts.az === undefined ? code : [parts.az];
    return [
        ...wrap(line(parts.say), style.width - 4).map((one) => (one === '' ? '' : `    ${one}`)),
        // As they are: they are copied, so their lines are not broken.
        ...ready.flatMap((text) => (0,report_escape/* visible */.RK)(text).split('\n')).map((one) => `      ${one}`),
        ...(ready.length === 0 && parts.Portal !== undefined
            ? [`    Portal: ${line(parts.Portal)}`]
            : []),
    ].filter((one) => one !== '');
}
function changes(report, style) {
    if (report.mode === 'check')
        return [];
    const said = new Set();
    const rows = report.changes.map(({ kind, status, resource, message }) => {
        const head = `  ${paint(status.padEnd(10), (0,verdict/* isStopped */.id)(status) ? 'red' : 'green', style)}${kind.padEnd(20)}`;
        // What stops a whole plan is the reason of each change.
        const [first = '', ...others] = said.has(message) ? ['as above'] : message.split('\n');
        said.add(message);
        return [`${line((0,resource_name/* resourceName */.I)(resource))}: ${line(first)}`, ...others.map(line)]
            .flatMap((text) => wrap(text, style.width - 32))
            .map((text, index) => (index === 0 ? head : ' '.repeat(32)) + text)
            .join('\n');
    });
    return [
        paint('Changes', 'bold', style),
        ...(rows.length > 0 ? rows : ['  none']),
        ...(report.planDigest === undefined ? [] : [`  plan digest: ${report.planDigest}`]),
        '',
    ];
}
function section(title, texts, style) {
    if (texts.length === 0)
        return [];
    return [
        paint(title, 'bold', style),
        ...texts.flatMap((text) => wrap(line(text), style.width - 2).map((one) => `  ${one}`)),
        '',
    ];
}
/** `app.py:12`, the name of a connection, or nothing where it is the resource of the group. */
function placeOf(finding, groupId) {
    if (finding.file !== undefined) {
        return line(finding.line === undefined ? finding.file : `${finding.file}:${finding.line}`);
    }
    return finding.resource.toLowerCase() === groupId.toLowerCase() || finding.resource === 'source'
        ? ''
        : line((0,resource_name/* resourceName */.I)(finding.resource));
}
/** Untrusted text on one line, in which nothing can steer the terminal. */
function line(text) {
    return (0,clip/* onOneLine */.G)((0,report_escape/* visible */.RK)(text));
}
function wrap(text, width) {
    const room = Math.max(width, 30);
    const lines = [];
    let current = '';
    for (const word of text.split(' ')) {
        if (current !== '' && current.length + 1 + word.length > room) {
            lines.push(current);
            current = word;
        }
        else {
            current = current === '' ? word : `${current} ${word}`;
        }
    }
    return [...lines, current];
}
function paint(text, with_, { colour }) {
    return colour ? (0,external_node_util_.styleText)(with_, text, { validateStream: false }) : text;
}

;// CONCATENATED MODULE: ./src/cli/terminal-output.ts









/** Shows a run on a terminal: progress on standard error, the result on standard output. */
function terminalOutput(terminal, options) {
    // Until something says otherwise, nothing was proven.
    let code = 1;
    const tell = (line) => {
        terminal.tell(`${(0,report_escape/* logLine */.BP)(line)}\n`);
    };
    const output = {
        log: tell,
        debug: (line) => {
            if (options.verbose)
                tell(line);
        },
        // No log of a runner to hide it in, and no token is ever printed.
        mask: () => undefined,
        group: async (_title, work) => work(),
        signInFailed: ({ message, remedy }) => {
            tell(`Sign-in to Azure failed: ${message}`);
            if (remedy !== undefined)
                terminal.tell(`${(0,report_escape/* logLines */.OG)(remedy).join('\n')}\n`);
        },
        refuse: (errors) => {
            code = 2;
            terminal.tell(`${errors.map((error) => (0,report_escape/* visible */.RK)(error)).join('\n')}\n`);
            return Promise.resolve();
        },
        publish: async (report, context, inputs) => {
            const refused = await Promise.all([
                write(options.reportFile, () => (0,json/* renderJson */.h)(report)),
                write(options.sarifFile, () => (0,sarif/* renderSarif */.WH)(report, context)),
                (0,comment/* commentOnPullRequest */.r)(report, context, inputs),
                (0,issue/* trackIssue */.v)(report, context, inputs),
            ]);
            for (const warning of refused)
                if (warning !== undefined)
                    tell(warning);
            terminal.print(options.json ? (0,json/* renderJson */.h)(report) : renderTable(report, context.failOn, terminal.style));
            // A file that was asked for and is missing must not look like a result.
            const missing = refused.slice(0, 2).some((warning) => warning !== undefined);
            code = (0,verdict/* verdict */.WJ)(report, context.failOn).fails || missing ? 1 : 0;
        },
    };
    return { output, exitCode: () => code };
}
/** @returns a warning when the file could not be written */
async function write(file, content) {
    if (file === undefined)
        return undefined;
    try {
        await (0,promises_.mkdir)(external_node_path_default().dirname(external_node_path_default().resolve(file)), { recursive: true });
        await (0,promises_.writeFile)(file, content());
        return undefined;
    }
    catch (error) {
        return `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`;
    }
}

;// CONCATENATED MODULE: ./src/cli/main.ts









/** The command line: the same run as the action's, with options for inputs and a terminal for the log. */
async function main(args, env) {
    const terminal = openTerminal();
    const old = tooOld(process.versions.node);
    if (old !== undefined) {
        terminal.tell(`foundry-entra-gate: ${old}.\n`);
        return 2;
    }
    const command = readArguments(args);
    switch (command.kind) {
        case 'help':
            terminal.print(HELP);
            return 0;
        case 'version':
            terminal.print(`${version/* VERSION */.x}\n`);
            return 0;
        case 'wrong':
            terminal.tell(`foundry-entra-gate: ${command.why}. See foundry-entra-gate --help.\n`);
            return 2;
        case 'run':
            try {
                return await execute(command, env, terminal);
            }
            catch (error) {
                const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
                terminal.tell(`foundry-entra-gate stopped because of a mistake of its own, and nothing was judged. Please report it with this text:\n${(0,report_escape/* visible */.RK)(stack)}\n`);
                return 1;
            }
    }
}
async function execute(command, env, terminal) {
    const inputs = await withSubscription(command.inputs, env);
    const read = (0,settings_step/* readStep */.j)(stepEnvironment(inputs, env));
    const { output, exitCode } = terminalOutput(terminal, command);
    if (!read.ok) {
        await output.refuse(read.errors);
        return exitCode();
    }
    const step = { ...read.step, ...(command.name === 'scan' && { sourceOnly: true }) };
    const none = new assertions/* Assertions */.m(() => Promise.reject(new Error('GitHub gives no OIDC token to a command line')));
    if (command.name === 'doctor') {
        const { examine } = await Promise.all(/* import() */[__webpack_require__.e(815), __webpack_require__.e(215)]).then(__webpack_require__.bind(__webpack_require__, 4215));
        return examine({ step, assertions: none, options: command.doctor, terminal });
    }
    await (0,run.run)(step, none, output);
    return exitCode();
}
/** A name is looked up where the person's session works, unless another subscription is named. */
async function withSubscription(inputs, env) {
    const byName = (inputs.resources ?? '')
        .split(/[\n,]/)
        .some((text) => /^[^/#\s]/.test(text.trim()));
    const named = inputs['subscription-id'] ?? env.AZURE_SUBSCRIPTION_ID ?? '';
    if (!byName || named !== '' || inputs.auth !== 'azure-cli')
        return inputs;
    const { sessionSubscription } = await __webpack_require__.e(/* import() */ 57).then(__webpack_require__.bind(__webpack_require__, 4057));
    const subscription = await sessionSubscription(env);
    return subscription === undefined ? inputs : { ...inputs, 'subscription-id': subscription };
}
/** Inputs come from the options alone: what a shell happens to hold in `INPUT_*` is nobody's wish. */
function stepEnvironment(inputs, env) {
    return {
        ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INPUT_'))),
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    };
}
function openTerminal() {
    const { stdout, stderr } = process;
    return {
        // In a step of a job the runner reads both.
        print: (text) => stdout.write((0,report_escape/* withoutCommands */.Df)(text)),
        tell: (text) => stderr.write((0,report_escape/* withoutCommands */.Df)(text)),
        style: {
            // The stream knows NO_COLOR, FORCE_COLOR and TERM=dumb.
            colour: stdout.isTTY && stdout.hasColors(),
            width: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY,
        },
    };
}


/***/ })

};

