import { type Item, isMalformed } from '../../artifacts/indexer/src/core/attribute-value.ts';
import { encodeDocumentId } from '../../artifacts/indexer/src/core/encode-document-id.ts';
import type { Entity } from '../../artifacts/indexer/src/core/entity.ts';
import { projectDocument, projectJoin } from '../../artifacts/indexer/src/core/project-document.ts';
import type { CatalogueBook } from '../../local/seed/parse-line.ts';
import { ask, recreateIndex } from '../servers/open-search-api.ts';
import { buildAuthor, buildBook } from '../stream/build-book.ts';
import { drawNumbers } from '../stream/draw-numbers.ts';

const nowMs = Date.UTC(2026, 0, 1);
const pageSize = 2_000;

export interface Target {
  readonly url: string;
  readonly books: Entity;
  readonly authors: Entity;
}

/** Books and authors as the indexer would project them, in fresh indexes behind the entities' read aliases, searchable. */
export async function loadCatalogue(
  catalogue: readonly CatalogueBook[],
  { url, books, authors }: Target,
): Promise<void> {
  const draw = drawNumbers(1);
  const authorItems = new Map(catalogue.map((line) => [line.author.ref, buildAuthor(line, nowMs)]));
  const bookLines = catalogue.map((line) =>
    toBulkLines(books, buildBook(line, { nowMs, draw }), authorItems.get(line.author.ref)),
  );
  const authorLines = [...authorItems.values()].map((item) => toBulkLines(authors, item, undefined));
  await fillIndex(url, books, bookLines);
  await fillIndex(url, authors, authorLines);
}

async function fillIndex(url: string, { index, definition }: Entity, lines: readonly string[]): Promise<void> {
  await recreateIndex(url, { index: `${index}-v1`, definition, aliases: [index] });
  for (let i = 0; i < lines.length; i += pageSize) {
    const body = lines.slice(i, i + pageSize).join('');
    const headers = { 'content-type': 'application/x-ndjson' };
    const reply = await fetch(`${url}/${index}-v1/_bulk`, { method: 'POST', headers, body });
    const { errors } = (await reply.json()) as { readonly errors?: boolean };
    if (errors !== false) throw new Error(`Expected OpenSearch to take all of ${index}, got ${reply.status}.`);
  }
  await ask(url, { method: 'POST', path: `/${index}-v1/_refresh` });
}

function toBulkLines(entity: Entity, item: Item, joined: Item | undefined): string {
  const key = { id: item.id ?? { S: '' } };
  const documentId = encodeDocumentId(key);
  const [join] = entity.joins;
  const fields = join ? projectJoin(join, joined) : {};
  if (isMalformed(documentId) || isMalformed(fields)) throw new Error('Expected the catalogue to be well-formed.');
  const document = projectDocument({ ...unchanging, entity, item, key, documentId }, fields);
  if (isMalformed(document)) throw new Error(`Expected a document, got ${document.malformed}`);
  return `{"index":{"_id":${JSON.stringify(documentId)}}}\n${document}\n`;
}

/** What a projection does not look at. */
const unchanging = {
  kind: 'upsert',
  version: 1n,
  isForeign: false,
  isUnordered: false,
  source: 'table',
  readAtMs: undefined,
  reaches: [],
} as const;
