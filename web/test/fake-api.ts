import { matchOperation } from './contract-check.ts';

export interface FakeRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

type Answer = (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>;

export interface FakeApi {
  readonly fetch: (request: Request) => Promise<Response>;
  /** What an operation, such as `GET /books/{bookId}`, answers from now on. */
  readonly on: (operation: string, answer: Answer | FakeAnswer) => void;
  /** What was asked, in order, as `GET /books/…?…`. */
  readonly asked: string[];
  /** Whether it is on the way to an answer; while the test makes it wait for one, it is not. */
  readonly isBusy: () => boolean;
  /** Where a request or an answer differs from openapi.yaml. A test that ends with one has tested another API. */
  readonly violations: string[];
}

/** Stands for the API at the seam of `fetch`. It holds both sides to openapi.yaml: the page's requests and the test's answers. */
export function createFakeApi(): FakeApi {
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const violations: string[] = [];
  let busy = 0;

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/api/, '');
    const line = `${request.method} ${path}${decodeURIComponent(url.search.replaceAll('+', ' '))}`;
    asked.push(line);
    const report = (...found: readonly string[]) => violations.push(...found.map((text) => `${line}: ${text}`));
    const matched = matchOperation(request.method, path);
    const give = matched && answers.get(matched.operation);
    if (matched === undefined || give === undefined) {
      report(matched === undefined ? 'no such operation' : 'the test gives no answer');
      throw new TypeError('fetch failed');
    }
    const text = await request.text();
    const body = text === '' ? undefined : JSON.parse(text);
    report(...matched.explainRequest(url.searchParams, body));
    const given = await pausing(give({ path: matched.path, query: url.searchParams, headers: request.headers, body }));
    const { status = given.body === undefined ? 204 : 200, headers = {} } = given;
    report(...matched.explainResponse(status, given.body));
    return new Response(given.body === undefined ? null : JSON.stringify(given.body), {
      status,
      headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
    });
  }

  async function pausing(given: ReturnType<Answer>): Promise<FakeAnswer> {
    busy -= 1;
    try {
      return await given;
    } finally {
      busy += 1;
    }
  }

  async function count(request: Request): Promise<Response> {
    busy += 1;
    try {
      return await answer(request);
    } finally {
      busy -= 1;
    }
  }

  return {
    // As the browser's: it fails as soon as the request is aborted, whatever the server does.
    fetch: (request) =>
      Promise.race([
        count(request),
        new Promise<never>((_resolve, reject) => {
          request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true });
        }),
      ]),
    on: (operation, given) => {
      answers.set(operation, typeof given === 'function' ? given : () => given);
    },
    asked,
    isBusy: () => busy > 0,
    violations,
  };
}

/** As the API answers a refusal. */
export function refuse(status: number, name: string, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return { status, headers, body: { type: `/problems/${name}`, title: name, status } };
}
