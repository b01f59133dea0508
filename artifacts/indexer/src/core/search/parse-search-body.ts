import type { Entity } from '../entity.ts';
import { isObject, member } from '../stream-event.ts';
import { checkNames } from './check-names.ts';
import { completeRequest, listMembers } from './complete-request.ts';
import { describeFields } from './describe-fields.ts';
import { invalid, isInvalid } from './invalid-request.ts';
import { parseFilter } from './parse-filter.ts';
import { parseType } from './parse-type.ts';
import type { InvalidRequest, SearchRequest } from './search-request.ts';

/** More than all that a search may say. */
const maxBytes = 262_144;
const maxDepth = 40;

/** A search that is asked for by a JSON object: all that a URL can say by the same names, and more. */
export function parseSearchBody(event: unknown, searched: readonly Entity[]): SearchRequest | InvalidRequest {
  const text = readText(event);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) return invalid(`Expected a body of at most ${maxBytes} bytes, got ${bytes}.`);
  const body = parseJson(text);
  if (isDeeper(body, maxDepth)) return invalid(`Expected a body at most ${maxDepth} levels deep, got more.`);
  if (!isObject(body)) return invalid('Expected a body with a JSON object, got something else.');
  const entity = parseType(body.type, searched);
  if (isInvalid(entity)) return entity;
  const accepted = ['type', ...listMembers(entity), 'filter', 'aggregates'];
  const unknown = checkNames(Object.keys(body), accepted);
  if (unknown) return unknown;
  const filters = body.filter === undefined ? [] : parseFilter(body.filter, describeFields(entity));
  return isInvalid(filters) ? filters : completeRequest(body, { entity, filters, searched });
}

function readText(event: unknown): string {
  const body = member(event, 'body');
  if (typeof body !== 'string') return '';
  return member(event, 'isBase64Encoded') === true ? Buffer.from(body, 'base64').toString('utf8') : body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Level by level: what calls itself for each of them ends at some depth. */
function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels && level.length > 0; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return level.length > 0;
}
