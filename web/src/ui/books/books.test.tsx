import { afterEach, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { corner } from '../../../test/on-screen.ts';
import type { OpenPage } from '../../../test/open-page.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import {
  bookId,
  buildAuthor,
  buildBook,
  buildFound,
  buildRental,
  buildResult,
  buildUser,
  userId,
} from '../../../test/shelf.ts';
import { noteChangeAtom } from '../../state/revision.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const lent = buildBook({ status: 'NOT_AVAILABLE', borrowerId: userId, version: 1_750_000_000_000_001 });

async function openBook(prepare: (page: OpenPage) => void = () => {}): Promise<void> {
  page = await renderPage(`/books/${bookId}`, (opened) => {
    opened.api.on('GET /books/{bookId}', { body: buildBook() });
    opened.api.on('GET /authors/{authorId}', { body: buildAuthor() });
    opened.api.on('GET /users/{userId}', { body: buildUser() });
    opened.api.on('GET /rentals/{bookId}/{userId}', { body: buildRental() });
    opened.api.on('POST /search', { body: buildFound([buildResult('User', buildUser())]) });
    prepare(opened);
  });
  await screen.findByText('Skip to the content');
  await page.pass(0);
  await screen.findByRole('heading', { level: 1, name: 'Faust' });
}

async function borrow(): Promise<void> {
  await page.user.click(screen.getByRole('combobox', { name: /who borrows it/i }));
  await page.pass(500);
  await page.user.click(await screen.findByRole('option', { name: /Gretchen/ }));
  await page.user.click(screen.getByRole('button', { name: 'Borrow' }));
}

test('shows the book as the table holds it, with its author', async () => {
  await openBook();

  expect(screen.getByRole('link', { name: 'Goethe' }).getAttribute('href')).toContain('/authors/');
  expect(document.title).toBe('Faust · Millrace library');
  expect(page.api.asked).toContain(`GET /books/${bookId}`);
});

test.each([
  [404, 'author-not-found', 'Author unknown'],
  [503, 'unavailable', 'The author could not be read'],
])('says of an author who is not had (%i) no more than is known', async (status, name, text) => {
  await openBook(({ api }) => api.on('GET /authors/{authorId}', refuse(status, name)));

  expect(screen.getByRole('link', { name: text })).toBeTruthy();
});

test('lends the book: pending, accepted, then searchable with the time it took; the page follows', async () => {
  await openBook(({ api, world }) => {
    api.on('GET /search', async () => {
      await world.pause(1_200, new AbortController().signal);
      return { body: buildFound([], { consistent: true }) };
    });
    api.on('POST /books/{bookId}/borrow', async () => {
      await world.pause(300, new AbortController().signal);
      api.on('GET /books/{bookId}', { body: lent });
      return {};
    });
  });

  await borrow();
  await page.pass(0);
  const pending = corner().getByText('Pending');
  await page.pass(300);
  const accepted = corner().getByText('Becoming searchable');
  const isLent = screen.getByRole('button', { name: 'Return' });
  await page.pass(1_200);

  expect(pending && accepted && isLent).toBeTruthy();
  expect(corner().queryByText('Pending')).toBeNull();
  expect(corner().getByText('Searchable in 1.5 s')).toBeTruthy();
});

test('lends the book once, also to who presses again before the page follows', async () => {
  await openBook(({ api, world }) => {
    api.on('GET /search', { body: buildFound([], { consistent: false }) });
    api.on('POST /books/{bookId}/borrow', () => {
      api.on('GET /books/{bookId}', async () => {
        await world.pause(2_000, new AbortController().signal);
        return { body: lent };
      });
      return {};
    });
  });

  await borrow();
  await page.pass(0);
  await page.user.click(screen.getByRole('button', { name: 'Borrow' }));
  await page.pass(0);

  expect(page.api.asked.filter((line) => line.endsWith('/borrow'))).toHaveLength(1);
  expect(corner().getAllByText(/^Borrow/)).toHaveLength(1);
});

test('says which rule refused, and what to do', async () => {
  await openBook(({ api }) => api.on('POST /books/{bookId}/borrow', refuse(403, 'user-suspended')));

  await borrow();
  await page.pass(0);

  expect(corner().getByText('A suspended user may not borrow.')).toBeTruthy();
  expect(corner().getByText(/set the status back/)).toBeTruthy();
  expect(corner().queryByRole('button', { name: 'Repeat' })).toBeNull();
});

