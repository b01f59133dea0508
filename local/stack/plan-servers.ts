import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDynamodbClient, isDynamodbUp } from './dynamodb-client.ts';
import { type Env, launchJava } from './launch-java.ts';
import { isOpensearchUp } from './opensearch.ts';
import type { PartPlan } from './part.ts';
import { renderOpensearchConfig } from './render-opensearch-config.ts';
import type { Settings } from './settings.ts';

export type ServerSettings = Pick<
  Settings,
  | 'dataDir'
  | 'dynamodbPort'
  | 'dynamodbUrl'
  | 'ownDynamodb'
  | 'opensearchPort'
  | 'opensearchUrl'
  | 'ownOpensearch'
  | 'region'
>;

const externalTimeoutMs = 5_000;

/** DynamoDB Local with all that it stores under the data folder. */
export function planDynamodb(settings: ServerSettings, env: Env): PartPlan {
  const dbPath = join(settings.dataDir, 'dynamodb');
  const client = createDynamodbClient(settings);
  const part = {
    name: 'dynamodb' as const,
    title: 'DynamoDB Local',
    address: settings.dynamodbUrl,
    after: [],
    logPath: logPath(settings, 'dynamodb'),
    stopTimeoutMs: 10_000,
    isHealthy: () => isDynamodbUp(client),
  };
  if (!settings.ownDynamodb) return { ...part, title: 'DynamoDB', startTimeoutMs: externalTimeoutMs };
  const launch = launchJava(
    {
      profile: 'dynamodb',
      mainClass: 'DynamodbServer',
      flags: ['-Xmx512m'],
      args: ['-dbPath', dbPath, '-sharedDb', '-port', String(settings.dynamodbPort), '-disableTelemetry'],
      beforeStart: () => mkdirSync(dbPath, { recursive: true }),
    },
    env,
  );
  return { ...part, startTimeoutMs: 60_000, launch };
}

/** One OpenSearch node with its configuration, data and cluster state under the data folder. */
export function planOpensearch(settings: ServerSettings, env: Env): PartPlan {
  const home = join(settings.dataDir, 'opensearch');
  const part = {
    name: 'opensearch' as const,
    title: 'OpenSearch',
    address: settings.opensearchUrl,
    after: [],
    logPath: logPath(settings, 'opensearch'),
    stopTimeoutMs: 25_000,
    isHealthy: () => isOpensearchUp(settings.opensearchUrl),
  };
  if (!settings.ownOpensearch) return { ...part, startTimeoutMs: externalTimeoutMs };
  const config = renderOpensearchConfig({ home, httpPort: settings.opensearchPort });
  const launch = launchJava(
    {
      profile: 'opensearch',
      mainClass: 'OpensearchServer',
      // log4j's own hook would close the log before the node has said how its stop went.
      flags: ['-Xms512m', '-Xmx1g', '-Dlog4j.shutdownHookEnabled=false', '-Dlog4j2.disable.jmx=true'],
      args: [home],
      beforeStart: () => {
        mkdirSync(join(home, 'config'), { recursive: true });
        for (const [name, text] of Object.entries(config)) writeFileSync(join(home, 'config', name), text);
      },
    },
    env,
  );
  return { ...part, startTimeoutMs: 120_000, launch };
}

export const logPath = ({ dataDir }: Pick<Settings, 'dataDir'>, name: string): string =>
  join(dataDir, 'logs', `${name}.log`);
