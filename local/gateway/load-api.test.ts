import { expect, test } from '@jest/globals';
import { DefinitionError } from './definition-error.ts';
import { buildDocument, functionOperation, mockOperation, tableOperation } from './fixtures/build-document.ts';
import { loadApi } from './load-api.ts';

const validators = { full: { validateRequestBody: true, validateRequestParameters: true } };

function messageOf(document: string): string {
  try {
    loadApi(document, {});
  } catch (error) {
    if (error instanceof DefinitionError) return error.message;
    throw error;
  }
  return '';
}

/** Without the lines: these documents have one. */
function problemsOf(document: string): readonly string[] {
  return messageOf(document)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^line 1, /, ''));
}

/** What is wrong with one route to DynamoDB. */
function problemsOfTable(integration: object, operation: object = {}): readonly string[] {
  return problemsOf(buildDocument({ '/books': { get: tableOperation(integration, operation) } }));
}

const place = 'paths./books.get.x-amazon-apigateway-integration';

test('reads operations of all three kinds of integration', () => {
  const { title, operations } = loadApi(
    buildDocument({
      '/': { get: mockOperation('{}') },
      '/books/{bookId}': { summary: 's', put: tableOperation(), get: functionOperation() },
    }),
    {},
  );

  expect(title).toBe('fixture');
  expect(operations.map(({ method, path, integration }) => [method, path, integration.type])).toEqual([
    ['GET', '/', 'mock'],
    ['GET', '/books/{bookId}', 'function'],
    ['PUT', '/books/{bookId}', 'dynamodb'],
  ]);
});

test('names an operation without an id by method and path', () => {
  const { operations } = loadApi(
    buildDocument({ '/': { get: mockOperation('', {}, { operationId: undefined }) } }),
    {},
  );

  expect(operations[0]?.operationId).toBe('GET /');
});

test('reports every problem of form at once, each with its line and place', () => {
  const document = [
    'openapi: 3.1.0',
    'info: { title: t, version: "1" }',
    'paths:',
    '  /books:',
    '    get: { responses: {} }',
    '    trace: {}',
    '    put:',
    '      responses: {}',
    '      x-amazon-apigateway-integration: { type: http, uri: "http://x", httpMethod: GET }',
    '    post:',
    '      responses: {}',
    '      x-amazon-apigateway-integration: { type: aws, contentHandling: CONVERT_TO_TEXT, httpMethod: GET }',
    'x-amazon-apigateway-minimum-compression-size: 0',
    'x-amazon-apigateway-binary-media-types: [image/png]',
  ].join('\n');

  expect(messageOf(document).split('\n')).toEqual([
    'line 1, openapi: Expected it to match pattern "^3\\.0\\.\\d+$", got "3.1.0".',
    'line 5, paths./books.get: Expected `x-amazon-apigateway-integration`, got none.',
    'line 6, paths./books.trace: Expected no such key: this gateway does not read it.',
    'line 9, paths./books.put.x-amazon-apigateway-integration.type: Expected one of aws, aws_proxy, mock, got "http".',
    'line 12, paths./books.post.x-amazon-apigateway-integration: Expected `uri`, got none.',
    'line 12, paths./books.post.x-amazon-apigateway-integration.httpMethod: Expected POST, got "GET".',
    'line 12, paths./books.post.x-amazon-apigateway-integration.contentHandling: Expected no such key: this gateway does not read it.',
    'line 13, x-amazon-apigateway-minimum-compression-size: Expected no such key: this gateway does not read it.',
    'line 14, x-amazon-apigateway-binary-media-types: Expected no such key: this gateway does not read it.',
  ]);
});

test('refuses what comes before: placeholders first, then YAML', () => {
  expect(() => loadApi('a: ${'.concat('nobody}'), {})).toThrow('nobody');
  expect(() => loadApi('a: [', {})).toThrow(DefinitionError);
  expect(() => loadApi('', {})).toThrow(DefinitionError);
});

test.each([
  [
    'an unknown action uri',
    { uri: 'arn:aws:apigateway:us-east-1:s3:path/x' },
    '.uri: Expected a uri of the form arn:aws:apigateway:REGION:dynamodb:action/ACTION',
  ],
  ['no role', { credentials: undefined }, ': Expected `credentials`'],
  [
    'a template that does not parse',
    { requestTemplates: { 'application/json': '#if(' } },
    '.requestTemplates.application/json: ',
  ],
  [
    'a template over 300 KB',
    { requestTemplates: { 'application/json': 'x'.repeat(307_201) } },
    '.requestTemplates.application/json: Expected a template of at most 307200 bytes, got 307201',
  ],
  [
    'a response template over 300 KB',
    { responses: { default: { statusCode: 200, responseTemplates: { 'application/json': 'é'.repeat(153_601) } } } },
    '.responses.default.responseTemplates.application/json: Expected a template of at most 307200 bytes, got 307202',
  ],
  [
    'an undeclared status',
    { responses: { 200: { statusCode: '201' } } },
    '.responses.200.statusCode: Expected `201` to be declared',
  ],
  [
    'an undeclared header',
    { responses: { 200: { statusCode: '200', responseParameters: { 'method.response.header.ETag': "'1'" } } } },
    '.responses.200.responseParameters.method.response.header.ETag: Expected the header to be declared',
  ],
  [
    'two responses that API Gateway would keep as one',
    { responses: { 200: { statusCode: '200' }, 400: { statusCode: '500' }, default: { statusCode: '500' } } },
    '.responses.default.statusCode: Expected a status of its own for `default`, got 500, which is that of `400`.',
  ],
  [
    'a pattern that is none',
    { responses: { '2(': { statusCode: '200' } } },
    '.responses.2(: Expected a regular expression',
  ],
  [
    'an unknown mapping',
    { requestParameters: { 'integration.request.header.x': 'body.x' } },
    '.requestParameters.integration.request.header.x: Expected a mapping expression',
  ],
  [
    'a mapping to somewhere else',
    { requestParameters: { 'integration.request.path.x': "'x'" } },
    '.requestParameters.integration.request.path.x: Expected a name that begins with integration.request.header.',
  ],
  [
    'a mapping of an undeclared parameter',
    { requestParameters: { 'integration.request.header.x': 'method.request.header.X' } },
    '.requestParameters.integration.request.header.x: Expected `method.request.header.X` to be a declared parameter',
  ],
])('refuses %s', (_, integration, problem) => {
  expect(problemsOfTable(integration)).toEqual([expect.stringContaining(`${place}${problem}`)]);
});

