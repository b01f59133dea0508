/** What whoever runs Terragrunt must put right: `message` says what was expected and what came, `remedy` what to do. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.remedy = remedy;
  }
}
