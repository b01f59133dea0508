import { expect, test } from '@jest/globals';
import { buildAuthor } from '../../test/fixtures/build-change.ts';
import { author } from '../entities/author.ts';
import { book } from '../entities/book.ts';
import { entities } from '../entities/registry.ts';
import { user } from '../entities/user.ts';
import { findAllReaches, findReaches } from './find-reaches.ts';

const key = { id: { S: 'Author:a1' } };
const reach = { entity: book, join: book.joins[0], value: 'a1', isUnordered: false };
const isUnordered = false;

test.each([
  ['appears', undefined, buildAuthor()],
  ['is gone', buildAuthor(), undefined],
  ['has another name', buildAuthor(), buildAuthor({ name: { S: 'J. A.' } })],
])('reaches the books of an author who %s', (_, before, after) => {
  expect(findReaches(author, { key, before, after, isUnordered }, entities)).toEqual([reach]);
});

test.each([
  ['keeps the name', buildAuthor(), buildAuthor({ birthdate: { S: '1775' } })],
  ['appears without a name', undefined, { id: { S: 'Author:a1' } }],
])('reaches no book of an author who %s', (_, before, after) => {
  expect(findReaches(author, { key, before, after, isUnordered }, entities)).toEqual([]);
});

test('reaches nothing from an entity that nobody joins', () => {
  expect(findReaches(user, { key, before: undefined, after: buildAuthor(), isUnordered }, entities)).toEqual([]);
});

test('reaches nothing from a key that no reference can mean', () => {
  const images = { key: { id: { S: 'Writer:a1' } }, before: undefined, after: buildAuthor(), isUnordered };

  expect(findReaches(author, images, entities)).toEqual([]);
});

test('reaches whatever shows an item of which only the key is known', () => {
  expect(findAllReaches(author, key, entities)).toEqual([reach]);
  expect(findAllReaches(author, { id: { S: 'Writer:a1' } }, entities)).toEqual([]);
  expect(findAllReaches(user, key, entities)).toEqual([]);
});

test('carries on that versions put nothing in order', () => {
  const images = { key, before: undefined, after: buildAuthor(), isUnordered: true };

  expect(findReaches(author, images, entities)).toEqual([{ ...reach, isUnordered: true }]);
});
