import { expect, test } from '@jest/globals';
import { checkEntities } from '../../artifacts/indexer/src/core/entity.ts';
import { parseRecord } from '../../artifacts/indexer/src/core/parse-record.ts';
import { entities, measured, searched } from '../../artifacts/indexer/src/entities/registry.ts';
import { buildBeat } from '../../local/heartbeat/build-beat.ts';

const beat = buildBeat('library', 0);
/** `#name = :value` of every attribute that a beat sets. */
const written = [...(beat.UpdateExpression ?? '').matchAll(/#(\w+) = /g)].map(([, name = '']) => name);

test('sets what the index shows of it, its type and its command, and nothing else', () => {
  expect([...written].sort()).toEqual([...measured.fields, 'type', 'command'].sort());
  expect(Object.keys(measured.definition.mappings.properties as object).sort()).toEqual([...measured.fields].sort());
});

test('names every attribute by a placeholder, as some are words of DynamoDB', () => {
  expect(beat.ExpressionAttributeNames).toEqual(Object.fromEntries(written.map((name) => [`#${name}`, name])));
});

test('raises the version with each beat, from one', () => {
  expect(beat.UpdateExpression).toContain('#version = if_not_exists(#version, :zero) + :one');
  expect(beat.ExpressionAttributeValues).toMatchObject({ ':zero': { N: '0' }, ':one': { N: '1' } });
});

test('is claimed by the entity that is measured', () => {
  const item = {
    id: beat.Key?.id,
    type: beat.ExpressionAttributeValues?.[':type'],
    heartbeatId: beat.ExpressionAttributeValues?.[':heartbeatId'],
    version: { N: '1' },
  };
  const record = { eventName: 'INSERT', dynamodb: { Keys: beat.Key, NewImage: item, SequenceNumber: '1' } };

  expect(parseRecord(record, entities)).toMatchObject([
    { kind: 'upsert', entity: { name: 'Heartbeat' }, isForeign: false },
  ]);
});

test('is no part of what a search looks into', () => {
  expect(() => checkEntities(entities)).not.toThrow();
  expect([searched.includes(measured), measured.searchFields]).toEqual([false, []]);
});
