import fc from 'fast-check';

/** What random tests draw from: the same in every run, unless `MILLRACE_TEST_SEED` says otherwise. */
export const seed = Number(process.env.MILLRACE_TEST_SEED ?? 1);

fc.configureGlobal({ seed });

export { fc };
