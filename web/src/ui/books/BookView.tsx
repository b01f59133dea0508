import { bookPage } from '../../state/item-pages.ts';
import { Link } from '../parts/Link.tsx';
import { Notice } from '../parts/Notice.tsx';
import parts from '../parts/parts.module.css';
import { ResourceView } from '../parts/ResourceView.tsx';
import { Title } from '../parts/Title.tsx';
import { BookArticle } from './BookArticle.tsx';

export function BookView() {
  return (
    <ResourceView
      resource={bookPage}
      label="book"
      onProblem={(problem) => (problem.name === 'book-not-found' ? <NoBook /> : undefined)}
    >
      {(page) => <BookArticle page={page} />}
    </ResourceView>
  );
}

function NoBook() {
  return (
    <>
      <div className={parts.pageHead}>
        <Title>This book is not here</Title>
      </div>
      <Notice icon="book" title="There is no book at this address" actions={<Link href="/">Search the library</Link>}>
        <p>It may have been deleted.</p>
      </Notice>
    </>
  );
}
