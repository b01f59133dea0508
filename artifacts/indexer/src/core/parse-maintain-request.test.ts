import { expect, test } from '@jest/globals';
import { parseMaintainRequest } from './parse-maintain-request.ts';

test.each([
  { action: 'verify' },
  { action: 'verify', indexes: ['books'], resume: 'a.b', sliceMs: 0 },
  { action: 'repair', indexes: ['books'], dryRun: true },
  { action: 'redrive', dryRun: false, reason: '400' },
  { action: 'rebuild', indexes: ['books', 'users'], rate: 12.5, step: 'finish' },
  { action: 'rebuild', step: 'rollback', sliceMs: 1_000 },
  { action: 'rebuild', step: 'advance', segments: 4, maxFindings: 0 },
  { action: 'rebuild', work: '1.2.fill.0', segment: 3, segments: 4, rate: 5 },
  { action: 'verify', segment: 0, segments: 1, rate: 0.5, maxFindings: 100 },
  { action: 'repair', segment: 127, segments: 128 },
  { action: 'sum', of: 'repair', segments: 2, parts: [null, {}] },
])('takes %j', (event) => {
  expect(parseMaintainRequest(event)).toEqual(event);
});

test('takes an option without a value for one that is not given', () => {
  expect(parseMaintainRequest({ action: 'verify', dryRun: undefined, work: null, resume: null })).toEqual({
    action: 'verify',
  });
});

test.each([
  [undefined, 'Expected an object with `action`, got something else.'],
  [[], 'Expected an object with `action`, got something else.'],
  [{}, 'Expected `action` to be `verify`, `repair`, `redrive`, `rebuild`, `sum`, got nothing.'],
  [
    { action: 'constructor' },
    'Expected `action` to be `verify`, `repair`, `redrive`, `rebuild`, `sum`, got `"constructor"`.',
  ],
  [
    { action: 'verify', dryRun: true },
    'Expected an option of verify to be `indexes`, `rate`, `segment`, `segments`, `maxFindings`, `resume`, `sliceMs`, got `dryRun`.',
  ],
  [{ action: 'verify', indexes: [] }, 'Expected `indexes` to be a list of one or more names, got `[]`.'],
  [{ action: 'verify', indexes: 'books' }, 'Expected `indexes` to be a list of one or more names, got `"books"`.'],
  [{ action: 'verify', indexes: [''] }, 'Expected `indexes` to be a list of one or more names, got `[""]`.'],
  [{ action: 'verify', resume: 7 }, 'Expected `resume` to be the token that an earlier slice gave, got `7`.'],
  [{ action: 'repair', dryRun: 'yes' }, 'Expected `dryRun` to be true or false, got `"yes"`.'],
  [{ action: 'rebuild', rate: 0 }, 'Expected `rate` to be a positive number, got `0`.'],
  [{ action: 'rebuild', rate: '5' }, 'Expected `rate` to be a positive number, got `"5"`.'],
  [{ action: 'rebuild', step: 'back' }, 'Expected `step` to be `advance`, `finish` or `rollback`, got `"back"`.'],
  [{ action: 'verify', sliceMs: -1 }, 'Expected `sliceMs` to be a number of milliseconds, got `-1`.'],
  [
    { action: 'verify', segment: 0, segments: 129 },
    'Expected `segments` to be a whole number from 1 to 128, got `129`.',
  ],
  [{ action: 'verify', segment: 1.5, segments: 4 }, 'Expected `segment` to be a whole number below 128, got `1.5`.'],
  [{ action: 'verify', segment: 4, segments: 4 }, 'Expected `segment` to be below `segments`, got `4` of `4`.'],
  [{ action: 'repair', segment: 0 }, 'Expected `segment` to be below `segments`, got `0` of nothing.'],
  [{ action: 'repair', segments: 4 }, 'Expected `segment` with `segments`, got none.'],
  [{ action: 'rebuild', segments: 4 }, 'Expected `segments` with `advance` or `work`, and with nothing else.'],
  [{ action: 'rebuild', step: 'advance' }, 'Expected `segments` with `advance` or `work`, and with nothing else.'],
  [
    { action: 'rebuild', step: 'finish', segments: 4 },
    'Expected `segments` with `advance` or `work`, and with nothing else.',
  ],
  [
    { action: 'rebuild', work: 'a', segments: 4 },
    'Expected `work`, `segment` and `segments` together and without `step`, got something else.',
  ],
  [
    { action: 'rebuild', step: 'advance', work: 'a', segment: 0, segments: 4 },
    'Expected `work`, `segment` and `segments` together and without `step`, got something else.',
  ],
  [{ action: 'sum', of: 'verify', segments: 2 }, 'Expected `of`, `segments` and `parts`, got not all of them.'],
  [
    { action: 'redrive', reason: '', step: 'finish' },
    'Expected `reason` to be a text, got `""`.\nExpected an option of redrive to be `dryRun`, `reason`, `maxFindings`, `resume`, `sliceMs`, got `step`.',
  ],
])('refuses %j', (event, message) => {
  expect(() => parseMaintainRequest(event)).toThrow(
    expect.objectContaining({ code: 'maintain.invalid-request', message }),
  );
});
