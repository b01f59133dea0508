import { expect, test } from '@jest/globals';
import { callMock } from './call-mock.ts';

test.each([
  ['{"statusCode": 200}', 200],
  ['{statusCode: 204}', 204],
  ['\n { statusCode : 500, x: 1 }', 500],
  ['{"a": 1, "statusCode": 404, "b": {}}', 404],
])('reads the status of %s', (rendered, status) => {
  expect(callMock(rendered)).toEqual({ status, headers: {}, body: '' });
});

test.each(['', '{}', '[]', 'null', '{"statusCode": "200"}', '{"statusCode": 200.5}', '{statusCode: x}', '200'])(
  'fails on %j, which names none',
  (rendered) => {
    expect(() => callMock(rendered)).toThrow(expect.objectContaining({ type: 'API_CONFIGURATION_ERROR' }));
  },
);
