import { Button } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { bookQueryAtom, clearFiltersAtom, hasFiltersAtom } from '../../state/book-query.ts';
import type { BookDocument } from '../../state/found.ts';
import type { Page } from '../../state/page.ts';
import { Link } from '../parts/Link.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Hints } from './Hints.tsx';

export function NothingFound({ page }: { readonly page: Page<BookDocument> }) {
  const { q } = useAtomValue(bookQueryAtom);
  const hasFilters = useAtomValue(hasFiltersAtom);
  const clear = useSetAtom(clearFiltersAtom);
  return (
    <>
      <Hints page={page} />
      <Notice
        icon="book"
        title={q === '' ? 'No book is like that' : `Nothing found for “${q}”`}
        actions={
          <>
            {hasFilters && <Button onClick={() => clear()}>Clear the filters</Button>}
            <Link href="/books/new">Add a book</Link>
          </>
        }
      >
        {hasFilters ? <p>The filters may leave too little.</p> : <p>Try fewer words, or the author’s name.</p>}
      </Notice>
    </>
  );
}
