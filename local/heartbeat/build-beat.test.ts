import { expect, test } from '@jest/globals';
import { buildBeat } from './build-beat.ts';

test('is the request that Terraform hands to Scheduler, with the table and the time that is due', () => {
  expect(buildBeat('library', Date.parse('2026-11-21T10:00:07.900Z'))).toMatchObject({
    TableName: 'library',
    Key: { id: { S: 'Heartbeat:minute' } },
    ExpressionAttributeValues: { ':beatAt': { S: '2026-11-21T10:00:07Z' }, ':type': { S: 'Heartbeat' } },
  });
});

test('leaves no placeholder behind', () => {
  expect(JSON.stringify(buildBeat('library', 0))).not.toMatch(/\$\{|<aws/);
});
