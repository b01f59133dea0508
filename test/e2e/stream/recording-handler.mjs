// A function for the tests of the event-source mapping: notes in a file which events it begins and which it finishes. Items
// tell it what to do: `poison` always fails; when first seen, `later` is reported as failed and `deadly` kills the process.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

const { RECORD_FILE } = process.env;

const note = (event, isDone) => appendFileSync(RECORD_FILE, `${JSON.stringify({ event, isDone })}\n`);

export const handler = async (event) => {
  const seen = existsSync(RECORD_FILE) ? readFileSync(RECORD_FILE, 'utf8') : '';
  const has = (name) => (record) => record.dynamodb.NewImage?.[name] !== undefined;
  const isNew = ({ eventID }) => !seen.includes(eventID);

  note(event, false);
  if (event.Records.some(has('poison'))) throw new Error('poison');
  if (event.Records.some((record) => has('deadly')(record) && isNew(record))) process.kill(process.pid, 'SIGKILL');
  const failed = event.Records.find((record) => has('later')(record) && isNew(record));
  if (!failed) note(event, true);
  return failed ? { batchItemFailures: [{ itemIdentifier: failed.dynamodb.SequenceNumber }] } : null;
};
