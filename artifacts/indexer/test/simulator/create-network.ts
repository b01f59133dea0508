import type { OpenSearchReply, OpenSearchRequest, SendRequest } from '../../src/flow/send-request.ts';
import type { Clock } from './create-clock.ts';
import type { Random } from './create-random.ts';
import { splitBulk, turnAwaySome } from './tear-bulk.ts';

/** How often, of a hundred requests, which fault. All zero: none. */
export interface Faults {
  /** OpenSearch never saw it. */
  readonly lost: number;
  /** OpenSearch did it, and nobody heard. */
  readonly unheard: number;
  /** Nobody heard, and OpenSearch does it some time later. */
  readonly late: number;
  /** Some actions of a bulk are turned away with 429. */
  readonly turnedAway: number;
  /** The rest of a bulk is neither done nor answered. */
  readonly cut: number;
  /** The actions of a bulk are done one after the other, with time between them. */
  readonly torn: number;
  /** The whole request is turned away with 429 or 503. */
  readonly busy: number;
  /** A read of a table, or some of it, fails. */
  readonly unread: number;
  /** A write of a table fails. */
  readonly unwritten: number;
  /** A write of a table takes place, and nobody heard. */
  readonly unheardWrite: number;
  /** An invocation is killed, of a hundred invocations. */
  readonly killed: number;
  /** A batch is delivered once more, alone and some time later. */
  readonly stray: number;
  /** The mapping forgets how far it was, and delivers again what has been acknowledged. */
  readonly rewound: number;
  /** A batch that failed as a whole is given up, and put aside. */
  readonly givenUp: number;
}

export const noFaults: Faults = {
  lost: 0,
  unheard: 0,
  late: 0,
  turnedAway: 0,
  cut: 0,
  torn: 0,
  busy: 0,
  unread: 0,
  unwritten: 0,
  unheardWrite: 0,
  killed: 0,
  stray: 0,
  rewound: 0,
  givenUp: 0,
};

/** Who waits for an answer. The dead hear nothing, and what they have sent goes its way all the same. */
export interface Life {
  readonly isAlive: () => boolean;
}

/** To read or to write, and what, for the trace. */
export type Asked = readonly ['read' | 'write', string];

export interface Network {
  readonly sendAs: (life: Life) => SendRequest;
  /** One request to a table. `none` is what is heard when there is no answer. */
  readonly ask: <T>(life: Life, [kind, what]: Asked, none: T, apply: () => Promise<T>) => Promise<T>;
  /** Requests that have been sent and are still to be done. */
  readonly inFlight: () => number;
  readonly count: () => number;
}

interface NetworkOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: () => Faults;
  readonly server: SendRequest;
  /** Told of what is sent to whom, and what is heard. */
  readonly trace: (line: string) => void;
}

/** Longest way of a request, or of an answer; one of twenty is slow. */
const maxLatencyMs = 20;
const maxSlowLatencyMs = 3_000;
const timeoutMs = 30_000;
/** A request is done within this time or never: less than tombstones are kept for. */
const maxLatenessMs = 20 * 60_000;

