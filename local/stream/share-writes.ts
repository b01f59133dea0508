/**
 * Lets any number of callers ask for a write, and never two run at once: who asks while one runs shares the next one, which
 * sees all that was there when they asked. A write that fails fails for those who asked for it, and for nobody after.
 */
export function shareWrites(write: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        running = write();
        return running;
      });
    return next;
  };
}
