import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Book } from '../../api/schemas.ts';
import parts from '../parts/parts.module.css';
import { useCommand } from '../parts/use-command.ts';
import { useFirstField } from '../parts/use-first-field.ts';
import { BookFieldInputs } from './BookFieldInputs.tsx';
import { readBookFields } from './read-book-fields.ts';

/** Edits the book as it was when the form was opened: what others change meanwhile becomes a clash, not a loss. */
export function EditBook({ book, onDone }: { readonly book: Book; readonly onDone: () => void }) {
  const [base] = useState(book);
  const { send, isPending } = useCommand(onDone);
  const form = useFirstField();
  return (
    <form
      ref={form}
      className={`${parts.card} ${parts.form}`}
      aria-label="Edit this book"
      onSubmit={(event) => {
        event.preventDefault();
        send({ name: 'ReplaceBook', base, mine: readBookFields(new FormData(event.currentTarget)) });
      }}
    >
      <BookFieldInputs book={base} />
      <div className={parts.actions}>
        <Button type="submit" loading={isPending}>
          Save
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
