import { createExpressionCompiler, type Evaluate, type ExpressionCompiler, type Frame } from './compile-expression.ts';
import type { JavaList, JavaValue } from './java-value.ts';
import { loopScope } from './loop-scope.ts';
import { parseTemplate } from './parse-template.ts';
import { printValue } from './print-value.ts';
import { setIndex, setProperty } from './read-value.ts';
import { TemplateError } from './template-error.ts';
import type { Branch, Reference, TemplateBody, TemplateNode } from './template-node.ts';

/** What follows a node: the next one, the end of the loop, or the end of the template. */
type Signal = 'next' | 'break' | 'stop';
type Render = (frame: Frame) => Signal;
type Node<Type extends TemplateNode['type']> = Extract<TemplateNode, { type: Type }>;

/** API Gateway's limit on the iterations of one `#foreach`. */
const maxIterations = 1000;

/** Compiles a template into a function that renders it with the given variables. Throws TemplateError, as that does. */
export function compileTemplate(template: string): (variables: Map<string, JavaValue>) => string {
  const render = compileBody(parseTemplate(template));
  return (variables) => {
    const frame: Frame = { variables, text: '', isStopped: false };
    render(frame);
    return frame.text;
  };
}

/** Velocity renders the text with a space behind it, so that a `$` may end it, and takes the last character off. */
function compileText(text: string): Evaluate {
  const isPadded = !text.includes('##');
  const body = parseTemplate(isPadded ? `${text} ` : text);
  const strip = (rendered: string) => (isPadded ? rendered.slice(0, -1) : rendered);
  const [only, ...others] = body;
  if (only?.type === 'text' && others.length === 0) {
    const constant = strip(only.text);
    return () => constant;
  }
  const render = compileBody(body);
  return (frame) => strip(renderApart(frame, render));
}

const compile: ExpressionCompiler = createExpressionCompiler(compileText);

function renderApart(frame: Frame, render: Render): string {
  const before = frame.text;
  frame.text = '';
  render(frame);
  const { text } = frame;
  frame.text = before;
  return text;
}

function compileBody(body: TemplateBody): Render {
  const parts = body.map(compileNode);
  return (frame) => {
    for (const part of parts) {
      const signal = part(frame);
      if (signal !== 'next') return signal;
    }
    return 'next';
  };
}

function compileNode(node: TemplateNode): Render {
  switch (node.type) {
    case 'text':
      return compilePlain(node.text);
    case 'print':
      return compilePrint(node);
    case 'set':
      return compileSet(node);
    case 'if':
      return compileIf(node.branches);
    case 'foreach':
      return compileForeach(node);
    case 'define':
      return compileDefine(node);
    case 'break':
      return () => 'break';
    case 'stop':
      return (frame) => {
        frame.isStopped = true;
        return 'stop';
      };
  }
}

function compilePlain(text: string): Render {
  return (frame) => {
    frame.text += text;
    return 'next';
  };
}

function compilePrint({ reference, source, isEscaped }: Node<'print'>): Render {
  const evaluate = compile.reference(reference);
  return (frame) => {
    const value = evaluate(frame);
    if (frame.isStopped) return 'stop';
    if (isEscaped) frame.text += source;
    else if (typeof value === 'string') frame.text += value;
    else if (typeof value !== 'object' || value?.kind !== 'block' || !value.write())
      frame.text += printValue(value) ?? source;
    return frame.isStopped ? 'stop' : 'next';
  };
}

/** A null on the right keeps what stood on the left. */
function compileSet({ target, value }: Node<'set'>): Render {
  const evaluate = compile.expression(value);
  const assign = compileAssign(target);
  return (frame) => {
    const result = evaluate(frame);
    if (frame.isStopped) return 'stop';
    if (result !== null) assign(frame, result);
    return 'next';
  };
}

