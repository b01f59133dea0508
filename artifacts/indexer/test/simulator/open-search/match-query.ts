import type { Hit } from './create-index-model.ts';

type Query = Readonly<Record<string, unknown>>;
type Matches = (hit: Hit) => boolean;

/** The few queries that are asked: anything else throws, so that no test rests on a query nobody has modelled. */
export function toMatches(query: Query = { match_all: {} }): Matches {
  const [[name, body] = ['', {}]] = Object.entries(query);
  switch (name) {
    case 'match_all':
      return () => true;
    case 'bool':
      return toBool(body as Query);
    case 'term':
    case 'terms':
      return toTerms(body as Query);
    case 'ids':
      return ({ id }) => (body as { values: readonly string[] }).values.includes(id);
    case 'exists':
      return (hit) => valuesOf(hit, (body as { field: string }).field).length > 0;
    case 'range':
      return toRange(body as Query);
    default:
      throw new Error(`The model has no query \`${name}\`.`);
  }
}

function toBool(body: Query): Matches {
  const listOf = (name: string): readonly Matches[] =>
    [body[name] ?? []].flat().map((query) => toMatches(query as Query));
  const unknown = Object.keys(body).find((name) => !['filter', 'must', 'must_not', 'should'].includes(name));
  if (unknown) throw new Error(`The model has no \`${unknown}\` in \`bool\`.`);
  const all = [...listOf('filter'), ...listOf('must')];
  const none = listOf('must_not');
  const any = listOf('should');
  return (hit) =>
    all.every((matches) => matches(hit)) &&
    !none.some((matches) => matches(hit)) &&
    (any.length === 0 || any.some((matches) => matches(hit)));
}

function toTerms(body: Query): Matches {
  const [[field, wanted] = ['', []]] = Object.entries(body).filter(([name]) => name !== 'boost');
  const value = (wanted as { value?: unknown } | null)?.value;
  const texts = [value ?? wanted].flat().map(String);
  return (hit) => valuesOf(hit, field).some((found) => texts.includes(found));
}

function toRange(body: Query): Matches {
  const [[field, limits] = ['', {}]] = Object.entries(body);
  const { gt, gte, lt, lte } = limits as Readonly<Record<string, number | undefined>>;
  return (hit) => {
    const values = field === '_seq_no' ? [hit.seqNo] : valuesOf(hit, field).map(Number);
    return values.some(
      (value) =>
        (gt === undefined || value > gt) &&
        (gte === undefined || value >= gte) &&
        (lt === undefined || value < lt) &&
        (lte === undefined || value <= lte),
    );
  };
}

/** What a keyword field holds: texts as they are, arrays element by element. */
export function valuesOf({ source }: Hit, field: string): readonly string[] {
  const value = Object.hasOwn(source, field) ? source[field] : undefined;
  return [value].flat().flatMap((element) => (element === undefined || element === null ? [] : [String(element)]));
}
