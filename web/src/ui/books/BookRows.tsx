import type { BookDocument } from '../../state/found.ts';
import type { Page } from '../../state/page.ts';
import { toHref } from '../../state/routes.ts';
import { formatLanguage } from '../parts/format.ts';
import { Link } from '../parts/Link.tsx';
import parts from '../parts/parts.module.css';
import { StatusTag } from '../parts/StatusTag.tsx';

export function BookRows({ page, isBusy }: { readonly page: Page<BookDocument>; readonly isBusy: boolean }) {
  return (
    <ul className={parts.rows} aria-busy={isBusy}>
      {page.results.map(({ id, document: book }) => (
        <li key={id}>
          <div>
            <Link className={parts.rowTitle} href={toHref({ view: 'book', id })}>
              {book.title}
            </Link>
            <p className={parts.quiet}>
              {[book.category, book.language && formatLanguage(book.language)].filter(Boolean).join(' · ')}
            </p>
          </div>
          <StatusTag status={book.status} />
        </li>
      ))}
    </ul>
  );
}
