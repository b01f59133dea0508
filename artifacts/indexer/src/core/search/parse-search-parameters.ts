import type { Entity } from '../entity.ts';
import { checkNames } from './check-names.ts';
import { completeRequest, listMembers, type SearchDraft } from './complete-request.ts';
import type { Listed } from './find-listed.ts';
import { collectMembers, isInvalid } from './invalid-request.ts';
import { listParameters, parseListingParameters } from './parse-listing-parameters.ts';
import { toSortKey } from './parse-sort.ts';
import { parseText } from './parse-text.ts';
import { parseType } from './parse-type.ts';
import { takeOne, toInteger, type UrlParameters } from './read-url-parameters.ts';
import type { Filter, InvalidRequest, SearchRequest } from './search-request.ts';

/** How members that are no plain text are written in a URL. What is not of that form stays as it came, to be refused. */
const forms: Readonly<Record<string, (text: string) => unknown>> = {
  limit: toInteger,
  wait: toInteger,
  stable: toSwitch,
  highlight: toSwitch,
  ids: (text) => text.split(','),
  sort: (text) => text.split(','),
  facets: (text) => text.split(','),
};

/** A search that is asked for by a URL alone. */
export function parseSearchParameters(
  given: UrlParameters,
  listed: Listed,
  searched: readonly Entity[],
): SearchRequest | InvalidRequest {
  const entity = listed.entity ?? parseType(given.type?.[0], searched);
  if (isInvalid(entity)) return entity;
  const members = listMembers(entity);
  const accepted = [...(listed.entity ? [] : ['type']), ...members, ...listParameters(entity, listed.route)];
  const parts = collectMembers({
    names: checkNames(Object.keys(given), accepted) ?? accepted,
    type: takeOne(given.type ?? [''], 'type'),
    draft: toDraft(given, members),
    within: parseRouteValue(listed),
    filters: parseListingParameters(given, entity, listed.route),
  });
  if (isInvalid(parts)) return parts;
  const frame = { entity, within: parts.within, filters: parts.filters, searched };
  const request = completeRequest(parts.draft, frame);
  if (isInvalid(request) || !listed.entity || request.text !== undefined || request.sort.length > 0) return request;
  return { ...request, sort: (entity.listing?.order ?? []).map(toSortKey) };
}

function toDraft(given: UrlParameters, members: readonly string[]): SearchDraft | InvalidRequest {
  const sent = Object.entries(given).filter(([name]) => members.includes(name));
  return collectMembers(Object.fromEntries(sent.map(([name, values]) => [name, toMember(name, values)])));
}

function toMember(name: string, values: readonly string[]): unknown {
  if (name === 'after') return values;
  const text = takeOne(values, name);
  return isInvalid(text) ? text : (forms[name]?.(text) ?? text);
}

function parseRouteValue({ route, value }: Listed): Filter | undefined | InvalidRequest {
  if (!route) return undefined;
  const text = parseText(value, route.field);
  return isInvalid(text) ? text : { kind: 'equals', field: route.field, values: [text] };
}

function toSwitch(text: string): unknown {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
