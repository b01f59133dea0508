import type { JavaObject, JavaValue } from './java-value.ts';

interface LoopState {
  readonly index: number;
  readonly hasNext: boolean;
}

/** `$foreach`. `outer` is the `$foreach` of the loop around it, which is its `parent`. */
export function loopScope(state: () => LoopState, outer: JavaValue | undefined): JavaObject {
  const get = (property: string): JavaValue | undefined => {
    const { index, hasNext } = state();
    switch (property) {
      case 'index':
        return index;
      case 'count':
        return index + 1;
      case 'hasNext':
        return hasNext;
      case 'first':
        return index === 0;
      case 'last':
        return !hasNext;
      case 'parent':
        return outer;
      default:
        return undefined;
    }
  };
  return { kind: 'object', get, call: (method, args) => callGetter(get, method, args), print: () => '{}' };
}

/** `hasNext()`, and the likes of `isFirst()` and `getIndex()`. */
function callGetter(
  get: (property: string) => JavaValue | undefined,
  method: string,
  args: readonly JavaValue[],
): JavaValue | undefined {
  if (args.length > 0) return undefined;
  if (method === 'hasNext') return get(method);
  const [, initial = '', rest = ''] = /^(?:get|is)([A-Z])(\w+)$/.exec(method) ?? [];
  return get(initial.toLowerCase() + rest);
}
