import type { AccessRole } from '../core/build-access-roles.ts';
import { IndexerError } from '../core/errors.ts';
import { isSameGrant } from '../core/is-same-grant.ts';
import { askOpenSearch } from './ask-open-search.ts';
import type { SendRequest } from './send-request.ts';

type Change = 'new' | 'changed' | 'unchanged';

export interface PutRole {
  readonly role: string;
  /** What it may do. */
  readonly permissions: Change;
  /** Who has it. */
  readonly mapping: Change;
}

/**
 * Makes these roles of OpenSearch's security plugin, and who has them, be as they are given, whatever stood there under
 * their names. Every other role is left alone. Safe to repeat.
 */
export async function putRoles(roles: readonly AccessRole[], send: SendRequest): Promise<readonly PutRole[]> {
  const put: PutRole[] = [];
  for (const { name, permissions, mapping } of roles) {
    // In this order: nobody can be given a role that does not exist.
    const permitted = await putGrant(`roles/${name}`, permissions, send);
    const mapped = await putGrant(`rolesmapping/${name}`, mapping, send);
    put.push({ role: name, permissions: permitted, mapping: mapped });
  }
  return put;
}

async function putGrant(resource: string, wanted: object, send: SendRequest): Promise<Change> {
  const path = `/_plugins/_security/api/${resource}`;
  const found = await askOpenSearch({ method: 'GET', path }, send, [400, 404]);
  const isFound = found.status >= 200 && found.status <= 299;
  if (!isFound && found.body.status !== 'NOT_FOUND') throw noSecurity(path, found);
  const current = found.body[resource.slice(resource.indexOf('/') + 1)];
  if (isFound && isSameGrant(current, wanted)) return 'unchanged';
  await askOpenSearch({ method: 'PUT', path, body: JSON.stringify(wanted) }, send);
  return isFound ? 'changed' : 'new';
}

function noSecurity(path: string, { status, body }: { readonly status: number; readonly body: object }): IndexerError {
  return new IndexerError(
    'search.no-security',
    `Expected OpenSearch to have its security plugin, got ${status} ${JSON.stringify(body).slice(0, 200)} from GET ${path}. ` +
      'Turn on fine-grained access control, or invoke the bootstrap without `roles`. Nothing was changed.',
  );
}
