import { setMaxListeners } from 'node:events';
import { backoffDelayMs } from './backoff-delay.ts';
import { type Clock, systemClock } from './clock.ts';
import { createConnectionWatch } from './create-connection-watch.ts';
import { createDiscovery, type Sight } from './create-discovery.ts';
import { createPause } from './create-pause.ts';
import { createShardPool, type ShardPoolOptions } from './create-shard-pool.ts';
import type { StreamSource } from './create-stream-source.ts';
import { checkMappingSettings, defaultMappingSettings, type MappingSettings } from './mapping-settings.ts';
import type { CheckpointStore } from './open-checkpoint.ts';
import { type MappingStatus, toMappingStatus } from './to-mapping-status.ts';

type Passed = 'streamArn' | 'functionArn' | 'invoke' | 'keepFailedBatch' | 'log';

export interface MappingOptions extends Pick<ShardPoolOptions, Passed> {
  readonly source: Omit<StreamSource, 'findStreamArn'>;
  readonly checkpoint: CheckpointStore;
  /** What differs from the deployed settings. */
  readonly settings?: Partial<MappingSettings>;
  /** Pause between two reads of a shard that has nothing new; Lambda reads four times a second. */
  readonly pollMs?: number;
  /** Pause between two looks for new shards. */
  readonly discoveryMs?: number;
  readonly clock?: Clock;
}

/** Why a mapping ended: it was told to, the stream was disabled and is read to its end, or the stream is no more. */
export type MappingEnd = 'stopped' | 'ended' | 'gone';

export interface EventSourceMapping {
  /** Reads and delivers until the stream ends or `stop` is called. Rejects only because of a bug. */
  readonly run: () => Promise<MappingEnd>;
  /** Lets running invocations end for so long; what is not done by then is delivered again after the next start. */
  readonly stop: (graceMs: number) => Promise<void>;
  readonly status: () => MappingStatus;
}

/**
 * A local event source mapping: what Lambda runs between a DynamoDB stream and a function, with the same promises. Throws
 * for settings that Lambda would refuse.
 */
export function createEventSourceMapping(options: MappingOptions): EventSourceMapping {
  const { streamArn, clock = systemClock } = options;
  const stops = createStops(clock);
  const { discovery, pool, connection } = connect(options, stops);

  const run = async (): Promise<MappingEnd> => {
    let sight: Sight = 'unknown';
    let failures = 0;
    try {
      while (!stops.stopping.aborted && sight !== 'ended' && sight !== 'gone') {
        sight = await Promise.race([discovery.look(pool), stops.abandonment]);
        failures = sight === 'unknown' ? failures + 1 : 0;
        const waitMs = failures > 0 ? backoffDelayMs(failures, clock.random()) : (options.discoveryMs ?? 10_000);
        if (sight === 'reading' || sight === 'unknown') await stops.pause.wait(waitMs);
      }
    } finally {
      stops.halt();
      await Promise.race([pool.drained(), stops.abandonment]);
    }
    stops.throwIfCrashed();
    return sight === 'ended' || sight === 'gone' ? sight : 'stopped';
  };

  return {
    run,
    stop: async (graceMs) => {
      stops.halt();
      const grace = new AbortController();
      await Promise.race([pool.drained(), clock.sleep(graceMs, grace.signal)]);
      grace.abort();
      stops.abandon();
    },
    status: () =>
      toMappingStatus({
        ...{ streamArn, nowMs: clock.now(), totals: pool.totals(), shards: pool.states() },
        isComplete: discovery.isComplete() && connection.isUp(),
      }),
  };
}

function connect(options: MappingOptions, stops: Stops) {
  const { checkpoint, log, clock = systemClock, pollMs = 250 } = options;
  const settings = { ...defaultMappingSettings, ...options.settings };
  checkMappingSettings(settings);
  const connection = createConnectionWatch(log);
  const save = () =>
    checkpoint.save().catch((error: unknown) => {
      log.error({ reason: String(error) }, 'the checkpoint cannot be written; a restart now would deliver again');
    });
  const discovery = createDiscovery({ ...options, connection, save });
  const pool = createShardPool({
    ...{ ...options, settings, clock, pollMs, connection, save },
    ...{ stopping: stops.stopping, abandoned: stops.abandoned, onEnd: stops.onShardEnd },
    isClosed: discovery.isClosed,
  });
  return { discovery, pool, connection };
}

type Stops = ReturnType<typeof createStops>;

/** The two ways in which a mapping stops, and what wakes it: a shard that has ended may let its children begin. */
function createStops(clock: Clock) {
  const stopping = new AbortController();
  const abandoned = new AbortController();
  // One listener for each shard that waits, and no leak.
  setMaxListeners(0, stopping.signal, abandoned.signal);
  const pause = createPause(clock);
  const crashes: unknown[] = [];
  const halt = () => {
    stopping.abort();
    pause.wake();
  };
  return {
    pause,
    halt,
    stopping: stopping.signal,
    abandoned: abandoned.signal,
    /** Resolves when whatever has not come by now is no longer waited for. */
    abandonment: new Promise<'unknown'>((resolve) => {
      abandoned.signal.addEventListener('abort', () => resolve('unknown'), { once: true });
    }),
    abandon: () => abandoned.abort(),
    onShardEnd: (...crash: unknown[]) => {
      crashes.push(...crash);
      if (crash.length > 0) halt();
      pause.wake();
    },
    throwIfCrashed: () => {
      if (crashes.length > 0) throw crashes[0];
    },
  };
}
