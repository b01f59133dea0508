import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createFunction } from '../function/create-function.ts';
import { searchEnvironment } from '../function/function-environment.ts';
import { loadSettings, projectRoot, type Settings, SettingsError } from '../stack/settings.ts';
import { createGateway } from './create-gateway.ts';
import { DefinitionError } from './definition-error.ts';
import { placeholderValues } from './placeholder-values.ts';

// The process of the local gateway: openapi.yaml in front of DynamoDB and the search function, on 127.0.0.1.

async function openGateway(settings: Settings): Promise<FastifyInstance> {
  const search = createFunction({
    name: 'search',
    bundle: join(projectRoot, 'artifacts/indexer/dist/search.mjs'),
    env: searchEnvironment(settings),
    timeoutMs: 29_000,
    memoryMb: 256,
    // A request that waits for what its caller knows holds a process for up to 20 s and does next to nothing in it: some of
    // those must leave room for who does not wait. A process starts when it is needed first, and takes about 70 MB.
    concurrency: 16,
  });
  const gateway = await createGateway({
    document: readFileSync(join(projectRoot, 'openapi.yaml'), 'utf8'),
    values: placeholderValues(settings),
    dynamodbUrl: settings.dynamodbUrl,
    functions: { search: search.invoke },
    logger: true,
  });
  gateway.addHook('onClose', search.close);
  return gateway;
}

function stopOnSignal(gateway: FastifyInstance): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    // The second signal ends the process at once: its handler is gone.
    process.once(signal, () => {
      gateway.close().then(
        () => process.exit(0),
        (error: unknown) => fail(`The gateway did not stop: ${error}`),
      );
    });
  }
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function explain(error: unknown, settings: Settings | undefined): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof DefinitionError) return `openapi.yaml cannot be served:\n${error.message}`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${settings?.apiPort} on 127.0.0.1 is in use: stop what listens there, or set MILLRACE_API_PORT to a free port.`;
  }
  return `The gateway did not start: ${error instanceof Error ? error.message : error}`;
}

let settings: Settings | undefined;
try {
  settings = loadSettings(process.env);
  const gateway = await openGateway(settings);
  stopOnSignal(gateway);
  await gateway.listen({ host: '127.0.0.1', port: settings.apiPort });
} catch (error) {
  fail(explain(error, settings));
}
