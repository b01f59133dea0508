import { parseRepositoryUrl, type Repository } from './parse-repository-url.ts';
import { PublishError } from './publish-error.ts';

/** What the hook of the unit `image` asks for. */
export interface PublishRequest {
  /** `publish` may build; `look-up` only asks; `placeholder` asks nobody. */
  readonly mode: 'publish' | 'look-up' | 'placeholder';
  readonly repository: Repository;
  readonly tag: string;
  /** The account that is deployed to: in a repository of another one nothing is ever pushed. */
  readonly account: string | undefined;
  /** Absolute path of the file that names the digest which another environment runs. */
  readonly promotedFile: string | undefined;
  readonly givenDigest: string | undefined;
  readonly architecture: Architecture;
}

export type Architecture = 'arm64' | 'x86_64';

const modes = {
  apply: 'publish',
  plan: 'look-up',
  refresh: 'look-up',
  import: 'look-up',
  // Terraform wants a value of every variable here, too, and uses it for nothing.
  validate: 'placeholder',
  destroy: 'placeholder',
} as const;

const usage =
  'publish.sh <terraform command> <repository url> <tag> [--account <id>] [--promoted <file>] [--architecture arm64|x86_64]';

export const digestForm = /^sha256:[0-9a-f]{64}$/;

export function parsePublishRequest(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): PublishRequest {
  const { positional, options } = splitArguments(args);
  const [command = '', url = '', tag = '', ...rest] = positional;
  if (!Object.hasOwn(modes, command)) refuse(`one of ${Object.keys(modes).join(', ')} first`, command);
  if (rest.length > 0) refuse('three words and options', rest.join(' '));
  if (!/^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/.test(tag)) refuse('a tag third', tag);
  const { account, promoted, architecture = 'arm64' } = options;
  if (account !== undefined && !/^\d{12}$/.test(account)) refuse('--account to be 12 digits', account);
  if (architecture !== 'arm64' && architecture !== 'x86_64')
    refuse('--architecture to be arm64 or x86_64', architecture);
  return {
    mode: modes[command as keyof typeof modes],
    repository: parseRepositoryUrl(url),
    tag,
    account,
    promotedFile: promoted,
    givenDigest: readGivenDigest(env.INDEXER_IMAGE_DIGEST),
    architecture: architecture as Architecture,
  };
}

const optionNames = ['account', 'promoted', 'architecture'] as const;
type Options = Partial<Record<(typeof optionNames)[number], string>>;

function splitArguments(args: readonly string[]): {
  readonly positional: readonly string[];
  readonly options: Options;
} {
  const positional: string[] = [];
  const options: Options = {};
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    const name = optionNames.find((option) => word === `--${option}`);
    if (name) options[name] = args[++at] || refuse(`a value after --${name}`, 'none');
    else if (word.startsWith('--')) refuse(`only ${optionNames.map((option) => `--${option}`).join(', ')}`, word);
    else positional.push(word);
  }
  return { positional, options };
}

function readGivenDigest(text: string | undefined): string | undefined {
  if (text === undefined || text === '' || digestForm.test(text)) return text || undefined;
  throw new PublishError(
    `Expected \`INDEXER_IMAGE_DIGEST\` to be sha256: and 64 hexadecimal digits, got \`${text}\`.`,
    'Take it from the registry: aws ecr describe-images. Without the variable the image of these sources is used.',
  );
}

function refuse(expected: string, got: string): never {
  throw new PublishError(`Expected ${expected}, got \`${got}\`.`, usage);
}
