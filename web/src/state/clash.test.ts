import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll, author, book, user } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildBook } from '../../test/shelf.ts';
import type { Command } from './command.ts';
import { heldCommandsAtom } from './command-entries.ts';
import { dismissCommandAtom, resolveClashAtom, sendCommandAtom } from './commands.ts';
import { createItemClashAtom } from './item-clash.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage();
});
afterEach(() => expect(page.api.violations).toEqual([]));

const base = buildBook({ version: 50, title: 'Faust', isbn: '1', price: '12.5', tags: ['drama'] });
const mine = { title: 'Faust I', isbn: '2', price: '12.50', tags: ['drama'] };
const theirs = buildBook({ version: 52, title: 'Faust. Eine Tragödie', isbn: '1', price: '12.5', category: 'plays' });

async function clash(command: Command): Promise<string> {
  answerAll(page, () => true);
  page.api.on('GET /books/{bookId}', { body: theirs });
  page.api.on('PUT /books/{bookId}', refuse(412, 'version-mismatch'));
  const id = page.store.set(sendCommandAtom, command);
  await page.world.advance(0);
  return id;
}

function stateOf(id: string) {
  return page.store.get(heldCommandsAtom).find((entry) => entry.id === id)?.state;
}

test('shows both versions of each field in which they differ, and who changed it', async () => {
  const id = await clash({ name: 'ReplaceBook', base, mine });

  expect(stateOf(id)).toEqual({
    stage: 'clash',
    clash: {
      theirs,
      fields: [
        { field: 'title', base: 'Faust', mine: 'Faust I', theirs: 'Faust. Eine Tragödie' },
        { field: 'isbn', base: '1', mine: '2', theirs: '1', suggested: 'mine' },
        { field: 'category', base: undefined, mine: undefined, theirs: 'plays', suggested: 'theirs' },
        { field: 'tags', base: ['drama'], mine: ['drama'], theirs: undefined, suggested: 'theirs' },
      ],
    },
  });
});

test('writes what was chosen over the present version', async () => {
  const id = await clash({ name: 'ReplaceBook', base, mine });
  let written: unknown;
  page.api.on('PUT /books/{bookId}', ({ body, headers }) => {
    written = [headers.get('If-Match'), body];
    return { body: { ...theirs, version: 53 } };
  });

  page.store.set(resolveClashAtom, { id, choices: { title: 'mine', category: 'mine' } });
  await page.world.advance(0);

  expect(written).toEqual(['"52"', { title: 'Faust I', isbn: '2', price: '12.5' }]);
  expect(stateOf(id)).toMatchObject({ stage: 'searchable' });
});

test('takes the present value of a field that both changed and nobody chose', async () => {
  const id = await clash({ name: 'ReplaceBook', base, mine });
  let written: unknown;
  page.api.on('PUT /books/{bookId}', ({ body }) => {
    written = body;
    return { body: { ...theirs, version: 53 } };
  });

  page.store.set(resolveClashAtom, { id, choices: {} });
  await page.world.advance(0);

  expect(written).toEqual({ title: 'Faust. Eine Tragödie', isbn: '2', price: '12.5', category: 'plays' });
});

test('clashes again when the item changes once more', async () => {
  const id = await clash({ name: 'ReplaceBook', base, mine });
  page.api.on('GET /books/{bookId}', { body: { ...theirs, version: 54, title: 'Urfaust' } });

  page.store.set(resolveClashAtom, { id, choices: { title: 'mine' } });
  await page.world.advance(0);

  expect(stateOf(id)).toMatchObject({ stage: 'clash', clash: { theirs: { version: 54 } } });
});

test('is none when the present item says what was to be written', async () => {
  const id = await clash({ name: 'ReplaceBook', base, mine: fieldsOf(theirs) });

  const search = page.api.asked.find((line) => line.startsWith('GET /search'));
  expect(stateOf(id)).toMatchObject({ stage: 'searchable' });
  expect(search).toContain(`after=books/${theirs.bookId}:52`);
});

function fieldsOf({ title, isbn = '', price = '', category = '' }: typeof theirs) {
  return { title, isbn, price, category, tags: [] };
}

test('is a failure when the item was deleted meanwhile', async () => {
  answerAll(page, () => true);
  page.api.on('PUT /books/{bookId}', refuse(412, 'version-mismatch'));
  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));

  const id = page.store.set(sendCommandAtom, { name: 'ReplaceBook', base, mine });
  await page.world.advance(0);

  expect(stateOf(id)).toMatchObject({ stage: 'failed', problem: { name: 'book-not-found' } });
});

test('a name of an author and the status of a user clash in the same way', async () => {
  answerAll(page, () => true);
  page.api.on('PUT /authors/{authorId}', refuse(412, 'version-mismatch'));
  page.api.on('PUT /users/{userId}', refuse(412, 'version-mismatch'));
  page.api.on('GET /authors/{authorId}', { body: { ...author, name: 'v. Goethe', version: 90 } });
  page.api.on('GET /users/{userId}', { body: { ...user, comment: 'late again', version: 91 } });

  const { name, email, comment } = user;
  const ofAuthor = page.store.set(sendCommandAtom, {
    name: 'ReplaceAuthor',
    base: author,
    mine: { name: 'Goethe', birthdate: '1749' },
  });
  const ofUser = page.store.set(sendCommandAtom, {
    name: 'ReplaceUser',
    base: user,
    mine: { name, email, comment, status: 'SUSPENDED' },
  });
  await page.world.advance(0);

  expect(stateOf(ofAuthor)).toMatchObject({
    clash: {
      fields: [
        { field: 'name', suggested: 'theirs' },
        { field: 'birthdate', suggested: 'mine' },
      ],
    },
  });
  expect(stateOf(ofUser)).toMatchObject({
    clash: {
      fields: [
        { field: 'comment', suggested: 'theirs' },
        { field: 'status', suggested: 'mine' },
      ],
    },
  });
});

test('a delete of a changed item fails: there is nothing to merge', async () => {
  answerAll(page, () => true);
  page.api.on('DELETE /books/{bookId}', refuse(412, 'version-mismatch'));

  const id = page.store.set(sendCommandAtom, { name: 'DeleteBook', base: book });
  await page.world.advance(0);

  expect(stateOf(id)).toMatchObject({ stage: 'failed', problem: { name: 'version-mismatch' } });
});

test('is found by what it is about, with the way there, until it is settled', async () => {
  const ofBook = createItemClashAtom(base.bookId);
  page.watch(ofBook);
  const id = await clash({ name: 'ReplaceBook', base, mine });
  const met = page.store.get(ofBook);

  page.store.set(dismissCommandAtom, id);

  expect(met).toMatchObject({ entry: { id, href: `/books/${base.bookId}` }, clash: { theirs } });
  expect([page.store.get(ofBook), page.store.get(createItemClashAtom('another'))]).toEqual([undefined, undefined]);
});
