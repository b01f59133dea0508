import { getString } from '../core/attribute-value.ts';
import { parseExactly, stringifyExactly, toNumber, toRecord, toText } from '../core/exact-json.ts';
import type { Operation } from '../core/plan-change.ts';
import { parseItemVersion } from '../core/read-document.ts';
import type { FoundDocument } from '../core/settle-conflict.ts';
import type { BulkAction } from '../core/to-bulk-body.ts';
import { throwIfFatal } from './send-request.ts';
import { sendUntilAnswered } from './send-until-answered.ts';
import type { WriteDependencies } from './write-dependencies.ts';

type GetDependencies = Pick<WriteDependencies, 'send' | 'pause'>;

/** `absent` when there is no document; missing when that could not be found out. */
export type FoundDocuments = ReadonlyMap<BulkAction, FoundDocument | 'absent'>;

/** What stands at the places of these actions now, unrefreshed writes included. */
export async function getDocuments(
  actions: readonly BulkAction[],
  dependencies: GetDependencies,
): Promise<FoundDocuments> {
  const found = new Map<BulkAction, FoundDocument | 'absent'>();
  for (let i = 0; i < actions.length; i += pageSize) {
    const page = actions.slice(i, i + pageSize);
    for (const [action, document] of await getPage(page, dependencies)) found.set(action, document);
  }
  return found;
}

/** Whole documents come back: enough to save requests, few enough for any of them to be large. */
const pageSize = 200;

async function getPage(actions: readonly BulkAction[], dependencies: GetDependencies): Promise<FoundDocuments> {
  const docs = actions.map(({ index, operation }) => ({ _index: index, _id: operation.change.documentId }));
  const body = JSON.stringify({ docs });
  const request = { method: 'POST', path: '/_mget', query: { realtime: 'true' }, body } as const;
  const reply = await sendUntilAnswered(request, dependencies);
  throwIfFatal(request, reply);
  if (reply.kind === 'none' || reply.status !== 200) return new Map();
  const answers = parseExactly(reply.text).docs;
  return new Map(
    actions.flatMap((action, i) => {
      const document = toFoundDocument(action, Array.isArray(answers) ? answers[i] : undefined);
      return document ? [[action, document] as const] : [];
    }),
  );
}

/** Undefined when the answer is not about this action or does not say all of it. */
function toFoundDocument({ index, operation }: BulkAction, answer: unknown): FoundDocument | 'absent' | undefined {
  const { _index, _id, found, _seq_no, _primary_term, _source } = toRecord(answer);
  if (_index !== index || _id !== operation.change.documentId) return undefined;
  if (found === false) return 'absent';
  const seqNo = toNumber(_seq_no);
  const primaryTerm = toNumber(_primary_term);
  if (found !== true || seqNo === undefined || primaryTerm === undefined) return undefined;
  const version = parseItemVersion(toRecord(_source).version);
  const text = stringifyExactly(_source);
  const shows = ({ document }: Operation) =>
    document !== undefined && stringifyExactly(parseExactly(document)) === text;
  const joinsSame = ({ change }: Operation) =>
    change.entity.joins.every(({ by }) => toText(toRecord(_source)[by]) === toText(getString(change.item ?? {}, by)));
  return { seqNo, primaryTerm, version, shows, joinsSame };
}
