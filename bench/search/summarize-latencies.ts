import type { Sample } from './send-open-loop.ts';

export interface Latencies {
  readonly requests: number;
  readonly failed: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Exact percentiles over all requests; what failed counts with the time until it did. */
export function summarizeLatencies(samples: readonly Sample[]): Latencies {
  const sorted = samples.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return {
    requests: samples.length,
    failed: samples.filter(({ status }) => status !== 200).length,
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: at(1),
  };
}