function compileAssign({ name, path }: Reference): (frame: Frame, value: JavaValue) => void {
  const last = path.at(-1);
  if (!last) {
    return ({ variables }, value) => {
      if (!isHeldNull(variables, name)) variables.set(name, value);
    };
  }
  if (last.type === 'method') throw new TemplateError(`Expected something to set, got a call of ${last.name}`);
  const owner = compile.reference({ type: 'reference', name, path: path.slice(0, -1) });
  if (last.type === 'property') return (frame, value) => setProperty(owner(frame) ?? '', last.name, value);
  const index = compile.expression(last.index);
  return (frame, value) => setIndex(owner(frame) ?? '', index(frame), value);
}

function compileIf(branches: readonly Branch[]): Render {
  const compiled = branches.map(({ condition, body }) => ({
    isTaken: condition ? compile.condition(condition) : () => true,
    render: compileBody(body),
  }));
  return (frame) => {
    for (const { isTaken, render } of compiled) {
      const isChosen = isTaken(frame);
      if (frame.isStopped) return 'stop';
      if (isChosen) return render(frame);
    }
    return 'next';
  };
}

function compileForeach({ variable, list, body }: Node<'foreach'>): Render {
  const evaluate = compile.expression(list);
  const render = compileBody(body);
  return (frame) => {
    const walked = listToWalk(evaluate(frame));
    if (!walked) return frame.isStopped ? 'stop' : 'next';
    const restore = keep(frame, [variable, 'velocityCount', 'velocityHasNext', 'foreach']);
    const signal = loop(frame, { variable, walked, render });
    restore();
    return signal === 'stop' ? signal : 'next';
  };
}

interface Loop {
  readonly variable: string;
  readonly walked: JavaList;
  readonly render: Render;
}

function loop(frame: Frame, { variable, walked, render }: Loop): Signal {
  const { variables } = frame;
  const { items, owner } = walked;
  const [length, ownerSize] = [items.length, owner?.entries.size];
  const isHidden = isHeldNull(variables, variable);
  let index = 0;
  variables.set(
    'foreach',
    loopScope(() => ({ index, hasNext: index + 1 < length }), variables.get('foreach')),
  );
  for (; index < items.length; index += 1) {
    if (index === maxIterations) throw new TemplateError(`Expected at most ${maxIterations} iterations of a #foreach`);
    if (items.length !== length || owner?.entries.size !== ownerSize)
      throw new TemplateError('ConcurrentModificationException: the list of a #foreach was changed on the way');
    if (!isHidden) variables.set(variable, items[index] ?? null);
    variables.set('velocityCount', index + 1);
    variables.set('velocityHasNext', index + 1 < length);
    const signal = render(frame);
    if (signal !== 'next') return signal;
  }
  return 'next';
}

/** While a loop is at a null of its list, Velocity lets nothing else into the loop's variable. */
const isHeldNull = (variables: ReadonlyMap<string, JavaValue>, name: string): boolean => variables.get(name) === null;

/** What `#foreach` walks over; null when it cannot walk over the value. */
function listToWalk(value: JavaValue): JavaList | null {
  if (typeof value !== 'object' || value === null) return null;
  if (value.kind === 'list') return value;
  if (value.kind !== 'map') return null;
  return { kind: 'list', type: 'collection', items: Array.from(value.entries.values()), owner: value };
}

function keep({ variables }: Frame, names: readonly string[]): () => void {
  const before = names.map((name) => [name, variables.get(name)] as const);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined || value === null) variables.delete(name);
      else variables.set(name, value);
    }
  };
}

/** Velocity's limit on a block that prints itself. */
const maxBlockDepth = 2;

function compileDefine({ name, body }: Node<'define'>): Render {
  const render = compileBody(body);
  return (frame) => {
    let depth = 0;
    const write = () => {
      if (depth === maxBlockDepth) return false;
      depth += 1;
      render(frame);
      depth -= 1;
      return true;
    };
    const print = () => {
      let isWritten = false;
      const text = renderApart(frame, () => {
        isWritten = write();
        return 'next';
      });
      return isWritten ? text : null;
    };
    frame.variables.set(name, { kind: 'block', write, print });
    return 'next';
  };
}
