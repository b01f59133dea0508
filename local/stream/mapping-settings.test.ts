import { expect, test } from '@jest/globals';
import { checkMappingSettings, defaultMappingSettings } from './mapping-settings.ts';

test('accepts the deployed settings and the ends of each range', () => {
  const least = {
    batchSize: 1,
    maximumBatchingWindowInSeconds: 0,
    maximumRetryAttempts: -1,
    maximumRecordAgeInSeconds: -1,
  };
  const most = {
    batchSize: 10_000,
    maximumBatchingWindowInSeconds: 300,
    maximumRetryAttempts: 10_000,
    maximumRecordAgeInSeconds: 604_800,
  };

  for (const settings of [{}, least, most]) checkMappingSettings({ ...defaultMappingSettings, ...settings });
});

test('names every setting that Lambda would refuse in one error', () => {
  const settings = {
    ...defaultMappingSettings,
    batchSize: 0,
    maximumBatchingWindowInSeconds: 1.5,
    maximumRetryAttempts: -2,
  };

  expect(() => checkMappingSettings(settings)).toThrow(
    [
      'Expected `batchSize` to be an integer from 1 to 10000, got `0`.',
      'Expected `maximumBatchingWindowInSeconds` to be an integer from 0 to 300, got `1.5`.',
      'Expected `maximumRetryAttempts` to be an integer from -1 to 10000, got `-2`.',
    ].join('\n'),
  );
});
