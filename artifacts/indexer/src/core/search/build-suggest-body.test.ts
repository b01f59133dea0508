import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { buildSuggestBody } from './build-suggest-body.ts';

const build = (spelling: 'typed' | 'similar') =>
  buildSuggestBody(book, 'title', { text: 'crime and p', limit: 5, spelling });

test('takes the last word for unfinished, shows each wording once and reads no more than is shown', () => {
  expect(build('typed')).toMatchObject({
    size: 5,
    track_total_hits: false,
    _source: ['title', 'bookId'],
    query: { bool: { must: [{ match_bool_prefix: { title: { query: 'crime and p', operator: 'and' } } }] } },
    collapse: { field: 'title.keyword' },
    sort: [{ _score: 'desc' }, { 'title.keyword': 'asc' }, { bookId: 'asc' }],
  });
});

test('looks for similar spellings in the one field that is completed', () => {
  expect(JSON.stringify(build('similar'))).toContain('"fields":["title^1"]');
});

test('compares the beginning of a long text only, never half of a character', () => {
  const body = buildSuggestBody(book, 'title', { text: '\u{1f600}'.repeat(500), limit: 5, spelling: 'typed' });

  expect(JSON.stringify(body)).toContain(`"value":"${'\u{1f600}'.repeat(200)}"`);
});
