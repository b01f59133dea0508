import type { BookDocument, Found } from '../../state/found.ts';
import { toHref } from '../../state/routes.ts';
import { formatLanguage, formatPrice } from '../parts/format.ts';
import { Link } from '../parts/Link.tsx';
import { Passage } from '../parts/Passage.tsx';
import { StatusTag } from '../parts/StatusTag.tsx';
import styles from './search.module.css';

const maxPassages = 2;

export function ResultCard({ found }: { readonly found: Found<BookDocument> }) {
  const { document: book, highlights } = found;
  const { title, authorName, description = [] } = highlights;
  return (
    <li className={styles.result}>
      <div>
        <h2 className={styles.title}>
          <Link href={toHref({ view: 'book', id: book.bookId })}>
            <Passage pieces={title?.[0] ?? [book.title]} />
          </Link>
        </h2>
        <p className={styles.meta}>
          <Link href={toHref({ view: 'author', id: book.authorId })}>
            <Passage pieces={authorName?.[0] ?? [book.authorName ?? 'Author unknown']} />
          </Link>
          {book.category !== undefined && <span>{book.category}</span>}
          {book.language !== undefined && <span>{formatLanguage(book.language)}</span>}
        </p>
      </div>
      <div className={styles.side}>
        <StatusTag status={book.status} />
        {book.price !== undefined && <span className={styles.price}>{formatPrice(book.price, book.currency)}</span>}
      </div>
      {description.slice(0, maxPassages).map((pieces) => (
        <p key={pieces.join('')} className={styles.passage}>
          … <Passage pieces={pieces} /> …
        </p>
      ))}
    </li>
  );
}
