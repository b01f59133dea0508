import { compileTemplate } from './compile-template.ts';
import type { TemplateInput } from './create-input.ts';
import type { TemplateUtil } from './create-util.ts';
import type { JavaValue } from './java-value.ts';
import { TemplateError } from './template-error.ts';
import { type TemplateContext, wrapContext } from './wrap-context.ts';

/** API Gateway's limit on a template's size; whoever loads templates checks it. */
export const maxTemplateBytes = 300 * 1024;

/** What a mapping template sees. Overrides are written into `context.requestOverride` and `context.responseOverride`. */
export interface TemplateScope {
  readonly input: TemplateInput;
  readonly util: TemplateUtil;
  readonly context: TemplateContext;
  readonly stageVariables: Readonly<Record<string, string>>;
}

type CompiledTemplate = ReturnType<typeof compileTemplate>;

const compiled = new Map<string, CompiledTemplate>();

/**
 * Renders a mapping template as API Gateway does. Compiled templates are kept, for templates are few and requests many.
 * Throws TemplateError when the template does not parse or fails on the way; overrides made until then stay made.
 */
export function renderTemplate(template: string, scope: TemplateScope): string {
  const render = prepareTemplate(template);
  const variables = new Map<string, JavaValue>([
    ['input', scope.input],
    ['util', scope.util],
    ['context', wrapContext(scope.context)],
    ['stageVariables', wrapContext(scope.stageVariables)],
  ]);
  try {
    return render(variables);
  } catch (error) {
    // A list that was put into itself prints without end, in Java as here.
    if (error instanceof RangeError) throw new TemplateError('Expected a value that ends', { cause: error });
    throw error;
  }
}

/** Parses without rendering, so that a gateway can refuse a bad template when it starts. Throws TemplateError. */
export function prepareTemplate(template: string): CompiledTemplate {
  const known = compiled.get(template);
  if (known) return known;
  const render = compileTemplate(template);
  compiled.set(template, render);
  return render;
}
