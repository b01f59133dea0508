/** A search as asked for by HTTP. */
export interface SearchRequest {
  readonly text: string;
  readonly limit: number;
}

/** What a client is told about its request: the name, what was expected, what came. */
export interface InvalidRequest {
  readonly detail: string;
}

export const maxTextLength = 1_000;
const defaultLimit = 25;

type Parameters = Readonly<Record<string, readonly string[] | undefined>>;

/** The parameters of `GET /search`, as API Gateway lists them, or what is wrong with them. */
export function parseSearchRequest(event: unknown): SearchRequest | InvalidRequest {
  const parameters = getParameters(event);
  for (const name of ['q', 'limit']) {
    const count = parameters[name]?.length ?? 0;
    if (count > 1) return { detail: `Expected one \`${name}\`, got ${count}.` };
  }
  // A lone surrogate has no UTF-8 form: OpenSearch would refuse the whole request.
  const text = (parameters.q?.[0] ?? '').trim().replace(/\p{Surrogate}/gu, '\uFFFD');
  if (text === '') return { detail: 'Expected `q` to be text to search for, got none.' };
  if (text.length > maxTextLength) {
    return { detail: `Expected \`q\` to be at most ${maxTextLength} characters, got ${text.length}.` };
  }
  const limit = parameters.limit?.[0] ?? String(defaultLimit);
  if (!/^(?:[1-9][0-9]?|100)$/.test(limit)) return { detail: 'Expected `limit` to be an integer from 1 to 100.' };
  return { text, limit: Number(limit) };
}

/** API Gateway sends both forms; only the second shows a repeated parameter. */
function getParameters(event: unknown): Parameters {
  const { queryStringParameters, multiValueQueryStringParameters } = (event ?? {}) as {
    readonly queryStringParameters?: Readonly<Record<string, string>> | null;
    readonly multiValueQueryStringParameters?: Parameters | null;
  };
  if (multiValueQueryStringParameters) return multiValueQueryStringParameters;
  return Object.fromEntries(Object.entries(queryStringParameters ?? {}).map(([name, value]) => [name, [value]]));
}
