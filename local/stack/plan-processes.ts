import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from './launch-java.ts';
import type { Launch, PartPlan } from './part.ts';
import { logPath } from './plan-servers.ts';
import { readStreamStatus, streamStatusPath } from './read-stream-status.ts';
import { pageUrl, projectRoot, type Settings } from './settings.ts';

/** The HTTP API. It needs the table, but not yet the indexes: searches fail as `unavailable` until they are there. */
export function planGateway(settings: Settings, env: Env): PartPlan {
  const address = `http://127.0.0.1:${settings.apiPort}`;
  return {
    name: 'gateway',
    title: 'HTTP API',
    address,
    after: ['dynamodb'],
    logPath: logPath(settings, 'gateway'),
    startTimeoutMs: 60_000,
    stopTimeoutMs: 10_000,
    launch: launchNode(['--import', 'tsx', 'local/gateway/main.ts'], env),
    isHealthy: () => isAnswering(`${address}/`),
  };
}

/** The built page as static files, and `/api` passed on to the gateway. It can stand before the API does. */
export function planPage(settings: Settings, env: Env): PartPlan {
  const address = pageUrl(settings);
  const ports = { MILLRACE_API_PORT: String(settings.apiPort), MILLRACE_PAGE_PORT: String(settings.pagePort) };
  return {
    name: 'page',
    title: 'Page',
    address,
    after: [],
    logPath: logPath(settings, 'page'),
    startTimeoutMs: 60_000,
    stopTimeoutMs: 10_000,
    launch: launchNode(['node_modules/vite/bin/vite.js', 'preview', '--config', 'web/vite.config.ts'], {
      ...env,
      ...ports,
    }),
    isHealthy: () => isAnswering(`${address}/`),
  };
}

const streamNames = ['library', 'jobs'] as const;

/** The event-source mappings with the indexer: that of the table, and that of the jobs. */
export function planStream(settings: Settings, env: Env): PartPlan {
  return {
    name: 'stream',
    title: 'Stream and indexer',
    address: `${settings.dynamodbUrl} to ${settings.opensearchUrl}`,
    after: ['dynamodb', 'opensearch'],
    logPath: logPath(settings, 'stream'),
    startTimeoutMs: 60_000,
    stopTimeoutMs: 20_000,
    // A status that is there again was written by the new process.
    launch: {
      ...launchNode(['--import', 'tsx', 'local/stream/main.ts'], env),
      beforeStart: () => {
        for (const name of streamNames) rmSync(streamStatusPath(settings, name), { force: true });
      },
    },
    isHealthy: async () => streamNames.every((name) => readStreamStatus(settings, name) !== undefined),
  };
}

function launchNode(args: readonly string[], env: Env): Launch {
  const preload = join(projectRoot, 'local', 'stack', 'stop-with-parent.mjs');
  return { command: process.execPath, args: ['--import', preload, ...args], env };
}

async function isAnswering(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}
