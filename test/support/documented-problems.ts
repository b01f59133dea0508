import { readFileSync } from 'node:fs';
import { repositoryRoot } from './contract.ts';

const page = readFileSync(new URL('docs/problems.md', repositoryRoot), 'utf8');

/** Name and HTTP status of every problem that docs/problems.md explains. */
export const documentedProblems: ReadonlyMap<string, string> = new Map(
  [...page.matchAll(/^\| `\/problems\/([a-z-]+)` \| (\d{3}) /gm)].map(([, name = '', status = '']) => [name, status]),
);
