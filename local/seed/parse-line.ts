/** One book of a catalogue file. */
export interface CatalogueBook {
  /** A stable reference, unique in all files: `gutenberg:1174`. */
  readonly source: string;
  readonly title: string;
  readonly author: {
    /** A stable reference as well; the name may differ between books of one author. */
    readonly ref: string;
    readonly name: string;
    /** Needed when the author is not stored yet. */
    readonly birthdate?: string;
  };
  readonly language?: string;
  readonly category?: string;
  readonly tags?: readonly string[];
}

export type ParsedLine =
  | { readonly isBook: true; readonly book: CatalogueBook }
  | { readonly isBook: false; readonly detail: string };

type Check = (value: unknown) => string | undefined;
type Members = Readonly<Record<string, { readonly isRequired: boolean; readonly check: Check }>>;

const someText: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : `a text that is not empty, got ${show(value)}`;
const text: Check = (value) => (typeof value === 'string' ? undefined : `a text, got ${show(value)}`);
const texts: Check = (value) =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'string')
    ? undefined
    : `a list of texts, got ${show(value)}`;

const required = (check: Check) => ({ isRequired: true, check });
const optional = (check: Check) => ({ isRequired: false, check });

const authorMembers: Members = { ref: required(someText), name: required(someText), birthdate: optional(someText) };
const bookMembers: Members = {
  source: required(someText),
  title: required(someText),
  author: required((value) => (isObject(value) ? undefined : `an object with ref and name, got ${show(value)}`)),
  language: optional(text),
  category: optional(text),
  tags: optional(texts),
};

/** Reads one line; all its faults are named together. What the values must look like is the API's to say. */
export function parseLine(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return refuse([`Expected a JSON object, got ${show(line)} (${error instanceof Error ? error.message : error})`]);
  }
  if (!isObject(value)) return refuse([`Expected a JSON object, got ${show(value)}`]);
  const faults = findFaults(value, bookMembers, '');
  if (isObject(value.author)) faults.push(...findFaults(value.author, authorMembers, 'author.'));
  return faults.length > 0 ? refuse(faults) : { isBook: true, book: value as unknown as CatalogueBook };
}

function findFaults(value: Readonly<Record<string, unknown>>, members: Members, prefix: string): string[] {
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(members, name));
  const faults = unknown.map(
    (name) =>
      `Expected no member but ${Object.keys(members)
        .map((known) => prefix + known)
        .join(', ')}, got \`${prefix}${name}\``,
  );
  for (const [name, { isRequired, check }] of Object.entries(members)) {
    if (!Object.hasOwn(value, name)) {
      if (isRequired) faults.push(`Expected \`${prefix}${name}\`, got none`);
      continue;
    }
    const fault = check(value[name]);
    if (fault !== undefined) faults.push(`Expected \`${prefix}${name}\` to be ${fault}`);
  }
  return faults;
}

const refuse = (faults: readonly string[]): ParsedLine => ({ isBook: false, detail: `${faults.join('; ')}.` });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function show(value: unknown): string {
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return `\`${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}\``;
}
