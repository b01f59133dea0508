/** The words of a text, as they stand there: letters with their marks, and digits. An apostrophe parts words, as in the indexes. */
export function splitWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
