import { TagsInput, Textarea, TextInput } from '@mantine/core';
import '../choices.ts';
import { useState } from 'react';
import type { BookFields } from '../../api/schemas.ts';
import { decimalPattern } from '../parts/format.ts';
import { notBlank } from '../parts/not-blank.ts';
import parts from '../parts/parts.module.css';

/** The fields of a book that one may edit, with the forms that the contract accepts. `readBookFields` reads them. */
export function BookFieldInputs({ book }: { readonly book: Partial<BookFields> }) {
  const [tags, setTags] = useState<readonly string[]>(book.tags ?? []);
  return (
    <>
      <TextInput {...notBlank} name="title" label="Title" defaultValue={book.title} />
      <div className={parts.pair}>
        <TextInput name="category" label="Category" defaultValue={book.category} />
        <TextInput
          name="language"
          label="Language"
          description="Such as en, pt-BR or en/fr"
          pattern="[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*(/[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)*"
          title="A language code, such as en or pt-BR"
          defaultValue={book.language}
        />
      </div>
      <TagsInput
        label="Subjects"
        description="Enter adds one"
        value={[...tags]}
        onChange={setTags}
        splitChars={[]}
        acceptValueOnBlur
        maxTags={1000}
        comboboxProps={{ withinPortal: false }}
      />
      {tags.map((tag) => (
        <input key={tag} type="hidden" name="tags" value={tag} />
      ))}
      <Textarea
        name="description"
        label="Description"
        autosize
        minRows={3}
        maxRows={12}
        defaultValue={book.description}
      />
      <div className={parts.pair}>
        <TextInput name="isbn" label="ISBN" defaultValue={book.isbn} />
        <TextInput
          name="price"
          label="Price"
          inputMode="decimal"
          pattern={decimalPattern}
          title="A decimal with a point, such as 12.50"
          defaultValue={book.price}
        />
        <TextInput
          name="currency"
          label="Currency"
          description="Three letters, such as EUR"
          pattern="[A-Z]{3}"
          title="Three capital letters, such as EUR"
          defaultValue={book.currency}
        />
      </div>
    </>
  );
}
