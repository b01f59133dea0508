import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { fillPlaceholders } from '../gateway/fill-placeholders.ts';
import { projectRoot } from '../stack/settings.ts';

const templatePath = join(projectRoot, 'artifacts', 'indexer', 'heartbeat.json');

/**
 * The request that EventBridge Scheduler sends for the beat that is due at `dueAtMs`: what Terraform puts in, then what Scheduler
 * does. Its time is to the second.
 */
export function buildBeat(tableName: string, dueAtMs: number): UpdateItemCommandInput {
  const input = fillPlaceholders(readFileSync(templatePath, 'utf8'), { table_name: tableName });
  const dueAt = new Date(dueAtMs).toISOString().replace(/\.\d+Z$/, 'Z');
  return JSON.parse(input.replaceAll('<aws.scheduler.scheduled-time>', dueAt)) as UpdateItemCommandInput;
}
