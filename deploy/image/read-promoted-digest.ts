import { readFileSync } from 'node:fs';
import { digestForm } from './parse-publish-request.ts';
import { PublishError } from './publish-error.ts';

/** The digest that `make promote` wrote down. */
export function readPromotedDigest(path: string): string {
  const digest = readMember(path, 'image_digest');
  if (typeof digest === 'string' && digestForm.test(digest)) return digest;
  throw new PublishError(
    `Expected \`image_digest\` in ${path} to be sha256: and 64 hexadecimal digits, got ${JSON.stringify(digest)}.`,
    'Write the file by: make promote FROM=<environment> TO=<environment>',
  );
}

function readMember(path: string, name: string): unknown {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>)[name] : content;
  } catch (error) {
    throw new PublishError(
      `Expected ${path} to name the promoted image, got ${error instanceof Error ? error.message : error}`,
      'This environment builds nothing; promote to it first: make promote FROM=<environment> TO=<environment>',
      error,
    );
  }
}
