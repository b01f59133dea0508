import { performance } from 'node:perf_hooks';
import type { Buildah } from './buildah.ts';

/** Milliseconds that buildah takes to start any process of the image: the fastest of three. */
export function measureStart({ run }: Buildah, image: string): number {
  const container = run(['from', image]);
  const times = Array.from({ length: 3 }, () => {
    const startedAt = performance.now();
    run(['run', container, '--', '/bin/sh', '-c', ':']);
    return performance.now() - startedAt;
  });
  run(['rm', container]);
  return Math.min(...times);
}
