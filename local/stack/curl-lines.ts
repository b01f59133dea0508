import { deriveId } from '../seed/derive-id.ts';

const userId = deriveId('user', 'example:reader');
const bookId = deriveId('book', 'gutenberg:105');

/**
 * Five lines for a shell, to be run one after the other, against a stack that holds the sample. They can be run again:
 * the user is then there already (409 `user-exists`), and borrowing the same book once more changes nothing (204).
 */
export function curlLines(apiUrl: string): readonly string[] {
  const json = "-H 'Content-Type: application/json'";
  return [
    `curl -s ${apiUrl}/`,
    `curl -s '${apiUrl}/search?q=jane%20austen&limit=3'`,
    `curl -s ${apiUrl}/books/${bookId}`,
    `curl -s ${apiUrl}/users ${json} -d '{"userId": "${userId}", "name": "Ada", "email": "ada@example.org"}'`,
    `curl -si ${apiUrl}/books/${bookId}/borrow ${json} -d '{"userId": "${userId}"}'`,
  ];
}
