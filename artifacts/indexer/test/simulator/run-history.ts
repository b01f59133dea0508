import type { Entity } from '../../src/core/entity.ts';
import { author } from '../../src/entities/author.ts';
import { book } from '../../src/entities/book.ts';
import { rental } from '../../src/entities/rental.ts';
import { user } from '../../src/entities/user.ts';
import type { Laws } from './check-laws.ts';
import { createClock } from './create-clock.ts';
import { createRandom } from './create-random.ts';
import { createSimulation, type Server, type Simulation } from './create-simulation.ts';
import type { Happening, History } from './history.ts';
import { LawError } from './law-error.ts';
import { createModelServer } from './model-server.ts';
import { millrace, type Subject } from './subject.ts';

export interface RunOptions {
  readonly subject?: Subject;
  /** Absent: the model. */
  readonly server?: Server;
  /** Begins the names of all indexes. */
  readonly prefix?: string;
  /** Told of everything that happens, for a person. */
  readonly trace?: (line: string) => void;
}

/** More than any history needs: above it something goes on for ever. */
const maxEvents = 150_000;
/** Longer than the hour that tombstones are kept. */
const jumpMs = 2 * 3_600_000;

/** Lives one history from its first change to the end, and throws a `LawError` when a law is broken on the way. */
export async function runHistory(history: History, options: RunOptions = {}): Promise<void> {
  const { subject = millrace, prefix = '', trace = () => {} } = options;
  const clock = createClock();
  const checks: ((laws: Laws) => void | Promise<void>)[] = [];
  const check = (run: (laws: Laws) => void | Promise<void>): void => void checks.push(run);
  const server = options.server ?? createModelServer(clock, (...write) => check((laws) => laws.written(...write)));
  let failure: unknown;
  const failed = (error: unknown): void => {
    failure ??= error;
  };
  const entities = [author, book, user, rental].map((entity) => withNames(entity, history, prefix));
  const simulation = createSimulation({ history, clock, subject, server, entities, prefix, check, failed, trace });
  let isOver = false;
  live(history, simulation, entities).then(() => {
    isOver = true;
  }, failed);
  await clock.run(maxEvents, async () => {
    for (let next = checks.shift(); next; next = checks.shift()) await next(simulation.laws);
    if (failure) throw failure;
  });
  if (!isOver) throw new LawError('ends', `Expected an end within ${maxEvents} events, got none.`);
  await simulation.laws.quiet();
  await simulation.laws.searchable();
}

async function live({ seed, script }: History, simulation: Simulation, entities: readonly Entity[]): Promise<void> {
  const { world, streams, toolbox, isIdle } = simulation;
  const { clock } = world;
  await clock.perform(async () => {
    for (const { index, definition } of entities) {
      const body = JSON.stringify({ ...definition, aliases: { [index]: {}, [`${index}-write`]: {} } });
      await simulation.send({ method: 'PUT', path: `/${index}-v1`, body });
    }
  });
  for (const { afterMs, event } of script) {
    await clock.sleep(afterMs);
    await happen(event, simulation, entities);
  }
  await clock.sleep(createRandom(seed, 'quiet').upTo(60_000));

  simulation.calmDown();
  const deliveries = (): number => streams.mappings.reduce((sum, mapping) => sum + mapping.deliveries(), 0);
  const before = deliveries();
  const left = streams.left();
  const isWorkedOff = (): boolean =>
    streams.mappings.every(({ isDone }) => isDone()) && isIdle() && toolbox.running() === 0;
  await clock.until(() => {
    const bound = 2 * left + 6 * world.jobs.records.length + 20;
    if (deliveries() - before > bound)
      throw new LawError('ends', `Expected at most ${bound} deliveries without faults, got more.`);
    return isWorkedOff();
  });
  // Often nobody takes up what was given up before the next morning.
  if (createRandom(seed, 'night').chance(50)) await jump(simulation);
  await toolbox.settle();
  await clock.until(isWorkedOff);
}

async function happen(event: Happening, simulation: Simulation, entities: readonly Entity[]): Promise<void> {
  const { toolbox } = simulation;
  switch (event.kind) {
    case 'step':
      simulation.apply(event.step, event.isReadable);
      return;
    case 'tool':
      toolbox.start(event.tool);
      return;
    case 'rebuild':
      toolbox.startRebuild(entities[event.index]?.index ?? '');
      return;
    case 'jump':
      await jump(simulation);
  }
}

/** A request does not live for an hour, nor does an invocation: time jumps only where none is under way. */
async function jump(simulation: Simulation): Promise<void> {
  const { clock } = simulation.world;
  simulation.hold();
  await clock.until(simulation.isIdle);
  clock.jump(jumpMs);
  simulation.laws.jumped();
  await clock.perform(simulation.jump);
  simulation.release();
}

function withNames(entity: Entity, { options }: History, prefix: string): Entity {
  const { settings } = entity.definition;
  const index = { ...(settings.index as object), number_of_shards: options.indexShards };
  const definition = { ...entity.definition, settings: { ...settings, index } };
  return { ...entity, index: `${prefix}${entity.index}`, definition };
}
