import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

type Node = Readonly<Record<string, unknown>>;

const file = new URL('../../openapi.yaml', import.meta.url);
const document: Node = parse(readFileSync(file, 'utf8'), { merge: true, maxAliasCount: -1 });
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
ajv.addSchema({ $id: 'contract', components: document.components });

// What the gateway answers by itself, whatever the operation.
const ofGateway = new Set(
  Object.values(document['x-amazon-apigateway-gateway-responses'] as Record<string, Node>).map(
    ({ statusCode }) => statusCode,
  ),
);

export interface Matched {
  /** As `GET /books/{bookId}`. */
  readonly operation: string;
  readonly path: Readonly<Record<string, string>>;
  readonly explainRequest: (query: URLSearchParams, body: unknown) => readonly string[];
  readonly explainResponse: (status: number, body: unknown) => readonly string[];
}

/** The operation of openapi.yaml that answers a request, with what it says about its form; undefined when there is none. */
export function matchOperation(method: string, path: string): Matched | undefined {
  const paths = Object.entries(document.paths as Record<string, Node>).sort(
    ([one], [other]) => places(one) - places(other),
  );
  for (const [template, methods] of paths) {
    const operation = methods[method.toLowerCase()] as Node | undefined;
    const groups = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path);
    if (operation === undefined || groups === null) continue;
    return {
      operation: `${method} ${template}`,
      path: { ...groups.groups },
      explainRequest: (query, body) => [...explainQuery(operation, query), ...explainBody(operation, body)],
      explainResponse: (status, body) => explainAnswer(operation, status, body),
    };
  }
  return undefined;
}

function places(template: string): number {
  return template.split('{').length;
}

function explainQuery({ parameters = [] }: Node, query: URLSearchParams): readonly string[] {
  const known = (parameters as Node[])
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => parameter.name);
  return [...query.keys()].filter((name) => !known.includes(name)).map((name) => `no parameter \`${name}\``);
}

function explainBody({ requestBody }: Node, body: unknown): readonly string[] {
  if (requestBody === undefined) return body === undefined ? [] : ['a body where there is none'];
  return explain((requestBody as { content: Record<string, Node> }).content['application/json']?.schema, body);
}

function explainAnswer({ responses }: Node, status: number, body: unknown): readonly string[] {
  const response = (responses as Record<string, { content?: Record<string, Node> }>)[status];
  if (response === undefined && ofGateway.has(String(status))) {
    return explain({ $ref: '#/components/schemas/Problem' }, body);
  }
  if (response === undefined) return [`no answer ${status}`];
  const [content] = Object.values(response.content ?? {});
  if (content === undefined) return body === undefined ? [] : [`a body with ${status}`];
  return explain(content.schema, body);
}

function explain(schema: unknown, value: unknown): readonly string[] {
  const isValid = ajv.compile(inContract(schema));
  return isValid(value) ? [] : [ajv.errorsText(isValid.errors)];
}

/** References in the document are to its own components. */
function inContract(schema: unknown): Node {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"contract#/components'));
}
