import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createFunction } from '../../../local/function/create-function.ts';
import { searchEnvironment } from '../../../local/function/function-environment.ts';
import { createGateway } from '../../../local/gateway/create-gateway.ts';
import { placeholderValues } from '../../../local/gateway/placeholder-values.ts';
import { repositoryRoot } from '../../support/contract.ts';
import { servers } from './servers.ts';

export interface CapturedRequest {
  readonly operationId: string;
  readonly action: string;
  readonly body: string;
}

export interface TestGateway {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The gateway in this process, before servers of the test's choice; the document may be a changed one. */
export async function startGateway(options: {
  readonly dynamodbUrl?: string;
  readonly opensearchUrl?: string;
  readonly tableName?: string;
  readonly parkedTableName?: string;
  readonly document?: string;
  /** Searches at once, each in a process of its own; 1 when absent. */
  readonly concurrency?: number;
  readonly clock?: () => number;
  readonly onIntegrationRequest?: (request: CapturedRequest) => void;
}): Promise<TestGateway> {
  const settings = { ...servers, ...options };
  const search = createFunction({
    name: 'search',
    bundle: fileURLToPath(new URL('artifacts/indexer/dist/search.mjs', repositoryRoot)),
    env: searchEnvironment(settings),
    timeoutMs: 29_000,
    memoryMb: 256,
    log: () => {},
    ...(options.concurrency && { concurrency: options.concurrency }),
  });
  const app = await createGateway({
    document: options.document ?? readFileSync(new URL('openapi.yaml', repositoryRoot), 'utf8'),
    values: placeholderValues(settings),
    dynamodbUrl: settings.dynamodbUrl,
    functions: { search: search.invoke },
    ...(options.clock && { clock: options.clock }),
    ...(options.onIntegrationRequest && { onIntegrationRequest: options.onIntegrationRequest }),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    close: async () => {
      await app.close();
      await search.close();
    },
  };
}
