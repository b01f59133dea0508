import { expect, test } from '@jest/globals';
import { toLogFields } from './to-log-fields.ts';

test('tells the log counts and claims, and nothing that was found or searched for', () => {
  const response = {
    total: 1,
    results: [{ id: 'b1' }],
    partial: false,
    didYouMean: 'emma',
    next: 'x',
    consistent: true,
  };

  expect(toLogFields(response)).toEqual({ total: 1, partial: false, consistent: true });
});
