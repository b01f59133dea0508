/** What the parts of a bulk need beside the bulk's own privilege, which alone is written down. */
const partsOfBulk: Readonly<Record<string, string>> = {
  DeleteRequest: 'indices:data/write/delete',
  IndexRequest: 'indices:data/write/index',
};

/** Privileges that the security plugin has granted to these users, by the audit lines of its log. */
export function readGrantedPrivileges(log: string, users: readonly string[]): readonly string[] {
  const privileges = new Set<string>();
  for (const [, text = ''] of log.matchAll(/ audit (\{.*\})$/gm)) {
    const line = JSON.parse(text) as Readonly<Record<string, string | undefined>>;
    const isGranted = line.audit_category === 'GRANTED_PRIVILEGES';
    if (!isGranted || !users.includes(line.audit_request_effective_user ?? '')) continue;
    for (const privilege of [line.audit_request_privilege, partsOfBulk[line.audit_transport_request_type ?? '']])
      if (privilege) privileges.add(privilege);
  }
  return [...privileges].sort();
}
