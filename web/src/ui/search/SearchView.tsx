import { VisuallyHidden } from '@mantine/core';
import { useAtomValue } from 'jotai';
import { bookListing } from '../../state/book-listing.ts';
import { bookQueryAtom } from '../../state/book-query.ts';
import type { BookDocument } from '../../state/found.ts';
import type { Page } from '../../state/page.ts';
import { ListingView } from '../parts/ListingView.tsx';
import { Title } from '../parts/Title.tsx';
import { ChosenFilters } from './ChosenFilters.tsx';
import { Facets } from './Facets.tsx';
import { Hints } from './Hints.tsx';
import { NothingFound } from './NothingFound.tsx';
import { ResultCard } from './ResultCard.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SearchTools } from './SearchTools.tsx';
import styles from './search.module.css';

export function SearchView() {
  const { q } = useAtomValue(bookQueryAtom);
  return (
    <>
      <VisuallyHidden>
        <Title document={q === '' ? 'Search' : `${q} – search`}>Search the library</Title>
      </VisuallyHidden>
      <SearchBox />
      <div className={styles.layout}>
        <aside className={styles.aside} aria-label="Filters">
          <Facets />
        </aside>
        <section aria-label="Results">
          <ChosenFilters />
          <ListingView
            listing={bookListing}
            label="books"
            tools={<SearchTools />}
            empty={(page) => <NothingFound page={page} />}
          >
            {(page, isBusy) => <Results page={page} isBusy={isBusy} />}
          </ListingView>
        </section>
      </div>
    </>
  );
}

function Results({ page, isBusy }: { readonly page: Page<BookDocument>; readonly isBusy: boolean }) {
  return (
    <>
      <Hints page={page} />
      <ol className={styles.results} aria-busy={isBusy}>
        {page.results.map((found) => (
          <ResultCard key={found.id} found={found} />
        ))}
      </ol>
    </>
  );
}
