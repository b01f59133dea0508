import { throwIfFatal } from '../../flow/send-request.ts';
import { insist, openSearch } from '../insist.ts';
import { ask } from './ask.ts';
import { changeAliases, join } from './change-aliases.ts';
import type { Rebuild } from './rebuild-row.ts';
import { entityOf, type RebuildDependencies, type Step } from './rebuild-step.ts';

/**
 * Creates the new indexes and has them written by every indexer. They get no read alias, not even where all was lost: a
 * search of a half-filled index would answer as if the rest did not exist; no index at all is an error that everybody sees.
 */
export async function createFresh(rebuild: Rebuild, d: RebuildDependencies): Promise<Step> {
  for (const rebuilt of rebuild.indexes) {
    const body = JSON.stringify(entityOf(rebuilt, d.entities).definition);
    await ask({ method: 'PUT', path: `/${rebuilt.fresh}`, body }, d, ['resource_already_exists_exception']);
  }
  for (const { fresh } of rebuild.indexes) await waitUntilWritable(fresh, d);
  await changeAliases(rebuild.indexes.map(join), d);
  return { next: { ...rebuild, stage: 'settle', aliasedAtMs: d.nowMs() } };
}

/** Every live batch will write to it from now on: an index without a primary shard would hold them all back. */
async function waitUntilWritable(index: string, d: RebuildDependencies): Promise<void> {
  const query = { wait_for_status: 'yellow', timeout: '5s' };
  const request = { method: 'GET', path: `/_cluster/health/${index}`, query } as const;
  const attempt = async () => {
    const reply = await d.send(request);
    throwIfFatal(request, reply);
    return (reply.kind === 'reply' && reply.status === 200) || undefined;
  };
  await insist(openSearch, attempt, d);
}
