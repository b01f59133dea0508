import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, jest, test } from '@jest/globals';

const web = new URL('../..', import.meta.url).pathname;
const run = promisify(execFile);

// Each starts a process that reads the whole of openapi.yaml: the limit says that it hangs, not that the machine is busy.
jest.setTimeout(120_000);

/** The script `types` of package.json, in the mode in which it only compares. */
async function check(output: string): Promise<string> {
  const { scripts } = JSON.parse(await readFile(join(web, 'package.json'), 'utf8'));
  const [tool, ...options] = String(scripts.types).split(' ');
  const others = options.slice(0, options.indexOf('--output'));
  const { stderr } = await run(
    join(web, 'node_modules/.bin', String(tool)),
    [...others, '--output', output, '--check'],
    {
      cwd: web,
    },
  );
  return stderr;
}

test('the types of the API are those of openapi.yaml (npm run types -w web)', async () => {
  await expect(check(join(web, 'src/api/contract.ts'))).resolves.toBeDefined();
});

test('that check fails for types of another openapi.yaml', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'));
  const stale = join(folder, 'contract.ts');
  await copyFile(join(web, 'src/api/contract.ts'), stale);
  await writeFile(stale, (await readFile(stale, 'utf8')).replace('bookId', 'bookNumber'));

  await expect(check(stale)).rejects.toThrow('not up-to-date');

  await rm(folder, { recursive: true });
});
