import { expect, test } from '@jest/globals';
import { parseMaintainRequest } from './parse-maintain-request.ts';

test.each([
  { action: 'verify' },
  { action: 'verify', indexes: ['books'], resume: 'a.b', sliceMs: 0 },
  { action: 'repair', indexes: ['books'], dryRun: true },
  { action: 'redrive', dryRun: false, reason: '400' },
  { action: 'rebuild', indexes: ['books', 'users'], rate: 12.5, step: 'finish' },
  { action: 'rebuild', step: 'rollback', sliceMs: 1_000 },
])('takes %j', (event) => {
  expect(parseMaintainRequest(event)).toEqual(event);
});

test('takes an option without a value for one that is not given', () => {
  expect(parseMaintainRequest({ action: 'verify', dryRun: undefined })).toEqual({ action: 'verify' });
});

test.each([
  [undefined, 'Expected an object with `action`, got something else.'],
  [[], 'Expected an object with `action`, got something else.'],
  [{}, 'Expected `action` to be `verify`, `repair`, `redrive`, `rebuild`, got nothing.'],
  [{ action: 'constructor' }, 'Expected `action` to be `verify`, `repair`, `redrive`, `rebuild`, got `"constructor"`.'],
  [
    { action: 'verify', dryRun: true },
    'Expected an option of verify to be `indexes`, `resume`, `sliceMs`, got `dryRun`.',
  ],
  [{ action: 'verify', indexes: [] }, 'Expected `indexes` to be a list of one or more names, got `[]`.'],
  [{ action: 'verify', indexes: 'books' }, 'Expected `indexes` to be a list of one or more names, got `"books"`.'],
  [{ action: 'verify', indexes: [''] }, 'Expected `indexes` to be a list of one or more names, got `[""]`.'],
  [{ action: 'verify', resume: 7 }, 'Expected `resume` to be the token that an earlier slice gave, got `7`.'],
  [{ action: 'repair', dryRun: 'yes' }, 'Expected `dryRun` to be true or false, got `"yes"`.'],
  [{ action: 'rebuild', rate: 0 }, 'Expected `rate` to be a positive number, got `0`.'],
  [{ action: 'rebuild', rate: '5' }, 'Expected `rate` to be a positive number, got `"5"`.'],
  [{ action: 'rebuild', step: 'back' }, 'Expected `step` to be `finish` or `rollback`, got `"back"`.'],
  [{ action: 'verify', sliceMs: -1 }, 'Expected `sliceMs` to be a number of milliseconds, got `-1`.'],
  [
    { action: 'redrive', reason: '', step: 'finish' },
    'Expected `reason` to be a text, got `""`.\nExpected an option of redrive to be `dryRun`, `reason`, `resume`, `sliceMs`, got `step`.',
  ],
])('refuses %j', (event, message) => {
  expect(() => parseMaintainRequest(event)).toThrow(
    expect.objectContaining({ code: 'maintain.invalid-request', message }),
  );
});
