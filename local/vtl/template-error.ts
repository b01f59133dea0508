/** A template that does not parse, or fails while it renders. API Gateway answers 500 to the client. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
