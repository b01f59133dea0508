import { expect, test } from '@jest/globals';
import { firstSentence, renderIndex } from './render-index.ts';
import { putBetween, renderTables } from './render-tables.ts';

const variable = (name: string, given?: string) => ({
  name,
  description: 'What | for',
  type: 'string',
  default: given,
});

test('lists required inputs first, and lets no bar end a cell', () => {
  const tables = renderTables({ variables: [variable('size', '"a|b"'), variable('name')], outputs: [], resources: [] });

  expect(tables).toContain(
    '| `name` | What \\| for | `string` | **required** |\n| `size` | What \\| for | `string` | `"a\\|b"` |\n',
  );
  expect(tables).toContain('### Outputs\n\nNone.\n');
});

test('says which outputs are secrets, what is made and what is read', () => {
  const tables = renderTables({
    variables: [],
    outputs: [{ name: 'key', description: 'It', isSensitive: true }],
    resources: [
      { address: 'aws_x.this', isData: false },
      { address: 'aws_y.current', isData: true },
    ],
  });

  expect(tables).toContain('| `key` | It (sensitive) |');
  expect(tables).toContain('- `aws_x.this`\n\nReads `aws_y.current`.\n');
});

const begin = '<!-- BEGIN_TF_DOCS -->';
const end = '<!-- END_TF_DOCS -->';

test('puts the tables between the marks, and changes nothing when they are there', () => {
  const once = putBetween(`# x\n\n${begin}\nold\n${end}\nafter\n`, 'new\n');

  expect(once).toBe(`# x\n\n${begin}\n\nnew\n\n${end}\nafter\n`);
  expect(putBetween(once ?? '', 'new\n')).toBe(once);
});

test.each([[''], [begin], [end], [`${end}${begin}`], [`${begin}${begin}${end}`], [`${begin}${end}${end}`]])(
  'finds no place in %j',
  (readme) => expect(putBetween(readme, 'new')).toBeUndefined(),
);

test('lists each module by the first sentence below its title', () => {
  const readme = '# x\n\n![badge](y)\n\nA key for\neverything, e.g. logs. And more.\n';

  expect(renderIndex([{ module: 'x', readme }])).toContain('| [x](x) | A key for everything, e.g. logs |');
});

test('refuses a README that says nothing', () => {
  expect(() => firstSentence('x', '# x\n\n- a list\n')).toThrow('Expected modules/x/README.md to say');
});
