import { IndexerError } from './errors.ts';

export interface MeasureRequest {
  /** How long to wait for a heartbeat that is written from now on; absent: what is there is measured. */
  readonly awaitHeartbeatSeconds?: number;
}

const name = 'awaitHeartbeatSeconds';
/** The longest that a function may run. */
const longestSeconds = 900;

/** Throws one `measure.invalid-request` that names everything that is wrong. */
export function parseMeasureRequest(event: unknown): MeasureRequest {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new IndexerError(
      'measure.invalid-request',
      `Expected \`{}\` or an object with \`${name}\`, got something else.`,
    );
  }
  const { [name]: seconds, ...unknown } = event as Readonly<Record<string, unknown>>;
  const problems = Object.keys(unknown).map(
    (key) => `Expected no member but \`${name}\`, got \`${key.slice(0, 100)}\`.`,
  );
  const isGood = Number.isInteger(seconds) && Number(seconds) >= 1 && Number(seconds) <= longestSeconds;
  if (seconds !== undefined && !isGood) {
    const got = JSON.stringify(seconds).slice(0, 100);
    problems.push(`Expected \`${name}\` to be an integer from 1 to ${longestSeconds}, got \`${got}\`.`);
  }
  if (problems.length > 0) throw new IndexerError('measure.invalid-request', problems.join('\n'));
  return seconds === undefined ? {} : { [name]: Number(seconds) };
}
