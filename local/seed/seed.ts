import { resolve } from 'node:path';
import { runVerb } from '../stack/run-verb.ts';
import { StackError } from '../stack/stack-error.ts';
import { renderSummary } from './render-summary.ts';
import { seedFile } from './seed-file.ts';

// `make seed FILE=…`
await runVerb(async ({ settings, signal }) => {
  const [file] = process.argv.slice(2);
  if (!file) throw new StackError('Expected FILE, got none.', 'make seed FILE=<catalogue.ndjson or .ndjson.gz>');
  const report = await seedFile({
    path: resolve(file),
    dataDir: settings.dataDir,
    apiUrl: `http://127.0.0.1:${settings.apiPort}`,
    signal,
  });
  process.stdout.write(renderSummary(report, `make seed FILE=${file}`));
  if (report.end === 'interrupted') return 130;
  return report.end === 'done' && report.progress.refused === 0 ? 0 : 1;
});
