/** Types of gateway responses with the status that each has unless the definition names another. */
export const gatewayResponseStatuses = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_4XX: 400,
  DEFAULT_5XX: 500,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
} as const;

export type GatewayResponseType = keyof typeof gatewayResponseStatuses;

export interface GatewayErrorDetail {
  /** In place of the type's own status, where the definition names none. */
  readonly status?: number;
  /** What a validator found. */
  readonly validationErrors?: string;
  /** For the log; never told to the client. */
  readonly cause?: unknown;
}

/** The gateway itself answers, by the gateway response of this type; `message` is what the client may read. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly type: GatewayResponseType;
  readonly status: number | undefined;
  readonly validationErrors: string;

  constructor(type: GatewayResponseType, message: string, detail: GatewayErrorDetail = {}) {
    super(message, { cause: detail.cause });
    this.type = type;
    this.status = detail.status;
    this.validationErrors = detail.validationErrors ?? '';
  }
}

/** Something in the definition failed on this request: a template, a mapping, a status that nothing maps. */
export function configurationError(cause: unknown): GatewayError {
  return new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error', { cause });
}

/** What is no well-formed request: its path or its query cannot be read. */
export function badRequest(): GatewayError {
  return new GatewayError('DEFAULT_4XX', 'Bad Request', { status: 400 });
}
