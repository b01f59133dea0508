import type { Model } from './compile-model.ts';
import { GatewayError } from './gateway-error.ts';
import type { Operation } from './read-operation.ts';
import { type ClientRequest, findHeader, findValue } from './read-request.ts';
import { mediaTypeOf } from './select-template.ts';

/** Does what the operation's request validator asks for: parameters first, then the body. Throws a GatewayError (400). */
export function validateRequest(
  operation: Pick<Operation, 'requiredParameters' | 'models'>,
  request: ClientRequest,
): void {
  const missing = operation.requiredParameters.filter(({ place, name }) =>
    isBlank(findValue(request.params[place], name)),
  );
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new GatewayError('BAD_REQUEST_PARAMETERS', `Missing required request parameters: [${names}]`);
  }
  // No model for the sent type: nothing to validate. It is `passthroughBehavior: never` that refuses such a type.
  const model = operation.models.get(mediaTypeOf(findHeader(request.params.header, 'content-type')));
  const validationErrors = model && explainBody(model, request.body);
  if (validationErrors !== undefined)
    throw new GatewayError('BAD_REQUEST_BODY', 'Invalid request body', { validationErrors });
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

function explainBody(model: Model, body: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body === '' ? '{}' : body);
  } catch {
    return '[Expected the body to be JSON]';
  }
  return model.explain(value);
}
