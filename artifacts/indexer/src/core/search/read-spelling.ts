import type { Entity } from '../entity.ts';
import { type JsonObject, toRecord } from '../exact-json.ts';
import { readHits } from '../read-hits.ts';
import { foldValue } from './fold-value.ts';
import { measureDistance } from './measure-distance.ts';
import { splitWords } from './split-words.ts';

interface Proposal {
  readonly text: string;
  /** Letters that differ from what was typed. */
  readonly slips: number;
}

/** So many hits are read, and so much of a long description: who misspells a word beyond is proposed nothing. */
const maxRead = { hits: 10, length: 2_000 };

/**
 * "Did you mean", from the reply to a search by similar spellings: the text with each word that a hit does not have replaced
 * by the one that it has instead. So what is proposed finds at least that hit, under the same filters, and nothing more
 * need be asked of OpenSearch. A last word that a word of the hit begins with is right as far as it goes. Of several proposals
 * the one nearest to the text, then the one that most hits agree on.
 */
export function readSpelling(entity: Entity, reply: unknown, text: string): string | undefined {
  const hits = (readHits(reply) ?? []).slice(0, maxRead.hits);
  const proposals = hits.flatMap(({ _source }) => correct(text, readWords(entity, toRecord(_source))) ?? []);
  const countOf = ({ text: proposed }: Proposal): number => proposals.filter((other) => other.text === proposed).length;
  const [best] = [...proposals].sort((a, b) => a.slips - b.slips || countOf(b) - countOf(a));
  return best?.text;
}

/** Undefined when a word has no counterpart, or all are there. */
function correct(text: string, words: ReadonlyMap<string, string>): Proposal | undefined {
  let slips = 0;
  let corrected = '';
  let end = 0;
  const all = splitWords(text);
  for (const [i, typed] of all.entries()) {
    const folded = foldValue(typed);
    const isBegun = i === all.length - 1 && [...words.keys()].some((word) => word.startsWith(folded));
    const nearest = isBegun ? { word: typed, slips: 0 } : findNearest(folded, words);
    if (nearest === undefined) return undefined;
    const start = text.indexOf(typed, end);
    corrected += text.slice(end, start) + (nearest.slips === 0 ? typed : inCaseOf(typed, nearest.word));
    end = start + typed.length;
    slips += nearest.slips;
  }
  return slips === 0 ? undefined : { text: corrected + text.slice(end), slips };
}

function findNearest(typed: string, words: ReadonlyMap<string, string>) {
  if (words.has(typed)) return { word: typed, slips: 0 };
  const allowed = slipsAllowed(typed);
  let nearest: { readonly word: string; readonly slips: number } | undefined;
  for (const [folded, word] of words) {
    if (folded[0] !== typed[0] || Math.abs(folded.length - typed.length) > allowed) continue;
    const slips = measureDistance(typed, folded);
    if (slips <= allowed && slips < (nearest?.slips ?? Number.POSITIVE_INFINITY)) nearest = { word, slips };
  }
  return nearest;
}

/** OpenSearch's `AUTO`; a number that differs is another number. */
function slipsAllowed(word: string): number {
  const { length } = [...word];
  if (length < 3 || /\p{N}/u.test(word)) return 0;
  return length < 6 ? 1 : 2;
}

function inCaseOf(typed: string, word: string): string {
  return typed === typed.toLowerCase() ? word.toLowerCase() : word;
}

/** The words of all fields that are searched, as written, by their folded form. */
function readWords({ searchFields }: Entity, source: JsonObject): ReadonlyMap<string, string> {
  const texts = searchFields.flatMap(({ field }) => source[field]).filter((value) => typeof value === 'string');
  const words = texts.flatMap((text) => splitWords(text.slice(0, maxRead.length)));
  return new Map(words.map((word) => [foldValue(word), word]));
}
