import { compileModel, type Model } from './compile-model.ts';
import type { Definition, OperationDefinition, ParameterDefinition, Validator } from './definition.ts';
import type { Place } from './parse-definition.ts';
import { type Integration, readIntegration } from './read-integration.ts';
import { resolveSchema } from './resolve-schema.ts';
import { type ByMediaType, mediaTypeOf } from './select-template.ts';

export interface Operation {
  /** The definition's own, or method and path. */
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  /** As in the definition: `/books/{bookId}`. */
  readonly path: string;
  /** What the request validator insists on; empty without one. */
  readonly requiredParameters: readonly RequiredParameter[];
  /** What the request validator holds bodies against; empty without one. */
  readonly models: ByMediaType<Model>;
  readonly integration: Integration;
}

interface RequiredParameter {
  readonly place: 'path' | 'querystring' | 'header';
  readonly name: string;
}

export interface OperationSource {
  readonly definition: Definition;
  readonly operation: OperationDefinition;
  readonly method: string;
  readonly path: string;
  readonly report: (place: Place, message: string) => void;
}

/** Undefined when its integration cannot be read; that is reported. */
export function readOperation(source: OperationSource): Operation | undefined {
  const { operation, method, path, report } = source;
  const place = ['paths', path, method];
  const validator = readValidator(source, place);
  const models = validator.validateRequestBody ? readModels(source, place) : new Map();
  const integration = readIntegration(operation, { place, report });
  if (!integration) return undefined;
  return {
    operationId: operation.operationId ?? `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    requiredParameters: validator.validateRequestParameters ? readRequired(operation.parameters ?? []) : [],
    models,
    integration,
  };
}

const validatorKey = 'x-amazon-apigateway-request-validator';

function readValidator({ definition, operation, report }: OperationSource, place: Place): Validator {
  const name = operation[validatorKey] ?? definition[validatorKey];
  if (name === undefined) return {};
  const validators = definition['x-amazon-apigateway-request-validators'] ?? {};
  if (Object.hasOwn(validators, name)) return validators[name] ?? {};
  const at = operation[validatorKey] === undefined ? [validatorKey] : [...place, validatorKey];
  report(at, `Expected one of the request validators ${Object.keys(validators).join(', ')}, got \`${name}\`.`);
  return {};
}

/** In the order in which API Gateway names the missing ones: headers, path, query. */
function readRequired(parameters: readonly ParameterDefinition[]): readonly RequiredParameter[] {
  return parameters
    .filter(({ required }) => required === true)
    .map(({ in: place, name }) => ({ place: place === 'query' ? ('querystring' as const) : place, name }))
    .sort((left, right) => (`${left.place}.${left.name}` < `${right.place}.${right.name}` ? -1 : 1));
}

function readModels({ definition, operation, report }: OperationSource, place: Place): ByMediaType<Model> {
  const content = Object.entries(operation.requestBody?.content ?? {});
  const schemas = definition.components?.schemas ?? {};
  return new Map(
    content.flatMap(([type, { schema }]) => {
      if (schema === undefined) return [];
      const at = [...place, 'requestBody', 'content', type, 'schema'];
      const resolved = resolveSchema(schema, at, { schemas, report });
      try {
        return [[mediaTypeOf(type), compileModel(resolved)] as const];
      } catch (error) {
        report(at, error instanceof Error ? error.message : String(error));
        return [];
      }
    }),
  );
}
