import { type Answer, missingIndex, problem } from './answer.ts';
import { toShown } from './answer-search.ts';
import type { Cluster } from './create-cluster.ts';
import type { Body, WriteAction } from './create-index-model.ts';

/** Does what a bulk request says, action by action. */
export function answerBulk(text: string, cluster: Cluster): Answer {
  const items: object[] = [];
  let hasErrors = false;
  for (const { name, place, action } of parseBulk(text)) {
    const result = write(place._index, action, cluster);
    if ('error' in result) hasErrors = true;
    items.push({ [name]: { ...place, ...result } });
  }
  if (items.length === 0) return problem(400, 'action_request_validation_exception');
  return { status: 200, body: { took: 1, errors: hasErrors, items } };
}

interface BulkLine {
  readonly name: WriteAction['name'];
  readonly place: { readonly _index: string; readonly _id: string };
  readonly action: WriteAction;
}

export function parseBulk(text: string): readonly BulkLine[] {
  const lines = text.trimEnd().split('\n');
  const parsed: BulkLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [[name = '', head = {}] = []] = Object.entries(JSON.parse(lines[i] ?? '') as Record<string, Body>);
    if (name !== 'index' && name !== 'create' && name !== 'delete')
      throw new Error(`The model has no action \`${name}\`.`);
    const { _index, _id, ...guard } = head as { _index: string; _id: string };
    const document = name === 'delete' ? undefined : lines[++i];
    parsed.push({ name, place: { _index, _id }, action: { name, id: _id, text: document, ...guard } });
  }
  return parsed;
}

function write(name: string, action: WriteAction, cluster: Cluster): object {
  const [index, ...others] = cluster.resolve(name);
  if (!index) return { status: 404, error: { type: 'index_not_found_exception', reason: 'no such index' } };
  if (others.length > 0)
    return { status: 400, error: { type: 'illegal_argument_exception', reason: 'several indexes' } };
  return { _index: index.name, ...index.index.write(action) };
}

export function answerMget(text: string, query: Readonly<Record<string, string>>, cluster: Cluster): Answer {
  const { docs } = JSON.parse(text) as { docs: readonly { _index: string; _id: string; _source?: unknown }[] };
  const shown = query._source?.split(',') ?? query._source_includes?.split(',');
  return {
    status: 200,
    body: {
      docs: docs.map(({ _index, _id, _source }) => {
        const [found] = cluster.resolve(_index);
        if (!found) return { _index, _id, error: missingIndex(_index).body.error };
        const hit = found.index.get(_id);
        if (!hit) return { _index: found.name, _id, found: false };
        const source = toShown(hit.source, _source ?? (shown?.[0] === 'false' ? false : shown));
        const place = { _index: found.name, _id, _version: hit.version, _seq_no: hit.seqNo, _primary_term: 1 };
        return { ...place, found: true, ...(source && { _source: source }) };
      }),
    },
  };
}
