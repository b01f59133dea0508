import { expect, test } from '@jest/globals';
import { parseMeasureRequest } from './parse-measure-request.ts';

test.each([[{}], [{ awaitHeartbeatSeconds: 1 }], [{ awaitHeartbeatSeconds: 900 }]])('takes %j', (event) => {
  expect(parseMeasureRequest(event)).toEqual(event);
});

const refused: readonly [unknown, string][] = [
  [null, 'Expected `{}` or an object with `awaitHeartbeatSeconds`, got something else.'],
  [[], 'Expected `{}` or an object with `awaitHeartbeatSeconds`, got something else.'],
  [{ await: 3 }, 'Expected no member but `awaitHeartbeatSeconds`, got `await`.'],
  ...[0, 901, 1.5, '180', null].map((seconds): [unknown, string] => [
    { awaitHeartbeatSeconds: seconds },
    `Expected \`awaitHeartbeatSeconds\` to be an integer from 1 to 900, got \`${JSON.stringify(seconds)}\`.`,
  ]),
  [
    { source: 'x', awaitHeartbeatSeconds: 0 },
    'Expected no member but `awaitHeartbeatSeconds`, got `source`.\nExpected `awaitHeartbeatSeconds` to be an integer from 1 to 900, got `0`.',
  ],
];

test.each(refused)('refuses %j', (event, message) => {
  expect(() => parseMeasureRequest(event)).toThrow(
    expect.objectContaining({ code: 'measure.invalid-request', message }),
  );
});
