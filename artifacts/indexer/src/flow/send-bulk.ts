import { classifyReply, type ReplyVerdict } from '../core/classify-reply.ts';
import { IndexerError } from '../core/errors.ts';
import { type BulkAction, type BulkBody, toBulkBodies } from '../core/to-bulk-body.ts';
import { type OpenSearchReply, parseBody, type SendRequest } from './send-request.ts';

export interface BulkDependencies {
  readonly send: SendRequest;
  readonly maxBulkBytes: number;
}

/** What the answers have to tell, and no more: a reply to 10,000 actions would else be megabytes. */
const filterPath = ['index', 'create', 'delete']
  .flatMap((name) => ['_index', '_id', 'status', 'result', 'error.type'].map((field) => `items.${name}.${field}`))
  .concat('error.type')
  .join(',');

type SettledVerdict = Exclude<ReplyVerdict, { readonly kind: 'fatal' }>;

/** Sends the actions in order, body after body, and says of each what came of it. Throws what no retry can help. */
export async function sendBulk(
  actions: readonly BulkAction[],
  dependencies: BulkDependencies,
): Promise<ReadonlyMap<BulkAction, SettledVerdict>> {
  const verdicts = new Map<BulkAction, SettledVerdict>();
  for (const body of toBulkBodies(actions, dependencies.maxBulkBytes)) {
    const found = await sendBody(body, dependencies.send);
    for (const [i, verdict] of found.entries()) {
      const action = body.actions[i];
      if (verdict.kind === 'fatal')
        throw new IndexerError(
          verdict.code,
          `Expected \`_bulk\` to write to \`${action?.index}\`, got ${verdict.reason}.`,
        );
      if (action) verdicts.set(action, verdict);
    }
  }
  return verdicts;
}

async function sendBody(body: BulkBody, send: SendRequest): Promise<readonly ReplyVerdict[]> {
  const reply = await send({ method: 'POST', path: '/_bulk', query: { filter_path: filterPath }, body: body.text });
  return classifyReply(body.actions, toBulkReply(reply));
}

function toBulkReply(reply: OpenSearchReply) {
  return reply.kind === 'none' ? reply : { kind: 'reply' as const, status: reply.status, body: parseBody(reply.text) };
}
