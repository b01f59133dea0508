import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { drawQueries } from '../../bench/search/draw-queries.ts';
import { sendOpenLoop } from '../../bench/search/send-open-loop.ts';
import { summarizeLatencies } from '../../bench/search/summarize-latencies.ts';
import { judge, catalogue as judgements, sample } from '../relevance/judge.ts';

const books = Array.from({ length: 50 }, (_, i) => ({
  source: `test:${i}`,
  title: i % 7 === 0 ? '—' : `Title number ${i} of many`,
  author: { ref: `test:${i}`, name: i % 5 === 0 ? 'Plato' : `Surname${i}, First` },
}));

test('draws the same queries for the same seed, other ones for another, and none without a text', () => {
  const queries = drawQueries(books, { count: 500, seed: 3 });

  expect(drawQueries(books, { count: 500, seed: 3 })).toEqual(queries);
  expect(drawQueries(books, { count: 500, seed: 4 })).not.toEqual(queries);
  expect(queries.filter((query) => query.trim() === '')).toEqual([]);
  expect(new Set(queries).size).toBeGreaterThan(100);
});

let server: Server;
let url: string;
let together = 0;
let most = 0;
beforeEach(async () => {
  together = 0;
  most = 0;
  server = createServer((request, answer) => {
    together += 1;
    most = Math.max(most, together);
    setTimeout(() => {
      together -= 1;
      answer.statusCode = request.url === '/failing' ? 503 : 200;
      answer.end('{}');
    }, 200);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

test('sends when it is time, whatever has been answered by then', async () => {
  const samples = await sendOpenLoop({ urls: Array.from({ length: 40 }, () => `${url}/`), rate: 200, seed: 1 });

  expect(most).toBeGreaterThan(5);
  expect(samples).toHaveLength(40);
  for (const { status, ms } of samples) {
    expect(status).toBe(200);
    expect(ms).toBeGreaterThanOrEqual(190);
  }
});

test('tells what failed, and what nobody answered', async () => {
  const samples = await sendOpenLoop({ urls: [`${url}/failing`, 'http://127.0.0.1:9/'], rate: 200, seed: 1 });

  expect(samples.map(({ status }) => status)).toEqual([503, 0]);
});

test('takes percentiles of all requests, the failed ones too', () => {
  const samples = Array.from({ length: 200 }, (_, i) => ({ status: i === 199 ? 503 : 200, ms: 200 - i }));

  expect(summarizeLatencies(samples)).toEqual({ requests: 200, failed: 1, p50: 100, p90: 180, p99: 198, max: 200 });
  expect(summarizeLatencies([]).p99).toBeNaN();
});

test('judges by titles, whatever their case, and by the author of most', () => {
  const by = (authorName: string, title = 'Emma') => ({ title, authorName });

  expect(judge({ query: 'x', books: ['EMMA'] }, [by('a', 'emma')])).toEqual([]);
  expect(judge({ query: 'x', books: ['Emma', 'Lady Susan'] }, [by('a')])).toEqual(['Lady Susan']);
  expect(judge({ query: 'x', books: ['Last'] }, [...Array(5).fill(by('a')), by('a', 'Last')])).toEqual(['Last']);
  expect(judge({ query: 'x', by: 'a' }, [by('a'), by('b'), by('a'), by('a'), by('b')])).toEqual([]);
  expect(judge({ query: 'x', by: 'a' }, [by('a'), by('b'), by('a')])).toEqual(['more books by a']);
});

test('has at least 40 judgements of the sample and of the catalogue', () => {
  for (const part of [sample, judgements]) expect(part.length).toBeGreaterThanOrEqual(40);
});
