/** Whether the node answers and has its indexes' primary shards. Never rejects. */
export async function isOpensearchUp(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`, {
      signal: AbortSignal.timeout(3_000),
    });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

/** Documents that a search by this alias or index finds now; undefined when there is no such index or no answer. */
export async function countDocuments(url: string, index: string): Promise<number | undefined> {
  try {
    const reply = await fetch(`${url}/${encodeURIComponent(index)}/_count`, { signal: AbortSignal.timeout(5_000) });
    const body: unknown = await reply.json();
    const isCount = reply.ok && typeof body === 'object' && body !== null && 'count' in body;
    return isCount && typeof body.count === 'number' ? body.count : undefined;
  } catch {
    return undefined;
  }
}

/** Makes what is written visible to searches now. Never rejects: it happens by itself a second later. */
export async function refreshIndex(url: string, index: string): Promise<void> {
  try {
    const reply = await fetch(`${url}/${encodeURIComponent(index)}/_refresh`, {
      method: 'POST',
      signal: AbortSignal.timeout(10_000),
    });
    await reply.arrayBuffer();
  } catch {
    return;
  }
}
