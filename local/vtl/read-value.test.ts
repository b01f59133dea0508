import { expect, test } from '@jest/globals';
import { renderSample } from './fixtures/render-sample.ts';
import { TemplateError } from './template-error.ts';

const prelude = '#set($s = " a,b,,c, ")#set($l = [3, 1, 2])#set($m = {"a": 1, "b": 2})#set($n = 5)#set($t = true)';

test.each([
  ['$s.length()$s.isEmpty()$s.contains("b")$s.startsWith(" ")$s.endsWith("x")', '9falsetruetruefalse'],
  ['[$s.trim()][$s.substring(7)][$s.substring(1, 2)][$s.charAt(1)]', '[a,b,,c,][, ][a][a]'],
  ['$s.indexOf("b")$s.indexOf("b", 4)$s.lastIndexOf(",")', '3-17'],
  ['$s.toUpperCase()$s.toLowerCase()$s.concat("z").equals(" a,b,,c, z")', ' A,B,,C,  a,b,,c, true'],
  ['$s.equalsIgnoreCase(" A,B,,C, ")$s.replace(",", "$n")', 'true a5b55c5 '],
  ['$s.replaceAll("[a-c]", "<$0>")$s.replaceFirst(",", "")', ' <a>,<b>,,<c>,  ab,,c, '],
  ['$s.matches("[ a-c,]+")$s.matches("a")', 'truefalse'],
  ['$s.trim().split(",").size()$s.trim().split(",")[1]$s.trim().split(",", -1).size()', '4b5'],
  ['#foreach($p in $s.trim().split(","))<$p>#end', '<a><b><><c>'],
  ['$s.hashCode()$s.compareTo(" a,c")$s.compareToIgnoreCase(" A,B,,C, ")', '-1506901952-10'],
  ['$s.startsWith("a", 1)$s.startsWith("", 99)$s.indexOf(97)$s.indexOf(97, 2)$s.lastIndexOf(98)', 'truefalse1-13'],
  ['$s.lastIndexOf(",", 5)$s.codePointAt(1)$s.subSequence(1, 2)$s.valueOf(5)$s.intern().length()', '597a59'],
  [
    '#set($c = $s.charAt(1))$c.equals("a")#if($c == "a")t#end$c.toString().length()$s.replace($c, $c)',
    'falset1 a,b,,c, ',
  ],
])('has the methods of String: %s', (template, text) => {
  expect(renderSample(prelude + template)).toBe(text);
});

test.each([
  ['$l.size()$l.isEmpty()$l.contains(3)$l.contains("3")$l.get(0)$l[-1]$l.indexOf(1)', '3falsetruefalse321'],
  ['$l.add(4)$l.add(0, 9)$l.remove(0)$l.remove("x")$l', 'true9false[3, 1, 2, 4]'],
  ['$l.addAll([7])$l.set(0, "s")$l$l.subList(1, 3)$l.clear()$l', 'true3[s, 1, 2, 7][1, 2][]'],
  ['$m.get("a")$m.containsKey("b")$m.size()$m.keySet()$m.values()$m.entrySet()', '1true2[a, b][1, 2][a=1, b=2]'],
  ['#foreach($e in $m.entrySet())$e.key$e.getValue()#end', 'a1b2'],
  ['$m.remove("a")$m.put("c", 3)$m$m.isEmpty()$m.containsValue(3)', '1{b=2, c=3}falsetrue'],
  ['$m.getOrDefault("z", 9)$m.putIfAbsent("a", 9)$m.putAll({"c": 3})$m$m.clear()$m.size()', '91{a=1, b=2, c=3}0'],
  ['#foreach($e in $m.entrySet())#set($_ = $e.setValue("x"))$e#end$m', 'a=xb=x{a=x, b=x}'],
  ['$l.lastIndexOf(2)$l.containsAll([1, 2])$l.remove(0)$l.toString()$m.keySet().contains("a")', '2true3[1, 2]true'],
  ['[$m.keySet().get(0)$l.get("x")$m.nope()]', '[]'],
  ['$l.equals([3, 1, 2])$m.equals({"a": 1, "b": 2})$l.equals([3])', 'truetruefalse'],
])('has the methods of lists and maps: %s', (template, text) => {
  expect(renderSample(prelude + template)).toBe(text);
});

test.each([
  [
    '$n.intValue()$n.toString().length()$n.equals(5)$n.equals("5")$n.parseInt("12")$n.doubleValue()',
    '51truefalse125.0',
  ],
  ['$t.toString()$t.equals(false)$t.hashCode()$t.booleanValue()$t.parseBoolean("no")', 'truefalse1231truefalse'],
  ['#set($n = $input.path("$.big"))$n.intValue()$n.parseLong("4")$n.valueOf(5)$n.compareTo($n)', '-1294967296450'],
  ['#set($d = 2.5)$d.longValue()$d.intValue()$d.compareTo(3.5)$n.hashCode()$n.valueOf("7")$n.longValue()', '22-1575'],
])('has the methods of numbers and Booleans: %s', (template, text) => {
  expect(renderSample(prelude + template)).toBe(text);
});

test.each([
  '$s.format("x")',
  '$s.strip()',
  '$l.iterator()',
  '$n.floatValue()',
  '$m.class',
  '$s.bytes',
  '$s.split(",")',
])('fails on what Java has and we have not, instead of printing nothing: %s', (template) => {
  expect(() => renderSample(prelude + template)).toThrow(TemplateError);
});

test.each(['$n.compareTo("5")', '$n.parseInt("99999999999")', '$l.subList(2, 1)', '$l.add(9, 1)', '"$s[-1]"'])(
  'fails where Java throws: %s',
  (template) => {
    expect(() => renderSample(prelude + template)).toThrow(TemplateError);
  },
);

test('fails on a change of the map that a loop walks over', () => {
  expect(() => renderSample(`${prelude}#foreach($k in $m.keySet())$m.put("c", 1)#end`)).toThrow(
    'ConcurrentModification',
  );
});
