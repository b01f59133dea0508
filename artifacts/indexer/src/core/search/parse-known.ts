import type { Entity } from '../entity.ts';
import { invalid } from './invalid-request.ts';
import { splitId } from './public-id.ts';
import type { InvalidRequest, Known } from './search-request.ts';

/** With room to spare below what a key of DynamoDB may have, whatever the characters. */
const maxLength = 500;
/** What is repeated of a value that is not as expected. */
const shownLength = 100;

/**
 * One value of `after`: `<index>/<id>:<version>`, the parts of an id with `/` or `:` between. An id of one part is taken as
 * it stands, up to the last colon.
 */
export function parseKnown(text: string, searched: readonly Entity[]): Known | InvalidRequest {
  const entity = searched.find(({ index }) => text.startsWith(`${index}/`));
  const [, idText = '', versionText = ''] = /^[^/]*\/(.+):([1-9][0-9]{0,15})$/s.exec(text) ?? [];
  const version = Number(versionText);
  if (!entity || text.length > maxLength || idText === '' || version > Number.MAX_SAFE_INTEGER) {
    return invalid(`Expected \`after\` to be ${describeForms(searched)}, got \`${shorten(text)}\`.`);
  }
  const id = splitId(entity, idText);
  if (id) return { entity, id, version };
  return invalid(`Expected \`after\` to be ${describeForms([entity])}, got \`${shorten(text)}\`.`);
}

function describeForms(entities: readonly Entity[]): string {
  const forms = entities.map(({ index, id }) => `\`${index}/${id.map((name) => `<${name}>`).join('/')}:<version>\``);
  const last = forms.pop();
  return forms.length > 0 ? `${forms.join(', ')} or ${last}` : String(last);
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length > shownLength ? `${characters.slice(0, shownLength).join('')}…` : text;
}
