import { toFields } from './reply-fields.ts';

/** Members that are counts or claims: what was searched for, and what was found, is nobody's business but the caller's. */
const logged = ['total', 'partial', 'approximate', 'consistent', 'lagSeconds', 'parkedKeys', 'jobs', 'heartbeatAt'];

/** What the log is told of an answer. */
export function toLogFields(response: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(toFields(response)).filter(([name]) => logged.includes(name)));
}
