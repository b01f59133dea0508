import type { ReplayedAnswer } from './fault-proxy.ts';

// What DynamoDB Local cannot be made to answer. Names and statuses: "Error handling with DynamoDB" in the developer guide;
// the members of cancellation reasons: CancellationReason in the API reference. The prefixes differ as recorded on AWS.

const model = 'com.amazonaws.dynamodb.v20120810#';
const service = 'com.amazon.coral.service#';
const availability = 'com.amazon.coral.availability#';
const validation = 'com.amazon.coral.validate#';

function refusal(type: string, members: Record<string, unknown> = {}): ReplayedAnswer {
  return {
    status: 400,
    body: { __type: type, message: `arn:aws:dynamodb:eu-west-1:123456789012:table/secret refused "it"`, ...members },
  };
}

/** TransactWriteItems refused, with these codes in request order; TransactionCanceledException writes `Message`. */
export function cancelled(
  ...reasons: readonly (string | { Code: string; Message?: string; Item?: unknown })[]
): ReplayedAnswer {
  const list = reasons.map((reason) => (typeof reason === 'string' ? { Code: reason } : reason));
  return {
    status: 400,
    body: {
      __type: `${model}TransactionCanceledException`,
      Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${list.map((one) => one.Code).join(', ')}]`,
      CancellationReasons: list,
    },
  };
}

export const singleConflicts = [
  refusal(`${model}TransactionConflictException`),
  refusal(`${model}TransactionInProgressException`),
  refusal(`${model}ReplicatedWriteConflictException`),
];
export const throttles = [
  refusal(`${model}ProvisionedThroughputExceededException`),
  refusal(`${availability}ThrottlingException`),
  refusal(`${model}RequestLimitExceeded`),
];
export const tooLarge = [
  {
    status: 400,
    body: { __type: `${validation}ValidationException`, message: 'Item size has exceeded the maximum allowed size' },
  },
  {
    status: 400,
    body: {
      __type: `${validation}ValidationException`,
      message: 'Item size to update has exceeded the maximum allowed size',
    },
  },
  refusal(`${model}ItemCollectionSizeLimitExceededException`),
];
export const faults = [
  refusal(`${service}AccessDeniedException`),
  refusal(`${service}UnrecognizedClientException`),
  refusal(`${service}SerializationException`),
  refusal(`${model}ResourceNotFoundException`),
  refusal(`${validation}ValidationException`),
  { status: 500, body: { __type: `${model}InternalServerError`, message: 'arn:secret' } },
];
export const unavailable = [
  { status: 503, body: { __type: `${availability}ServiceUnavailableException`, message: 'arn:secret' } },
];
