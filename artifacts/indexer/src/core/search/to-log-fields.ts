import { toRecord } from '../exact-json.ts';

/** Members that are counts or claims: what was searched for, and what was found, is nobody's business but the caller's. */
const logged = ['total', 'partial', 'approximate', 'consistent', 'lagSeconds', 'parkedKeys', 'jobs', 'heartbeatAt'];

/** What the log is told of an answer. */
export function toLogFields(response: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(toRecord(response)).filter(([name]) => logged.includes(name)));
}
