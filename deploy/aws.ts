import { GetFunctionCommand, InvokeCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createRequestHandler } from './request-handler.ts';
import { UsageError } from './usage-error.ts';

/** What one invocation brought. */
export interface Invoked {
  readonly payload: string;
  readonly isError: boolean;
}

/** What is asked of AWS before and after Terragrunt, in one region, with the credentials that Terraform itself finds. */
export interface Aws {
  readonly getAccount: () => Promise<string>;
  /** The image that a function runs, as an address with its digest; undefined when there is no such function. */
  readonly getImage: (functionName: string) => Promise<string | undefined>;
  readonly invoke: (functionName: string, payload: unknown) => Promise<Invoked>;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Longer than any function may take: 900 s is Lambda's limit. */
const invokeTimeoutMs = 910_000;

export function createAws(region: string, env: Env): Aws {
  const requestHandler = createRequestHandler(env);
  const sts = new STSClient({ region, requestHandler });
  const lambda = new LambdaClient({ region, requestHandler });
  const patient = new LambdaClient({
    region,
    // An invocation is not repeated: it may be under way.
    maxAttempts: 1,
    requestHandler: { ...requestHandler, requestTimeout: invokeTimeoutMs },
  });
  return {
    getAccount: async () => {
      const identity = await sts.send(new GetCallerIdentityCommand({})).catch(refuse('sts:GetCallerIdentity', region));
      return identity.Account ?? '';
    },
    getImage: async (FunctionName) => {
      try {
        const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName }));
        // As it was deployed, if that was by digest: so it always is here.
        return (Code?.ImageUri?.includes('@') ? Code.ImageUri : Code?.ResolvedImageUri) ?? '';
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        return refuse('lambda:GetFunction', region)(error);
      }
    },
    invoke: async (FunctionName, payload) => {
      const command = new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(payload)) });
      const reply = await patient.send(command).catch(refuse('lambda:InvokeFunction', region));
      return { payload: Buffer.from(reply.Payload ?? []).toString(), isError: reply.FunctionError !== undefined };
    },
  };
}

function refuse(action: string, region: string): (error: unknown) => never {
  return (error) => {
    const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
    if (name === 'CredentialsProviderError') {
      throw new UsageError('Expected credentials for AWS, got none.', 'AWS_PROFILE=<profile>, or: aws sso login');
    }
    throw new UsageError(
      `Expected AWS in ${region} to answer ${action}, got ${name}: ${message}`,
      'Check the credentials (AWS_PROFILE), their rights, and the network (HTTPS_PROXY).',
    );
  };
}
