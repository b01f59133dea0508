type Path = readonly string[];

/** What `filter_path` leaves of an answer: the named members, arrays element by element. */
export function filterAnswer(answer: unknown, filterPath: string | undefined): unknown {
  if (filterPath === undefined) return answer;
  return (
    keep(
      answer,
      filterPath.split(',').map((path) => path.split('.')),
    ) ?? {}
  );
}

function keep(value: unknown, paths: readonly Path[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) {
    const kept = value.map((element) => keep(element, paths)).filter((element) => element !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const rest = paths.filter(([first]) => first === name || first === '*').map((path) => path.slice(1));
    const kept = rest.length > 0 ? keep(member, rest) : undefined;
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
