/** What starting one entry point took, in milliseconds, buildah's own start not counted. */
export interface Timing {
  readonly name: string;
  readonly initMs: number;
  readonly firstAnswerMs: number;
}

export interface ImageReport {
  readonly layers: readonly { readonly size: number }[];
  readonly bundleBytes: Readonly<Record<string, number>>;
  readonly buildSeconds: number;
  readonly timings: readonly Timing[];
}

/** The tables of artifacts/indexer/README.md, "The image". */
export function renderReport({ layers, bundleBytes, buildSeconds, timings }: ImageReport): string {
  const kib = (bytes: number): string => `${Math.round(bytes / 1_024).toLocaleString('en')} KiB`;
  const ours = layers.at(-1)?.size ?? 0;
  return [
    `Layers: those of the base and one of ours, ${kib(ours)} compressed; built in ${Math.round(buildSeconds)} s.`,
    '',
    '| entry point | bundle | ready for an event | first answer |',
    '| --- | ---: | ---: | ---: |',
    ...timings.map(
      ({ name, initMs, firstAnswerMs }) =>
        `| \`${name}\` | ${kib(bundleBytes[name] ?? 0)} | ${Math.round(initMs)} ms | ${Math.round(firstAnswerMs)} ms |`,
    ),
  ].join('\n');
}
