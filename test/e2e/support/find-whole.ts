/**
 * What a search answers once OpenSearch has looked everywhere: it gives up after two seconds, as it may on a busy machine. One
 * that is partial three times is.
 */
export async function findWhole<Found extends { readonly partial: boolean }>(
  search: () => Promise<Found>,
): Promise<Found> {
  for (let attempt = 1; ; attempt++) {
    const found = await search();
    if (!found.partial || attempt === 3) return found;
  }
}
