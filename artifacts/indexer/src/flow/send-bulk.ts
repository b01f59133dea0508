import { classifyReply, type ReplyVerdict } from '../core/classify-reply.ts';
import { IndexerError } from '../core/errors.ts';
import { type BulkAction, type BulkBody, splitBody, toBulkBodies } from '../core/to-bulk-body.ts';
import { type OpenSearchReply, parseBody, type SendRequest } from './send-request.ts';

export interface BulkDependencies {
  readonly send: SendRequest;
  readonly maxBulkBytes: number;
  /** Waits before a repetition; false when no time is left for it. */
  readonly pause: (attempt: number) => Promise<boolean>;
  /** Told of each request, for the metrics. */
  readonly observe?: ((bulk: SentBulk) => void) | undefined;
}

export interface SentBulk {
  readonly actions: number;
  readonly bytes: number;
  /** How many of the actions had been sent before. */
  readonly retried: number;
}

/** What the answers have to tell, and no more: a reply to 10,000 actions would else be megabytes. */
const filterPath = ['index', 'create', 'delete']
  .flatMap((name) => ['_index', '_id', 'status', 'result', 'error.type'].map((field) => `items.${name}.${field}`))
  .concat('error.type')
  .join(',');

/** How long a shard may have no primary: shorter than a request waits, so that only its own items are answered 503. */
const shardTimeout = '10s';

type SettledVerdict = Exclude<ReplyVerdict, { readonly kind: 'fatal' }>;

/**
 * Sends the actions, all of different places, and says of each what came of it. What may
 * succeed later is sent again by itself, as long as there is time. Throws what no retry can help.
 */
export async function sendBulk(
  actions: readonly BulkAction[],
  dependencies: BulkDependencies,
): Promise<ReadonlyMap<BulkAction, SettledVerdict>> {
  const verdicts = new Map<BulkAction, SettledVerdict>();
  let open = actions;
  for (let attempt = 1; ; attempt++) {
    const context = { ...dependencies, isRetry: attempt > 1, verdicts };
    await sendBodies(toBulkBodies(open, dependencies.maxBulkBytes).flatMap(toParts), context);
    open = open.filter((action) => verdicts.get(action)?.kind === 'retry');
    if (open.length === 0 || !(await dependencies.pause(attempt))) return verdicts;
  }
}

interface BodyContext extends BulkDependencies {
  readonly isRetry: boolean;
  readonly verdicts: Map<BulkAction, SettledVerdict>;
}

/** One is on its way while OpenSearch works on the other. */
const atOnce = 2;
/** From so many actions on a body is worth two requests. */
const worthHalving = 200;

function toParts(body: BulkBody): readonly BulkBody[] {
  return body.actions.length >= worthHalving ? splitBody(body) : [body];
}

/** All are of different places, so that their order does not matter. None is under way any more when this ends, or throws. */
async function sendBodies(bodies: readonly BulkBody[], context: BodyContext): Promise<void> {
  const waiting = [...bodies];
  const work = async (): Promise<void> => {
    for (let body = waiting.shift(); body; body = waiting.shift()) await sendBody(body, context);
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, bodies.length) }, work));
  const failed = ended.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

async function sendBody(body: BulkBody, context: BodyContext): Promise<void> {
  const { actions, text, bytes } = body;
  context.observe?.({ actions: actions.length, bytes, retried: context.isRetry ? actions.length : 0 });
  const query = { filter_path: filterPath, timeout: shardTimeout };
  const reply = await context.send({ method: 'POST', path: '/_bulk', query, body: text });
  if (reply.kind === 'reply' && reply.status === 413 && actions.length > 1) {
    for (const half of splitBody(body)) await sendBody(half, context);
    return;
  }
  for (const [i, verdict] of classifyReply(actions, toBulkReply(reply)).entries()) {
    const action = actions[i];
    if (verdict.kind === 'fatal') throw toError(verdict, action);
    if (action) context.verdicts.set(action, verdict);
  }
}

function toError({ code, reason }: ReplyVerdict & { readonly kind: 'fatal' }, action: BulkAction | undefined) {
  return new IndexerError(code, `Expected \`_bulk\` to write to \`${action?.index}\`, got ${reason}.`);
}

function toBulkReply(reply: OpenSearchReply) {
  return reply.kind === 'none' ? reply : { kind: 'reply' as const, status: reply.status, body: parseBody(reply.text) };
}
