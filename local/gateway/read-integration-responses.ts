import type { OperationDefinition, ResponseDefinition } from './definition.ts';
import { type NamedMapping, type Reading, readMappings, readTemplates, within } from './read-mappings.ts';
import type { ByMediaType } from './select-template.ts';

export interface IntegrationResponse {
  /** Matches the whole status; undefined for the default. */
  readonly pattern: RegExp | undefined;
  readonly status: number;
  readonly headers: readonly NamedMapping[];
  readonly templates: ByMediaType<string>;
}

/** In the order of the definition, which is the order in which the patterns are tried. */
export function readIntegrationResponses(
  operation: OperationDefinition,
  reading: Reading,
): readonly IntegrationResponse[] {
  const responses = Object.entries(operation['x-amazon-apigateway-integration'].responses ?? {});
  const keys = new Map<string, string>();
  return responses.map(([key, response]) => {
    const at = within(reading, key);
    checkDeclared(operation, response, at);
    checkOnlyOne(key, String(response.statusCode), keys, at);
    return {
      pattern: readPattern(key, at),
      status: Number(response.statusCode),
      headers: readMappings(response.responseParameters, {
        ...within(at, 'responseParameters'),
        side: 'response',
        target: 'method.response.header.',
      }),
      templates: readTemplates(response.responseTemplates, within(at, 'responseTemplates')),
    };
  });
}

function readPattern(key: string, { place, report }: Reading): RegExp | undefined {
  if (key === 'default') return undefined;
  try {
    return new RegExp(`^(?:${key})$`, 's');
  } catch {
    report(place, `Expected a regular expression or \`default\`, got \`${key}\`.`);
    return undefined;
  }
}

/** API Gateway keeps integration responses by their status: of two with the same one, only one is left after an import. */
function checkOnlyOne(key: string, status: string, keys: Map<string, string>, { place, report }: Reading): void {
  const other = keys.get(status);
  if (other !== undefined) {
    report(
      [...place, 'statusCode'],
      `Expected a status of its own for \`${key}\`, got ${status}, which is that of \`${other}\`.`,
    );
  }
  keys.set(status, key);
}

/** API Gateway refuses a status or a header that the method response does not declare. */
function checkDeclared(operation: OperationDefinition, response: ResponseDefinition, { place, report }: Reading): void {
  const status = String(response.statusCode);
  const declared = Object.hasOwn(operation.responses, status) ? operation.responses[status] : undefined;
  if (!declared) {
    report([...place, 'statusCode'], `Expected \`${status}\` to be declared in the operation's responses.`);
    return;
  }
  const headers = Object.keys(declared.headers ?? {}).map((name) => `method.response.header.${name}`);
  for (const key of Object.keys(response.responseParameters ?? {})) {
    if (headers.includes(key) || !key.startsWith('method.response.header.')) continue;
    report(
      [...place, 'responseParameters', key],
      `Expected the header to be declared in the operation's response ${status}.`,
    );
  }
}
