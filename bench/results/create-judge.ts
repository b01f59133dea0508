import { book } from '../../artifacts/indexer/src/entities/book.ts';
import type { Contender } from '../contenders/list-contenders.ts';
import { readDocuments } from '../servers/open-search-api.ts';
import { type Item, textOf } from '../stream/build-book.ts';
import type { StreamRecord } from '../stream/create-table.ts';
import { compareIndex, type Wrong } from './compare-index.ts';

/** Tells what is wrong in a contender's index after it was given the first `records` of the stream. */
export type Judge = (contender: Contender, records: number) => Promise<Wrong>;

export function createJudge({
  url,
  records,
  authors,
}: {
  readonly url: string;
  readonly records: readonly StreamRecord[];
  readonly authors: ReadonlyMap<string, Item>;
}): Judge {
  const addAuthor = (item: Item) => ({ authorName: textOf(authors.get(`Author:${textOf(item.authorId)}`)?.name) });
  return ({ index, idPrefix, isJoined }, count) => {
    const items = new Map<string, Item>();
    for (const { dynamodb } of records.slice(0, count)) {
      const id = idPrefix + textOf(dynamodb.Keys.id);
      if (dynamodb.NewImage) items.set(id, dynamodb.NewImage);
      else items.delete(id);
    }
    const documents = readDocuments(url, index);
    return compareIndex(documents, { items, fields: book.fields, ...(isJoined && { addTo: addAuthor }) });
  };
}
