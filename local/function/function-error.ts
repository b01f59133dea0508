/**
 * An invocation that brought no result, in the words in which Lambda reports it: `errorType` is the handler's own error
 * name, or one of `Sandbox.Timedout`, `Runtime.ExitError`, `Runtime.ImportModuleError`, `Runtime.HandlerNotFound`,
 * `Runtime.UnhandledPromiseRejection`, `Function.ResponseSizeTooLarge`, `RequestTooLargeException`, `Sandbox.Closed`.
 */
export class FunctionError extends Error {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace: readonly string[];

  constructor(errorType: string, errorMessage: string, stackTrace: readonly string[] = []) {
    super(`${errorType}: ${errorMessage}`);
    this.name = 'FunctionError';
    this.errorType = errorType;
    this.errorMessage = errorMessage;
    this.stackTrace = stackTrace;
  }
}
