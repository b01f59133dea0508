import { expect, test } from '@jest/globals';
import { createProblem, isOutcomeUnknown, readProblem } from './problem.ts';

test('a problem carries its rule, what to do, the API’s own detail and when to try again', () => {
  const body = { type: '/problems/throttled', title: 'Throttled', status: 429, detail: 'More than 10 a second.' };

  expect(readProblem(429, body, '2')).toEqual({
    name: 'throttled',
    meaning: 'More is asked for than this library takes right now.',
    advice: 'Nothing was changed: try again in a moment.',
    detail: 'More than 10 a second.',
    retryAfterMs: 2000,
  });
});

test.each([
  [502, '<html>Bad gateway</html>', 'unavailable'],
  [504, undefined, 'unavailable'],
  [500, { type: 'about:blank' }, 'internal'],
  [418, { type: '/problems/__proto__' }, 'internal'],
  [403, { message: 'Forbidden' }, 'forbidden'],
  [413, { message: 'Request Too Long' }, 'item-too-large'],
  [429, null, 'throttled'],
])('an answer %i with the body %j, which the contract does not know, is told by its status', (status, body, name) => {
  expect(readProblem(status, body, null)).toEqual(createProblem(name as 'internal'));
});

test.each(['soon', '-1', 'Fri, 31 Dec 1999 23:59:59 GMT'])('a Retry-After of %j says nothing', (retryAfter) => {
  expect(readProblem(503, undefined, retryAfter)).not.toHaveProperty('retryAfterMs');
});

test('after a refusal it is known that nothing was changed, after no answer it is not', () => {
  expect(isOutcomeUnknown(createProblem('book-borrowed'))).toBe(false);
  expect(isOutcomeUnknown(createProblem('conflict'))).toBe(false);
  expect(isOutcomeUnknown(createProblem('no-answer'))).toBe(true);
  expect(isOutcomeUnknown(createProblem('unavailable'))).toBe(true);
});
