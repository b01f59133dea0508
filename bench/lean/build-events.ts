import type { Item } from '../stream/build-book.ts';
import type { StreamRecord } from '../stream/create-table.ts';

/** New books whose records have about that many bytes each, as JSON: longer ones get shorter titles, shorter ones a description. */
export function toSized(records: readonly StreamRecord[], bytes: number): readonly StreamRecord[] {
  return records
    .filter(({ eventName }) => eventName === 'INSERT')
    .map((record) => {
      const { OldImage, NewImage: image = {}, ...rest } = record.dynamodb;
      const spare = bytes - Buffer.byteLength(JSON.stringify(record));
      const NewImage = spare < 0 ? shorten(image) : lengthen(image, spare);
      return { ...record, dynamodb: { ...rest, NewImage } };
    });
}

const prose =
  'It is a truth universally acknowledged, that a single man in possession of a good fortune “must” want a wife. ';

function lengthen(image: Item, bytes: number): Item {
  const frame = 25;
  return bytes <= frame ? image : { ...image, description: { S: prose.repeat(9).slice(0, bytes - frame) } };
}

/** What no book can be without. */
function shorten({ id, type, bookId, version }: Item): Item {
  return { ...(id && { id }), ...(type && { type }), ...(bookId && { bookId }), ...(version && { version }) };
}
