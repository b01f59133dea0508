import { join } from 'node:path';
import { deriveId } from '../../../local/seed/derive-id.ts';
import { seedFile } from '../../../local/seed/seed-file.ts';
import { projectRoot, type Settings } from '../../../local/stack/settings.ts';
import { createApiClient } from '../../e2e/support/call-api.ts';

/** What the library is furnished with; the tests look for these. */
export const furniture = {
  persuasion: deriveId('book', 'gutenberg:105'),
  austen: deriveId('author', 'gutenberg:68'),
  ada: deriveId('user', 'browser:Ada Lovelace'),
} as const;

const readers = ['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson', 'Alan Turing', 'Emmy Noether', 'Mary Somerville'];
/** Frankenstein, The Time Machine, Moby Dick, Alice, Emma, Peter Pan: who has which, by numbers of the catalogue. */
const loans = [
  ['Ada Lovelace', '84'],
  ['Ada Lovelace', '35'],
  ['Grace Hopper', '15'],
  ['Alan Turing', '11'],
] as const;
const losses = [
  ['Emmy Noether', '158'],
  ['Mary Somerville', '16'],
] as const;

/** The sample of `make up`, with readers, loans and books that are missing, all by way of the API. */
export async function furnish(settings: Settings): Promise<void> {
  const apiUrl = `http://127.0.0.1:${settings.apiPort}`;
  const path = join(projectRoot, 'local/sample/books.ndjson.gz');
  const { signal } = new AbortController();
  const { end, progress } = await seedFile({ path, dataDir: settings.dataDir, apiUrl, signal });
  if (end !== 'done' || progress.refused > 0) throw new Error(`Expected the sample to load, got ${end}.`);
  const api = createApiClient(apiUrl);
  const send = async (route: string, body: object) => {
    const answer = await api('POST', route, { body });
    if (answer.status > 204) throw new Error(`Expected POST ${route} to be done, got ${answer.text}`);
  };
  for (const name of readers) {
    const email = `${name.toLowerCase().replace(' ', '.')}@example.org`;
    await send('/users', { userId: deriveId('user', `browser:${name}`), name, email });
  }
  for (const [name, number] of [...loans, ...losses]) {
    const bookId = deriveId('book', `gutenberg:${number}`);
    await send(`/books/${bookId}/borrow`, { userId: deriveId('user', `browser:${name}`) });
  }
  for (const [name, number] of losses) {
    const bookId = deriveId('book', `gutenberg:${number}`);
    await send(`/books/${bookId}/missing`, { userId: deriveId('user', `browser:${name}`) });
  }
}
