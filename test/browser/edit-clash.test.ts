import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { commandCard } from './support/command-card.ts';
import { api, library } from './support/stack.ts';
import { useBrowser } from './support/use-browser.ts';

const open = useBrowser();

/** Opens the form, as long as the book stands as it was. */
async function edit(page: Page): Promise<(fields: Readonly<Record<string, string>>) => Promise<void>> {
  await page.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('form', { name: 'Edit this book' });
  return async (fields) => {
    for (const [name, text] of Object.entries(fields)) await form.getByRole('textbox', { name }).fill(text);
    await form.getByRole('button', { name: 'Save' }).click();
  };
}

const read = async (bookId: string) => (await api('GET', `/books/${bookId}`)).body;

test('shows both versions when two windows edit one book, and saves what is chosen of each', async () => {
  const bookId = await library.addBook({ title: 'Anabasis' });
  const [first, second] = await Promise.all([open(`/books/${bookId}`), open(`/books/${bookId}`)]);
  const [saveFirst, saveSecond] = await Promise.all([edit(first), edit(second)]);

  await saveFirst({ Title: 'Anabasis, revised', Price: '9.99', Currency: 'EUR' });
  await commandCard(first, 'Change “Anabasis, revised”').waitFor(/Accepted/);
  await saveSecond({ Title: 'Anabasis, annotated', Category: 'History' });
  const clash = second.getByRole('form', { name: 'It was changed meanwhile' });
  await clash.waitFor();
  const held = await read(bookId);
  const title = clash.getByRole('group', { name: 'title' });
  const sides = await title.innerText();
  await title.getByRole('radio', { name: /^Yours/ }).check();
  await clash.getByRole('button', { name: 'Save this choice' }).click();
  await commandCard(second, /^Change “Anabasis, annotated”/).waitFor(/Searchable in/);

  expect(sides).toMatch(/Yours\s+Anabasis, annotated\s+Theirs\s+Anabasis, revised/);
  expect(held).toMatchObject({ title: 'Anabasis, revised' });
  expect(await read(bookId)).toMatchObject({
    title: 'Anabasis, annotated',
    category: 'History',
    price: '9.99',
    currency: 'EUR',
  });
});

test('leaves the other version alone when that is kept', async () => {
  const bookId = await library.addBook({ title: 'Hiero' });
  const page = await open(`/books/${bookId}`);
  const save = await edit(page);
  const { etag = '' } = (await api('GET', `/books/${bookId}`)).headers;
  const body = { title: 'Hiero, or the Tyrant' };
  const { status } = await api('PUT', `/books/${bookId}`, { body, headers: { 'If-Match': etag } });

  await save({ Title: 'Hiero the Second' });
  await page.getByRole('button', { name: 'Keep theirs' }).click();
  await page.getByRole('heading', { level: 1, name: 'Hiero, or the Tyrant' }).waitFor();

  expect(status).toBe(200);
  expect(await read(bookId)).toMatchObject({ title: 'Hiero, or the Tyrant' });
});
