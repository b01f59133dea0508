import type { Job, JobId, Jobs } from '../../../src/flow/jobs.ts';
import type { RebuildState, RebuildStates } from '../../../src/flow/rebuild-state.ts';

export interface JobsTable {
  readonly jobs: Jobs;
  readonly rebuildStates: RebuildStates;
  readonly rows: ReadonlyMap<string, Job>;
  readonly rebuild: () => RebuildState | undefined;
  /** The keys of its stream, oldest first: one for each write of a row that is there afterwards. */
  readonly records: readonly JobId[];
}

/** Few, so that there is more than one page. */
const pageSize = 2;

/** The table `jobs` with its stream, in memory. `appended` is told of every record. */
export function createJobsTable(appended: () => void = () => {}): JobsTable {
  const rows = new Map<string, Job>();
  const records: JobId[] = [];
  let rebuild: RebuildState | undefined;
  let revisions = 0;
  const keep = <Row extends JobId>(row: Row): Row & { readonly revision: string } => ({
    ...row,
    revision: String(++revisions),
  });
  const note = ({ index, by, value }: JobId): void => {
    records.push({ index, by, value });
    appended();
  };
  return {
    rows,
    records,
    rebuild: () => rebuild,
    jobs: {
      put: async (jobs) => {
        for (const job of jobs) {
          rows.set(toRowId(job), { ...keep(job), cursor: undefined });
          note(job);
        }
        return new Set(jobs);
      },
      get: async (id) => rows.get(toRowId(id)) ?? 'absent',
      advance: async (job, cursor) => {
        if (rows.get(toRowId(job))?.revision !== job.revision) return 'changed';
        const next = { ...keep(job), cursor };
        rows.set(toRowId(job), next);
        note(job);
        return next;
      },
      finish: async (job) => {
        if (rows.get(toRowId(job))?.revision !== job.revision) return 'changed';
        rows.delete(toRowId(job));
        return 'finished';
      },
      list: async (from = '') => {
        const ids = [...rows.keys()].filter((id) => id > from).sort();
        const page = ids.slice(0, pageSize).flatMap((id) => rows.get(id) ?? []);
        return { ids: page, next: ids.length > pageSize ? ids[pageSize - 1] : undefined };
      },
    },
    rebuildStates: {
      get: async () => rebuild ?? 'absent',
      put: async (state, revision) => {
        if (rebuild?.revision !== revision) return 'changed';
        rebuild = { state, revision: String(++revisions) };
        return rebuild;
      },
      remove: async (revision) => {
        if (rebuild?.revision !== revision) return 'changed';
        rebuild = undefined;
        return 'removed';
      },
    },
  };
}

function toRowId({ index, by, value }: JobId): string {
  return `${index}/${by}/${value}`;
}
