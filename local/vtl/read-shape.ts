import { parse } from 'velocityjs';
import { TemplateError } from './template-error.ts';
import type { BinaryOperator, Expression, PathStep, Reference } from './template-node.ts';

/**
 * An expression in the form that velocityjs' grammar reads without doubt: each name is `n` and its place in `names`,
 * each constant the number of its place in `constants` (bare, or in single quotes).
 */
export interface Shape {
  readonly shape: string;
  readonly names: readonly string[];
  readonly constants: readonly Expression[];
}

/** velocityjs' own nodes, as far as shapes make it produce them. */
interface Ast {
  readonly type: string;
  readonly id?: string | Ast;
  readonly value?: string | number | readonly (Ast | string | number)[] | Readonly<Record<string, Ast>>;
  readonly path?: readonly Ast[];
  readonly args?: readonly Ast[] | false;
  readonly expression?: readonly Ast[];
  readonly operator?: string;
  readonly isRange?: boolean;
  readonly equal?: readonly [Ast, Ast];
}

/** Parses a shape with velocityjs, and puts right what its precedence gets wrong. Throws TemplateError. */
export function readShape(shape: Shape): Expression {
  let parsed: Ast[];
  try {
    parsed = parse(`#set($n = ${shape.shape})`, {}, false) as unknown as Ast[];
  } catch (cause) {
    throw new TemplateError('Expected an expression', { cause });
  }
  const right = parsed[0]?.equal?.[1];
  if (!right || parsed.length !== 1) throw new TemplateError('Expected an expression');
  return toExpression(shape, right);
}

function toExpression(shape: Shape, ast: Ast): Expression {
  switch (ast.type) {
    case 'references':
      return toReference(shape, ast);
    case 'string':
    case 'integer':
      return constantAt(shape, ast.value);
    case 'array':
      return toList(shape, ast);
    case 'map': {
      const pairs = Object.entries((ast.value ?? {}) as Readonly<Record<string, Ast>>);
      return { type: 'map', pairs: pairs.map(([key, value]) => [constantAt(shape, key), toExpression(shape, value)]) };
    }
    case 'math':
      return toMath(shape, ast);
    default:
      throw new TemplateError(`Expected an expression, got ${ast.type}`);
  }
}

function toReference(shape: Shape, ast: Ast): Reference {
  const path = (ast.path ?? []).map((step) => toStep(shape, step));
  return { type: 'reference', name: nameAt(shape, ast.id), path };
}

function toStep(shape: Shape, step: Ast): PathStep {
  if (step.type === 'index') return { type: 'index', index: toExpression(shape, step.id as Ast) };
  const name = nameAt(shape, step.id);
  if (step.type === 'property') return { type: 'property', name };
  return { type: 'method', name, args: (step.args || []).map((arg) => toExpression(shape, arg)) };
}

function toList(shape: Shape, ast: Ast): Expression {
  const values = (ast.value ?? []) as readonly (Ast | string | number)[];
  const items = values.map((item) => (typeof item === 'object' ? toExpression(shape, item) : constantAt(shape, item)));
  if (!ast.isRange) return { type: 'list', items };
  const [from, to] = items;
  if (!from || !to) throw new TemplateError('Expected a range to have two ends');
  return { type: 'range', from, to };
}

function nameAt({ names }: Shape, id: Ast['id']): string {
  const name = typeof id === 'string' ? names[Number(id.slice(1))] : undefined;
  if (name === undefined) throw new TemplateError('Expected a name');
  return name;
}

function constantAt({ constants }: Shape, place: Ast['value']): Expression {
  const constant = constants[Number(place)];
  if (!constant) throw new TemplateError('Expected a constant');
  return constant;
}

const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** velocityjs gives `||` and `&&` one precedence, and all comparisons one; brackets stay visible, so we regroup. */
function toMath(shape: Shape, ast: Ast): Expression {
  const [operand] = ast.expression ?? [];
  if (!operand) throw new TemplateError('Expected an operand');
  if (ast.operator === 'parenthesis') return toExpression(shape, operand);
  if (ast.operator === 'not') return { type: 'not', operand: toExpression(shape, operand) };
  const chain: (Expression | string)[] = [];
  flatten(shape, ast, chain);
  return regroup(chain.values(), 0).expression;
}

function flatten(shape: Shape, ast: Ast, chain: (Expression | string)[]): void {
  const [left, right] = ast.expression ?? [];
  if (ast.type !== 'math' || !left || !right) {
    chain.push(toExpression(shape, ast));
    return;
  }
  flatten(shape, left, chain);
  chain.push(ast.operator ?? '');
  flatten(shape, right, chain);
}

/** Precedence climbing over `operand operator operand …`; `operator` is the one that it stopped at. */
function regroup(
  chain: Iterator<Expression | string>,
  minimum: number,
): { expression: Expression; operator: string | undefined } {
  let expression = chain.next().value as Expression;
  let operator = chain.next().value as string | undefined;
  while (operator !== undefined && (precedence[operator] ?? 0) > minimum) {
    const right = regroup(chain, precedence[operator] ?? 0);
    expression = { type: 'binary', operator: operator as BinaryOperator, left: expression, right: right.expression };
    operator = right.operator;
  }
  return { expression, operator };
}
