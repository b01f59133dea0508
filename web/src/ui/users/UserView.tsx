import type { User } from '../../api/schemas.ts';
import { userPage } from '../../state/item-pages.ts';
import { loanListing, rentalListing } from '../../state/listings.ts';
import { toHref } from '../../state/routes.ts';
import { BookRows } from '../books/BookRows.tsx';
import { CommandButton } from '../parts/CommandButton.tsx';
import { formatMoment } from '../parts/format.ts';
import { Link } from '../parts/Link.tsx';
import { ListingView } from '../parts/ListingView.tsx';
import { NotHere } from '../parts/NotHere.tsx';
import { Notice } from '../parts/Notice.tsx';
import parts from '../parts/parts.module.css';
import { ResourceView } from '../parts/ResourceView.tsx';
import { StatusTag } from '../parts/StatusTag.tsx';
import { UserHead } from './UserHead.tsx';

export function UserView() {
  return (
    <ResourceView
      resource={userPage}
      label="user"
      onProblem={(problem) => (problem.name === 'user-not-found' ? <NoUser /> : undefined)}
    >
      {(user, isGone) => (
        <>
          <UserHead user={user} isGone={isGone} />
          {!isGone && <Loans user={user} />}
          {!isGone && <Rentals />}
        </>
      )}
    </ResourceView>
  );
}

function Loans({ user }: { readonly user: User }) {
  return (
    <section className={parts.below} aria-label="Has now">
      <h2>Has now</h2>
      <ListingView
        listing={loanListing}
        label="loans"
        empty={() => (
          <Notice icon="book" title="No books on loan">
            <p>To lend one, open the book.</p>
          </Notice>
        )}
      >
        {(page, isBusy) => (
          <BookRows
            page={page}
            isBusy={isBusy}
            describe={({ authorName }) => authorName ?? 'Author unknown'}
            end={(book) => (
              <CommandButton
                command={{ name: 'ReturnBook', book, userId: user.userId }}
                text="Return"
                label={`Return “${book.title}”`}
              />
            )}
          />
        )}
      </ListingView>
    </section>
  );
}

function Rentals() {
  return (
    <section className={parts.below} aria-label="History">
      <h2>History</h2>
      <ListingView
        listing={rentalListing}
        label="rentals"
        unit="rental"
        empty={() => <Notice icon="book" title="Nothing borrowed yet" />}
      >
        {(page, isBusy) => (
          <ul className={parts.rows} aria-busy={isBusy}>
            {page.results.map(({ id, document: rental }) => (
              <li key={id}>
                <div>
                  <Link className={parts.rowTitle} href={toHref({ view: 'book', id: rental.bookId })}>
                    {rental.title ?? (rental.isBookGone ? 'A book that is gone' : 'Title not known')}
                  </Link>
                  <p className={parts.quiet}>{formatMoment(rental.updatedAt)}</p>
                </div>
                <StatusTag status={rental.status} />
              </li>
            ))}
          </ul>
        )}
      </ListingView>
    </section>
  );
}

function NoUser() {
  return (
    <NotHere
      title="This user is not here"
      icon="person"
      what="There is no user at this address"
      way={<Link href="/users">All users</Link>}
    >
      The account may have been deleted.
    </NotHere>
  );
}
