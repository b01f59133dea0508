import type { AttributeValue, Item } from '../../src/core/attribute-value.ts';
import type { LibraryTable } from './tables/create-library-table.ts';

/** One thing that happens to the table of the library. */
export type Step =
  /** Creates the item, or changes its text. */
  | { readonly kind: 'put'; readonly of: Kind; readonly n: number; readonly text: Text; readonly by: number }
  | { readonly kind: 'delete'; readonly of: Kind; readonly n: number }
  /** The author gets another birthdate, which no book shows. */
  | { readonly kind: 'birthdate'; readonly n: number }
  /** Written once more as it is. */
  | { readonly kind: 'no-op'; readonly of: Kind; readonly n: number }
  /** The book gets another author, which no command does. */
  | { readonly kind: 'move'; readonly n: number; readonly by: number }
  /** Written by somebody who knows nothing of versions. */
  | { readonly kind: 'foreign'; readonly of: Kind; readonly n: number; readonly text: Text; readonly version: Foreign }
  /** Another kind of item takes the key. */
  | { readonly kind: 'convert'; readonly n: number }
  /** A record without a usable key. */
  | { readonly kind: 'rubbish' };

export type Kind = 'Author' | 'Book' | 'User' | 'Rental';
/** `poison` is an object where the mapping has text, `big` more than a request may hold. */
export type Text = 'a' | 'b' | 'c' | 'poison' | 'big';
export type Foreign = 'keep' | 'lose' | 'lower';

export interface StepContext {
  readonly table: LibraryTable;
  readonly bigLength: number;
  /** Milliseconds between a request's time, which versions begin with, and its write. */
  readonly lagMs: number;
  /** Whether the record of it has images that can be read. */
  readonly isReadable: boolean;
  /** Tells the items of one history from those of others. */
  readonly prefix: string;
}

/** Added to the number of the change in `updatedAt`, which so tells each state of an item from all others. */
export const stampBase = 1_000_000_000_000;

export function applyStep(step: Step, context: StepContext): void {
  const { table, isReadable } = context;
  if (step.kind === 'rubbish') {
    table.putRubbish();
    return;
  }
  const id = toId(
    'of' in step ? step.of : step.kind === 'birthdate' ? 'Author' : step.kind === 'convert' ? 'User' : 'Book',
    step.n,
    context,
  );
  const before = table.get(id);
  if (step.kind === 'no-op') {
    table.put(id, before);
    return;
  }
  const after = toItem(step, before, context);
  const stamp = { updatedAt: { N: String(stampBase + table.records.length) } };
  if (before || after) table.put(id, after && { ...after, ...stamp }, isReadable);
}

type Writing = Exclude<Step, { kind: 'rubbish' | 'no-op' }>;

/** The item after the step; undefined when there is none any more. */
function toItem(step: Writing, before: Item | undefined, context: StepContext): Item | undefined {
  switch (step.kind) {
    case 'delete':
      return undefined;
    case 'birthdate':
      return before && { ...before, ...raise(before, context) };
    case 'move':
      return before && { ...before, authorId: { S: authorIdOf(step.by, context) }, ...raise(before, context) };
    case 'convert':
      return before && toConverted(before, context);
    case 'put':
      return { ...toBase(step, before, context), ...raise(before, context) };
    case 'foreign':
      return { ...toBase({ ...step, by: 0 }, before, context), ...foreignVersion(before, step.version) };
  }
}

function toBase(
  step: { of: Kind; n: number; text: Text; by: number },
  before: Item | undefined,
  context: StepContext,
): Item {
  const { version: _, ...kept } = before ?? toNew(step, context);
  return { ...kept, [textField[step.of]]: toText(step.text, context) };
}

const textField: Readonly<Record<Kind, string>> = { Author: 'name', Book: 'title', User: 'name', Rental: 'comment' };

function toText(text: Text, { bigLength }: StepContext): AttributeValue {
  if (text === 'poison') return { M: { first: { S: 'x' } } };
  return { S: text === 'big' ? 'x'.repeat(bigLength) : text };
}

function toNew({ of, n, by }: { of: Kind; n: number; by: number }, context: StepContext): Item {
  const base = { id: { S: toId(of, n, context) }, type: { S: of } };
  const own = toId(of, n, context).slice(of.length + 1);
  switch (of) {
    case 'Author':
      return { ...base, authorId: { S: own } };
    case 'Book':
      return { ...base, bookId: { S: own }, authorId: { S: authorIdOf(by, context) } };
    case 'User':
      return { ...base, userId: { S: own } };
    case 'Rental':
      return { ...base, bookId: { S: n === 0 ? '1' : '11' }, userId: { S: n === 0 ? '11' : '1' } };
  }
}

/** A user becomes a rental, and the other way round. */
function toConverted(before: Item, context: StepContext): Item {
  const { name, comment, ...rest } = before;
  const isUser = rest.type && 'S' in rest.type && rest.type.S === 'User';
  const text = name ?? comment ?? { S: '' };
  const other = isUser
    ? { type: { S: 'Rental' }, bookId: { S: '1' }, comment: text }
    : { type: { S: 'User' }, name: text };
  return { ...rest, ...other, ...raise(before, context) };
}

function raise(before: Item | undefined, { table, lagMs }: StepContext): Item {
  const version = before?.version;
  const next = version && 'N' in version ? BigInt(version.N) + 1n : BigInt(table.nowMs() - lagMs) * 1_000n;
  return { version: { N: String(next) } };
}

function foreignVersion(before: Item | undefined, version: Foreign): Item {
  if (version === 'lower') return { version: { N: '7' } };
  return version === 'keep' && before?.version ? { version: before.version } : {};
}

/** The last book has a key that is too long to be a document's id. Rentals differ only in where their ids part. */
export function toId(of: Kind, n: number, { prefix }: Pick<StepContext, 'prefix'>): string {
  if (of === 'Rental') return `Rental:${prefix}${n === 0 ? '1:11' : '11:1'}`;
  return `${of}:${prefix}${n}${of === 'Book' && n === 3 ? 'x'.repeat(600) : ''}`;
}

function authorIdOf(n: number, { prefix }: StepContext): string {
  return `${prefix}${n}`;
}
