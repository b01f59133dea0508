import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { body as randomBody, template as randomTemplate } from '../../local/oracle/dialect-arbitraries.ts';
import { type OracleRequest, startVelocityOracle, type VelocityOracle } from '../../local/oracle/velocity-oracle.ts';
import { createInput } from '../../local/vtl/create-input.ts';
import { createUtil } from '../../local/vtl/create-util.ts';
import { renderTemplate } from '../../local/vtl/render-template.ts';
import { TemplateError } from '../../local/vtl/template-error.ts';
import { fc, seed } from '../support/fast-check.ts';
import { hostileTexts } from '../support/hostile-texts.ts';

// The language itself, apart from our own templates: what local/vtl renders is what Apache Velocity 1.7 renders.

const body = JSON.stringify({
  s: 'text',
  n: 5,
  f: 1.5,
  big: 12345678901,
  t: true,
  no: false,
  nul: null,
  e: '',
  l: [1, 'b', null, { k: 'v/' }],
  m: { x: { y: 1 } },
  el: [],
  em: {},
  q: `it's "q" \\ $x \${x} #end ## \n\u2028 é 😀`,
}).replace('"big"', '"huge":123456789012345678901234,"big"');
const params = {
  path: { id: 'p1', b: 'pathb' },
  querystring: { q: 'a b', b: 'qsb' },
  header: { 'If-Match': '"3"', h: "it's" },
};

/** A request of its own each time, since templates write into the overrides. */
const requestOf = (template: string, text = body): OracleRequest => ({
  template,
  body: text,
  params,
  context: {
    requestTimeEpoch: 1700000000000,
    requestId: 'abc-1',
    n: 7,
    identity: { sourceIp: '1.2.3.4' },
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
  },
  stageVariables: { v: '1' },
});

const failed = 'fails';

/** The text and the overrides, or that it fails. */
function renderHere({ context, stageVariables, ...request }: OracleRequest): unknown {
  try {
    const text = renderTemplate(request.template, {
      input: createInput(request),
      util: createUtil(),
      context,
      stageVariables,
    });
    return { text, overrides: { request: context.requestOverride, response: context.responseOverride } };
  } catch (error) {
    if (error instanceof TemplateError) return failed;
    throw error;
  }
}

let oracle: VelocityOracle;

beforeAll(() => {
  oracle = startVelocityOracle();
});

afterAll(() => oracle.close());

interface Comparison {
  readonly template: string;
  readonly body: string;
  readonly here: unknown;
  readonly velocity: unknown;
}

async function compare(requests: readonly OracleRequest[]): Promise<Comparison[]> {
  const results = await oracle.render(requests);
  return requests.map((request, index) => {
    const result = results[index];
    const velocity = result && 'text' in result ? result : failed;
    return { template: request.template, body: request.body, here: renderHere(request), velocity };
  });
}

const differs = ({ here, velocity }: Comparison) => !equal(here, velocity);
const equal = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** Sections of one template a line, each behind its title. */
function readCases(file: string): [title: string, templates: string[]][] {
  const [, ...sections] = readFileSync(new URL(`../../local/oracle/${file}`, import.meta.url), 'utf8').split(/^== /m);
  return sections.map((section) => {
    const [title = '', ...lines] = section.split('\n');
    return [title, lines.filter((line) => line !== '').map((line) => line.replaceAll('⏎', '\n').replaceAll('⇥', '\t'))];
  });
}

test.each(readCases('dialect-cases.txt'))('renders as Velocity does: %s', async (_, templates) => {
  const comparisons = await compare(templates.map((template) => requestOf(template)));

  expect(comparisons.filter(differs)).toEqual([]);
});

test.each(readCases('refused-cases.txt'))('refuses what Velocity alone renders: %s', async (_, templates) => {
  const comparisons = await compare(templates.map((template) => requestOf(template)));

  expect(comparisons.filter(({ here }) => here !== failed)).toEqual([]);
  expect(comparisons.filter(({ velocity }) => velocity === failed)).toEqual([]);
});

const readers = [
  '$input.path("$.s")',
  '$input.json("$.s")',
  '$input.json("$")',
  '$input.path("$.list")',
  '$input.path("$.map")',
  '$util.escapeJavaScript($input.path(\'$.s\')).replaceAll("\\\\\'","\'")',
  '#set($s = "$input.path(\'$.s\')")$s|$s.length()|$s.trim()|$s.hashCode()|#if($s == "")empty#end',
  '$util.urlEncode($input.path("$.s")) $util.base64Encode($input.path("$.s"))',
  '$util.urlDecode($util.urlEncode($input.path("$.s")))$util.base64Decode($util.base64Encode($input.path("$.s")))',
  '#set($context.responseOverride.header.x-text = "$input.path(\'$.s\')")',
  '#set($x = $input.path("$.n"))#set($y = $x + 1)$x $y #if($x < $y)less#end#if($x == "0")zero#end#set($y = $x * 3)$y',
];

test('renders hostile text as Velocity does, whatever reads it', async () => {
  const texts = [
    ...hostileTexts.map(([, text]) => text),
    '\ud800',
    'a\udfff',
    '\u0000\u001f\u007f\u0085\u20ac',
    'x'.repeat(300_000),
  ];
  const bodies = texts.map((s) => JSON.stringify({ s, n: s, list: [s, { [s]: s }], map: { [s]: s, __proto__x: [s] } }));

  const comparisons = await compare(bodies.flatMap((text) => readers.map((reader) => requestOf(reader, text))));

  expect(comparisons.filter(differs)).toEqual([]);
});

test(`renders random bodies as Velocity does (MILLRACE_TEST_SEED=${seed})`, async () => {
  const bodies = fc.sample(randomBody, { numRuns: 150 });

  const comparisons = await compare(bodies.flatMap((text) => readers.map((reader) => requestOf(reader, text))));

  expect(comparisons.filter(differs)).toEqual([]);
});

test(`renders random templates as Velocity does, or refuses them (MILLRACE_TEST_SEED=${seed})`, async () => {
  const samples = fc.sample(fc.tuple(randomTemplate, randomBody), { numRuns: 1_000 });

  const comparisons = await compare(samples.map(([template, text]) => requestOf(template, text)));

  const different = comparisons.filter(differs);
  expect(different.filter(({ here }) => here !== failed)).toEqual([]);
  expect(different.length).toBeLessThan(samples.length / 20);
});
