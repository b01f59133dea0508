import { compareMapping, isSame } from '../core/compare-mapping.ts';
import { type Entity, type IndexDefinition, toWriteAlias } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import { toRecord } from '../core/exact-json.ts';
import { askOpenSearch } from './ask-open-search.ts';
import type { SendRequest } from './send-request.ts';

export interface CreatedIndex {
  readonly index: string;
  readonly isNew: boolean;
  /** Fields that were added to an index of an earlier mapping. Documents written before do not have them indexed. */
  readonly added: readonly string[];
  /** Fields whose mapping is not the file's, and `analysis` when that is another; only a rebuild can change either. */
  readonly differing: readonly string[];
}

/**
 * Makes sure that every entity has an index behind its two aliases. What is there already stays as it is; only new
 * fields are added. Safe to repeat, and safe to run twice at once.
 */
export async function createIndexes(
  entities: readonly Entity[],
  send: SendRequest,
  { isClusterShared = false } = {},
): Promise<readonly CreatedIndex[]> {
  if (!isClusterShared) await forbidAutoCreation(send);
  const created: CreatedIndex[] = [];
  for (const entity of entities) {
    const { indexes, isNew } = await ensureIndex(entity, send);
    for (const index of indexes) {
      const { added, differing } = await addFields(index, entity.definition, send);
      const isAnalysed = await hasAnalysis(index, entity.definition, send);
      created.push({ index, isNew, added, differing: isAnalysed ? differing : [...differing, 'analysis'] });
    }
  }
  return created;
}

/** A write to an index that is missing must fail, not make one up with guessed types. */
async function forbidAutoCreation(send: SendRequest): Promise<void> {
  const path = '/_cluster/settings';
  const current = await askOpenSearch({ method: 'GET', path, query: { flat_settings: 'true' } }, send);
  if (toRecord(current.body.persistent)['action.auto_create_index'] === 'false') return;
  const body = JSON.stringify({ persistent: { 'action.auto_create_index': 'false' } });
  await askOpenSearch({ method: 'PUT', path, body }, send);
}

async function ensureIndex(
  entity: Entity,
  send: SendRequest,
): Promise<{ readonly indexes: readonly string[]; readonly isNew: boolean }> {
  const read = await findBehind(entity.index, send);
  const write = await findBehind(toWriteAlias(entity), send);
  // Written and not searched: a rebuild is filling it after all was lost. It alone knows when there is enough to search.
  if (write.length > 0) return { indexes: [...new Set([...read, ...write])].sort(), isNew: false };

  if (read.length > 1) {
    throw new IndexerError(
      'search.ambiguous-alias',
      `Expected one index to give \`${toWriteAlias(entity)}\` to, got \`${entity.index}\` on ${read.length} indexes.`,
    );
  }
  const index = read[0] ?? `${entity.index}-v1`;
  const isNew = read.length === 0 && (await putIndex(entity, index, send));
  if (!isNew) await putAliases(entity, index, send);
  return { indexes: [index], isNew };
}

/** False when the index is there already, perhaps since a moment ago. */
async function putIndex(entity: Entity, index: string, send: SendRequest): Promise<boolean> {
  // With its aliases in one step: there is no moment at which the index exists and nobody finds it.
  const body = JSON.stringify({ ...entity.definition, aliases: { [entity.index]: {}, [toWriteAlias(entity)]: {} } });
  const reply = await askOpenSearch({ method: 'PUT', path: `/${index}`, body }, send, [
    'resource_already_exists_exception',
  ]);
  return reply.status === 200;
}

async function putAliases(entity: Entity, index: string, send: SendRequest): Promise<void> {
  const actions = [entity.index, toWriteAlias(entity)].map((alias) => ({ add: { index, alias } }));
  await askOpenSearch({ method: 'POST', path: '/_aliases', body: JSON.stringify({ actions }) }, send);
}

/** The indexes behind an alias, none when there is no such alias. Throws when the name is that of an index. */
async function findBehind(alias: string, send: SendRequest): Promise<readonly string[]> {
  const reply = await askOpenSearch({ method: 'GET', path: `/${alias}/_alias` }, send, ['index_not_found_exception']);
  if (reply.status === 404) return [];
  const indexes = Object.keys(reply.body);
  if (!indexes.includes(alias)) return indexes;
  throw new IndexerError('search.alias-taken', `Expected \`${alias}\` to be an alias, got an index of that name.`);
}

async function addFields(index: string, { mappings }: IndexDefinition, send: SendRequest) {
  const path = `/${index}/_mapping`;
  const current = await askOpenSearch({ method: 'GET', path }, send);
  const actual = toRecord(toRecord(current.body[index]).mappings);
  const { missing, differing } = compareMapping(actual, mappings);
  const added = Object.keys(missing);
  if (added.length === 0) return { added, differing };
  // A field that needs an analyzer this index does not have is refused: a difference like any other.
  const reply = await askOpenSearch({ method: 'PUT', path, body: JSON.stringify({ properties: missing }) }, send, [
    'mapper_parsing_exception',
    'illegal_argument_exception',
  ]);
  return reply.status === 200 ? { added, differing } : { added: [], differing: [...differing, ...added] };
}

/** Whether an index takes texts apart as the file says: its mapping only has the names for it. */
async function hasAnalysis(index: string, definition: IndexDefinition, send: SendRequest): Promise<boolean> {
  const current = await askOpenSearch({ method: 'GET', path: `/${index}/_settings` }, send);
  const analysisOf = (settings: unknown) => toRecord(toRecord(settings).index).analysis;
  return isSame(analysisOf(toRecord(current.body[index]).settings), analysisOf(definition.settings));
}
