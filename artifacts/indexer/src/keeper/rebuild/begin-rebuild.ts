import type { Entity } from '../../core/entity.ts';
import { parseExactly, toNumber } from '../../core/exact-json.ts';
import { segmentCount } from './fill-fresh.ts';
import { findIndexes, toNextName } from './find-indexes.ts';
import type { RebuildCommand } from './rebuild-command.ts';
import { checkStart, keepRow, type Rebuild, type RebuiltIndex, type Row } from './rebuild-row.ts';
import type { RebuildDependencies } from './rebuild-step.ts';

/** Keeps what is to be done before any of it is begun. What is kept already, by somebody else, stays. */
export async function beginRebuild({ indexes, rate }: RebuildCommand, d: RebuildDependencies): Promise<Row | 'absent'> {
  const chosen = d.entities.filter(({ index }) => indexes?.includes(index) ?? true);
  const rebuilt: RebuiltIndex[] = [];
  const counts: (number | undefined)[] = [];
  for (const entity of chosen) {
    const { index } = entity;
    const at = await findIndexes(entity, d);
    const old = [...new Set([...at.read, ...at.write])];
    rebuilt.push({ index, fresh: toNextName(entity, at), old, searched: at.read });
    counts.push(at.read.length === 0 ? undefined : await countDocuments(entity, d));
  }
  const total = counts.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
  const nowMs = d.nowMs();
  const rebuild: Rebuild = {
    id: nowMs,
    stage: 'create',
    indexes: rebuilt,
    ...(rate !== undefined && { rate }),
    aliasedAtMs: nowMs,
    fill: {
      segments: Array.from({ length: segmentCount }, () => 'start'),
      done: 0,
      ...(total !== undefined && { total }),
    },
    check: checkStart,
  };
  return keepRow(rebuild, undefined, d);
}

/** Only for the progress bar: undefined when it could not be had at once. */
async function countDocuments({ index }: Entity, { send }: RebuildDependencies): Promise<number | undefined> {
  const reply = await send({ method: 'GET', path: `/${index}/_count` });
  return reply.kind === 'reply' && reply.status === 200 ? toNumber(parseExactly(reply.text).count) : undefined;
}
