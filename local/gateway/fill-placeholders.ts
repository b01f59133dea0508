import { DefinitionError, type DefinitionProblem } from './definition-error.ts';

// What Terraform's `templatefile` reacts to; everything else, `$input` and `#{` included, is plain text to it.
const marker = /\$\$\{|%%\{|\$\{([^}\n]*)\}?|%\{/g;
const name = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * Does what Terraform's `templatefile` does with the subset that the project allows: `${name}` becomes its value,
 * `$${` and `%%{` become `${` and `%{`. Throws one DefinitionError with all problems: an unknown name, an expression
 * that is no name, a `%{` directive, a value that nothing uses.
 */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  const problems: DefinitionProblem[] = [];
  const used = new Set<string>();
  const filled = text.replace(marker, (match: string, expression: string | undefined, at: number) => {
    if (match === '$${' || match === '%%{') return match.slice(1);
    const placeholder = expression?.trim() ?? '';
    const value = Object.hasOwn(values, placeholder) ? values[placeholder] : undefined;
    if (value === undefined || !match.endsWith('}')) {
      problems.push({ line: lineAt(text, at), place: '', message: explain(match, placeholder, Object.keys(values)) });
      return match;
    }
    used.add(placeholder);
    return value;
  });
  for (const key of Object.keys(values)) {
    if (!used.has(key))
      problems.push({ place: '', message: `Expected a placeholder \`\${${key}}\` for its value, got none.` });
  }
  if (problems.length > 0) throw new DefinitionError(problems);
  return filled;
}

function explain(match: string, placeholder: string, known: readonly string[]): string {
  if (match === '%{') return 'Expected no Terraform directive, got `%{`.';
  if (!match.endsWith('}')) return `Expected a placeholder to end on its line, got \`${match}\`.`;
  if (!name.test(placeholder)) return `Expected a placeholder with nothing but a name, got \`${match}\`.`;
  return `Expected one of the placeholders ${known.join(', ')}, got \`${placeholder}\`.`;
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
