/** This project's indexer: the bundle that is deployed, or the same with another registry. Its settings are its environment. */
export async function createHandler({ bundle }) {
  const { handler } = await import(bundle);
  const context = { getRemainingTimeInMillis: () => 60_000 };
  return (event) => handler(event, context);
}
