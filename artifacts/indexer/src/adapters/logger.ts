import { destination, type Logger, pino } from 'pino';

/** One JSON line per event, written before the next statement runs: a frozen Lambda keeps no buffer. */
export function createLogger(level: string): Logger {
  const options = { level, base: {}, formatters: { level: (label: string) => ({ level: label }) } };
  return pino(options, destination({ fd: 1, sync: true }));
}
