import { expect, test } from '@jest/globals';
import {
  internal,
  invalidRequest,
  toAnswer,
  toProblemAnswer,
  unavailable,
  unsupportedMediaType,
} from './http-answer.ts';

test('answers JSON that pages of the allowed origin may read', () => {
  expect(toAnswer({ total: 0 }, 'https://library.example')).toEqual({
    statusCode: 200,
    headers: {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': 'https://library.example',
      'Access-Control-Expose-Headers': 'ETag,Location,Retry-After',
    },
    body: '{"total":0}',
  });
});

test('answers a problem as one', () => {
  expect(toProblemAnswer(invalidRequest('Expected a, got b.'), '*')).toEqual({
    statusCode: 400,
    headers: {
      'Content-Type': 'application/problem+json',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag,Location,Retry-After',
    },
    body: '{"type":"/problems/invalid-request","title":"Invalid request","status":400,"detail":"Expected a, got b."}',
  });
});

test('says when to come back, where that helps', () => {
  expect(toProblemAnswer(unavailable, '*')).toMatchObject({ statusCode: 503, headers: { 'Retry-After': '1' } });
  expect(toProblemAnswer(internal, '*').headers).not.toHaveProperty('Retry-After');
});

test('refuses a body of another kind in the words of the gateway', () => {
  expect(toProblemAnswer(unsupportedMediaType, '*')).toMatchObject({
    statusCode: 415,
    body: expect.stringContaining('"detail":"Expected Content-Type application/json"'),
  });
});
