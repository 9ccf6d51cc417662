/** One page, at most 80 columns: enough to work without another. */
export const HELP = `foundry-entra-gate: finds and removes API keys on Microsoft Foundry

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
