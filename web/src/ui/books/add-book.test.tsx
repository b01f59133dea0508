import { afterEach, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { authorId, buildAuthor, buildBook, buildFound, buildResult } from '../../../test/shelf.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

async function openForm(): Promise<void> {
  page = await renderPage('/books/new', ({ api }) => {
    api.on('POST /search', { body: buildFound([buildResult('Author', buildAuthor())]) });
    api.on('GET /authors/{authorId}', { body: buildAuthor() });
    api.on('GET /books/{bookId}', ({ path }) => ({ body: buildBook({ bookId: path.bookId ?? '', title: 'Egmont' }) }));
  });
  await page.pass(0);
  await screen.findByRole('heading', { level: 1, name: 'Add a book' });
}

test('adds a book of a known author with what was filled in, and opens it once it is accepted', async () => {
  await openForm();
  const sent: unknown[] = [];
  page.api.on('POST /books', ({ body }) => {
    sent.push(body);
    return { status: 201, body: { bookId: String(Object(body).bookId), version: 1 } };
  });

  await page.user.type(screen.getByRole('combobox', { name: /author’s name/i }), 'Goe');
  await page.pass(500);
  await page.user.click(await screen.findByRole('option', { name: /Goethe/ }));
  await page.user.type(screen.getByRole('textbox', { name: /title/i }), 'Egmont');
  await page.user.type(screen.getByRole('textbox', { name: /price/i }), '12.50');
  await page.user.type(screen.getByRole('combobox', { name: 'Subjects' }), 'Freedom, lost{Enter}');
  await page.user.click(screen.getByRole('button', { name: 'Add the book' }));
  await page.pass(0);

  const bookId = expect.stringMatching(/^[0-9A-Za-z]{27}$/);
  expect(sent).toEqual([{ bookId, author: { authorId }, title: 'Egmont', price: '12.50', tags: ['Freedom, lost'] }]);
  expect(await screen.findByRole('heading', { level: 1, name: 'Egmont' })).toBeTruthy();
});

test('keeps what was typed when the book is refused', async () => {
  await openForm();
  page.api.on('POST /books', refuse(413, 'item-too-large'));

  await page.user.click(screen.getByText('New'));
  await page.user.type(screen.getByRole('textbox', { name: /^name/i }), 'Schiller, Friedrich');
  await page.user.type(screen.getByRole('textbox', { name: /^born/i }), '1759');
  await page.user.type(screen.getByRole('textbox', { name: /title/i }), 'Wallenstein');
  await page.user.click(screen.getByRole('button', { name: 'Add the book' }));
  await page.pass(0);

  expect(await screen.findByText('Shorten the longest text.')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: /title/i })).toHaveProperty('value', 'Wallenstein');
  expect(screen.getByRole('textbox', { name: /^name/i })).toHaveProperty('value', 'Schiller, Friedrich');
});

test('adds no book before an author was chosen, and says so', async () => {
  await openForm();
  const field = screen.getByRole('combobox', { name: /author’s name/i });

  await page.user.type(screen.getByRole('textbox', { name: /title/i }), 'Egmont');
  await page.user.type(field, 'Schill');
  await page.user.click(screen.getByRole('button', { name: 'Add the book' }));
  await page.pass(0);

  expect(field).toHaveProperty('validationMessage', 'Choose somebody from the list.');
  expect(page.api.asked.filter((line) => line.startsWith('POST /books'))).toEqual([]);
});

test('chooses nobody of the text before: Enter right after typing sends nothing, and then takes who is meant', async () => {
  await openForm();
  page.api.on('POST /search', ({ body }) => {
    const isSchiller = JSON.stringify(body).includes('Sch');
    return { body: buildFound([buildResult('Author', buildAuthor({ name: isSchiller ? 'Schiller' : 'Goethe' }))]) };
  });
  const field = screen.getByRole('combobox', { name: /author’s name/i });
  await page.user.type(field, 'G');
  await page.pass(500);

  await page.user.clear(field);
  await page.user.type(field, 'Sch{Enter}');
  const early = [field.getAttribute('value'), screen.queryByRole('option')];
  await page.pass(500);
  await page.user.keyboard('{Enter}');

  expect(early).toEqual(['Sch', null]);
  expect(field).toHaveProperty('value', 'Schiller');
});

test('keeps the name of a new author while the ones in the library are looked at', async () => {
  await openForm();
  await page.user.click(screen.getByText('New'));
  await page.user.type(screen.getByRole('textbox', { name: /^name/i }), 'Schiller, Friedrich');

  await page.user.click(screen.getByText('In the library'));
  const between = screen.queryByRole('textbox', { name: /^name/i });
  await page.user.click(screen.getByText('New'));

  expect(between).toBeNull();
  expect(screen.getByRole('textbox', { name: /^name/i })).toHaveProperty('value', 'Schiller, Friedrich');
});

test('shows no name that was typed into the field of another view', async () => {
  await openForm();
  await page.user.type(screen.getByRole('combobox', { name: /author’s name/i }), 'Goe');

  await page.user.click(screen.getByRole('link', { name: 'Search' }));
  await page.user.click(screen.getByRole('link', { name: 'Add book' }));
  await page.pass(0);

  expect(await screen.findByRole('combobox', { name: /author’s name/i })).toHaveProperty('value', '');
});

test('adds one book, however often it is sent without an answer, and asks before it adds another', async () => {
  await openForm();
  const sent: { readonly bookId: string; readonly title: string }[] = [];
  page.api.on('POST /books', ({ body }) => {
    sent.push(Object(body));
    throw new TypeError('fetch failed');
  });
  await page.user.type(screen.getByRole('combobox', { name: /author’s name/i }), 'Goe');
  await page.pass(500);
  await page.user.click(await screen.findByRole('option', { name: /Goethe/ }));
  await page.user.type(screen.getByRole('textbox', { name: /title/i }), 'Egmont');
  const send = async (button: string) => {
    await page.user.click(screen.getByRole('button', { name: button }));
    await page.pass(0);
  };

  await send('Add the book');
  await send('Add the book');
  const twice = new Set(sent.map(({ bookId }) => bookId)).size;
  await page.user.type(screen.getByRole('textbox', { name: /title/i }), '!');
  await send('Add the book');
  const asked = [sent.length, screen.getByText(/both may come of it/)];
  await page.user.type(screen.getByRole('textbox', { name: /title/i }), '?');
  await send('Send this as well');

  expect(twice).toBe(1);
  expect(asked[0]).toBe(2);
  expect(sent.map(({ title }) => title)).toEqual(['Egmont', 'Egmont', 'Egmont!?']);
  expect(new Set(sent.map(({ bookId }) => bookId)).size).toBe(2);
});
