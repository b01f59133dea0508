import type { Document } from './check-laws.ts';
import type { Clock } from './create-clock.ts';
import type { Server } from './create-simulation.ts';
import { maxBodyBytes } from './expected-document.ts';
import { createOpenSearchModel } from './open-search/create-open-search-model.ts';

/** The model as the server of a history: its clock forgets tombstones by itself. */
export function createModelServer(
  clock: Clock,
  written: (index: string, documentId: string, after: Document | undefined) => void,
): Server {
  const model = createOpenSearchModel({ nowMs: clock.nowMs, maxBodyBytes, written });
  return { send: model.send, documents: async (index) => model.documents(index), jump: async () => {} };
}
