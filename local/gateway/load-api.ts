import { checkPaths } from './check-paths.ts';
import { checkShape } from './check-shape.ts';
import { httpMethods } from './definition.ts';
import { DefinitionError, type DefinitionProblem } from './definition-error.ts';
import { parseDefinition } from './parse-definition.ts';
import { type GatewayResponses, readGatewayResponses } from './read-gateway-responses.ts';
import { type Operation, readOperation } from './read-operation.ts';

/** An API, compiled: nothing of its definition is parsed again while it serves. */
export interface Api {
  readonly title: string;
  readonly operations: readonly Operation[];
  readonly gatewayResponses: GatewayResponses;
}

/**
 * Reads an OpenAPI 3.0 document with API Gateway's extensions. Throws one DefinitionError with all problems, each with
 * its line: of the placeholders, else of the YAML, else of the form, else of the contents.
 */
export function loadApi(document: string, values: Readonly<Record<string, string>>): Api {
  const parsed = parseDefinition(document, values);
  const problems: DefinitionProblem[] = [];
  const definition = checkShape(parsed);
  const report = (place: readonly (string | number)[], message: string): void => {
    problems.push(parsed.problemAt(place, message));
  };
  checkPaths(definition, report);
  const operations = Object.entries(definition.paths).flatMap(([path, item]) =>
    httpMethods.flatMap((method) => {
      const operation = item[method];
      return (operation && readOperation({ definition, operation, method, path, report })) ?? [];
    }),
  );
  const gatewayResponses = readGatewayResponses(definition, report);
  if (problems.length > 0) throw new DefinitionError(problems);
  return { title: definition.info.title, operations, gatewayResponses };
}
