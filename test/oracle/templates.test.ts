import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type OracleResult, startVelocityOracle, type VelocityOracle } from '../../local/oracle/velocity-oracle.ts';
import { createInput } from '../../local/vtl/create-input.ts';
import { createUtil } from '../../local/vtl/create-util.ts';
import { renderTemplate } from '../../local/vtl/render-template.ts';
import { TemplateError } from '../../local/vtl/template-error.ts';
import { type Template, templates as unfilled } from '../support/contract.ts';
import { requestInputs, responseInputs, type TemplateInput } from './template-inputs.ts';

// Every mapping template of openapi.yaml, over the same inputs, in the engine of the local gateway and in Apache Velocity 1.7
// with null references turned into "": what API Gateway was recorded to do.

// As Terraform and the local gateway hand them on.
const templates = unfilled.map((template) => ({
  ...template,
  text: template.text.replaceAll('${table_name}', 'library'),
}));

let oracle: VelocityOracle;
beforeAll(() => {
  oracle = startVelocityOracle();
});
afterAll(() => oracle?.close());

const inputsOf = (template: Template): TemplateInput[] =>
  template.kind === 'request' ? requestInputs(template) : responseInputs(template);

function contextOf({ operation }: Template, { context, overrides }: TemplateInput) {
  return {
    requestTimeEpoch: 1_763_700_000_000,
    requestId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    httpMethod: operation.method,
    resourcePath: operation.path,
    path: operation.path,
    ...context,
    requestOverride: { header: { ...overrides }, path: {}, querystring: {} },
    responseOverride: { header: {} },
  };
}

function renderHere(template: Template, input: TemplateInput): OracleResult {
  const context = contextOf(template, input);
  try {
    const text = renderTemplate(template.text, {
      input: createInput({ body: input.body, params: input.params }),
      util: createUtil(),
      context,
      stageVariables: {},
    });
    return { text, overrides: { request: context.requestOverride, response: context.responseOverride } };
  } catch (error) {
    if (error instanceof TemplateError) return { error: error.message };
    throw error;
  }
}

test.each(templates.map((template) => [template.name, template] as const))(
  '%s reads the same in Velocity',
  async (_, template) => {
    const inputs = inputsOf(template);

    const theirs = await oracle.render(
      inputs.map((input) => ({
        template: template.text,
        body: input.body,
        params: input.params,
        context: contextOf(template, input),
        stageVariables: {},
      })),
    );

    expect(inputs.length).toBeGreaterThan(10);
    for (const [index, input] of inputs.entries()) {
      expect([input.name, renderHere(template, input)]).toEqual([input.name, theirs[index]]);
      expect(theirs[index]).not.toHaveProperty('error');
    }
  },
);

test('tells two engines apart that differ', async () => {
  const [template] = templates;
  if (!template) throw new Error('No template.');
  const input = { ...(requestInputs(template)[0] as TemplateInput) };

  const [theirs] = await oracle.render([
    { template: 'x', body: input.body, params: input.params, context: contextOf(template, input), stageVariables: {} },
  ]);

  expect(renderHere({ ...template, text: 'y' }, input)).not.toEqual(theirs);
});
