export interface SourceFile {
  /** Below `src/`, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** What a folder may import besides itself. An entry point, at the top, may import all of them; nobody imports it. */
const allowedFolders: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  entities: ['core', 'entities', 'indexes'],
  flow: ['core', 'flow'],
  keeper: ['core', 'flow', 'keeper'],
  adapters: ['core', 'flow', 'adapters'],
};
/** Pure, and worth more than thirty lines of ours. */
const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  core: ['node:crypto'],
  entities: [],
  flow: [],
  keeper: ['node:crypto'],
};
const maxLines = 150;
const maxFunctionLines = 40;

/** Every rule of the project's style that a source file breaks, as `path: what`. */
export function findViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    [...checkImports(file), ...checkNames(file), ...checkSyntax(file), ...checkLengths(file)].map(
      (what) => `${file.path}: ${what}`,
    ),
  );
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

function checkImports({ path, text }: SourceFile): readonly string[] {
  const folder = folderOf(path);
  if (folder === '') return [];
  return [...text.matchAll(/(?:\bfrom\s+|import\(\s*)'([^']+)'/g)].flatMap(([, target = '']) => {
    if (!target.startsWith('.')) {
      const packages = allowedPackages[folder];
      return packages && !packages.includes(target) ? [`imports ${target}`] : [];
    }
    const imported = new URL(target, `file:///src/${path}`).pathname.split('/').slice(1);
    const to = imported[0] === 'src' ? (imported.length > 2 ? imported[1] : 'entry point') : imported[0];
    return allowedFolders[folder]?.includes(String(to)) ? [] : [`imports ${target}`];
  });
}

function checkNames({ path, text }: SourceFile): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.ts$/, '');
  const problems = [];
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) problems.push('is not named in kebab-case');
  if (/^(?:utils?|helpers?|common|misc|types|ports|constants|interfaces)$/.test(name))
    problems.push('has a name that says nothing');
  if (name === 'index' && path.includes('/')) problems.push('is a barrel');
  if (/\b(?:interface I[A-Z]|(?:class|interface) \w+(?:Manager|Service|Impl)\b)/.test(text))
    problems.push('names a type by its pattern');
  const isLibrary = folderOf(path) === 'entities' || path === 'search.ts';
  if (!isLibrary && /\b(?:book|author|rental|borrow)/i.test(stripComments(text))) problems.push('knows an entity');
  return problems;
}

function checkSyntax({ path, text }: SourceFile): readonly string[] {
  const code = stripComments(text);
  const problems = [];
  if (/^export default/m.test(code)) problems.push('has a default export');
  if (/^export (?:\*|\{[^}]*\}) from/m.test(code)) problems.push('re-exports');
  if (/\b(?:enum|namespace) \w+ \{/.test(code)) problems.push('has syntax that cannot be erased');
  if (/^(?:export )?class (?!\w+Error extends)/m.test(code)) problems.push('has a class that is no error');
  if (/\bprocess\.env\b/.test(code) && path.includes('/')) problems.push('reads the environment');
  if (/\b(?:Date\.now|Math\.random|new Date\b)/.test(code) && /^(?:core|flow|entities|keeper)\//.test(path))
    problems.push('reads a clock or a die');
  if (/\bTODO\b/.test(text)) problems.push('has a TODO');
  return problems;
}

function checkLengths({ text }: SourceFile): readonly string[] {
  const lines = text.split('\n');
  const problems = lines.length - 1 > maxLines ? [`has ${lines.length - 1} lines`] : [];
  let start = -1;
  for (const [i, line] of lines.entries()) {
    if (/^(?:export )?(?:async )?function\*? /.test(line)) start = i;
    // The formatter puts the end of a function, and nothing else that is inside of it, at the margin.
    if (line === '}' && start >= 0 && i - start >= maxFunctionLines)
      problems.push(`has a function of ${i - start + 1} lines`);
    if (line === '}') start = -1;
  }
  return problems;
}

function stripComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
