import { missingListing } from '../../state/listings.ts';
import { toHref } from '../../state/routes.ts';
import { CommandButton } from '../parts/CommandButton.tsx';
import { formatMoment } from '../parts/format.ts';
import { Link } from '../parts/Link.tsx';
import { ListingView } from '../parts/ListingView.tsx';
import { Notice } from '../parts/Notice.tsx';
import parts from '../parts/parts.module.css';
import { Title } from '../parts/Title.tsx';

export function MissingView() {
  return (
    <>
      <div className={parts.pageHead}>
        <div>
          <Title>Missing books</Title>
          <p className={parts.lead}>
            Reported by whoever had them, the latest first. One that turns up goes back on its shelf.
          </p>
        </div>
      </div>
      <ListingView
        listing={missingListing}
        label="missing books"
        empty={() => (
          <Notice icon="check" title="No book is missing">
            <p>A book that is reported missing stands here until it is found.</p>
          </Notice>
        )}
      >
        {(page, isBusy) => (
          <ul className={parts.rows} aria-busy={isBusy}>
            {page.results.map(({ id, document: book }) => (
              <li key={id}>
                <div>
                  <Link className={parts.rowTitle} href={toHref({ view: 'book', id })}>
                    {book.title}
                  </Link>
                  <p className={parts.quiet}>
                    {book.authorName ?? 'Author unknown'} · since {formatMoment(book.updatedAt)}
                  </p>
                </div>
                <CommandButton
                  command={{ name: 'ReportFound', book }}
                  text="Found"
                  label={`“${book.title}” was found`}
                />
              </li>
            ))}
          </ul>
        )}
      </ListingView>
    </>
  );
}
