import { type ReactNode, useState } from 'react';
import { type Choice, userChoices } from '../../state/choices.ts';
import type { BookPage } from '../../state/item-pages.ts';
import { toHref } from '../../state/routes.ts';
import { ChoiceField } from '../parts/ChoiceField.tsx';
import { CommandButton } from '../parts/CommandButton.tsx';
import { CommandForm } from '../parts/CommandForm.tsx';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { Link } from '../parts/Link.tsx';
import parts from '../parts/parts.module.css';
import { describeStatus } from '../parts/StatusTag.tsx';

/** What may be done with the book as it stands: lend it, take it back, give it up, find it again. */
export function Lending({ page: { book, borrower } }: { readonly page: BookPage }) {
  switch (book.status) {
    case 'AVAILABLE':
      return (
        <Panel title="Borrow">
          <Borrow book={book} />
        </Panel>
      );
    case 'NOT_AVAILABLE': {
      const { borrowerId: userId = '' } = book;
      return (
        <Panel title="On loan">
          <p>
            <Link href={toHref({ view: 'user', id: userId })}>{borrower?.name ?? 'A reader'}</Link> has it.
          </p>
          <CommandButton command={{ name: 'ReturnBook', book, userId }} text="Return" isMain />
          <ConfirmButton
            command={{ name: 'ReportMissing', book, userId }}
            text="Report missing"
            question="Report it missing? The reader is suspended."
          />
        </Panel>
      );
    }
    case 'MISSING':
      return (
        <Panel title="Missing">
          <p>It was reported missing. When it turns up, it goes back on its shelf.</p>
          <CommandButton command={{ name: 'ReportFound', book }} text="It was found" isMain />
        </Panel>
      );
  }
}

function Panel({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={`${parts.card} ${parts.panel}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Borrow({ book }: { readonly book: BookPage['book'] }) {
  const [user, setUser] = useState<Choice>();
  return (
    <CommandForm
      subject={{ name: 'BorrowBook', itemId: book.bookId }}
      submitText="Borrow"
      isWide
      read={() => (user === undefined ? undefined : { name: 'BorrowBook', book, userId: user.id })}
    >
      <ChoiceField
        choices={userChoices}
        label="Who borrows it"
        chosen={user}
        onChoose={setUser}
        describe={describeStatus}
      />
    </CommandForm>
  );
}
