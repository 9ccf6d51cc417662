export const id = 212;
export const ids = [212];
export const modules = {

/***/ 2212:
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
// EXTERNAL MODULE: ./src/report/escape.ts
var report_escape = __webpack_require__(6412);
// EXTERNAL MODULE: ./src/run.ts + 72 modules
var run = __webpack_require__(5428);
// EXTERNAL MODULE: ./src/azure/explain-sign-in.ts
var explain_sign_in = __webpack_require__(7442);
// EXTERNAL MODULE: ./src/domain/arm-id.ts
var arm_id = __webpack_require__(2422);
// EXTERNAL MODULE: ./src/domain/finding.ts
var domain_finding = __webpack_require__(5457);
// EXTERNAL MODULE: ./src/domain/remedy.ts
var remedy = __webpack_require__(9558);
// EXTERNAL MODULE: ./src/domain/shell.ts
var shell = __webpack_require__(3062);
;// CONCATENATED MODULE: ./src/cli/diagnosis.ts





const ISSUER = 'https://token.actions.githubusercontent.com';
const ROLES = 'https://raw.githubusercontent.com/foundry-entra-gate/foundry-entra-gate/v1/docs/permissions';
/** What is there and what is missing, in the order in which it is to be made. */
function diagnose(examined) {
    return [
        session(examined),
        identity(examined),
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
function identity({ inputs, options }) {
    const title = 'An identity for the workflow';
    const { clientId } = inputs.signIn;
    if (clientId !== '') {
        return {
            title,
            state: 'unseen',
            say: `Client ${clientId}. Reading the directory is not asked of you; this shows its object id, which --object-id takes:`,
            commands: options.objectId === undefined ? [objectIdOf(clientId)] : [],
        };
    }
    return {
        title,
        state: 'missing',
        say: 'No --client-id was given. Create an app registration, or use the client id of a user-assigned managed identity, and run the doctor again with --client-id.',
        commands: [
            'CLIENT_ID=$(az ad app create --display-name foundry-entra-gate --query appId --output tsv)',
            'az ad sp create --id "$CLIENT_ID" --query id --output tsv # the object id, for --object-id',
        ],
    };
}
function objectIdOf(clientId) {
    return `az ad sp show --id ${(0,shell/* shellWord */.r)(clientId)} --query id --output tsv`;
}
function federation({ inputs, options }) {
    const title = 'A federated credential that trusts the workflow';
    const clientId = inputs.signIn.clientId === '' ? 'CLIENT-ID' : inputs.signIn.clientId;
    const repository = options.repository ?? 'OWNER/NAME';
    const ends = options.jobEnvironment === undefined
        ? ['pull_request', `ref:refs/heads/${options.branch}`]
        : [`environment:${options.jobEnvironment}`];
    const api = `gh api ${(0,shell/* shellWord */.r)(`repos/${repository}`)} --jq`;
    const commands = ends.map((end) => (0,explain_sign_in/* federatedCredentialCommands */.W)({
        issuer: ISSUER,
        subject: `repo:${repository}:${end}`,
        audience: inputs.signIn.audience,
        repository,
        // Filled in by the shell of whoever reads this: the numbers are GitHub's to tell.
        ownerId: 'OWNER-ID',
        repositoryId: 'REPOSITORY-ID',
    }, clientId)
        .replace(/^Create the federated credential\..*$/m, `# for ${end}, in both forms of the subject`)
        .replace(/^For a user-assigned.*$/m, '# for a user-assigned managed identity instead')
        // Credentials of one identity have different names.
        .replaceAll('"name":"github-', `"name":"github-${nameOf(end)}-`)
        .replace('--name github ', `--name github-${nameOf(end)} `));
    return {
        title,
        state: 'unseen',
        say: `Credentials are listed by the first command. The subject must be equal in every letter; repositories made since 15 July 2026 send it with numeric ids. OWNER-ID and REPOSITORY-ID are what the second command prints.${options.repository === undefined ? ' OWNER/NAME is your repository (--repository).' : ''}`,
        commands: [
            `az ad app federated-credential list --id ${(0,shell/* shellWord */.r)(clientId)} --query "[].subject"`,
            `${api} '"OWNER-ID \\(.owner.id)  REPOSITORY-ID \\(.id)"'`,
            ...commands,
        ],
    };
}
/** `pull-request`, `branch`, `environment`: the end of a subject as part of a credential's name. */
function nameOf(end) {
    return end.startsWith('ref:') ? 'branch' : (end.split(':')[0] ?? end).replaceAll('_', '-');
}
function roles({ resource, report, options, inputs }) {
    const title = 'Roles of the identity: Foundry Entra Gate Check and Foundry Entra Gate Probe';
    const account = report?.resources[0]?.id ?? resource;
    const subscription = arm_id/* ArmId */.O0.parse(account)?.subscriptionId ?? (inputs.subscriptionId || undefined);
    const named = subscription ?? 'SUBSCRIPTION-ID';
    const scope = arm_id/* ArmId */.O0.parse(account) === undefined ? 'RESOURCE-ID' : account;
    const objectId = options.objectId;
    const list = objectId === undefined
        ? []
        : [
            `az role assignment list --assignee ${(0,shell/* shellWord */.r)(objectId)} --scope ${(0,shell/* shellWord */.r)(scope)} --include-inherited --include-groups --query "[].roleDefinitionName"`,
        ];
    const grant = (role) => (0,remedy/* grantCommand */.Qg)({ objectId, type: 'ServicePrincipal', role, scope });
    return {
        title,
        state: 'unseen',
        say: `The check above ran with your rights, not with the identity's. Neither role can read a key. A new assignment can take five minutes to work.${objectId === undefined ? ' OBJECT-ID is the object id of its service principal (--object-id).' : ' The first command shows what it has.'}`,
        commands: [
            ...list,
            ...['check', 'probe'].map((file) => `curl -fsSL ${ROLES}/${file}.json | sed 's/SUBSCRIPTION-ID/${named}/' > ${file}.json && az role definition create --role-definition @${file}.json`),
            grant('Foundry Entra Gate Check'),
            grant('Foundry Entra Gate Probe'),
        ],
    };
}
function workflow({ jobs }) {
    const title = 'Permissions of the workflow';
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
    return open.map(toStep);
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

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./src/cli/doctor-text.ts


const SIGN = {
    done: ['ok', 'green'],
    missing: ['missing', 'red'],
    unseen: ['look yourself', 'yellow'],
    unknown: ['not determined', 'yellow'],
};
/** Numbered steps; commands stand on lines of their own, unbroken, to be copied. */
function renderSteps(resource, steps, { colour }) {
    const blocks = steps.map(({ title, state, say, commands }, index) => {
        const [word, paint] = SIGN[state];
        const sign = colour ? (0,external_node_util_.styleText)(paint, word, { validateStream: false }) : word;
        return [
            `${index + 1}. ${title}: ${sign}`,
            ...indented(say),
            ...commands.flatMap((command) => indented(command, '     ')),
        ].join('\n');
    });
    const missing = steps.filter(({ state }) => isMissing(state)).length;
    const unseen = steps.filter(({ state }) => state === 'unseen').length;
    const end = missing + unseen === 0
        ? 'Nothing is missing.'
        : `${missing} missing or not determined, ${unseen} to look at yourself. Nothing was changed.`;
    return `What a green gate on ${(0,report_escape/* visible */.RK)(resource)} needs\n\n${blocks.join('\n\n')}\n\n${end}\n`;
}
/** What could not be determined is not there until it is seen. */
function isMissing(state) {
    return state === 'missing' || state === 'unknown';
}
function indented(text, by = '   ') {
    return text === ''
        ? []
        : (0,report_escape/* visible */.RK)(text)
            .split('\n')
            .map((line) => `${by}${line}`);
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
    terminal.print(renderSteps(resource, steps, terminal.style));
    return steps.some(({ state }) => isMissing(state)) ? 1 : 0;
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
        const url = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(config)?.[1] ?? '';
        return /[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1];
    }
    catch {
        // No repository here: the commands then hold OWNER/NAME.
        return undefined;
    }
}


/***/ })

};

