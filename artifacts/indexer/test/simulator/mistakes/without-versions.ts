import { misread, withHanded } from './with-handed.ts';

/** Documents are written as they come, last writer wins: what nearly all who do this start with. */
export const withoutVersions = withHanded((handed) => ({
  ...handed,
  send: misread(handed.send, { toRequest: dropVersions }),
}));

export function dropVersions(body: string): string {
  return body.replace(/,"version":\d+,"version_type":"external_gte"/g, '');
}
