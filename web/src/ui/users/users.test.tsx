import { afterEach, expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { refuse } from '../../../test/fake-api.ts';
import { type RenderedPage, renderPage } from '../../../test/render-page.tsx';
import { bookId, buildBook, buildFound, buildRental, buildResult, buildUser, userId } from '../../../test/shelf.ts';
import { noteChangeAtom } from '../../state/revision.ts';

let page: RenderedPage;
afterEach(() => expect(page.api.violations).toEqual([]));

async function openUser(status: 'VERIFIED' | 'NOT_VERIFIED'): Promise<void> {
  page = await renderPage(`/users/${userId}`, ({ api }) => {
    api.on('GET /users/{userId}', { body: buildUser({ status, loans: 1 }) });
    api.on('GET /users/{userId}/books', {
      body: buildFound([buildResult('Book', buildBook({ status: 'NOT_AVAILABLE', borrowerId: userId }))]),
    });
    api.on('GET /users/{userId}/rentals', { body: buildFound([buildResult('Rental', buildRental())]) });
  });
  await page.pass(0);
  await screen.findByRole('heading', { level: 1, name: 'Gretchen' });
  await page.pass(0);
}

test('shows who it is, what they have now, and what they ever borrowed', async () => {
  await openUser('VERIFIED');

  expect(screen.getByText(/g@example.org/)).toBeTruthy();
  const loans = within(screen.getByRole('region', { name: 'Has now' }));
  expect(loans.getByRole('link', { name: 'Faust' }).getAttribute('href')).toBe(`/books/${bookId}`);
  expect(within(screen.getByRole('region', { name: 'History' })).getByText('On loan')).toBeTruthy();
});

test.each([
  [{ consistent: false }, /The index is behind: something that was just written may belong here/],
  [{ consistent: true }, null],
])('says no more of an empty list than is known: %j', async (consistency, hint) => {
  page = await renderPage(`/users/${userId}`, ({ api }) => {
    api.on('GET /users/{userId}', { body: buildUser({ loans: 1 }) });
    api.on('GET /users/{userId}/books', { body: buildFound([], consistency) });
    api.on('GET /users/{userId}/rentals', { body: buildFound([buildResult('Rental', buildRental())]) });
  });
  await page.pass(0);
  await screen.findByRole('heading', { level: 1, name: 'Gretchen' });
  await page.pass(0);

  const loans = within(screen.getByRole('region', { name: 'Has now' }));
  expect(loans.queryByText(/may belong here/)?.textContent ?? null).toEqual(hint && expect.stringMatching(hint));
});

test('a list says that it may lack what is accepted and not searchable yet', async () => {
  await openUser('NOT_VERIFIED');
  page.api.on('PUT /users/{userId}', { body: buildUser({ version: 1_750_000_000_000_001 }) });
  page.api.on('GET /search', { body: buildFound([], { consistent: false }) });

  await page.user.click(screen.getByRole('button', { name: 'Verify' }));
  await page.pass(0);

  const loans = within(screen.getByRole('region', { name: 'Has now' }));
  expect(loans.getByText(/not searchable yet: this list may not show/)).toBeTruthy();
});

test('verifies with all that the user is, at the version that was read', async () => {
  await openUser('NOT_VERIFIED');
  const sent: unknown[] = [];
  page.api.on('PUT /users/{userId}', ({ headers, body }) => {
    sent.push([headers.get('If-Match'), body]);
    return { body: buildUser({ version: 1_750_000_000_000_001 }) };
  });

  await page.user.click(screen.getByRole('button', { name: 'Verify' }));
  await page.pass(0);

  const verified = { name: 'Gretchen', email: 'g@example.org', status: 'VERIFIED', comment: '' };
  expect(sent).toEqual([['"1750000000000000"', verified]]);
});

test('offers no deletion of who has books, and says why', async () => {
  await openUser('VERIFIED');

  expect(screen.getByRole('button', { name: 'Delete' })).toHaveProperty('disabled', true);
  expect(screen.getByText('Who has books cannot be deleted.')).toBeTruthy();
});

test.each([
  [refuse(429, 'throttled'), 'Title not known'],
  [{ body: buildFound([]) }, 'A book that is gone'],
])('a rental without a title says whether its book is gone: %j', async (answer, text) => {
  page = await renderPage(`/users/${userId}`, ({ api }) => {
    api.on('GET /users/{userId}', { body: buildUser() });
    api.on('GET /users/{userId}/books', { body: buildFound([]) });
    api.on('GET /users/{userId}/rentals', {
      body: buildFound([buildResult('Rental', buildRental({ status: 'RETURNED' }))]),
    });
    api.on('GET /search', answer);
  });
  await page.pass(0);

  const rental = await screen.findByRole('link', { name: text });
  expect(rental.getAttribute('href')).toBe(`/books/${bookId}`);
});

test('takes a book back from the list of loans', async () => {
  await openUser('VERIFIED');
  const sent: unknown[] = [];
  page.api.on('POST /books/{bookId}/return', ({ path, body }) => {
    sent.push([path.bookId, body]);
    return {};
  });
  page.api.on('GET /books/{bookId}', { body: buildBook() });
  page.api.on('GET /rentals/{bookId}/{userId}', { body: buildRental({ status: 'RETURNED' }) });

  await page.user.click(screen.getByRole('button', { name: 'Return “Faust”' }));
  await page.pass(0);

  expect(sent).toEqual([[bookId, { userId }]]);
});

test('a change that clashed is still to be decided when its user is gone', async () => {
  page = await renderPage(`/users/${userId}`, ({ api }) => {
    api.on('GET /users/{userId}', { body: buildUser() });
    api.on('GET /users/{userId}/books', { body: buildFound([]) });
    api.on('GET /users/{userId}/rentals', { body: buildFound([]) });
    api.on('PUT /users/{userId}', () => {
      api.on('GET /users/{userId}', { body: buildUser({ comment: 'theirs', version: 1_750_000_000_000_009 }) });
      return refuse(412, 'version-mismatch');
    });
  });
  await page.pass(0);
  await page.user.click(await screen.findByRole('button', { name: 'Edit' }));
  await page.user.type(screen.getByRole('textbox', { name: /Comment/ }), 'mine');
  await page.user.click(screen.getByRole('button', { name: 'Save' }));
  await page.pass(0);

  page.api.on('GET /users/{userId}', refuse(404, 'user-not-found'));
  page.store.set(noteChangeAtom);
  await page.pass(0);

  expect(screen.getByRole('heading', { level: 1, name: 'This user is not here' })).toBeTruthy();
  expect(screen.getByRole('radio', { name: /mine/ })).toBeTruthy();
});
