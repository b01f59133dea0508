import { misread, toDone, withHanded } from './with-handed.ts';

/** The answer is 200, and nobody reads that it says `errors: true`. */
export const errorsIgnored = withHanded((handed) => ({ ...handed, send: misread(handed.send, { toItem: toDone }) }));
