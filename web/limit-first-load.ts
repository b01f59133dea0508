import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** As the bundler hands it out; `imports` are the chunks without which this one cannot run. */
export interface BuiltFile {
  readonly fileName: string;
  readonly content: string | Uint8Array;
  readonly isEntry: boolean;
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

/** What a browser loads before the first view stands: the document, its scripts with all they import, and their styles. */
export function listFirstLoad(files: readonly BuiltFile[]): readonly BuiltFile[] {
  const byName = new Map(files.map((file) => [file.fileName, file]));
  const wanted = new Set<string>();
  const visit = (name: string): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    const { imports = [], styles = [] } = byName.get(name) ?? {};
    for (const needed of [...imports, ...styles]) visit(needed);
  };
  for (const { fileName, isEntry } of files) if (isEntry || fileName.endsWith('.html')) visit(fileName);
  return files.filter(({ fileName }) => wanted.has(fileName));
}

export function measureFirstLoad(files: readonly BuiltFile[]): number {
  return listFirstLoad(files).reduce((sum, { content }) => sum + gzipSync(content, { level: 9 }).length, 0);
}

/** Fails a build whose first load, each file gzipped, is larger than `maxBytes`; else says how large it is. */
export function limitFirstLoad(maxBytes: number): Plugin {
  return {
    name: 'limit-first-load',
    apply: 'build',
    writeBundle(_, bundle) {
      const bytes = measureFirstLoad(
        Object.values(bundle).map((file) => ({
          fileName: file.fileName,
          content: file.type === 'chunk' ? file.code : file.source,
          isEntry: file.type === 'chunk' && file.isEntry,
          imports: file.type === 'chunk' ? file.imports : [],
          styles: file.type === 'chunk' ? [...(file.viteMetadata?.importedCss ?? [])] : [],
        })),
      );
      if (bytes > maxBytes)
        this.error(`Expected the first load to be at most ${maxBytes} bytes gzipped, got ${bytes}.`);
      this.info(`first load: ${bytes} of ${maxBytes} bytes gzipped`);
    },
  };
}
