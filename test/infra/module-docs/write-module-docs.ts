import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { listModules } from '../module-checks/list-modules.ts';
import { type Doc, renderIndexDoc, renderModuleDoc } from './render-docs.ts';

// `make format`: the tables of the modules' READMEs, and the modules' list, from the modules' own files.

async function write(render: () => Promise<Doc> | Doc): Promise<void> {
  try {
    const { path, current, wanted } = await render();
    if (current === wanted) return;
    writeFileSync(path, wanted);
    process.stdout.write(`Wrote ${relative(process.cwd(), path)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

for (const module of listModules()) await write(() => renderModuleDoc(module));
await write(renderIndexDoc);
