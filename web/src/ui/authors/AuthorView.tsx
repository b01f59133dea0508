import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Author } from '../../api/schemas.ts';
import { authorPage } from '../../state/item-pages.ts';
import { authorBooksListing } from '../../state/listings.ts';
import { BookRows } from '../books/BookRows.tsx';
import { ClashNotice } from '../parts/ClashNotice.tsx';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { formatBirthdate } from '../parts/format-birthdate.ts';
import { Link } from '../parts/Link.tsx';
import { ListingView } from '../parts/ListingView.tsx';
import { Notice } from '../parts/Notice.tsx';
import parts from '../parts/parts.module.css';
import { ResourceView } from '../parts/ResourceView.tsx';
import { Title } from '../parts/Title.tsx';
import { useCommand } from '../parts/use-command.ts';
import { AuthorForm } from './AuthorForm.tsx';

export function AuthorView() {
  return (
    <>
      <ResourceView
        resource={authorPage}
        label="author"
        onProblem={(problem) => (problem.name === 'author-not-found' ? <NoAuthor /> : undefined)}
      >
        {(author) => <AuthorHead author={author} />}
      </ResourceView>
      <section className={parts.below} aria-label="Books">
        <h2>Books</h2>
        <ListingView
          listing={authorBooksListing}
          label="author’s books"
          empty={() => (
            <Notice icon="book" title="No book of this author" actions={<Link href="/books/new">Add a book</Link>} />
          )}
        >
          {(page, isBusy) => <BookRows page={page} isBusy={isBusy} />}
        </ListingView>
      </section>
    </>
  );
}

function AuthorHead({ author }: { readonly author: Author }) {
  // The author as it was when the form was opened: what others change meanwhile becomes a clash, not a loss.
  const [base, setBase] = useState<Author>();
  const { send, isPending } = useCommand(() => setBase(undefined));
  return (
    <>
      <div className={parts.pageHead}>
        <div>
          <Title>{author.name}</Title>
          <p className={parts.lead}>Born {formatBirthdate(author.birthdate)}</p>
        </div>
        <div className={parts.actions}>
          <Button variant="default" data-landing disabled={base !== undefined} onClick={() => setBase(author)}>
            Edit
          </Button>
          <ConfirmButton
            text="Delete"
            question={`Delete ${author.name}? Their books stay, without a name.`}
            onConfirm={() => send({ name: 'DeleteAuthor', base: author })}
          />
        </div>
      </div>
      <ClashNotice itemId={author.authorId} />
      {base !== undefined && (
        <section className={parts.card} aria-label="Edit this author">
          <AuthorForm
            author={base}
            submitText="Save"
            isPending={isPending}
            onCancel={() => setBase(undefined)}
            onSubmit={(mine) => send({ name: 'ReplaceAuthor', base, mine })}
          />
        </section>
      )}
    </>
  );
}

function NoAuthor() {
  return (
    <>
      <div className={parts.pageHead}>
        <Title>This author is not here</Title>
      </div>
      <Notice
        icon="person"
        title="There is no author at this address"
        actions={<Link href="/authors">All authors</Link>}
      >
        <p>They may have been deleted; their books stay.</p>
      </Notice>
    </>
  );
}
