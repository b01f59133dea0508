import { expect, test } from '@jest/globals';
import { renderSample } from './fixtures/render-sample.ts';
import { TemplateError } from './template-error.ts';

test.each([
  ['a\n#set($x = 1)  \nb', 'a\nb'],
  ['a\n  #if(true)\n x\n  #end  \nb', 'a\n   x\n  b'],
  ['#if(false)\nx\n#else  \ny\n#end\nz', 'y\nz'],
  ['#foreach($i in [1..2])\n$i\n#end\nz', '1\n2\nz'],
  ['a#if(true) b#end', 'a b'],
])('takes the rest of a line with a directive: %j', (template, text) => {
  expect(renderSample(template)).toBe(text);
});

test.each([
  ['  #set($x = 1)b', 'b'],
  ['$missing  #set($x = 1)b', 'b'],
  ['a  #set($x = 1)b', 'a  b'],
  ['a\n  #set($x = 1)b', 'a\n  b'],
])('takes blanks before a #set unless text stands before them: %j', (template, text) => {
  expect(renderSample(template)).toBe(text);
});

test.each([
  ['\\$missing.x', '$missing.x'],
  ['#set($s = "S")\\$s \\\\$s \\\\\\$s', '$s \\S \\$s'],
  ['\\#if(true) \\#end', '#if(true) #end'],
  ['\\\\#if(true)x#end', '\\x'],
  ['\\#foo \\n \\\\', '\\#foo \\n \\\\'],
])('takes a backslash as an escape before references and directives only: %j', (template, text) => {
  expect(renderSample(template)).toBe(text);
});

test.each([
  ['#[[ $x #if ## ]]#', ' $x #if ## '],
  ['$1 $ x $-', '$1 $ x $-'],
  ['$! x', '$ x'],
  ['{"a": {}}', '{"a": {}}'],
])('prints what starts nothing: %j', (template, text) => {
  expect(renderSample(template)).toBe(text);
});

test.each([
  "$input.params('id')file.json",
  '$input.params("id"){a}',
  '$input.path("$.m").k## a note',
  '$x #set($y = 1)file.json',
  '$#if(true)x#end',
])('refuses what Velocity would swallow: %s', (template) => {
  expect(() => renderSample(template)).toThrow(TemplateError);
});

test.each([
  '#if(true)a',
  '#if(true)a#else b#else c#end',
  '#foreach($i in [1])',
  '#define($d)',
  'a#end',
  '#set($x = )',
  '#set($x = 1',
  '#set($x = "a)',
  '#set($x = "#if(true)")',
  '#set($x = 1 2)',
  '#set($x = $y.z(1 + 2))',
  '#set($x.y() = 1)',
  '#set($x = [1,])',
  '#set($x = {"a" 1})',
  '$x.y( )',
  '$x[',
  '${x',
  '#[[ a',
])('fails on what Velocity cannot parse: %s', (template) => {
  expect(() => renderSample(template)).toThrow(TemplateError);
});

test.each([
  ['#set($a = {"in": 1, "eq": 2})$a.in$a.eq', '12'],
  ['#set($m = {$input.path("$.s"): 1, 2: "b", true: 3})$m', '{te"xt=1, 2=b, true=3}'],
  ['#set($x = [[1], {"a": [2..3]}, "b"])$x', '[[1], {a=[2, 3]}, b]'],
  ['#set($x = not (1 eq 1 and 2 gt 1) or false)$x', 'false'],
  ['#set($x =\n  1\n  + 2\n)$x', '3'],
  ['#set($x = "a" + [1, 2])$x', 'a[1, 2]'],
  ['#set($x = .5 + 1.)$x', '1.5'],
  ['#set($x = "\\u00e9")$x', 'é'],
])('reads expressions that velocityjs alone reads otherwise: %s', (template, text) => {
  expect(renderSample(template)).toBe(text);
});
