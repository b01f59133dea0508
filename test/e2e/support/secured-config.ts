/** The IAM role that is the master user of the domain: all that it may do, it may do from the start. */
export const masterArn = 'arn:aws:iam::123456789012:role/millrace-test-bootstrap';

export const keystorePassword = 'only-for-this-test';

/** Added to `opensearch.yml`: what the security plugin needs to start, with its own interface for the master user alone. */
export const securitySettings: Readonly<Record<string, unknown>> = {
  ...transportStore('keystore', 'node.p12'),
  ...transportStore('truststore', 'trust.p12'),
  // Who asks is told by a proxy, as a request's signature tells it in AWS.
  'plugins.security.ssl.http.enabled': false,
  'plugins.security.allow_default_init_securityindex': true,
  'plugins.security.restapi.roles_enabled': ['all_access'],
  'plugins.security.audit.type': 'log4j',
};

function transportStore(kind: 'keystore' | 'truststore', file: string): Readonly<Record<string, string>> {
  const at = `plugins.security.ssl.transport.${kind}`;
  return { [`${at}_filepath`]: file, [`${at}_password`]: keystorePassword, [`${at}_type`]: 'PKCS12' };
}

const proxyAuthentication = {
  http_enabled: true,
  transport_enabled: false,
  order: 0,
  http_authenticator: {
    type: 'proxy',
    challenge: false,
    config: { user_header: 'x-proxy-user', roles_header: 'x-proxy-roles' },
  },
  authentication_backend: { type: 'noop' },
};

/** The files of `config/opensearch-security`, by name: with these the plugin fills its index at the first start. */
export const securityFiles: Readonly<Record<string, object>> = {
  config: {
    config: {
      dynamic: {
        http: {
          anonymous_auth_enabled: false,
          xff: { enabled: true, internalProxies: '127\\.0\\.0\\.1', remoteIpHeader: 'x-forwarded-for' },
        },
        authc: { proxy: proxyAuthentication },
      },
    },
  },
  // As a domain has it whose master user is an IAM role.
  rolesmapping: { all_access: { reserved: false, backend_roles: [masterArn] } },
  // Every privilege that was granted goes to the log: the test holds it against what the roles allow.
  audit: {
    config: {
      enabled: true,
      audit: {
        enable_rest: false,
        enable_transport: true,
        disabled_transport_categories: ['AUTHENTICATED'],
        resolve_bulk_requests: true,
        log_request_body: false,
        resolve_indices: false,
      },
      compliance: { enabled: false },
    },
  },
  internalusers: {},
  roles: {},
  actiongroups: {},
  tenants: {},
};

const fileNames: Readonly<Record<string, string>> = {
  rolesmapping: 'roles_mapping',
  internalusers: 'internal_users',
  actiongroups: 'action_groups',
};

/** Name and text of each of these files. A JSON text is a YAML text. */
export function renderSecurityFiles(): readonly (readonly [name: string, text: string])[] {
  return Object.entries(securityFiles).map(([type, content]) => [
    `${fileNames[type] ?? type}.yml`,
    JSON.stringify({ _meta: { type, config_version: 2 }, ...content }),
  ]);
}
