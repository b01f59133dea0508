import { bookPage } from '../../state/item-pages.ts';
import { Link } from '../parts/Link.tsx';
import { NotHere } from '../parts/NotHere.tsx';
import { ResourceView } from '../parts/ResourceView.tsx';
import { BookArticle } from './BookArticle.tsx';

export function BookView() {
  return (
    <ResourceView
      resource={bookPage}
      label="book"
      onProblem={(problem) => (problem.name === 'book-not-found' ? <NoBook /> : undefined)}
    >
      {(page, isGone) => <BookArticle page={page} isGone={isGone} />}
    </ResourceView>
  );
}

function NoBook() {
  return (
    <NotHere
      title="This book is not here"
      icon="book"
      what="There is no book at this address"
      way={<Link href="/">Search the library</Link>}
    >
      It may have been deleted.
    </NotHere>
  );
}
