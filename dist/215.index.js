export const id = 215;
export const ids = [215];
export const modules = {

/***/ 4215:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  examine: () => (/* binding */ examine)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
var external_node_path_default = /*#__PURE__*/__webpack_require__.n(external_node_path_);
// EXTERNAL MODULE: ./src/domain/set-up-step.ts
var set_up_step = __webpack_require__(5487);
// EXTERNAL MODULE: ./src/report/escape.ts
var report_escape = __webpack_require__(4031);
// EXTERNAL MODULE: ./src/report/set-up-text.ts
var set_up_text = __webpack_require__(6148);
// EXTERNAL MODULE: ./src/run.ts + 33 modules
var run = __webpack_require__(6824);
// EXTERNAL MODULE: ./src/azure/federated-credential.ts
var federated_credential = __webpack_require__(8517);
// EXTERNAL MODULE: ./src/domain/finding.ts
var domain_finding = __webpack_require__(5457);
// EXTERNAL MODULE: ./src/domain/shell.ts
var shell = __webpack_require__(3062);
// EXTERNAL MODULE: ./src/pipeline/set-up-steps.ts
var set_up_steps = __webpack_require__(3280);
// EXTERNAL MODULE: ./src/report/procedure.ts
var procedure = __webpack_require__(7239);
;// CONCATENATED MODULE: ./src/cli/diagnosis.ts





const ISSUER = 'https://token.actions.githubusercontent.com';
/** What is there and what is missing, in the order in which it is to be made. */
function diagnose(examined) {
    return [
        session(examined),
        (0,set_up_steps/* identityStep */.Df)(examined.inputs.signIn.clientId),
        federation(examined),
        roles(examined),
        workflow(examined),
        ...findings(examined),
    ];
}
function session({ signInFailure, inputs }) {
    const title = 'Your session of the Azure CLI';
    if (!signInFailure) {
        return {
            title,
            state: 'done',
            say: 'It gave a token for Azure Resource Manager.',
            commands: [],
        };
    }
    const tenant = inputs.signIn.tenantId;
    return {
        title,
        state: 'missing',
        say: `${signInFailure.message} The steps that look into Azure need it.`,
        commands: [`az login${tenant === '' ? '' : ` --tenant ${(0,shell/* shellWord */.r)(tenant)}`}`],
    };
}
function federation({ inputs, options }) {
    const clientId = inputs.signIn.clientId === '' ? 'CLIENT-ID' : inputs.signIn.clientId;
    const repository = options.repository ?? 'OWNER/NAME';
    const ends = options.jobEnvironment === undefined
        ? ['pull_request', `ref:refs/heads/${options.branch}`]
        : [`environment:${options.jobEnvironment}`];
    return {
        title: set_up_steps/* FEDERATION */.Mv,
        state: 'unseen',
        say: `The first command lists the subjects that are trusted. The subject must be equal in every letter; repositories created, renamed or transferred since 15 July 2026 send it with numeric ids, which the second command asks of GitHub.${options.repository === undefined ? ' OWNER/NAME is your repository (--repository).' : ''}`,
        commands: [
            `az ad app federated-credential list --id ${(0,shell/* shellWord */.r)(clientId)} --query "[].subject" --output tsv`,
            `NUMBERED=$(gh api ${(0,shell/* shellWord */.r)(`repos/${repository}`)} --jq '"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)"')`,
            ...ends.flatMap((end) => credentialCommands(end, { clientId, repository, inputs })),
        ],
    };
}
/** The subject's numbered form is put together by the reader's shell: the numbers are GitHub's to tell. */
function credentialCommands(end, of) {
    const { clientId, repository, inputs } = of;
    const commands = (0,federated_credential/* federatedCredentialCommands */.W)({
        issuer: ISSUER,
        subject: `repo:${repository}:${end}`,
        audience: inputs.signIn.audience,
        repository,
        ownerId: 'OWNER-ID',
        repositoryId: 'REPOSITORY-ID',
    }, clientId, `github-${nameOf(end)}`);
    return commands.map((command) => command.replace(/repo:[^/:]*@OWNER-ID\/[^/:]*@REPOSITORY-ID:/, `repo:'"$NUMBERED"':`));
}
/** `pull-request`, `branch`, `environment`: the end of a subject as part of a credential's name. */
function nameOf(end) {
    return end.startsWith('ref:') ? 'branch' : (end.split(':')[0] ?? end).replaceAll('_', '-');
}
function roles({ resource, report, signInFailure, options, inputs }) {
    const step = (0,set_up_steps/* rolesStep */._q)({
        clientId: inputs.signIn.clientId,
        objectId: options.objectId,
        target: report?.resources[0]?.id ?? resource,
        subscriptionId: inputs.subscriptionId,
    });
    const whose = "The check ran with your rights, not with the identity's. ";
    return signInFailure ? step : { ...step, say: `${whose}${step.say}` };
}
function workflow({ jobs }) {
    const title = set_up_steps/* WORKFLOW */.Ep;
    const permissions = 'permissions:\n  id-token: write\n  contents: read';
    if (jobs.length === 0) {
        return {
            title,
            state: 'missing',
            say: 'No job in .github/workflows of this folder uses the gate. Start from the workflow in the README; its job needs:',
            commands: [permissions],
        };
    }
    const without = jobs.filter(({ mayGetToken }) => !mayGetToken);
    if (without.length === 0) {
        return {
            title,
            state: 'done',
            say: jobs.map(({ file, job }) => `${file}, job ${job}: id-token: write`).join('\n'),
            commands: [],
        };
    }
    return {
        title,
        state: 'missing',
        say: `${without.map(({ file, job }) => `${file}, job ${job}`).join('\n')}\nwithout id-token: write, so GitHub gives no token. Naming one permission sets all others to none:`,
        commands: [permissions],
    };
}
/** What the check itself found, each with the first command of its fix. */
function findings({ report, signInFailure, inputs }) {
    if (signInFailure || !report)
        return [];
    const open = report.findings.filter((finding) => (0,domain_finding/* counts */.tQ)(finding) && (finding.severity === 'error' || inputs.failOn === 'warning'));
    if (open.length === 0) {
        return [
            {
                title: 'The resource itself',
                state: 'done',
                say: 'The check finds nothing that fails the gate.',
                commands: [],
            },
        ];
    }
    return open.toSorted(procedure/* compareToDo */.S).map(toStep);
}
function toStep(finding) {
    const { say, az, Portal: portal } = (0,domain_finding/* readFix */.eo)(finding.fix ?? '');
    return {
        title: finding.rule,
        state: finding.status === 'unknown' ? 'unknown' : 'missing',
        say: [finding.message, say, ...(az === undefined && portal ? [`Portal: ${portal}`] : [])]
            .filter((text) => text !== '')
            .join('\n'),
        commands: az === undefined ? [] : [az],
    };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./src/cli/workflows.ts



const FOLDER = '.github/workflows';
/** The jobs that use the gate, read from the workflow files of a folder. */
async function gateJobs(root) {
    const names = await (0,promises_.readdir)(external_node_path_default().join(root, FOLDER)).catch(() => []);
    const found = await Promise.all(names
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
        .map(async (name) => readGateJobs(`${FOLDER}/${name}`, await (0,promises_.readFile)(external_node_path_default().join(root, FOLDER, name), 'utf8'))));
    return found.flat();
}
/** A file that is no YAML has no jobs: GitHub refuses it, and says so itself. */
function readGateJobs(file, text) {
    let workflow;
    try {
        workflow = (0,dist/* parse */.qg)(text);
    }
    catch {
        return [];
    }
    return Object.entries(mapping(mapping(workflow).jobs)).flatMap(([job, value]) => {
        const { steps, permissions } = mapping(value);
        const uses = Array.isArray(steps) ? steps.map((step) => mapping(step).uses) : [];
        if (!uses.some((name) => typeof name === 'string' && /foundry-entra-gate@/i.test(name)))
            return [];
        // A job's permissions replace those of the workflow.
        const counting = permissions ?? mapping(workflow).permissions;
        return [
            {
                file,
                job,
                mayGetToken: counting === 'write-all' || mapping(counting)['id-token'] === 'write',
            },
        ];
    });
}
function mapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : {};
}

;// CONCATENATED MODULE: ./src/cli/doctor.ts








/**
 * Says what is missing until a workflow's gate on this resource is green. One check with the session of the
 * Azure CLI, and the workflows of this folder; writes nothing anywhere.
 */
async function examine(ask) {
    const { step, options, terminal } = ask;
    const { inputs } = step;
    const resource = inputs.resources[0]?.text ?? '';
    const checked = await check(step, ask.assertions, terminal);
    if (checked.refused)
        return 2;
    const steps = diagnose({
        resource,
        inputs,
        options: {
            ...options,
            repository: options.repository ?? (await originOf(step.workspace)),
        },
        signInFailure: checked.signInFailure,
        report: checked.report,
        jobs: await gateJobs(step.workspace),
    });
    terminal.print((0,set_up_text/* renderSteps */.I)(resource, steps, terminal.style));
    return steps.some(set_up_step/* isMissing */.b) ? 1 : 0;
}
async function check(step, assertions, terminal) {
    const seen = { refused: false };
    const output = {
        log: (line) => {
            terminal.tell(`${(0,report_escape/* logLine */.BP)(line)}\n`);
        },
        debug: () => undefined,
        mask: () => undefined,
        group: async (_title, work) => work(),
        signInFailed: (reason) => {
            seen.signInFailure = reason;
        },
        refuse: (errors) => {
            seen.refused = true;
            terminal.tell(`${errors.map((error) => (0,report_escape/* visible */.RK)(error)).join('\n')}\n`);
            return Promise.resolve();
        },
        publish: (report) => {
            seen.report = report;
            return Promise.resolve();
        },
    };
    await (0,run.run)(step, assertions, output);
    return { refused: seen.refused, report: seen.report, signInFailure: seen.signInFailure };
}
/** `OWNER/NAME` of the remote `origin`, as git's own file has it; `undefined` where there is none. */
async function originOf(folder) {
    try {
        const config = await (0,promises_.readFile)(external_node_path_default().join(folder, '.git/config'), 'utf8');
        const url = /\[remote "origin"\][^[]*?\n[ \t]*url[ \t]*=[ \t]*(\S+)/.exec(config)?.[1] ?? '';
        return /[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];
    }
    catch {
        // No repository here: the commands then hold OWNER/NAME.
        return undefined;
    }
}


/***/ })

};

