import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseDocument, visit } from 'yaml';
import {
  internal,
  invalidRequest,
  toProblemAnswer,
  unavailable,
  unsupportedMediaType,
} from '../../artifacts/indexer/src/core/http-answer.ts';
import {
  calledOperations,
  contract,
  contractText,
  operations,
  repositoryRoot,
  templates,
} from '../support/contract.ts';
import { documentedProblems } from '../support/documented-problems.ts';

const gatewayResponses = Object.entries(contract['x-amazon-apigateway-gateway-responses']);

test('documents every problem that an operation declares or the gateway answers', () => {
  const declared = operations.flatMap((operation) => operation.problems ?? []);
  const gateway = gatewayResponses.flatMap(([, response]) =>
    [
      ...Object.values(response.responseTemplates)
        .join()
        .matchAll(/\/problems\/([a-z-]+)/g),
    ].map((match) => match[1]),
  );

  expect([...documentedProblems.keys()].sort()).toEqual([...new Set([...declared, ...gateway])].sort());
});

test.each(calledOperations.map((operation) => [operation.operationId, operation] as const))(
  '%s declares a response for each of its problems and no others',
  (_, operation) => {
    const failures = Object.keys(operation.responses).filter((status) => !status.startsWith('2'));

    expect(operation.problems).toBeDefined();
    expect(failures).toEqual([...new Set(operation.problems?.map((name) => documentedProblems.get(name)))].sort());
  },
);

test('answers each documented problem with its documented status in the gateway responses', () => {
  for (const [, response] of gatewayResponses) {
    const body = Object.values(response.responseTemplates).join();
    const name = /\/problems\/([a-z-]+)/.exec(body)?.[1] ?? '';
    const status = /"status": (\d+)/.exec(body)?.[1];
    if (status !== undefined)
      expect([name, status, response.statusCode]).toEqual([name, documentedProblems.get(name), status]);
  }
});

test('gives every path a preflight', () => {
  const paths = new Set(operations.map((operation) => operation.path));
  const preflights = new Set(operations.filter((operation) => operation.method === 'OPTIONS').map((one) => one.path));

  expect(preflights).toEqual(paths);
});

test('names every operation once', () => {
  const names = operations.map((operation) => operation.operationId);

  expect(new Set(names).size).toBe(names.length);
});

test('keeps the copies of every template fragment equal', () => {
  const copies = new Map<string, Set<string>>();
  for (const { text } of templates) {
    for (const [, name = '', body = ''] of text.matchAll(/^## fragment:([a-z-]+)[^\n]*\n(.*?)^## fragment:end$/gms)) {
      if (name === 'end') continue;
      copies.set(name, (copies.get(name) ?? new Set()).add(body));
    }
  }

  expect(copies.size).toBeGreaterThan(5);
  for (const [name, bodies] of copies) expect([name, bodies.size]).toEqual([name, 1]);
});

test('writes each whole template once', () => {
  const blocks: string[] = [];
  visit(parseDocument(contractText, { merge: true }), {
    Scalar: (_, { type, value }) => {
      if (type === 'BLOCK_LITERAL') blocks.push(String(value));
    },
  });

  expect(blocks.length).toBeGreaterThan(20);
  expect(new Set(blocks).size).toBe(blocks.length);
});

test('uses dollar-brace for Terraform only, and every placeholder is a known one', () => {
  const placeholders = new Set([...contractText.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1]));

  expect([...placeholders].sort()).toEqual([
    'allowed_origin',
    'read_role_arn',
    'region',
    'search_invoke_arn',
    'table_name',
    'write_role_arn',
  ]);
  expect(contractText).not.toContain('%{');
});

test('keeps every template below the 300 KB that API Gateway takes', () => {
  for (const { name, text } of templates) expect([name, text.length < 300_000]).toEqual([name, true]);
});

const writes = calledOperations.filter((one) => /UpdateItem|TransactWriteItems/.test(one.integration.uri ?? ''));

test.each(writes.map((operation) => [operation.operationId, operation] as const))(
  '%s stores its own name as the command',
  (name, operation) => {
    const text = Object.values(operation.integration.requestTemplates ?? {}).join();
    const stored = [...text.matchAll(/(?:"command": \{"S": |":command": \{"S": |#set\(\$command = )"([A-Za-z]+)"/g)];

    expect(stored.map((match) => match[1])).toContain(name);
  },
);

test.each(calledOperations.map((operation) => [operation.operationId, operation] as const))(
  '%s fails closed: only 200 from the backend is a success, and other content types never pass',
  (_, { integration }) => {
    if (integration.type !== 'aws') return expect(['mock', 'aws_proxy']).toContain(integration.type);
    const successes = Object.entries(integration.responses ?? {}).filter(([, one]) => one.statusCode.startsWith('2'));

    expect(successes.map(([pattern]) => pattern)).toEqual(['200']);
    expect(integration.responses?.default?.statusCode).toBe('500');
    expect(integration.passthroughBehavior).toBe('never');
  },
);

test('states the version of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('package.json', repositoryRoot), 'utf8')) as { version: string };
  const described = templates.find((template) => template.name === 'DescribeService response default')?.text ?? '';

  expect(contract.info.version).toBe(version);
  expect(JSON.parse(described)).toEqual({ name: 'millrace', version });
});

test('answers from the search handler as the gateway does: same titles, same exposed headers', () => {
  const gateway = gatewayResponses.map(([, response]) => Object.values(response.responseTemplates).join());
  const exposed = /Access-Control-Expose-Headers: "'([^']+)'"/.exec(contractText)?.[1];

  for (const problem of [invalidRequest('x'), unsupportedMediaType, unavailable, internal]) {
    const { headers } = toProblemAnswer(problem, '*');
    const said = `"type": "${problem.type}", "title": "${problem.title}", "status": ${problem.status}`;
    expect(gateway.filter((body) => body.includes(said)).length).toBeGreaterThan(0);
    expect(headers['Access-Control-Expose-Headers']).toBe(exposed);
  }
});
