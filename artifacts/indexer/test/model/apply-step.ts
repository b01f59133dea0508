import type { Item } from '../../src/core/attribute-value.ts';
import type { TableModel } from './create-table-model.ts';

/** One thing that happens to the table of the library. */
export type Step =
  | { readonly kind: 'author'; readonly n: number; readonly text: string }
  | { readonly kind: 'book'; readonly n: number; readonly by: number; readonly text: string }
  | { readonly kind: 'delete-author' | 'delete-book'; readonly n: number }
  /** The book gets another author, which no command does. */
  | { readonly kind: 'move'; readonly n: number; readonly by: number }
  /** Written by somebody who knows nothing of versions. */
  | {
      readonly kind: 'foreign-author' | 'foreign-book';
      readonly n: number;
      readonly text: string;
      readonly version: 'keep' | 'lose' | 'lower';
    };

export function applyStep(step: Step, table: TableModel): void {
  const id = `${step.kind.endsWith('author') ? 'Author' : 'Book'}:${step.n}`;
  table.put(id, toItem(step, table.get(id), table));
}

/** The item after the step; undefined when there is none any more. */
function toItem(step: Step, before: Item | undefined, table: TableModel): Item | undefined {
  switch (step.kind) {
    case 'delete-author':
    case 'delete-book':
      return undefined;
    case 'author':
      return toAuthor(step.n, step.text, nextVersion(before, table));
    case 'book':
      return before ? retitle(before, step.text) : toBook(step, nextVersion(before, table));
    case 'move':
      return before && { ...before, authorId: { S: String(step.by) }, ...nextVersion(before, table) };
    case 'foreign-author':
      return toAuthor(step.n, step.text, foreignVersion(before, step.version));
    case 'foreign-book':
      return toBook({ ...step, by: 0 }, foreignVersion(before, step.version));
  }
}

function nextVersion(before: Item | undefined, table: TableModel): Item {
  const version = before?.version;
  const next = version && 'N' in version ? BigInt(version.N) + 1n : BigInt(table.nowMs() + 1) * 1_000n;
  return { version: { N: String(next) } };
}

function foreignVersion(before: Item | undefined, version: 'keep' | 'lose' | 'lower'): Item {
  if (version === 'lower') return { version: { N: '7' } };
  return version === 'keep' && before?.version ? { version: before.version } : {};
}

function retitle(before: Item, title: string): Item {
  const version =
    before.version && 'N' in before.version ? { version: { N: String(BigInt(before.version.N) + 1n) } } : {};
  return { ...before, title: { S: title }, ...version };
}

function toAuthor(n: number, name: string, version: Item): Item {
  return { id: { S: `Author:${n}` }, type: { S: 'Author' }, authorId: { S: String(n) }, name: { S: name }, ...version };
}

function toBook({ n, by, text }: { n: number; by: number; text: string }, version: Item): Item {
  const ids = { id: { S: `Book:${n}` }, type: { S: 'Book' }, bookId: { S: String(n) }, authorId: { S: String(by) } };
  return { ...ids, title: { S: text }, ...version };
}
