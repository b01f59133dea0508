import { misread, toDone, withHanded } from './with-handed.ts';

/** A version conflict is taken for proof that something newer stands there. */
export const conflictsIgnored = withHanded((handed) => ({
  ...handed,
  send: misread(handed.send, { toItem: (item) => (item.status === 409 ? toDone(item) : item) }),
}));
