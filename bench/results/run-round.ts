import { join } from 'node:path';
import { book } from '../../artifacts/indexer/src/entities/book.ts';
import type { Contender } from '../contenders/list-contenders.ts';
import { type BatchResult, type OpenContender, openContender } from '../contenders/open-contender.ts';
import { recreateIndex } from '../servers/open-search-api.ts';
import type { Wrong } from './compare-index.ts';
import type { Judge } from './create-judge.ts';

/** What became of one contender in one round. */
export interface Result {
  readonly contender: Contender;
  readonly loadMs: number;
  readonly batches: readonly BatchResult[];
  readonly wrong: Wrong;
}

export interface RoundOptions {
  readonly url: string;
  readonly batchesPath: string;
  readonly batches: number;
  readonly batchSize: number;
  readonly folder: string;
  readonly judge: Judge;
}

/**
 * Runs contenders beside each other, each in a fresh process with a fresh index: every batch goes to one after the other,
 * each time beginning with another one, so that what else happens on the machine happens to all of them.
 */
export async function runRound(contenders: readonly Contender[], options: RoundOptions): Promise<readonly Result[]> {
  const { url, batchesPath, batchSize, folder, judge } = options;
  const open = new Map<Contender, OpenContender>();
  const done = new Map<Contender, BatchResult[]>();
  try {
    for (const contender of contenders) {
      const { index, aliases, module, settings, env } = contender;
      await recreateIndex(url, { index, aliases, definition: book.definition });
      const task = { module, batchesPath, settings, env, logPath: join(folder, `${index}.log`) };
      open.set(contender, await openContender(task));
      done.set(contender, []);
    }
    for (let batch = 0; batch < options.batches; batch++) {
      for (const [i] of contenders.entries()) {
        const contender = contenders[(i + batch) % contenders.length];
        const left = (contender?.maxRecords ?? Number.MAX_SAFE_INTEGER) - batch * batchSize;
        if (!contender || left <= 0) continue;
        const result = await open.get(contender)?.deliver(batch, left);
        if (result) done.get(contender)?.push(result);
      }
    }
    const results: Result[] = [];
    for (const [contender, { loadMs }] of open) {
      const batches = done.get(contender) ?? [];
      const records = batches.reduce((sum, batch) => sum + batch.records, 0);
      results.push({ contender, loadMs, batches, wrong: await judge(contender, records) });
    }
    return results;
  } finally {
    for (const one of open.values()) one.close();
  }
}
