import { missingListing } from '../../state/listings.ts';
import { BookRows } from '../books/BookRows.tsx';
import { CommandButton } from '../parts/CommandButton.tsx';
import { formatMoment } from '../parts/format.ts';
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
          <BookRows
            page={page}
            isBusy={isBusy}
            describe={({ authorName, updatedAt }) => (
              <>
                {authorName ?? 'Author unknown'} · since {formatMoment(updatedAt)}
              </>
            )}
            end={(book) => (
              <CommandButton command={{ name: 'ReportFound', book }} text="Found" label={`“${book.title}” was found`} />
            )}
          />
        )}
      </ListingView>
    </>
  );
}
