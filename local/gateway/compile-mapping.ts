import { createInput } from '../vtl/create-input.ts';
import { printValue } from '../vtl/print-value.ts';
import type { RequestContext } from './build-context.ts';
import { type ClientRequest, findValue, type MultiValues, type Values } from './read-request.ts';

/** What a parameter mapping can read. */
export interface MappingSource {
  readonly request: ClientRequest;
  readonly context: RequestContext;
  /** Undefined before the integration has answered. */
  readonly reply?: IntegrationReply | undefined;
}

/** What an integration answered; header names in lower case. */
export interface IntegrationReply {
  readonly status: number;
  readonly headers: Values;
  readonly body: string;
}

/** Undefined when there is nothing to map: the parameter is left out then. */
export type Mapping = (source: MappingSource) => string | undefined;

/** `request`: to the integration; `response`: from it; `gateway`: in a gateway response. */
export type MappingSide = 'request' | 'response' | 'gateway';

interface MappingForm {
  readonly sides: readonly MappingSide[];
  /** Its group `name` is what to read; `place`, where. */
  readonly form: RegExp;
  readonly compile: (name: string, place: string) => Mapping;
}

const anySide = ['request', 'response', 'gateway'] as const;
const placeForm =
  /^method\.request\.(?<place>path|querystring|header|multivaluequerystring|multivalueheader)\.(?<name>.+)$/;

const forms: readonly MappingForm[] = [
  { sides: anySide, form: /^'(?<name>.*)'$/s, compile: (text) => () => text },
  { sides: anySide, form: /^context\.(?<name>.+)$/, compile: (path) => (source) => readContext(source, path) },
  // There are no stage variables here.
  { sides: anySide, form: /^stageVariables\.(?<name>.+)$/, compile: () => () => undefined },
  { sides: ['request', 'gateway'], form: placeForm, compile: compileRequestPlace },
  {
    sides: ['request'],
    form: /^method\.request\.body(?:\.(?<name>.+))?$/,
    compile:
      (path) =>
      ({ request }) =>
        readBody(request.body, path),
  },
  { sides: ['response'], form: /^integration\.response\.header\.(?<name>.+)$/, compile: compileReplyHeader },
  {
    sides: ['response'],
    form: /^integration\.response\.body(?:\.(?<name>.+))?$/,
    compile:
      (path) =>
      ({ reply }) =>
        readBody(reply?.body ?? '', path),
  },
];

/** Compiles the right-hand side of a parameter mapping; undefined when it is none that is known for this side. */
export function compileMapping(expression: string, side: MappingSide): Mapping | undefined {
  for (const { sides, form, compile } of forms) {
    const match = sides.includes(side) ? form.exec(expression) : null;
    if (match) return compile(match.groups?.name ?? '', match.groups?.place ?? '');
  }
  return undefined;
}

function compileRequestPlace(name: string, place: string): Mapping {
  return ({ request }) => {
    switch (place) {
      case 'multivaluequerystring':
        return join(request.multiValueQuery, name);
      case 'multivalueheader':
        return join(request.multiValueHeaders, name);
      case 'path':
      case 'querystring':
      case 'header':
        return findValue(request.params[place], name);
      default:
        return undefined;
    }
  };
}

function join(values: MultiValues, name: string): string | undefined {
  return findValue(values, name)?.join(',');
}

function compileReplyHeader(name: string): Mapping {
  const key = name.toLowerCase();
  return ({ reply }) => reply && findValue(reply.headers, key);
}

/** `requestId`, `identity.sourceIp`, …; undefined for what is not there. */
export function readContext({ context }: Pick<MappingSource, 'context'>, path: string): string | undefined {
  let value: unknown = context;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value === null || value === undefined || typeof value === 'object' ? undefined : String(value);
}

/** The whole body, or what stands at a JSONPath in it: text as it is, anything else as JSON. Throws TemplateError. */
function readBody(body: string, path: string): string | undefined {
  if (path === '') return body;
  const input = createInput({ body, params: { path: {}, querystring: {}, header: {} } });
  const value = input.call('path', [`$.${path}`]);
  if (value === null || value === undefined) return undefined;
  const text = typeof value === 'string' ? value : input.call('json', [`$.${path}`]);
  return text === undefined ? undefined : (printValue(text) ?? undefined);
}
