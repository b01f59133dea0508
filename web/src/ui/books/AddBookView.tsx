import { Button, SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useSetAtom } from 'jotai';
import { useState } from 'react';
import { authorChoices, type Choice } from '../../state/choices.ts';
import { navigateAtom } from '../../state/location.ts';
import { AuthorFieldInputs, readAuthorFields } from '../authors/AuthorForm.tsx';
import { ChoiceField } from '../parts/ChoiceField.tsx';
import { DoubtNotice } from '../parts/DoubtNotice.tsx';
import { formatBirthdate } from '../parts/format-birthdate.ts';
import parts from '../parts/parts.module.css';
import { Title } from '../parts/Title.tsx';
import { useCommand } from '../parts/use-command.ts';
import { BookFieldInputs } from './BookFieldInputs.tsx';
import { readBookFields } from './read-book-fields.ts';

export function AddBookView() {
  return (
    <>
      <div className={parts.pageHead}>
        <div>
          <Title>Add a book</Title>
          <p className={parts.lead}>It is in the library at once; that searches find it too is shown when they do.</p>
        </div>
      </div>
      <AddBookForm />
    </>
  );
}

function AddBookForm() {
  const [isNewAuthor, setNewAuthor] = useState(false);
  const [author, setAuthor] = useState<Choice>();
  const navigate = useSetAtom(navigateAtom);
  const { send, isPending, doubt } = useCommand(({ href }) => href !== undefined && navigate(href));
  return (
    <form
      className={`${parts.card} ${parts.form} ${parts.narrow}`}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const book = readBookFields(data);
        if (isNewAuthor) send({ name: 'AddBook', book, author: readAuthorFields(data) });
        else if (author !== undefined) send({ name: 'AddBook', book, author: { authorId: author.id } });
      }}
    >
      <fieldset className={parts.group}>
        <legend>Author</legend>
        <SegmentedControl
          aria-label="Author"
          value={isNewAuthor ? 'new' : 'known'}
          data={[
            { value: 'known', label: 'In the library' },
            { value: 'new', label: 'New' },
          ]}
          onChange={(value) => setNewAuthor(value === 'new')}
        />
        {/* What was typed into the one stays while the other is looked at. */}
        <fieldset className={parts.bare} hidden={!isNewAuthor} disabled={!isNewAuthor}>
          <AuthorFieldInputs />
        </fieldset>
        <fieldset className={parts.bare} hidden={isNewAuthor} disabled={isNewAuthor}>
          <ChoiceField
            choices={authorChoices}
            label="Author’s name"
            chosen={author}
            onChoose={setAuthor}
            describe={(birthdate) => `born ${formatBirthdate(birthdate)}`}
          />
        </fieldset>
      </fieldset>
      <BookFieldInputs book={{}} />
      <div className={parts.actions}>
        <Button type="submit" loading={isPending}>
          Add the book
        </Button>
      </div>
      <DoubtNotice doubt={doubt} />
    </form>
  );
}
