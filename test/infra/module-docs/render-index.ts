export type IndexEntry = { readonly module: string; readonly readme: string };

/** One line a module: its name and the first sentence of its README. */
export function renderIndex(entries: readonly IndexEntry[]): string {
  const rows = entries.map(({ module, readme }) => `| [${module}](${module}) | ${firstSentence(module, readme)} |`);
  return ['| module | what it makes |', '| --- | --- |', ...rows, ''].join('\n');
}

/** Throws for a README that says nothing below its title. */
export function firstSentence(module: string, readme: string): string {
  const paragraph = readme
    .split(/\n{2,}/)
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .find((text) => /^[A-Za-z`]/.test(text));
  const sentence = paragraph && (/^.*?\.(?= [A-Z`]|$)/.exec(paragraph)?.[0] ?? paragraph);
  if (!sentence) throw new Error(`Expected modules/${module}/README.md to say below its title what the module makes.`);
  return `${sentence.replace(/\.$/, '').replaceAll('|', '\\|')}`;
}
