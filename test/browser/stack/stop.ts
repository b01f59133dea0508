/** Ends what `start` began, and removes what it stored. */
export default async function stop(): Promise<void> {
  const answer = await fetch(`${process.env.MILLRACE_TEST_CONTROL_URL}/end`, { method: 'POST' });
  if (!answer.ok) throw new Error(`Expected the stack of the browser tests to end, got ${await answer.text()}`);
}
