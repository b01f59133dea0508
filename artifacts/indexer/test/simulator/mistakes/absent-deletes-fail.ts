import { misread, withHanded } from './with-handed.ts';

/** A delete of what is not there is answered 404, and taken for a failure. */
export const absentDeletesFail = withHanded((handed) => ({
  ...handed,
  send: misread(handed.send, {
    toItem: (item) => (item.result === 'not_found' ? { ...item, status: 500 } : item),
  }),
}));
