/** Publishes a sample report as the action does; run as a process of its own, because it writes to the runner. */
import { readEvent } from '../../src/settings/event.ts';
import { readInputs } from '../../src/settings/inputs.ts';
import { publish } from '../../src/publish/publish.ts';
import * as samples from '../report/samples.ts';

const { SAMPLE, RUNNER_TEMP = '' } = process.env;
const read = readInputs({
  input: (name) => ({ scan: 'all', 'report-file': process.env.REPORT_FILE ?? '' })[name] ?? '',
  env: process.env,
  resolve: (file) => file,
  real: (file) => file,
  writable: [RUNNER_TEMP],
  withoutIdentity: false,
});
if (!read.ok) throw new Error(read.errors.join('\n'));
const parts =
  SAMPLE === 'hostile' ? samples.hostile : SAMPLE === 'clean' ? samples.clean : samples.small;
await publish(
  samples.assembled(parts),
  samples.context({ event: readEvent(process.env, undefined, '') }),
  read.inputs,
);
