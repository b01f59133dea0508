import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { repository } from './tools/tool-path.ts';

/** The function as CloudFront runs it: a script, without modules, of which `handler` is called. */
const context = createContext({});
runInContext(readFileSync(join(repository, 'modules/static-site/route-request.js'), 'utf8'), context);

function route(uri: string): unknown {
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: '192.0.2.1' },
    request: { method: 'GET', uri, querystring: { q: { value: 'a%20b', multiValue: [] } }, headers: {}, cookies: {} },
  };
  return runInContext('handler', context)(event);
}

test.each([
  ['/api/books/2f', '/books/2f'],
  ['/api/search', '/search'],
  ['/api/books/a%2Fb.c', '/books/a%2Fb.c'],
  ['/api/', '/'],
  // Once only.
  ['/api/api/books', '/api/books'],
])('takes /api off %s', (uri, expected) => {
  expect(route(uri)).toMatchObject({ uri: expected });
});

test.each([
  '/',
  '/books/new',
  '/users/3H7ahjEXz4eCaTjgoPnZqSD3hlM',
  '/users/Ann.B',
  '/authors/..',
  '/.',
  '/apis',
  '/api',
])('answers the address %s by the page', (uri) => {
  expect(route(uri)).toMatchObject({ uri: '/index.html' });
});

test.each(['/index.html', '/assets/index-Ab12Cd34.js', '/favicon.ico'])('leaves the file %s as it is', (uri) => {
  expect(route(uri)).toMatchObject({ uri });
});

test('leaves everything else of a request as it came', () => {
  expect(route('/api/search')).toMatchObject({
    method: 'GET',
    querystring: { q: { value: 'a%20b', multiValue: [] } },
    headers: {},
  });
});
