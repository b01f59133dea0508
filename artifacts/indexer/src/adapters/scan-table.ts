import type { ScanTable } from '../flow/scan-table.ts';
import type { ReadOptions } from './read-items.ts';
import { scanPage } from './scan-page.ts';

/** A parallel scan of the table by consistent reads. */
export function createScanTable(options: ReadOptions): ScanTable {
  return async (segment) => {
    const readAtMs = options.nowMs();
    const page = await scanPage(options, segment);
    return page && { ...page, readAtMs };
  };
}
