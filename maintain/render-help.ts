import { flags, type Tool } from './flags.ts';

const meanings: Readonly<Record<Tool, string>> = {
  verify: 'Compares the indexes with the table and names what differs. Changes nothing.',
  repair: 'Puts right what verify names, by the present state of the items.',
  redrive: 'Tries again what OpenSearch has refused and what Lambda has given up.',
  rebuild: 'Fills new indexes beside live traffic and sends the searches there.',
};

/** What a tool does and takes. */
export function renderHelp(tool: Tool): string {
  const own = Object.values(flags).filter((flag) => flag.tools.includes(tool));
  const lines = own.map(({ usage, meaning }) => `  ${usage.padEnd(18)}${meaning}`);
  return [
    `make ${tool} ARGS='…'    or, with its exit code as it is: maintain/run ${tool} …`,
    meanings[tool],
    '',
    ...lines,
    '',
    'Exit codes: 0 all is well, 1 it is not, 2 could not tell or bad input.',
    '',
  ].join('\n');
}
