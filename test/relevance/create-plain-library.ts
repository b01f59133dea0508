import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { author } from '../../artifacts/indexer/src/entities/author.ts';
import { book } from '../../artifacts/indexer/src/entities/book.ts';
import { loadCatalogue } from '../../bench/search/load-catalogue.ts';
import { ask } from '../../bench/servers/open-search-api.ts';
import { readCatalogue } from '../../bench/stream/read-catalogue.ts';
import { projectRoot } from '../../local/stack/settings.ts';
import { newId } from '../e2e/support/new-id.ts';
import { createSend } from '../e2e/support/open-search-server.ts';
import { servers } from '../e2e/support/servers.ts';

/** The sample's books and authors in indexes of a test's own: no table behind them, nobody else's books among them. */
export function createPlainLibrary(name: string) {
  const prefix = `${name}${newId().slice(1, 11).toLowerCase()}`;
  const url = servers.opensearchUrl;
  const books = { ...book, index: `${prefix}-books` };
  const authors = { ...author, index: `${prefix}-authors` };
  return {
    books,
    authors,
    dependencies: {
      send: createSend(url),
      readItems: async () => {
        throw new Error('Expected nobody to read a table.');
      },
      nowMs: Date.now,
      pause: sleep,
      findDeletions: async () => new Map<string, bigint>(),
    },
    load: async () => {
      const catalogue = await readCatalogue(join(projectRoot, 'local', 'sample', 'books.ndjson.gz'));
      await loadCatalogue(catalogue, { url, books, authors });
    },
    remove: async () => {
      await ask(url, { method: 'DELETE', path: `/${books.index}-v1,${authors.index}-v1` });
    },
  };
}
