type Json = Readonly<Record<string, unknown>>;

/** A request to OpenSearch that has to succeed, but for the statuses that are named. */
export async function ask(
  url: string,
  { method, path, body, allowed = [] }: { method: string; path: string; body?: Json; allowed?: readonly number[] },
): Promise<Json> {
  const reply = await fetch(new URL(path, url), {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok && !allowed.includes(reply.status))
    throw new Error(`Expected ${method} ${path} to succeed, got ${reply.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Json;
}

/** A fresh index under this name, whatever was there before. By its aliases the indexer finds it. */
export async function recreateIndex(
  url: string,
  { index, definition, aliases }: { index: string; definition: object; aliases: readonly string[] },
): Promise<void> {
  await ask(url, { method: 'DELETE', path: `/${index}`, allowed: [404] });
  await ask(url, {
    method: 'PUT',
    path: `/${index}`,
    body: { ...definition, aliases: Object.fromEntries(aliases.map((alias) => [alias, {}])) },
  });
}

export interface Found {
  readonly id: string;
  readonly source: Json;
}

/** All documents of an index, refreshed before. */
export async function* readDocuments(url: string, index: string): AsyncGenerator<Found> {
  await ask(url, { method: 'POST', path: `/${index}/_refresh` });
  const search = { size: 2_000, sort: ['_doc'], query: { match_all: {} } };
  let page = await ask(url, { method: 'POST', path: `/${index}/_search?scroll=1m`, body: search });
  for (;;) {
    const { hits } = page.hits as { hits: readonly { _id: string; _source: Json }[] };
    if (hits.length === 0) break;
    for (const { _id, _source } of hits) yield { id: _id, source: _source };
    page = await ask(url, {
      method: 'POST',
      path: '/_search/scroll',
      body: { scroll: '1m', scroll_id: page._scroll_id },
    });
  }
  await ask(url, { method: 'DELETE', path: '/_search/scroll', body: { scroll_id: page._scroll_id } });
}