export function createNetwork({ clock, random, faults, server: real, trace }: NetworkOptions): Network {
  const server: SendRequest = async (request) => {
    const reply = await real(request);
    trace(
      `${request.method} ${request.path} ${request.body ?? ''} → ${reply.kind === 'none' ? reply.reason : reply.text}`,
    );
    return reply;
  };
  let inFlight = 0;
  let count = 0;
  const latency = (): number => 1 + random.upTo(random.chance(5) ? maxSlowLatencyMs : maxLatencyMs);
  const arrive = (ms: number, run: () => Promise<void>): void => {
    inFlight += 1;
    clock.after(ms, async () => {
      inFlight -= 1;
      await run();
    });
  };
  const sendOne = (life: Life, request: OpenSearchRequest): Promise<OpenSearchReply> =>
    new Promise((resolve) => {
      const hear = (ms: number, reply: OpenSearchReply): void =>
        clock.after(ms, () => {
          if (life.isAlive()) resolve(reply);
        });
      const fault = drawFault(faults(), random);
      count += 1;
      if (fault !== 'none') trace(`${fault}: ${request.method} ${request.path} ${request.body ?? ''}`);
      switch (fault) {
        case 'lost':
          return hear(latency(), { kind: 'none', reason: 'ConnectionError' });
        case 'busy':
          return hear(latency() + latency(), random.chance(50) ? tooManyRequests : unavailable);
        case 'late':
          hear(timeoutMs, { kind: 'none', reason: 'TimeoutError' });
          return arrive(random.upTo(maxLatenessMs), async () => void (await server(request)));
        case 'unheard':
          hear(timeoutMs, { kind: 'none', reason: 'TimeoutError' });
          return arrive(latency(), async () => void (await server(request)));
        case 'torn':
          return sendTorn(request, hear);
        case 'turnedAway':
        case 'cut':
          return arrive(latency(), async () => hear(latency(), await turnAwaySome(request, fault, server)));
        default:
          return arrive(latency(), async () => hear(latency(), await server(request)));
      }
    });
  /** Action by action, in their order; the answer comes behind the last. */
  const sendTorn = (request: OpenSearchRequest, hear: (ms: number, reply: OpenSearchReply) => void): void => {
    const parts = splitBulk(request);
    const replies: OpenSearchReply[] = [];
    const next = (): void => {
      const part = parts[replies.length];
      if (!part) hear(latency(), joinReplies(replies));
      else
        arrive(latency(), async () => {
          replies.push(await server(part));
          next();
        });
    };
    next();
  };
  return {
    sendAs: (life) => (request) => sendOne(life, request),
    ask: (life, [kind, what], none, apply) =>
      new Promise((resolve, reject) => {
        const { unread, unwritten, unheardWrite } = faults();
        const isLost = random.chance(kind === 'read' ? unread : unwritten);
        const isUnheard = kind === 'write' && random.chance(unheardWrite);
        count += 1;
        const run = async (): Promise<void> => {
          // The table may answer later than it has read or written.
          const answer = isLost ? none : await apply().catch(reject);
          if (kind === 'write') trace(`${isLost ? 'lost' : isUnheard ? 'unheard' : 'done'}: ${what}`);
          clock.after(latency(), () => {
            if (life.isAlive()) resolve(isUnheard || answer === undefined ? none : answer);
          });
        };
        // A write reaches the table at once or never: only its answer is slow.
        arrive(kind === 'write' ? 1 + random.upTo(maxLatencyMs) : latency(), run);
      }),
    inFlight: () => inFlight,
    count: () => count,
  };
}

const tooManyRequests = toReply(429, 'rejected_execution_exception');
const unavailable = toReply(503, 'no_shard_available_action_exception');

function toReply(status: number, type: string): OpenSearchReply {
  return { kind: 'reply', status, text: JSON.stringify({ error: { type }, status }) };
}

type SendFault = 'none' | 'lost' | 'unheard' | 'late' | 'turnedAway' | 'cut' | 'torn' | 'busy';

function drawFault(faults: Faults, random: Random): SendFault {
  let roll = random.next() * 100;
  for (const name of ['lost', 'unheard', 'late', 'turnedAway', 'cut', 'torn', 'busy'] as const) {
    roll -= faults[name];
    if (roll < 0) return name;
  }
  return 'none';
}

function joinReplies(replies: readonly OpenSearchReply[]): OpenSearchReply {
  const [first] = replies;
  if (replies.length === 1 && first) return first;
  const items: unknown[] = [];
  for (const reply of replies) {
    if (reply.kind === 'none' || reply.status !== 200) return reply;
    items.push(...((JSON.parse(reply.text) as { items?: unknown[] }).items ?? []));
  }
  return { kind: 'reply', status: 200, text: JSON.stringify({ items }) };
}
