// The inside of a sandbox: loads one handler bundle and runs one invocation at a time for the parent process.
// Plain JavaScript, because Node 20 strips no types and a loader would be one more thing that Lambda does not have.
import { pathToFileURL } from 'node:url';

const [bundle, handlerName] = process.argv.slice(2);
let requestId = null;

const describe = (error, errorType) =>
  error instanceof Error
    ? {
        errorType: errorType ?? String(error.name),
        errorMessage: String(error.message),
        stackTrace: String(error.stack).split('\n').slice(1),
      }
    : { errorType: errorType ?? typeof error, errorMessage: String(error), stackTrace: [] };

const fail = (error, errorType) => process.send({ kind: 'failed', requestId, ...describe(error, errorType) });

// The parent decides when this process ends: a Ctrl-C goes to the whole process group, and must not cut off an
// invocation that the parent still waits for. A parent that is gone can decide nothing.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.on('disconnect', () => process.exit(1));

// After either of these Lambda replaces the process; the parent does that when it hears of it.
const die = (error, errorType) => process.send({ kind: 'died', ...describe(error, errorType) });
process.on('uncaughtException', (error) => die(error));
process.on('unhandledRejection', (reason) => die(reason, 'Runtime.UnhandledPromiseRejection'));

const createContext = ({ requestId, deadlineMs }) => {
  const name = process.env.AWS_LAMBDA_FUNCTION_NAME;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION ?? 'us-east-1'}:000000000000:function:${name}`,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `local/[$LATEST]${process.pid}`,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  };
};

const stringify = (result) => {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (cause) {
    throw new Error('Unable to stringify response body', { cause });
  }
};

const load = async () => {
  let module;
  try {
    module = await import(pathToFileURL(bundle).href);
  } catch (error) {
    die(error, error?.code === 'ERR_MODULE_NOT_FOUND' ? 'Runtime.ImportModuleError' : undefined);
    return undefined;
  }
  if (typeof module[handlerName] === 'function') return module[handlerName];
  die(new Error(`${handlerName} is undefined or not exported by ${bundle}`), 'Runtime.HandlerNotFound');
  return undefined;
};

const handler = await load();

process.on('message', async (invocation) => {
  requestId = invocation.requestId;
  try {
    const result = await handler(JSON.parse(invocation.payload), createContext(invocation));
    process.send({ kind: 'succeeded', requestId, payload: stringify(result) });
  } catch (error) {
    fail(error);
  }
});
if (handler) process.send({ kind: 'ready' });
