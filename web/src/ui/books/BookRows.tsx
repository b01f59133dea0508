import type { ReactNode } from 'react';
import type { BookDocument } from '../../state/found.ts';
import type { Page } from '../../state/page.ts';
import { toHref } from '../../state/routes.ts';
import { formatLanguage } from '../parts/format.ts';
import { Link } from '../parts/Link.tsx';
import parts from '../parts/parts.module.css';
import { StatusTag } from '../parts/StatusTag.tsx';

interface Props {
  readonly page: Page<BookDocument>;
  readonly isBusy: boolean;
  /** What stands below a title; category and language when absent. */
  readonly describe?: (book: BookDocument) => ReactNode;
  /** What stands at the end of a row; the status when absent. */
  readonly end?: (book: BookDocument) => ReactNode;
}

export function BookRows({ page, isBusy, describe = describeKind, end = showStatus }: Props) {
  return (
    <ul className={parts.rows} aria-busy={isBusy}>
      {page.results.map(({ id, document: book }) => (
        <li key={id}>
          <div>
            <Link className={parts.rowTitle} href={toHref({ view: 'book', id })}>
              {book.title}
            </Link>
            <p className={parts.quiet}>{describe(book)}</p>
          </div>
          {end(book)}
        </li>
      ))}
    </ul>
  );
}

function describeKind({ category, language }: BookDocument): string {
  return [category, language && formatLanguage(language)].filter(Boolean).join(' · ');
}

function showStatus({ status }: BookDocument): ReactNode {
  return <StatusTag status={status} />;
}
