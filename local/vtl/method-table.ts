import type { JavaValue } from './java-value.ts';
import { TemplateError } from './template-error.ts';

/** Methods by their Java signature, such as `substring(int,int)`; the first whose parameters fit is called. */
export type Methods<T> = Readonly<Record<string, (target: T, ...args: never[]) => JavaValue>>;

export interface MethodTable<T> {
  readonly methods: ReadonlyMap<string, readonly Method<T>[]>;
  readonly unsupported: ReadonlySet<string>;
}

interface Method<T> {
  readonly parameters: readonly ((value: JavaValue) => boolean)[];
  readonly run: (target: T, ...args: never[]) => JavaValue;
}

const isKind = (kind: string) => (value: JavaValue) =>
  typeof value === 'object' && value !== null && value.kind === kind;

/** Which arguments Velocity passes for a parameter of this type. A Long is not taken where Java wants an int. */
const parameterTypes: Readonly<Record<string, (value: JavaValue) => boolean>> = {
  int: (value) => typeof value === 'number',
  long: (value) => typeof value === 'number' || typeof value === 'bigint',
  String: (value) => typeof value === 'string',
  Character: isKind('character'),
  Collection: isKind('list'),
  Map: isKind('map'),
  Object: () => true,
};

/** `unsupported` names methods that Java has and that are missing here: calling one fails, instead of printing "". */
export function methodTable<T>(methods: Methods<T>, unsupported: string): MethodTable<T> {
  const table = new Map<string, Method<T>[]>();
  for (const [signature, run] of Object.entries(methods)) {
    const [name = '', parameters = ''] = signature.slice(0, -1).split('(');
    const types = parameters === '' ? [] : parameters.split(',').map(parameterType);
    table.set(name, [...(table.get(name) ?? []), { parameters: types, run }]);
  }
  return { methods: table, unsupported: new Set(unsupported.split(' ')) };
}

function parameterType(name: string): (value: JavaValue) => boolean {
  const accepts = parameterTypes[name];
  if (!accepts) throw new Error(`Expected a known parameter type, got ${name}`);
  return accepts;
}

/** Undefined when no method of that name takes these arguments. */
export function callFrom<T>(
  table: MethodTable<T>,
  target: T,
  [name, args]: readonly [string, readonly JavaValue[]],
): JavaValue | undefined {
  const method = table.methods.get(name)?.find(({ parameters }) => {
    return parameters.length === args.length && parameters.every((accepts, index) => accepts(args[index] ?? null));
  });
  if (!method && table.unsupported.has(name)) throw new TemplateError(`Expected a supported method, got ${name}`);
  return method?.run(target, ...(args as never[]));
}
