import { readFileSync } from 'node:fs';
import { repositoryRoot } from '../../support/contract.ts';

/** A request of `docs/search.md`, and what the page says of its answer. */
export interface SearchExample {
  readonly method: string;
  /** As written: not encoded. */
  readonly path: string;
  readonly body: string | undefined;
  readonly answer: SaidAnswer;
}

export type SaidAnswer =
  /** What is found, by title or name, in this order. */
  | { readonly kind: 'found'; readonly names: readonly string[] }
  /** Members that the answer has among others. */
  | { readonly kind: 'members'; readonly members: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly status: number; readonly detail: string };

export type BookRow = Readonly<
  Record<'title' | 'author' | 'category' | 'tags' | 'language' | 'price' | 'status', string>
>;

const page = readFileSync(new URL('docs/search.md', repositoryRoot), 'utf8');

/** All requests on the page; throws for one without an answer that is understood. */
export function readSearchExamples(): readonly SearchExample[] {
  const blocks = [...page.matchAll(/^```http\n(.*?)\n```\n\n(```json\n.*?\n```|→ [^\n]+|)/gms)];
  const begun = page.split('```http').length - 1;
  if (blocks.length < begun) throw new Error(`Expected ${begun} requests in docs/search.md, got ${blocks.length}.`);
  return blocks.map(([, request = '', said = '']) => {
    const [, method = '', path = '', body] = /^([A-Z]+) ([^\n]+)(?:\n\n(.*))?$/s.exec(request) ?? [];
    return { method, path, body, answer: readAnswer(said, `${method} ${path}`) };
  });
}

function readAnswer(text: string, request: string): SaidAnswer {
  const said = text.replace(/^→ |^```json\n|\n```$/g, '');
  if (said === '') throw new Error(`Expected docs/search.md to say what ${request} answers.`);
  if (!text.startsWith('→')) return { kind: 'members', members: JSON.parse(said) as Readonly<Record<string, unknown>> };
  const [, status, detail = ''] = /^([45][0-9]{2}) (.+)$/.exec(said) ?? [];
  if (status !== undefined) return { kind: 'refused', status: Number(status), detail };
  return { kind: 'found', names: said === 'nothing' ? [] : said.split(' · ') };
}

/** The table of books that the examples search. */
export function readBookRows(): readonly BookRow[] {
  const [table = ''] = /^\| title \|.*?\n(?=\n)/ms.exec(page) ?? [];
  const [names = [], , ...rows] = table
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])) as BookRow);
}

/** The ids on the page: the letters of a name with zeros in front. */
export function toExampleId(name: string): string {
  return name.replace(/[^A-Za-z]/g, '').padStart(27, '0');
}
