/** How fast, and how well, a whole catalogue is searched through the gateway. See ../README.md. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { author } from '../../artifacts/indexer/src/entities/author.ts';
import { book } from '../../artifacts/indexer/src/entities/book.ts';
import { projectRoot } from '../../local/stack/settings.ts';
import { firstResults, judge, catalogue as judgements, type Shown } from '../../test/relevance/judge.ts';
import { startServers } from '../servers/start-servers.ts';
import { readCatalogue } from '../stream/read-catalogue.ts';
import { drawQueries } from './draw-queries.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { sendOpenLoop } from './send-open-loop.ts';
import { summarizeLatencies } from './summarize-latencies.ts';

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: join(projectRoot, 'local', 'sample', 'books.ndjson.gz') },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    judge: { type: 'boolean', default: false },
  },
});
const rate = Number(values.rate);
const count = rate * Number(values.seconds);
const seed = Number(values.seed);
/** OpenSearch compiles what it runs often, and every process of the function has to be started once. */
const warmUpSeconds = 20;

const paths: readonly (readonly [title: string, toPath: (query: string) => string])[] = [
  ['`GET /search?q=`', (q) => `/search?q=${encodeURIComponent(q)}`],
  [
    '`GET /search?q=` as the page asks: three facets, highlights',
    (q) => `/search?q=${encodeURIComponent(q)}&facets=category,language,status&highlight=true`,
  ],
  ['`GET /suggest?q=`, the first half of the text', (q) => `/suggest?q=${encodeURIComponent(beginOf(q))}`],
];

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const catalogue = await readCatalogue(values.file);
const servers = await startServers({ hasGateway: true });
const api = `http://127.0.0.1:${servers.settings.apiPort}`;
try {
  say(`Loading ${catalogue.length} books …`);
  await loadCatalogue(catalogue, { url: servers.settings.opensearchUrl, books: book, authors: author });
  await measure();
  if (values.judge) await judgeAll();
} finally {
  await servers.stop();
}

async function measure(): Promise<void> {
  print('|  | requests | failed | p50 ms | p90 ms | p99 ms | max ms |');
  print('| --- | --- | --- | --- | --- | --- | --- |');
  for (const [title, toPath] of paths) {
    const urlsOf = (number: number, drawnFrom: number): readonly string[] =>
      drawQueries(catalogue, { count: number, seed: drawnFrom }).map((query) => `${api}${toPath(query)}`);
    say(`${title}: ${warmUpSeconds} s to warm up, ${values.seconds} s at ${rate} a second …`);
    await sendOpenLoop({ urls: urlsOf(rate * warmUpSeconds, seed + 1), rate, seed });
    const samples = await sendOpenLoop({ urls: urlsOf(count, seed), rate, seed });
    const { requests, failed, p50, p90, p99, max } = summarizeLatencies(samples);
    const times = [p50, p90, p99, max].map((ms) => ms.toFixed(1));
    print(`| ${[title, requests, failed, ...times].join(' | ')} |`);
  }
}

/** The table of judgements is of the whole catalogue: with another file it says little. */
async function judgeAll(): Promise<void> {
  let misses = 0;
  for (const judgement of judgements) {
    const answer = await fetch(`${api}/search?limit=${firstResults}&q=${encodeURIComponent(judgement.query)}`);
    const { results = [] } = (await answer.json()) as { readonly results?: readonly { readonly document: Shown }[] };
    const missing = judge(
      judgement,
      results.map(({ document }) => document),
    );
    if (missing.length > 0) print(`\nNot in the first ${firstResults} for “${judgement.query}”: ${missing.join(', ')}`);
    misses += missing.length > 0 ? 1 : 0;
  }
  print(
    `\n${judgements.length - misses} of ${judgements.length} queries have in the first ${firstResults} what they must.`,
  );
  if (misses > 0) process.exitCode = 1;
}

/** At least three letters: what a page asks for, once somebody has typed them. */
function beginOf(query: string): string {
  const letters = [...query];
  return letters.slice(0, Math.max(3, Math.ceil(letters.length / 2))).join('');
}
