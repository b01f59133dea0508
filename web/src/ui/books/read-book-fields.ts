import type { BookFields } from '../../api/schemas.ts';
import { textFields } from '../../state/editable-fields.ts';
import { readTexts } from '../parts/read-texts.ts';

/** What `BookFieldInputs` hold. */
export function readBookFields(data: FormData): BookFields {
  return { ...readTexts(data, textFields.book), tags: data.getAll('tags').map(String) };
}
