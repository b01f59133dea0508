import type { IntegrationReply } from './compile-mapping.ts';
import { configurationError } from './gateway-error.ts';

// API Gateway also takes the name without quotes.
const unquoted = /^\s*\{\s*statusCode\s*:\s*(\d+)\s*[,}]/;

/** What a mock integration answers: the status that its rendered request names. Throws a GatewayError when it names none. */
export function callMock(rendered: string): IntegrationReply {
  const status = readStatus(rendered) ?? Number(unquoted.exec(rendered)?.[1]);
  if (!Number.isInteger(status))
    throw configurationError(new Error('Expected an integer statusCode from the template of a mock.'));
  return { status, headers: {}, body: '' };
}

function readStatus(rendered: string): number | undefined {
  try {
    const value: unknown = JSON.parse(rendered);
    const status: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'statusCode') : undefined;
    return typeof status === 'number' ? status : undefined;
  } catch {
    return undefined;
  }
}
