import type { Exit, PartPlan } from './part.ts';
import type { Failure, PartName } from './stack-state.ts';

type Described = Pick<PartPlan, 'name' | 'title' | 'logPath' | 'startTimeoutMs' | 'launch' | 'address'>;

const portVariables: Readonly<Record<PartName, string | undefined>> = {
  dynamodb: 'MILLRACE_DYNAMODB_PORT',
  opensearch: 'MILLRACE_OPENSEARCH_PORT',
  gateway: 'MILLRACE_API_PORT',
  stream: undefined,
  page: 'MILLRACE_PAGE_PORT',
};

const urlVariables: Readonly<Record<string, string>> = {
  dynamodb: 'MILLRACE_DYNAMODB_URL',
  opensearch: 'MILLRACE_OPENSEARCH_URL',
};

const moreMemory = 'Free some memory (the stack needs about 1.5 GB), then: make up';

/** What the last lines of a log say about its end. The first match counts. */
const remedies: readonly (readonly [pattern: RegExp, remedy: (part: Described) => string])[] = [
  [
    /OutOfMemoryError: (Java heap space|GC overhead)/,
    () => 'Its heap was full. Nothing stored is lost: make up, then send fewer or smaller requests at once.',
  ],
  [
    /OutOfMemoryError|Could not reserve enough space|insufficient memory|Cannot allocate memory|ENOMEM|heap out of memory/i,
    () => moreMemory,
  ],
  [
    /already in use|EADDRINUSE|BindHttpException|BindTransportException|Could not start server on port/i,
    ({ name }) =>
      `Its port was taken meanwhile. Choose another: ${portVariables[name] ?? 'another port'}=<port> make up`,
  ],
  [
    /No space left on device|ENOSPC|disk full/i,
    () => 'Free some disk space, or choose another disk: MILLRACE_DATA_DIR=<folder> make up',
  ],
  [
    /failed to obtain node locks|LockObtainFailed|database is locked/i,
    () => 'Another process uses the same data. Stop it, or choose other data: MILLRACE_DATA_DIR=<folder> make up',
  ],
  [/UnsupportedClassVersionError/, () => 'Java 17 or newer is needed: check JAVA_HOME.'],
  [
    /ClassNotFoundException|NoClassDefFoundError|Could not find or load main class/,
    () => 'Fetch the jars again: rm -r local/jars && make jars',
  ],
  [
    /Cannot find (package|module)|ERR_MODULE_NOT_FOUND/,
    () => 'Install the packages again: rm -r node_modules && make up',
  ],
];

/** Why a part's process ended although nobody asked it to, and what to do about it. */
export function describeExit({
  plan,
  exit,
  lastLines,
}: {
  readonly plan: Described;
  readonly exit: Exit;
  readonly lastLines: readonly string[];
}): Failure {
  return {
    part: plan.name,
    reason: `${plan.title} ${phraseExit(exit)}.`,
    remedy: findRemedy(plan, exit, lastLines),
    lastLines,
  };
}

/** Why a part that did not answer in time is given up. */
export function describeTimeout(plan: Described, lastLines: readonly string[]): Failure {
  const seconds = plan.startTimeoutMs / 1_000;
  const isOwn = plan.launch !== undefined;
  return {
    part: plan.name,
    reason: `${plan.title} did not answer at ${plan.address} within ${seconds} s.`,
    remedy: isOwn
      ? `See ${plan.logPath}, then: make up`
      : `Start it, or correct ${urlVariables[plan.name]}, or unset it to have one started here.`,
    lastLines: isOwn ? lastLines : [],
  };
}

function phraseExit({ code, signal, error }: Exit): string {
  if (error !== undefined) return `could not be started: ${error}`;
  if (signal !== null) return `was ended by ${signal}`;
  return `ended by itself with exit code ${code}`;
}

function findRemedy(plan: Described, { code, signal }: Exit, lastLines: readonly string[]): string {
  const text = lastLines.join('\n');
  const known = remedies.find(([pattern]) => pattern.test(text));
  if (known) return known[1](plan);
  // 137 is how a shell reports SIGKILL; nobody but the kernel's memory guard sends it unasked.
  if (signal === 'SIGKILL' || code === 137) return `Most likely the machine ran out of memory. ${moreMemory}`;
  return `Nothing stored is lost. See ${plan.logPath}, then: make up`;
}
