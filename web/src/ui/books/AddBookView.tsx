import { useSetAtom } from 'jotai';
import { useState } from 'react';
import type { AuthorFields } from '../../api/schemas.ts';
import type { Choice } from '../../state/choices.ts';
import type { Command, CommandEntry, Named } from '../../state/command.ts';
import { navigateAtom } from '../../state/location.ts';
import { readAuthorFields } from '../authors/AuthorForm.tsx';
import { CommandForm } from '../parts/CommandForm.tsx';
import parts from '../parts/parts.module.css';
import { Title } from '../parts/Title.tsx';
import { type Opened, useOpened } from '../parts/use-opened.ts';
import { BookFieldInputs } from './BookFieldInputs.tsx';
import { ChooseAuthor } from './ChooseAuthor.tsx';
import { readBookFields } from './read-book-fields.ts';

export function AddBookView() {
  const { opened } = useOpened('AddBook');
  return (
    <>
      <div className={parts.pageHead}>
        <div>
          <Title>Add a book</Title>
          <p className={parts.lead}>It is in the library at once; that searches find it too is shown when they do.</p>
        </div>
      </div>
      <AddBookForm key={opened?.key} opened={opened} />
    </>
  );
}

/** It is always there: `opened` when it was opened again. */
function AddBookForm({ opened }: { readonly opened: Opened<'AddBook'> | undefined }) {
  const begun = opened?.begun;
  const newAuthor = findNew(begun?.author);
  const [isNewAuthor, setNewAuthor] = useState(newAuthor !== undefined);
  const [author, setAuthor] = useState(findKnown(begun?.author));
  const navigate = useSetAtom(navigateAtom);
  const read = (data: FormData): Command | undefined => {
    const book = readBookFields(data);
    if (isNewAuthor) return { name: 'AddBook', book, author: readAuthorFields(data) };
    return author && { name: 'AddBook', book, author: { authorId: author.id, name: author.name } };
  };
  const open = ({ href }: CommandEntry): void => {
    if (href === undefined) return;
    navigate(href);
    // As at a new document: the button was far below its head.
    window.scrollTo(0, 0);
  };
  return (
    <CommandForm
      subject={opened ?? { name: 'AddBook' }}
      className={`${parts.card} ${parts.form} ${parts.narrow}`}
      submitText="Add the book"
      read={read}
      onTaken={open}
    >
      <ChooseAuthor isNew={isNewAuthor} onNew={setNewAuthor} begun={newAuthor} chosen={author} onChoose={setAuthor} />
      <BookFieldInputs book={begun?.book ?? {}} />
    </CommandForm>
  );
}

type Author = Named<'AddBook'>['author'] | undefined;

function findKnown(author: Author): Choice | undefined {
  if (author === undefined || !('authorId' in author)) return undefined;
  const { authorId: id, name = id } = author;
  return { id, name };
}

function findNew(author: Author): AuthorFields | undefined {
  return author === undefined || 'authorId' in author ? undefined : author;
}
