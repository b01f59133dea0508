/** What whoever runs a verb must put right: `message` says what was expected and what came, `remedy` what to do. */
export class StackError extends Error {
  override readonly name = 'StackError';
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
