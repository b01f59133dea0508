import { afterEach, expect, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import type { OpenPage } from '../../../test/open-page.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { bookId, buildAuthor, buildBook, buildFound, buildResult, buildUser } from '../../../test/shelf.ts';
import { noteChangeAtom } from '../../state/revision.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const { email: _, ...indexedUser } = buildUser();
const smithNamed = (letter: string) =>
  buildResult('User', { ...indexedUser, name: `Smith ${letter}`, userId: `1750000000000${letter.repeat(14)}` });
const smithA = smithNamed('a');
const smithB = smithNamed('b');
const smithC = smithNamed('c');

async function openField(prepare: (page: OpenPage) => void): Promise<HTMLInputElement> {
  page = await renderPage(`/books/${bookId}`, (opened) => {
    opened.api.on('GET /books/{bookId}', { body: buildBook() });
    opened.api.on('GET /authors/{authorId}', { body: buildAuthor() });
    prepare(opened);
  });
  await page.pass(0);
  return screen.findByRole<HTMLInputElement>('combobox', { name: /who borrows it/i });
}

async function typeName(field: HTMLInputElement): Promise<void> {
  await page.user.click(field);
  await page.user.type(field, 'Smith');
  await page.pass(500);
}

/** As when a command of this page was accepted, or is found by searches. */
async function changeSomethingElse(): Promise<void> {
  act(() => page.store.set(noteChangeAtom));
  await page.pass(500);
}

test('who is marked stays marked when the same names are asked for again', async () => {
  const field = await openField(({ api }) => api.on('POST /search', { body: buildFound([smithA, smithB, smithC]) }));
  await typeName(field);
  await page.user.keyboard('{ArrowDown}{ArrowDown}');

  await changeSomethingElse();
  await page.user.keyboard('{Enter}');

  expect(field.value).toBe('Smith c');
});

test('nobody is chosen by a mark that stood on a list with other names', async () => {
  const field = await openField(({ api }) => api.on('POST /search', { body: buildFound([smithB, smithC]) }));
  await typeName(field);
  await page.user.keyboard('{ArrowDown}');

  page.api.on('POST /search', { body: buildFound([smithA, smithB, smithC]) });
  await changeSomethingElse();
  await page.user.keyboard('{Enter}');

  expect(screen.getByRole('option', { name: /Smith a/ })).toBeTruthy();
  expect(field.value).toBe('Smith');
});

test('nobody is chosen by a mark that names got only when they could be looked up again', async () => {
  const field = await openField(({ api }) => api.on('POST /search', { body: buildFound([smithA, smithB, smithC]) }));
  await typeName(field);
  await page.user.keyboard('{ArrowDown}{ArrowDown}');
  page.api.on('POST /search', () => Promise.reject(new TypeError('fetch failed')));
  await changeSomethingElse();

  page.api.on('POST /search', { body: buildFound([smithA, smithB, smithC]) });
  await changeSomethingElse();
  const offered = screen.getAllByRole('option');
  await page.user.keyboard('{Enter}');

  expect(offered).toHaveLength(3);
  expect(field.value).toBe('Smith');
});

test('the first name is marked again when the text was typed again', async () => {
  const field = await openField(({ api }) => api.on('POST /search', { body: buildFound([smithA, smithB, smithC]) }));
  await typeName(field);

  await page.user.keyboard('{Backspace}h');
  await page.pass(500);
  await page.user.keyboard('{Enter}');

  expect(field.value).toBe('Smith a');
});

test('names that could not be looked up are looked up again on request, in the same field', async () => {
  const field = await openField(({ api }) =>
    api.on('POST /search', () => Promise.reject(new TypeError('fetch failed'))),
  );
  await typeName(field);

  page.api.on('POST /search', { body: buildFound([smithA]) });
  await page.user.click(screen.getByRole('button', { name: 'Try again' }));
  await page.pass(500);

  expect(document.activeElement).toBe(field);
  expect(screen.getByRole('option', { name: /Smith a/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('nobody is said to be unknown when the search for names ran out of time', async () => {
  const field = await openField(({ api }) => api.on('POST /search', { body: buildFound([], { partial: true }) }));
  await typeName(field);

  expect(screen.getByText('No name was found in time: go on typing')).toBeTruthy();
  expect(screen.queryByText('Nobody has such a name')).toBeNull();
});
