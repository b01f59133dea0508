/** Lambda's settings of an event source mapping, by Lambda's names: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html */
export interface MappingSettings {
  /** Most records in one invocation, 1 to 10,000. */
  readonly batchSize: number;
  /** How long records are gathered before a batch that is not full goes out, 0 to 300. */
  readonly maximumBatchingWindowInSeconds: number;
  /** Whether a batch that failed as a whole is halved before it is tried again. */
  readonly bisectBatchOnFunctionError: boolean;
  /** 0 to 10,000; −1 tries until the record is too old. */
  readonly maximumRetryAttempts: number;
  /** Records older than this are given up, up to 604,800; −1 keeps none back. */
  readonly maximumRecordAgeInSeconds: number;
  readonly functionResponseTypes: readonly 'ReportBatchItemFailures'[];
}

/** As the mapping is deployed. Records are given up an hour before the stream forgets them, while they can still be kept. */
export const defaultMappingSettings: MappingSettings = {
  batchSize: 1_000,
  maximumBatchingWindowInSeconds: 1,
  bisectBatchOnFunctionError: true,
  maximumRetryAttempts: -1,
  maximumRecordAgeInSeconds: 23 * 60 * 60,
  functionResponseTypes: ['ReportBatchItemFailures'],
};

const ranges = {
  batchSize: [1, 10_000],
  maximumBatchingWindowInSeconds: [0, 300],
  maximumRetryAttempts: [-1, 10_000],
  maximumRecordAgeInSeconds: [-1, 604_800],
} as const;

/** Throws one error that names every setting outside Lambda's range. */
export function checkMappingSettings(settings: MappingSettings): void {
  const problems = Object.entries(ranges).flatMap(([name, [least, most]]) => {
    const value = settings[name as keyof typeof ranges];
    const isValid = Number.isInteger(value) && value >= least && value <= most;
    return isValid ? [] : [`Expected \`${name}\` to be an integer from ${least} to ${most}, got \`${value}\`.`];
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
