// Preloaded into the stack's Node processes: ends them in order as soon as whoever holds the other end of their
// standard input is gone. Plain JavaScript, as it is loaded before anything that strips types.
process.stdin.once('close', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.resume();
process.stdin.unref?.();
