import type { Module, Variable } from './read-module.ts';

// The tables of a module's README, from what stands in its files.

const begin = '<!-- BEGIN_TF_DOCS -->';
const end = '<!-- END_TF_DOCS -->';

export function renderTables({ variables, outputs, resources }: Module): string {
  const required = variables.filter((variable) => variable.default === undefined);
  const optional = variables.filter((variable) => variable.default !== undefined);
  const made = resources.filter(({ isData }) => !isData).map(({ address }) => `- \`${address}\``);
  const read = resources.filter(({ isData }) => isData).map(({ address }) => `\`${address}\``);
  return [
    section('Inputs', ['name', 'description', 'type', 'default'], [...required, ...optional].map(toRow)),
    section(
      'Outputs',
      ['name', 'description'],
      outputs.map(({ name, description, isSensitive }) => {
        return `| \`${name}\` | ${cell(description)}${isSensitive ? ' (sensitive)' : ''} |`;
      }),
    ),
    `### Resources\n\n${made.length > 0 ? made.join('\n') : 'None.'}\n`,
    ...(read.length > 0 ? [`Reads ${read.join(', ')}.\n`] : []),
  ].join('\n');
}

const toRow = (variable: Variable): string =>
  `| \`${variable.name}\` | ${cell(variable.description)} | ${code(variable.type)} | ${
    variable.default === undefined ? '**required**' : code(variable.default)
  } |`;

function section(title: string, columns: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return `### ${title}\n\nNone.\n`;
  const rule = `|${columns.map(() => ' --- |').join('')}`;
  return [`### ${title}`, '', `| ${columns.join(' | ')} |`, rule, ...rows, ''].join('\n');
}

/** A line's end or a bar would end the cell. */
const cell = (text: string): string =>
  text
    .trim()
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
const code = (text: string): string => `\`${cell(text)}\``;

/** The README with these tables between its marks; undefined when the marks are not there, once each and in order. */
export function putBetween(text: string, tables: string): string | undefined {
  const [head, afterBegin, ...moreBegins] = text.split(begin);
  const [, tail, ...moreEnds] = (afterBegin ?? '').split(end);
  if (head === undefined || tail === undefined || moreBegins.length + moreEnds.length > 0) return undefined;
  return `${head}${begin}\n\n${tables}\n${end}${tail}`;
}
