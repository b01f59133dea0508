/**
 * The process of one contender: loads it, hands it the batches that its parent names as Lambda would, and tells what each
 * took. Only the time inside of the handler counts; the event is parsed before, as Lambda's runtime does.
 */
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';

/** An event source mapping's `MaximumRetryAttempts`, so that a batch that never succeeds ends. */
const maxDeliveries = 4;

const { module, batchesPath, settings } = JSON.parse(process.argv[2] ?? '{}');

/** Requests by port: who was asked. */
const requests = {};
subscribe('http.client.request.start', ({ request }) => {
  const port = String(request.getHeader('host')).split(':')[1];
  requests[port] = (requests[port] ?? 0) + 1;
});

const loadedAt = performance.now();
const { createHandler } = await import(module);
const handler = await createHandler(settings);
const loadMs = performance.now() - loadedAt;

// As bytes, outside of the heap that the handler works in.
const bytes = readFileSync(batchesPath);
const starts = [0];
for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', end + 1)) starts.push(end + 1);

process.on('message', async ({ batch, maxRecords }) => {
  const { Records: records } = JSON.parse(bytes.toString('utf8', starts[batch], starts[batch + 1]));
  process.send(await deliver(records.slice(0, maxRecords)));
});
// However the parent ends, so does this.
process.on('disconnect', () => process.exit());
process.send({ loadMs });

/** Again and again from the first record that is not done, until all are or Lambda would give up. */
async function deliver(records) {
  const result = { records: records.length, ms: 0, cpuMicros: 0, errors: 0, firstError: undefined, lostRecords: 0 };
  let open = records;
  for (let delivery = 0; open.length > 0 && delivery < maxDeliveries; delivery++) open = await invoke(open, result);
  return { ...result, lostRecords: open.length, requests, maxRssMb: process.resourceUsage().maxRSS / 1_024 };
}

async function invoke(records, result) {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  try {
    const response = await handler({ Records: records });
    const first = response?.batchItemFailures?.[0]?.itemIdentifier;
    return first === undefined ? [] : records.slice(records.findIndex((one) => one.dynamodb.SequenceNumber === first));
  } catch (error) {
    result.errors += 1;
    result.firstError ??= String(error?.message ?? error).slice(0, 300);
    return records;
  } finally {
    const used = process.cpuUsage(cpu);
    result.ms += performance.now() - startedAt;
    result.cpuMicros += used.user + used.system;
  }
}
