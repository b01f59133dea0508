import { type Aws, createAws } from '../deploy/aws.ts';
import { requireAccount } from '../deploy/preflight.ts';
import type { Environment } from '../deploy/read-env.ts';
import { UsageError } from '../deploy/usage-error.ts';
import type { LocalFunction } from '../local/function/create-function.ts';
import { FunctionError } from '../local/function/function-error.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The entry point `maintain` as it is deployed. Throws a `UsageError`, before anything is invoked, for credentials of another
 * account or none, and where there is no such function.
 */
export async function openDeployed(
  environment: Environment,
  env: Env,
  aws: Aws = createAws(environment.region, env),
): Promise<LocalFunction> {
  const { name, prefix, region } = environment;
  requireAccount(environment, await aws.getAccount());
  const functionName = `${prefix}-maintain`;
  if ((await aws.getImage(functionName)) === undefined)
    throw new UsageError(`Expected the function ${functionName} in ${region}, got none.`, `make apply ENV=${name}`);
  return {
    invoke: async (event) => {
      const { payload, isError } = await aws.invoke(functionName, event);
      const answer: unknown = JSON.parse(payload || 'null');
      if (isError) throw toFunctionError(answer);
      return answer;
    },
    close: async () => {},
  };
}

/** In the words of the handler, as on one machine. */
function toFunctionError(answer: unknown): FunctionError {
  const { errorType, errorMessage } = (answer ?? {}) as Readonly<Record<string, unknown>>;
  return new FunctionError(String(errorType ?? 'Lambda.Unknown'), String(errorMessage ?? JSON.stringify(answer)));
}
