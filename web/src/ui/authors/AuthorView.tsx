import { Button } from '@mantine/core';
import type { Author } from '../../api/schemas.ts';
import { authorPage } from '../../state/item-pages.ts';
import { authorBooksListing } from '../../state/listings.ts';
import { BookRows } from '../books/BookRows.tsx';
import { ClashNotice } from '../parts/ClashNotice.tsx';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { formatBirthdate } from '../parts/format-birthdate.ts';
import { Link } from '../parts/Link.tsx';
import { ListingView } from '../parts/ListingView.tsx';
import { NotHere } from '../parts/NotHere.tsx';
import { Notice } from '../parts/Notice.tsx';
import parts from '../parts/parts.module.css';
import { ResourceView } from '../parts/ResourceView.tsx';
import { Title } from '../parts/Title.tsx';
import { useOpened } from '../parts/use-opened.ts';
import { AuthorForm } from './AuthorForm.tsx';

export function AuthorView() {
  return (
    <>
      <ResourceView
        resource={authorPage}
        label="author"
        onProblem={(problem) => (problem.name === 'author-not-found' ? <NoAuthor /> : undefined)}
      >
        {(author, isGone) => <AuthorHead author={author} isGone={isGone} />}
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

interface Props {
  readonly author: Author;
  /** Only what is being edited, or is to be decided, is still shown. */
  readonly isGone: boolean;
}

function AuthorHead({ author, isGone }: Props) {
  const { opened, open, close } = useOpened('ReplaceAuthor', author.authorId);
  return (
    <>
      {!isGone && (
        <div className={parts.pageHead}>
          <div>
            <Title>{author.name}</Title>
            <p className={parts.lead}>Born {formatBirthdate(author.birthdate)}</p>
          </div>
          <div className={parts.actions}>
            <Button
              variant="default"
              data-landing
              disabled={opened !== undefined}
              onClick={() => open({ name: 'ReplaceAuthor', base: author, mine: author })}
            >
              Edit
            </Button>
            <ConfirmButton
              command={{ name: 'DeleteAuthor', base: author }}
              text="Delete"
              question={`Delete ${author.name}? Their books stay, without a name.`}
            />
          </div>
        </div>
      )}
      <ClashNotice itemId={author.authorId} />
      {opened !== undefined && (
        <section className={parts.card} aria-label="Edit this author">
          <AuthorForm
            key={opened.key}
            subject={opened}
            author={opened.begun.mine}
            submitText="Save"
            toCommand={(mine) => ({ ...opened.begun, mine })}
            onDone={close}
          />
        </section>
      )}
    </>
  );
}

function NoAuthor() {
  return (
    <NotHere
      title="This author is not here"
      icon="person"
      what="There is no author at this address"
      way={<Link href="/authors">All authors</Link>}
    >
      They may have been deleted; their books stay.
    </NotHere>
  );
}
