/** What a handler behind API Gateway's proxy integration answers. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
}

export function toAnswer(body: object, allowedOrigin: string): HttpAnswer {
  return {
    statusCode: 200,
    headers: { 'Content-Type': 'application/json', ...toCors(allowedOrigin) },
    body: JSON.stringify(body),
  };
}

/** 503 tells the client when to come back. */
export function toProblemAnswer(problem: Problem, allowedOrigin: string): HttpAnswer {
  const retry = problem.status === 503 ? { 'Retry-After': '1' } : {};
  const headers = { 'Content-Type': 'application/problem+json', ...retry, ...toCors(allowedOrigin) };
  return { statusCode: problem.status, headers, body: JSON.stringify(problem) };
}

export function invalidRequest(detail: string): Problem {
  return { type: '/problems/invalid-request', title: 'Invalid request', status: 400, detail };
}

export const unsupportedMediaType: Problem = {
  type: '/problems/unsupported-media-type',
  title: 'Unsupported media type',
  status: 415,
  detail: 'Expected Content-Type application/json',
};

export const unavailable: Problem = { type: '/problems/unavailable', title: 'Unavailable', status: 503 };

export const internal: Problem = { type: '/problems/internal', title: 'Internal', status: 500 };

function toCors(allowedOrigin: string): Readonly<Record<string, string>> {
  return {
    'Access-Control-Allow-Origin': allowedOrigin,
    'Access-Control-Expose-Headers': 'ETag,Location,Retry-After',
  };
}
