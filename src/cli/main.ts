import { Assertions } from '../azure/assertions.ts';
import { visible, withoutCommands } from '../report/escape.ts';
import { run } from '../run.ts';
import type { InputName } from '../settings/defaults.ts';
import { readStep, type Env } from '../settings/step.ts';
import { VERSION } from '../version.ts';
import { readArguments, type Command } from './arguments.ts';
import { HELP } from './help.ts';
import { tooOld } from './node-version.ts';
import { terminalOutput, type ExitCode, type Terminal } from './terminal-output.ts';

/** The command line: the same run as the action's, with options for inputs and a terminal for the log. */
export async function main(args: readonly string[], env: Env): Promise<ExitCode> {
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
      terminal.print(`${VERSION}\n`);
      return 0;
    case 'wrong':
      terminal.tell(`foundry-entra-gate: ${command.why}. See foundry-entra-gate --help.\n`);
      return 2;
    case 'run':
      try {
        return await execute(command, env, terminal);
      } catch (error) {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        terminal.tell(
          `foundry-entra-gate stopped because of a mistake of its own, and nothing was judged. Please report it with this text:\n${visible(stack)}\n`,
        );
        return 1;
      }
  }
}

async function execute(
  command: Extract<Command, { kind: 'run' }>,
  env: Env,
  terminal: Terminal,
): Promise<ExitCode> {
  const inputs = await withSubscription(command.inputs, env);
  const read = readStep(stepEnvironment(inputs, env));
  const { output, exitCode } = terminalOutput(terminal, command);
  if (!read.ok) {
    await output.refuse(read.errors);
    return exitCode();
  }
  const step = { ...read.step, ...(command.name === 'scan' && { sourceOnly: true as const }) };
  const none = new Assertions(() =>
    Promise.reject(new Error('GitHub gives no OIDC token to a command line')),
  );
  if (command.name === 'doctor') {
    const { examine } = await import('./doctor.ts');
    return examine({ step, assertions: none, options: command.doctor, terminal });
  }
  await run(step, none, output);
  return exitCode();
}

/** A name is looked up where the person's session works, unless another subscription is named. */
async function withSubscription(
  inputs: Readonly<Partial<Record<InputName, string>>>,
  env: Env,
): Promise<Readonly<Partial<Record<InputName, string>>>> {
  const byName = (inputs.resources ?? '')
    .split(/[\n,]/)
    .some((text) => /^[^/#\s]/.test(text.trim()));
  const named = inputs['subscription-id'] ?? env.AZURE_SUBSCRIPTION_ID ?? '';
  if (!byName || named !== '' || inputs.auth !== 'azure-cli') return inputs;
  const { sessionSubscription } = await import('./subscription.ts');
  const subscription = await sessionSubscription(env);
  return subscription === undefined ? inputs : { ...inputs, 'subscription-id': subscription };
}

/** Inputs come from the options alone: what a shell happens to hold in `INPUT_*` is nobody's wish. */
function stepEnvironment(inputs: Readonly<Record<string, string>>, env: Env): Env {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INPUT_'))),
    ...Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    ),
  };
}

function openTerminal(): Terminal {
  const { stdout, stderr } = process;
  return {
    // In a step of a job the runner reads both.
    print: (text) => stdout.write(withoutCommands(text)),
    tell: (text) => stderr.write(withoutCommands(text)),
    style: {
      // The stream knows NO_COLOR, FORCE_COLOR and TERM=dumb.
      colour: stdout.isTTY && stdout.hasColors(),
      width: stdout.isTTY ? stdout.columns : Number.POSITIVE_INFINITY,
    },
  };
}
