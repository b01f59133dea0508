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
  ς: 'σ',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
};

const marks = /[\u0300-\u036f]/g;
/** Where the index knows all letters with marks: not in ancient Greek, nor in the Cyrillic of smaller languages. */
const known = /[\u00e0-\u045f\u1e00-\u1eff]/;
const marked = /^[a-zα-ωа-яі]\p{M}+$/u;

/** Marks that stand behind the letters they belong to are not looked at, neither in values nor in patterns. */
export function dropMarks(value: string): string {
  return value.replace(marks, '');
}

/**
 * A value as the index's normalizer `folded` has it: without case, its Latin, Greek and Cyrillic letters without their marks.
 * It leaves alone what it does not know, so two values that it makes the same are the same to the index; the reverse does not
 * always hold.
 */
export function foldValue(value: string): string {
  let folded = '';
  for (const letter of dropMarks(value.toLowerCase())) folded += letters[letter] ?? foldLetter(letter);
  return folded;
}

function foldLetter(letter: string): string {
  const apart = letter.normalize('NFD');
  return known.test(letter) && marked.test(apart) ? apart.charAt(0) : letter;
}