test('accepts a template of exactly 300 KB, a declared parameter and a declared header', () => {
  const integration = {
    requestTemplates: { 'application/json': 'x'.repeat(307_200) },
    requestParameters: { 'integration.request.header.x': 'method.request.querystring.q' },
    responses: { 200: { statusCode: 200, responseParameters: { 'method.response.header.ETag': 'context.requestId' } } },
  };
  const operation = {
    parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
    responses: { 200: { description: 'd', headers: { ETag: {} } } },
  };

  expect(problemsOfTable(integration, operation)).toEqual([]);
});

test('refuses a timeout that API Gateway does not have', () => {
  expect(problemsOfTable({ timeoutInMillis: 29_001 })).toEqual([expect.stringContaining('timeoutInMillis')]);
  expect(problemsOfTable({ timeoutInMillis: 49 })).toEqual([expect.stringContaining('timeoutInMillis')]);
});

test('refuses a function uri that names no function', () => {
  const document = buildDocument({ '/': { get: functionOperation({ uri: 'arn:aws:lambda:us-east-1:0:function:x' }) } });

  expect(problemsOf(document)).toEqual([expect.stringContaining('functions/ARN/invocations')]);
});

test('refuses an unknown validator, where it is named', () => {
  const operation = tableOperation({}, { 'x-amazon-apigateway-request-validator': 'all' });
  const root = {
    'x-amazon-apigateway-request-validators': validators,
    'x-amazon-apigateway-request-validator': 'most',
  };

  expect(problemsOf(buildDocument({ '/a': { get: operation }, '/b': { get: tableOperation() } }, root))).toEqual([
    'paths./a.get.x-amazon-apigateway-request-validator: Expected one of the request validators full, got `all`.',
    'x-amazon-apigateway-request-validator: Expected one of the request validators full, got `most`.',
  ]);
});

test('refuses schemas that cannot be compiled', () => {
  const requestBody = { content: { 'application/json': { schema: { type: 'txt' } } } };
  const root = {
    'x-amazon-apigateway-request-validators': validators,
    'x-amazon-apigateway-request-validator': 'full',
  };
  const document = buildDocument({ '/a': { post: tableOperation({}, { requestBody }) } }, root);

  expect(problemsOf(document)).toEqual([
    expect.stringContaining('paths./a.post.requestBody.content.application/json.schema'),
  ]);
});

test('refuses paths and model names that API Gateway does not import', () => {
  const paths = {
    '/a b': { get: mockOperation('') },
    '/books/{bookId}x': { get: mockOperation('') },
    '/users/{userId}': { get: mockOperation('') },
    '/users/{id}/loans': { get: mockOperation('') },
    users: { get: mockOperation('') },
  };

  expect(problemsOf(buildDocument(paths, { components: { schemas: { 'New-Book': {} } } }))).toEqual([
    'paths./a b: Expected a segment of letters, digits and ._,:- or one {parameter}, got `a b`.',
    'paths./books/{bookId}x: Expected a segment of letters, digits and ._,:- or one {parameter}, got `{bookId}x`.',
    'paths./users/{id}/loans: Expected one name for the parameter after `/users`, got {userId} and {id}.',
    'paths.users: Expected a path that begins with `/`.',
    'components.schemas.New-Book: Expected a model name of letters and digits.',
  ]);
});

test('refuses gateway responses that do not exist, cannot be changed, or map nothing', () => {
  const responses = {
    NOT_FOUND: {},
    REQUEST_TOO_LARGE: {},
    THROTTLED: { responseParameters: { 'gatewayresponse.header.X': '*', 'method.response.header.Y': "'y'" } },
  };
  const document = buildDocument({}, { 'x-amazon-apigateway-gateway-responses': responses });

  expect(problemsOf(document)).toEqual([
    expect.stringMatching(/NOT_FOUND: Expected one of ACCESS_DENIED/),
    expect.stringMatching(/REQUEST_TOO_LARGE: Expected nothing/),
    expect.stringMatching(/THROTTLED.*header.X: Expected a mapping expression/),
    expect.stringMatching(/THROTTLED.*header.Y: Expected a name that begins with gatewayresponse.header/),
  ]);
});
