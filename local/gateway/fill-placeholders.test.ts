// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is what placeholders look like
import { expect, test } from '@jest/globals';
import { fillPlaceholders } from './fill-placeholders.ts';

test('replaces every placeholder, with spaces inside or without', () => {
  expect(fillPlaceholders('a: ${region}\nb: ${ table_name } ${region}', { region: 'us-east-1', table_name: 't' })).toBe(
    'a: us-east-1\nb: t us-east-1',
  );
});

test('inserts a value as it is, dollar signs and braces included', () => {
  expect(fillPlaceholders('${x}', { x: "$& $1 ${y} $'" })).toBe("$& $1 ${y} $'");
});

test('leaves VTL alone: references, directives, quiet references and regular expressions', () => {
  const vtl = "$input.path('$') $!x #{else} #if($a) 100% {x} $";

  expect(fillPlaceholders(vtl, {})).toBe(vtl);
});

test('turns the escapes of Terraform into what they stand for', () => {
  expect(fillPlaceholders('$${stageVariables.x} %%{if}', {})).toBe('${stageVariables.x} %{if}');
});

test('names the line of every unknown placeholder at once', () => {
  expect(() => fillPlaceholders('a\n${tabel}\n\n${regoin}', {})).toThrow(
    /line 2: .* got `tabel`\.\nline 4: .* got `regoin`\./,
  );
});

test('does not take an inherited property for a value', () => {
  expect(() => fillPlaceholders('${constructor}', {})).toThrow('got `constructor`');
});

test('refuses a directive, an expression and an open placeholder', () => {
  expect(() => fillPlaceholders('%{ if x }\n${a.b}\n${region', { region: 'r' })).toThrow(
    /line 1: .*no Terraform directive.*\nline 2: .*nothing but a name, got `\$\{a\.b\}`.*\nline 3: .*end on its line/,
  );
});

test('refuses a value that nothing uses', () => {
  expect(() => fillPlaceholders('a', { region: 'r' })).toThrow('Expected a placeholder `${region}` for its value');
});
