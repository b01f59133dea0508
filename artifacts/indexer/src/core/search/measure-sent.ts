/** Bytes of a part of an answer as they leave: a function's answer is JSON as a text in JSON, its quotes escaped once more. */
export function measureSent(value: object): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(value)));
}
