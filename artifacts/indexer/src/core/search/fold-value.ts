/** Letters that the index folds, while Unicode sees no mark on them. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
};

const marked = /^[a-z]\p{M}+$/u;

/**
 * A value as the index's normalizer `folded` has it: without case, Latin letters without their marks. It leaves alone what it
 * does not know, so two values that it makes the same are the same to the index; the reverse does not always hold.
 */
export function foldValue(value: string): string {
  let folded = '';
  // Letter by letter: a mark that stands by itself stays, there as here.
  for (const letter of value.toLowerCase()) {
    const apart = letter.normalize('NFD');
    folded += letters[letter] ?? (marked.test(apart) ? apart.charAt(0) : letter);
  }
  return folded;
}
