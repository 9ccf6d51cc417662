/**
 * Loaded before the action (`NODE_OPTIONS=--import`): its time runs as many times as fast as `FAST_CLOCK` says, so
 * that a run that waits for minutes, for a role, a dead host or throttling to end, is tested in seconds. Nothing
 * else differs.
 */
const SPEED = Number(process.env.FAST_CLOCK);
const started = Date.now();
const realNow = Date.now.bind(Date);
const RealDate = Date;
const realTimeout = globalThis.setTimeout;
const realInterval = globalThis.setInterval;

const now = () => Math.round(started + (realNow() - started) * SPEED);

globalThis.Date = class extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(now());
    else super(...values);
  }
  static now() {
    return now();
  }
};
globalThis.setTimeout = Object.assign(
  (work, ms = 0, ...values) => realTimeout(work, ms / SPEED, ...values),
  realTimeout,
);
globalThis.setInterval = (work, ms = 0, ...values) => realInterval(work, ms / SPEED, ...values);
globalThis.AbortSignal.timeout = (ms) => {
  const controller = new globalThis.AbortController();
  realTimeout(() => {
    controller.abort(
      new globalThis.DOMException('The operation was aborted due to timeout', 'TimeoutError'),
    );
  }, ms / SPEED).unref();
  return controller.signal;
};
