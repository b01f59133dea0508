import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** `number` counts from 1; empty lines count as well, but are not handed out. */
export type Line = { readonly number: number } & LineContent;

type LineContent =
  | { readonly isText: true; readonly text: string }
  /** Not UTF-8, or longer than any book may be. */
  | { readonly isText: false; readonly detail: string };

/** Far above the 300 KB a description may have; keeps a file without line ends out of memory. */
export const maxLineBytes = 1_048_576;

const lineFeed = 0x0a;

/** The lines of a file, gzip or plain, as they are read. Rejects when it cannot be read to its end. */
export async function* readLines(path: string): AsyncGenerator<Line> {
  let number = 0;
  const pending = createLineBuffer();
  for await (const chunk of await openBytes(path)) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      pending.add(chunk.subarray(start, end));
      number += 1;
      const content = pending.take();
      if (!isEmpty(content)) yield { number, ...content };
      start = end + 1;
    }
    pending.add(chunk.subarray(start));
  }
  const content = pending.take();
  if (!isEmpty(content)) yield { number: number + 1, ...content };
}

/** How many lines `readLines` will count, empty ones among them. */
export async function countLines(path: string): Promise<number> {
  let lines = 0;
  let last = lineFeed;
  for await (const chunk of await openBytes(path)) {
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) lines += 1;
    last = chunk.at(-1) ?? last;
  }
  return last === lineFeed ? lines : lines + 1;
}

const isEmpty = (content: LineContent) => content.isText && content.text === '';

/** Only `\n` ends a line: U+2028, which other readers take for an end, may stand in a title. */
function createLineBuffer() {
  let parts: Buffer[] = [];
  let bytes = 0;
  return {
    add: (part: Buffer) => {
      bytes += part.length;
      if (bytes <= maxLineBytes) parts.push(part);
    },
    take: (): LineContent => {
      const content = bytes <= maxLineBytes ? decode(Buffer.concat(parts)) : tooLong(bytes);
      parts = [];
      bytes = 0;
      return content;
    },
  };
}

function decode(bytes: Buffer): LineContent {
  try {
    // A fresh decoder each time: one that has thrown keeps what it was fed.
    return { isText: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r$/, '') };
  } catch {
    return { isText: false, detail: 'Expected a line in UTF-8, got other bytes.' };
  }
}

const tooLong = (bytes: number): LineContent => ({
  isText: false,
  detail: `Expected a line of at most ${maxLineBytes} bytes, got ${bytes}.`,
});

async function openBytes(path: string): Promise<AsyncIterable<Buffer>> {
  if (!(await isGzip(path))) return createReadStream(path);
  // The loop over the last stream hears of a fault in either, and ends both when it ends early.
  return pipeline(createReadStream(path), createGunzip(), () => {});
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