test('never calls searchable what no search finds: accepted, not searchable yet', async () => {
  await openBook(({ api }) => {
    api.on('GET /search', refuse(503, 'unavailable', { 'Retry-After': '1' }));
    api.on('POST /books/{bookId}/borrow', {});
  });

  await borrow();
  await page.pass(20_000);

  expect(corner().getByText('Accepted')).toBeTruthy();
  expect(corner().getByText('Not searchable yet')).toBeTruthy();
  expect(corner().getByText(/the search does not answer/)).toBeTruthy();
});

test('says when nobody knows whether it went through, and repeats it', async () => {
  await openBook(({ api }) => {
    api.on('POST /books/{bookId}/borrow', () => {
      throw new TypeError('fetch failed');
    });
  });
  await borrow();
  await page.pass(0);
  const doubt = corner().getByText('Nobody knows whether it went through.');

  page.api.on('POST /books/{bookId}/borrow', {});
  await page.user.click(corner().getByRole('button', { name: 'Repeat' }));
  await page.pass(0);

  expect(doubt).toBeTruthy();
  expect(corner().getByText(/^Searchable in/)).toBeTruthy();
});

test('shows both versions after a clash, and saves what was chosen over the present one', async () => {
  const theirs = buildBook({ title: 'Faust II', version: 1_750_000_000_000_009 });
  const sent: { readonly etag: string | null; readonly body: unknown }[] = [];
  await openBook(({ api }) => {
    api.on('PUT /books/{bookId}', ({ headers, body }) => {
      sent.push({ etag: headers.get('If-Match'), body });
      api.on('GET /books/{bookId}', { body: theirs });
      return sent.length === 1 ? refuse(412, 'version-mismatch') : { body: { ...theirs, title: 'Faust I' } };
    });
  });

  await page.user.click(screen.getByRole('button', { name: 'Edit' }));
  const title = screen.getByRole('textbox', { name: /title/i });
  await page.user.clear(title);
  await page.user.type(title, 'Faust I');
  await page.user.click(screen.getByRole('button', { name: 'Save' }));
  await page.pass(0);
  const choice = within(screen.getByRole('form', { name: 'It was changed meanwhile' }));
  const values = choice.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent);
  await page.user.click(choice.getByRole('radio', { name: /Yours/ }));
  await page.user.click(choice.getByRole('button', { name: 'Save this choice' }));
  await page.pass(0);

  expect(values).toEqual(['YoursFaust I', 'TheirsFaust II']);
  expect(sent).toEqual([
    { etag: '"1750000000000000"', body: { title: 'Faust I' } },
    { etag: '"1750000000000009"', body: { title: 'Faust I' } },
  ]);
});

/** Somebody else has changed the book before the edit of it is saved. */
async function clashOnEdit(): Promise<void> {
  await openBook(({ api }) => {
    api.on('PUT /books/{bookId}', () => {
      api.on('GET /books/{bookId}', { body: buildBook({ title: 'Faust II', version: 1_750_000_000_000_009 }) });
      return refuse(412, 'version-mismatch');
    });
  });
  await page.user.click(screen.getByRole('button', { name: 'Edit' }));
  await page.user.type(screen.getByRole('textbox', { name: /title/i }), ' I');
  await page.user.click(screen.getByRole('button', { name: 'Save' }));
  await page.pass(0);
}

test('lets go of a change that clashed, as its book may be gone meanwhile', async () => {
  await clashOnEdit();

  await page.user.click(await corner().findByRole('button', { name: 'Discard my change' }));

  expect(corner().queryByRole('listitem')).toBeNull();
});

test('a change that clashed is still to be decided when its book is gone', async () => {
  await clashOnEdit();

  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));
  page.store.set(noteChangeAtom);
  await page.pass(0);

  expect(screen.getByRole('heading', { name: 'This book is not here' })).toBeTruthy();
  expect(screen.getByRole('radio', { name: /Faust I$/ })).toBeTruthy();
});

test('asks before it deletes, and a book that is gone is said to be gone', async () => {
  await openBook(({ api }) =>
    api.on('DELETE /books/{bookId}', () => {
      api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));
      return {};
    }),
  );

  await page.user.click(screen.getByRole('button', { name: 'Delete' }));
  const before = page.api.asked.filter((line) => line.startsWith('DELETE')).length;
  await page.user.click(screen.getByRole('button', { name: 'Delete' }));
  await page.pass(0);

  expect(before).toBe(0);
  expect(screen.getByRole('heading', { name: 'This book is not here' })).toBeTruthy();
  expect(corner().getByText(/^Gone from searches in/)).toBeTruthy();
});
