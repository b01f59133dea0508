import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Stage } from './open-stage.ts';
import type { Answer } from './start-moto.ts';

// What stands in AWS after an apply, read through AWS's own SDK.

export type Outputs = Readonly<Record<string, Readonly<Record<string, { readonly value: Answer } | undefined>>>>;

/** The outputs of these units. */
export async function readOutputs(stage: Stage, units: readonly string[] = stage.units): Promise<Outputs> {
  const outputs: Record<string, Outputs[string]> = {};
  for (const unit of units) {
    const folder = stage.workingFolder(unit);
    const { status, output } = await stage.run('terraform', ['output', '-json'], folder);
    if (status !== 0) throw new Error(`Expected the outputs of ${unit}, got:\n${output}`);
    outputs[unit] = JSON.parse(output);
  }
  return outputs;
}

type Templates = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The mapping templates of every operation as API Gateway holds them, by `GET /books/{bookId}`. */
export function readTemplates(stage: Stage, apiName: string): Templates {
  const { id, resources } = readResources(stage, apiName);
  const calls = resources.flatMap(({ id: resourceId, path, resourceMethods }: Answer) =>
    Object.keys(resourceMethods ?? {}).map((httpMethod) => ({ resourceId, path, httpMethod })),
  );
  const integrations = stage.ask(
    ...calls.map(
      ({ resourceId, httpMethod }: Answer) =>
        ['apigateway', 'get_integration', { restApiId: id, resourceId, httpMethod }] as const,
    ),
  );
  const entries = calls.map(({ path, httpMethod }: Answer, at: number) => [
    `${httpMethod} ${path}`,
    toTemplates(integrations[at].requestTemplates, integrations[at].integrationResponses),
  ]);
  return Object.fromEntries(entries);
}

/** The same as openapi.yaml has them, with the table's name filled in. */
export function expectedTemplates(folder: string, tableName: string): Templates {
  const text = readFileSync(join(folder, 'openapi.yaml'), 'utf8').replaceAll(`\${table_name}`, tableName);
  const { paths } = parse(text, { merge: true, maxAliasCount: -1 });
  const entries = Object.entries<Answer>(paths).flatMap(([path, operations]) =>
    Object.entries<Answer>(operations).map(([method, operation]) => {
      const { requestTemplates, responses } = operation['x-amazon-apigateway-integration'];
      return [`${method.toUpperCase()} ${path}`, toTemplates(requestTemplates, responses)];
    }),
  );
  return Object.fromEntries(entries);
}

/** Responses by the templates alone, as API Gateway keeps them by status and the document by pattern. */
function toTemplates(request: Answer = {}, responses: Answer = {}): Readonly<Record<string, unknown>> {
  const texts = Object.values<Answer>(responses ?? {}).flatMap(({ responseTemplates }) =>
    Object.values<string>(responseTemplates ?? {}),
  );
  return { request: request ?? {}, responses: [...new Set(texts)].sort() };
}

/** The id of the deployment that the API's stage serves. */
export function readDeployment(stage: Stage, apiName: string): string {
  const { id } = readResources(stage, apiName);
  const [{ item }] = stage.ask(['apigateway', 'get_stages', { restApiId: id }]) as [Answer];
  return item[0].deploymentId;
}

function readResources(stage: Stage, apiName: string): Answer {
  const [{ items }] = stage.ask(['apigateway', 'get_rest_apis', {}]) as [Answer];
  const { id } = items.find(({ name }: Answer) => name === apiName);
  const [answer] = stage.ask(['apigateway', 'get_resources', { restApiId: id, limit: 500 }]) as [Answer];
  return { id, resources: answer.items };
}

/** The options of each event-source mapping, by its function's name. */
export function readMappings(stage: Stage): Readonly<Record<string, unknown>> {
  const [{ EventSourceMappings: mappings }] = stage.ask(['lambda', 'list_event_source_mappings', {}]) as [Answer];
  return Object.fromEntries(
    mappings.map((mapping: Answer) => [
      mapping.FunctionArn.split(':').at(-1),
      {
        batch: mapping.BatchSize,
        // moto leaves a zero away.
        windowSeconds: mapping.MaximumBatchingWindowInSeconds ?? 0,
        from: mapping.StartingPosition,
        responses: mapping.FunctionResponseTypes,
        isBisected: mapping.BisectBatchOnFunctionError,
        maximumAgeSeconds: mapping.MaximumRecordAgeInSeconds,
        maximumAttempts: mapping.MaximumRetryAttempts,
        failed: mapping.DestinationConfig?.OnFailure?.Destination,
        table: mapping.EventSourceArn.split('/')[1],
      },
    ]),
  );
}

/** What each role of the environment may do, a line a statement, by the role's name. What AWS makes up is left out of the lines. */
export function readRights(stage: Stage, prefix: string): Readonly<Record<string, readonly string[]>> {
  const [{ Roles: roles }] = stage.ask(['iam', 'list_roles', {}]) as [Answer];
  const names: readonly string[] = roles
    .map(({ RoleName }: Answer) => RoleName)
    .filter((name: string) => name.startsWith(prefix))
    .sort();
  const lists = stage.ask(...names.map((RoleName) => ['iam', 'list_role_policies', { RoleName }] as const));
  const calls = names.flatMap((RoleName, at) =>
    lists[at].PolicyNames.map((PolicyName: string) => ['iam', 'get_role_policy', { RoleName, PolicyName }] as const),
  );
  const rights: Record<string, readonly string[]> = {};
  for (const { RoleName, PolicyDocument } of stage.ask(...calls)) {
    rights[RoleName] = [...(rights[RoleName] ?? []), ...PolicyDocument.Statement.map(toLine)].sort();
  }
  return rights;
}

function toLine({ Effect, Action, Resource, Condition }: Answer): string {
  const words = (value: string | readonly string[]): string => [value].flat().sort().join(' ');
  const only = Condition ? ` if ${JSON.stringify(Condition)}` : '';
  return `${Effect} ${words(Action)} on ${words(Resource)}${only}`
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/stream\/\d{4}-[\d:T.-]+/g, 'stream/<time>');
}

/** The files of a bucket: how they are handed out, and their content's hash as S3 tells it. */
export function readFiles(stage: Stage, Bucket: string): Readonly<Record<string, unknown>> {
  const [{ Contents: contents }] = stage.ask(['s3', 'list_objects_v2', { Bucket }]) as [Answer];
  const keys: readonly string[] = contents.map(({ Key }: Answer) => Key).sort();
  const heads = stage.ask(...keys.map((Key) => ['s3', 'head_object', { Bucket, Key }] as const));
  return Object.fromEntries(
    keys.map((key, at) => [
      key,
      { type: heads[at].ContentType, keeps: heads[at].CacheControl, hash: JSON.parse(heads[at].ETag) },
    ]),
  );
}

/** The variables of a function's environment. */
export function readVariables(stage: Stage, FunctionName: string): Readonly<Record<string, string>> {
  const [{ Environment }] = stage.ask(['lambda', 'get_function_configuration', { FunctionName }]) as [Answer];
  return Environment.Variables;
}
