import { expect, test } from '@jest/globals';
import { createApiClient } from './support/call-api.ts';
import { servers } from './support/servers.ts';

// How the local stack serves the page; what the page does is tested in test/browser.

const fromPage = createApiClient(process.env.MILLRACE_TEST_PAGE_URL ?? '');
const fromApi = createApiClient(servers.apiUrl);

test.each(['/', '/?q=austen', '/books/new', '/users/Ann.B'])(
  'serves the page at %s, closed to foreign scripts',
  async (path) => {
    const { status, headers, text } = await fromPage('GET', path, { headers: { Accept: 'text/html' } });

    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('text/html')]);
    expect(headers['content-security-policy']).toMatch(/default-src 'none'; script-src 'self';/);
    expect(text).toContain('<div id="root">');
  },
);

test('serves each script that the page names', async () => {
  const { text } = await fromPage('GET', '/');
  const scripts = [...text.matchAll(/src="(\/assets\/[^"]+\.js)"/g)].map(([, path = '']) => path);

  const answers = await Promise.all(scripts.map((path) => fromPage('GET', path)));

  expect(scripts).not.toEqual([]);
  for (const { status, headers } of answers) {
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('javascript')]);
  }
});

test('passes what is below /api on to the API: path, query, body and headers', async () => {
  const name = { name: 'Ann', email: 'ann@example.org' };
  const added = await fromPage('POST', '/api/users', { body: name });
  const { userId } = added.body as { userId: string };

  const [direct, passed] = await Promise.all([
    fromApi('GET', `/users/${userId}`),
    fromPage('GET', `/api/users/${userId}`),
  ]);
  const stale = await fromPage('DELETE', `/api/users/${userId}`, { headers: { 'If-Match': '"1"' } });

  expect([added.status, passed.status, passed.headers.etag]).toEqual([201, 200, direct.headers.etag]);
  expect(passed.text).toBe(direct.text);
  expect(stale.status).toBe(412);
});

test('says by the API that an item is not there, not by the page', async () => {
  const { status, headers } = await fromPage('GET', '/api/books/none', { headers: { Accept: 'text/html' } });

  expect([status, headers['content-type']]).toEqual([404, 'application/problem+json']);
});
