import { looksEqual } from './java-equals.ts';
import { calculate, compareNumbers, intValue, isNumber } from './java-number.ts';
import { type JavaValue, listOf, mapOf } from './java-value.ts';
import { printValue } from './print-value.ts';
import { callMethod, getIndex, getProperty } from './read-value.ts';
import { TemplateError } from './template-error.ts';
import type { BinaryOperator, Comparison, Expression, PathStep, Reference } from './template-node.ts';

/** One rendering: what `#set` has set, and the text so far. */
export interface Frame {
  readonly variables: Map<string, JavaValue>;
  text: string;
  /** True behind a `#stop`. */
  isStopped: boolean;
}

/** Null only where Velocity's own null survives: arithmetic that cannot be done, a range without numbers. */
export type Evaluate = (frame: Frame) => JavaValue;

export interface ExpressionCompiler {
  readonly expression: (expression: Expression) => Evaluate;
  /** Whether `#if` takes the branch. */
  readonly condition: (expression: Expression) => (frame: Frame) => boolean;
  readonly reference: (reference: Reference) => Evaluate;
}

/** `compileText` compiles a string in double quotes, which is a template of its own. */
export function createExpressionCompiler(compileText: (text: string) => Evaluate): ExpressionCompiler {
  const compileExpression = (expression: Expression): Evaluate => {
    switch (expression.type) {
      case 'constant':
        return constant(expression.value);
      case 'reference':
        return compileReference(expression);
      case 'interpolated':
        return compileText(expression.text);
      case 'list':
        return list(expression.items.map(compileExpression));
      case 'range':
        return range(compileExpression(expression.from), compileExpression(expression.to));
      case 'map':
        return map(expression.pairs.map(([key, value]) => [compileExpression(key), compileExpression(value)]));
      default:
        return compileOperation(expression);
    }
  };

  const compileOperation = (operation: Extract<Expression, { type: 'not' | 'binary' }>): Evaluate => {
    if (operation.type === 'not') {
      const operand = compileCondition(operation.operand);
      return (frame) => !operand(frame);
    }
    const { operator } = operation;
    if (operator === '&&' || operator === '||') {
      const [left, right] = [compileCondition(operation.left), compileCondition(operation.right)];
      return operator === '&&' ? (frame) => left(frame) && right(frame) : (frame) => left(frame) || right(frame);
    }
    const [left, right] = [compileExpression(operation.left), compileExpression(operation.right)];
    return (frame) => binary(operator, left(frame), right(frame));
  };

  const compileCondition = (expression: Expression): ((frame: Frame) => boolean) => {
    const evaluate = compileExpression(expression);
    // A reference counts unless it is false; a text, a number, a sum, a list that stands there itself never counts.
    if (expression.type === 'reference') return (frame) => evaluate(frame) !== false;
    return (frame) => evaluate(frame) === true;
  };

  const compileStep = (step: PathStep): Step => {
    if (step.type === 'property') return (_, target) => getProperty(target, step.name);
    if (step.type === 'index') {
      const index = compileExpression(step.index);
      return (frame, target) => getIndex(target, index(frame));
    }
    const { name } = step;
    const args = step.args.map(compileExpression);
    const [only, ...others] = args;
    if (only && others.length === 0) return (frame, target) => callMethod(target, name, [only(frame)]);
    const evaluateAll = (frame: Frame) => args.map((arg) => arg(frame));
    return (frame, target) => callMethod(target, name, evaluateAll(frame));
  };

  const compileReference = ({ name, path }: Reference): Evaluate => {
    if (path.length === 0) return (frame) => frame.variables.get(name) ?? '';
    return walk(name, path.map(compileStep));
  };

  return { expression: compileExpression, condition: compileCondition, reference: compileReference };
}

type Step = (frame: Frame, target: Exclude<JavaValue, null>) => JavaValue | undefined;

const constant = (value: JavaValue): Evaluate => {
  return () => value;
};

/** A reference never comes to null: what is missing or null is "". */
function walk(name: string, steps: readonly Step[]): Evaluate {
  return (frame) => {
    let value: JavaValue | undefined = frame.variables.get(name);
    for (const step of steps) {
      if (value === null || value === undefined) return '';
      value = step(frame, value);
    }
    return value ?? '';
  };
}

const list = (items: readonly Evaluate[]): Evaluate => {
  return (frame) => listOf(items.map((item) => item(frame)));
};

const map = (pairs: readonly (readonly [Evaluate, Evaluate])[]): Evaluate => {
  return (frame) => mapOf(new Map(pairs.map(([key, value]) => [key(frame), value(frame)])));
};

/** Java would run out of memory somewhere; here it is a limit. */
const maxRange = 1_000_000;

function range(from: Evaluate, to: Evaluate): Evaluate {
  return (frame) => {
    const [first, last] = [from(frame), to(frame)];
    if (!isNumber(first) || !isNumber(last)) return null;
    const [start, end] = [intValue(first), intValue(last)];
    const length = Math.abs(end - start) + 1;
    if (length > maxRange) throw new TemplateError(`Expected a range of at most ${maxRange} numbers, got ${length}`);
    const direction = end > start ? 1 : -1;
    return listOf(Array.from({ length }, (_, index) => start + direction * index));
  };
}

function binary(operator: Exclude<BinaryOperator, '&&' | '||'>, left: JavaValue, right: JavaValue): JavaValue {
  switch (operator) {
    case '==':
      return looksEqual(left, right);
    case '!=':
      return !looksEqual(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isNumber(left) && isNumber(right) && isOrdered(operator, compareNumbers(left, right));
    default:
      if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) return concatenate(left, right);
      return isNumber(left) && isNumber(right) ? calculate(operator, left, right) : null;
  }
}

function isOrdered(operator: Comparison, order: number): boolean {
  if (order === 0) return operator.length === 2;
  return order < 0 === operator.startsWith('<');
}

function concatenate(left: JavaValue, right: JavaValue): string {
  // Velocity would put the source text of the null side here.
  if (left === null || right === null) throw new TemplateError('Expected no null beside a text and a "+"');
  return `${printValue(left)}${printValue(right)}`;
}
