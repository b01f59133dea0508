import type { Arithmetic } from './java-number.ts';
import type { JavaValue } from './java-value.ts';

/** A parsed template: what it prints and does, in order. */
export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'print'; readonly reference: Reference; readonly source: string; readonly isEscaped: boolean }
  | { readonly type: 'set'; readonly target: Reference; readonly value: Expression }
  | { readonly type: 'if'; readonly branches: readonly Branch[] }
  | { readonly type: 'foreach'; readonly variable: string; readonly list: Expression; readonly body: TemplateBody }
  | { readonly type: 'define'; readonly name: string; readonly body: TemplateBody }
  | { readonly type: 'stop' | 'break' };

export type TemplateBody = readonly TemplateNode[];

/** `condition` is null in the branch of `#else`. */
export interface Branch {
  readonly condition: Expression | null;
  readonly body: TemplateBody;
}

export type Expression =
  | Reference
  | { readonly type: 'constant'; readonly value: JavaValue }
  /** A text in double quotes that is a template of its own. */
  | { readonly type: 'interpolated'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly type: 'map'; readonly pairs: readonly (readonly [Expression, Expression])[] }
  | { readonly type: 'not'; readonly operand: Expression }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type BinaryOperator = Arithmetic | Comparison | '&&' | '||';

export interface Reference {
  readonly type: 'reference';
  readonly name: string;
  readonly path: readonly PathStep[];
}

export type PathStep =
  | { readonly type: 'property'; readonly name: string }
  | { readonly type: 'method'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'index'; readonly index: Expression };
