import type { Slice } from '../../../src/keeper/slice.ts';
import { millrace, type Subject } from '../subject.ts';

/** What was given up is sent again as it was recorded, however long that is ago. */
export const oldImagesRedriven: Subject = {
  ...millrace,
  redrive: async (request, handed) => {
    const { names } = (await handed.failedInvocations.list(undefined)) ?? { names: [] };
    for (const name of names) {
      const read = await handed.failedInvocations.read(name);
      if (typeof read === 'string' || 'malformed' in read) return later;
      const { Records } = JSON.parse((JSON.parse(read.text) as { payload: string }).payload) as {
        Records: readonly object[];
      };
      const { response } = await millrace.index(Records, handed.entities, handed);
      if (response.batchItemFailures.length === 0) await handed.failedInvocations.remove(name);
    }
    return millrace.redrive(request, handed);
  },
};

const later: Slice = {
  isDone: false,
  resume: undefined,
  progress: { phase: 'images', done: 0, total: undefined },
  counts: {},
  findings: [],
};
