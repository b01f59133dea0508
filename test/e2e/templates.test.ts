import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { calledOperations } from '../support/contract.ts';
import { type CallApi, createApiClient } from './support/call-api.ts';
import { type CapturedRequest, startGateway, type TestGateway } from './support/start-gateway.ts';

// One clock and one request id, so that what a template makes of them can be written down.
const now = 1_763_700_000_000;
const requestId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const authorId = 'Author0TemplateTest00000000';
const bookId = 'Book00TemplateTest000000000';
const userId = 'User00TemplateTest000000000';
const current = (writes: number) => ({ 'If-Match': `"${now}${String(writes).padStart(3, '0')}"` });

let gateway: TestGateway;
let api: CallApi;
const captured: CapturedRequest[] = [];
const seen = new Set<string>();

beforeAll(async () => {
  gateway = await startGateway({ clock: () => now, onIntegrationRequest: (request) => void captured.push(request) });
  api = createApiClient(gateway.url);
});

afterAll(() => gateway?.close());

type Step = readonly [title: string, method: string, path: string, body?: unknown, headers?: Record<string, string>];
const author = { name: 'Ann "A"', birthdate: '-0428' };
const wholeBook = {
  isbn: '1-2',
  description: '#end $x',
  price: '12.5',
  currency: 'EUR',
  category: 'c',
  tags: ['a', '"'],
  language: 'en',
};

// In this order: each step finds what the ones before it left.
const steps: readonly Step[] = [
  ['adds an author with a made id', 'POST', '/authors', author],
  ["adds an author with the caller's id", 'POST', '/authors', { ...author, authorId }],
  ['reads an author', 'GET', `/authors/${authorId}`],
  ['replaces an author', 'PUT', `/authors/${authorId}`, author],
  ['edits an author at a version', 'PATCH', `/authors/${authorId}`, { name: 'B' }, current(1)],
  ['adds a user', 'POST', '/users', { userId, name: 'U', email: 'u@example.org' }],
  ['reads a user', 'GET', `/users/${userId}`],
  [
    'replaces a user at a version',
    'PUT',
    `/users/${userId}`,
    { name: 'U', email: 'v', status: 'VERIFIED', comment: '' },
    current(0),
  ],
  ['edits a user', 'PATCH', `/users/${userId}`, { comment: 'c' }],
  ['adds a whole book of a known author', 'POST', '/books', { bookId, title: 'T', author: { authorId }, ...wholeBook }],
  [
    'adds a bare book with a new author',
    'POST',
    '/books',
    { title: 'T', author: { ...author, authorId: `N${authorId.slice(1)}` } },
  ],
  ['reads a book', 'GET', `/books/${bookId}`],
  ['replaces a book by a bare one', 'PUT', `/books/${bookId}`, { title: 'T' }],
  ['edits a whole book at a version', 'PATCH', `/books/${bookId}`, wholeBook, current(1)],
  ['lends a book', 'POST', `/books/${bookId}/borrow`, { userId }],
  ['reads a rental', 'GET', `/rentals/${bookId}/${userId}`],
  ['takes a book back', 'POST', `/books/${bookId}/return`, { userId }],
  ['lends it again', 'POST', `/books/${bookId}/borrow`, { userId }],
  ['reports it missing', 'POST', `/books/${bookId}/missing`, { userId }],
  ['finds it', 'POST', `/books/${bookId}/found`],
  ['deletes a book at a version', 'DELETE', `/books/${bookId}`, undefined, current(7)],
  ['deletes a user at any version', 'DELETE', `/users/${userId}`, undefined, { 'if-match': '*' }],
  ['deletes an author', 'DELETE', `/authors/${authorId}`],
];

test.each(steps.map((step) => [step[0], step] as const))(
  '%s with a request that DynamoDB accepts',
  async (_, [, ...step]) => {
    const [method, path, body, headers] = step;
    captured.length = 0;

    const answer = await api(method, path, { body, headers: { 'X-Amzn-RequestId': requestId, ...headers } });

    expect([answer.status, answer.text]).toEqual([expect.any(Number), expect.not.stringContaining('/problems/')]);
    expect(answer.status).toBeLessThan(300);
    expect(captured.map((request) => ({ ...request, body: JSON.parse(request.body) as unknown }))).toMatchSnapshot();
    seen.add(captured[0]?.operationId ?? '');
  },
);

test('captured every operation that reaches DynamoDB', () => {
  const wanted = calledOperations.filter((one) => one.integration.type === 'aws').map((one) => one.operationId);

  expect([...seen].sort()).toEqual(wanted.sort());
});
