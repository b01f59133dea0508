import { validateHeaderName, validateHeaderValue } from 'node:http';
import { configurationError } from './gateway-error.ts';

/** What goes back to the client. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: string;
}

/** Headers by lower-case name, each with its name as it was first written. */
export type AnswerHeaders = Map<string, { readonly name: string; readonly values: readonly string[] }>;

/** Whether HTTP can carry the header: no line breaks, nothing beyond Latin-1. */
export function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

/** Sets a header, in place of one of that name in any case. Throws a GatewayError for what HTTP cannot carry. */
export function setHeader(headers: AnswerHeaders, name: string, value: string | readonly string[]): void {
  const values = typeof value === 'string' ? [value] : value;
  if (!values.every((each) => isHeader(name, each))) {
    throw configurationError(new Error(`Expected a header that HTTP can carry, got ${JSON.stringify(name)}.`));
  }
  headers.set(name.toLowerCase(), { name, values });
}
