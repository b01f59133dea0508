import fc from 'fast-check';

/** Random templates in the part of the language that both engines must agree on, and random bodies to read. */

/** What the generated templates find set; each kind of value that a template can hold. */
export const prelude =
  '#set($s = "te,xt")#set($i = 7)#set($j = -3)#set($g = 5000000000)#set($d = 2.5)#set($t = true)#set($f = false)' +
  '#set($l = [3, "b", true])#set($m = {"k": 1, "z": "y"})#set($p = $input.path("$"))';

const variable = fc.constantFrom('s', 'i', 'j', 'g', 'd', 't', 'f', 'l', 'm', 'p', 'missing');

const step = fc.constantFrom(
  '.length()',
  '.size()',
  '.isEmpty()',
  '.toString()',
  '.k',
  '.s',
  '.l',
  '.nope',
  '.nope()',
  '["k"]',
  '["n"]',
  '.get("n")',
  '.intValue()',
  '.contains("b")',
  '.indexOf("x")',
  '.replaceAll("[a-m]","<$0>")',
  '.replace(",", "$i")',
  '.substring(1)',
  '.substring(1, 2)',
  '.split(",").size()',
  '.toUpperCase()',
  '.matches("[a-z,]+")',
  '.equals("b")',
  '.concat("q")',
  '.keySet()',
  '.containsKey("k")',
  '.hasNext',
  '.empty',
);

const reference = fc
  .tuple(fc.constantFrom('$', '$', '$!', '\\$', '\\\\$'), variable, fc.array(step, { maxLength: 2 }), fc.boolean())
  .map(([sign, name, steps, isFormal]) => {
    const path = `${name}${steps.join('')}`;
    return isFormal ? `${sign}{${path}}` : `${sign}${path}`;
  });

const plainReference = reference.map((text) => text.replace(/^\\+/, '').replace('$!', '$'));

const literal = fc.constantFrom(
  '0',
  '1',
  '-2',
  '2147483647',
  '9223372036854775807',
  '99999999999999999999',
  '1.0',
  '0.1',
  '-2.5',
  '""',
  '"a"',
  "'a'",
  '"7"',
  '"$s"',
  "'$s'",
  '"$i$j"',
  '"say ""hi"""',
  "'it''s'",
  '"\\u00e9"',
  'true',
  'false',
  '[]',
  '[1, 2]',
  '[1..3]',
  '[2..-1]',
  '{}',
  '{"a": 1}',
);

const operators = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', '&&', '||', 'and', 'or', 'eq', 'lt'];

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 3, arbitrary: literal },
    { weight: 4, arbitrary: plainReference },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie('expression'), fc.constantFrom(...operators), tie('expression'))
        .map(([left, operator, right]) => `${left} ${operator} ${right}`),
    },
    { weight: 1, arbitrary: tie('expression').map((inner) => `(${inner})`) },
    { weight: 1, arbitrary: tie('expression').map((inner) => `!(${inner})`) },
  ),
}));

const text = fc.constantFrom(
  'text ',
  ' ',
  '\n',
  '  \n ',
  '"',
  "'",
  '\\',
  '{"k": "',
  '"}',
  '#1',
  '# ',
  '$ ',
  '$5',
  ':v = #n ',
  '😀\u2028',
  '.x',
  '-',
  '[',
  '(',
  '## gone\n',
  '#* gone *#',
  '#[[ $s #if ]]#',
);

const { block } = fc.letrec<{ block: string; statement: string }>((tie) => ({
  block: fc.array(tie('statement'), { maxLength: 4, depthIdentifier: 'block' }).map((parts) => parts.join('')),
  statement: fc.oneof(
    { maxDepth: 3, depthSize: 'small', depthIdentifier: 'block' },
    { weight: 4, arbitrary: text },
    { weight: 4, arbitrary: reference },
    { weight: 3, arbitrary: fc.tuple(variable, expression).map(([name, value]) => `#set($${name} = ${value})`) },
    { weight: 1, arbitrary: fc.tuple(expression).map(([value]) => `#set($m["n"] = ${value})`) },
    { weight: 2, arbitrary: fc.tuple(expression, tie('block')).map(([test, body]) => `#if(${test})${body}#end`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(expression, tie('block'), expression, tie('block'), tie('block'))
        .map(([first, one, second, two, three]) => `#if(${first})${one}#elseif(${second})${two}#{else}${three}#end`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('$l', '$m', '[1..3]', '$p.l', '$m.keySet()', '$s'), tie('block'))
        .map(
          ([list, body]) =>
            `#foreach($e in ${list})${body}$e$foreach.index$velocityCount#if($foreach.hasNext),#end#end`,
        ),
    },
    { weight: 1, arbitrary: tie('block').map((body) => `#define($b)${body}#end$b`) },
    { weight: 1, arbitrary: fc.constantFrom('#break', '#stop') },
  ),
}));

export const template = block.map((text) => prelude + text);

const character = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom('"', "'", '\\', '/', '$', '#', '{', '}', '\n', '\t', ' ', 'a', '##', '#end'),
  },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 0x2fff }).map((code) => String.fromCharCode(code)) },
  { weight: 1, arbitrary: fc.integer({ min: 0xd700, max: 0xe0ff }).map((code) => String.fromCharCode(code)) },
  { weight: 1, arbitrary: fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)) },
);

const jsonText = fc.array(character, { maxLength: 8 }).map((parts) => JSON.stringify(parts.join('')));

const jsonNumber = fc.oneof(
  fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }).map(String),
  fc.maxSafeInteger().map(String),
  fc.tuple(fc.integer(), fc.nat({ max: 99999 })).map(([whole, part]) => `${whole}.${part}`),
  fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: -12, max: 12 })).map(([a, b]) => `${a}e${b}`),
);

const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    jsonText,
    jsonNumber,
    fc.constantFrom('true', 'false', 'null', '{}', '[]', '""', '0'),
    fc.array(tie('json'), { maxLength: 4 }).map((items) => `[ ${items.join(',')} ]`),
    fc.array(fc.tuple(jsonText, tie('json')), { maxLength: 4 }).map((pairs) => {
      return `{${pairs.map(([key, value]) => `${key} : ${value}`).join(' , ')}}`;
    }),
  ),
}));

/** A JSON object with the members that templates above ask for. */
export const body = fc.tuple(json, json, json).map(([s, n, l]) => `{"s":${s},"n":${n},"l":[${l},1],"__proto__":1}`);
