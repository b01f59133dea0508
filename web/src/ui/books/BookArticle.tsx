import { Button } from '@mantine/core';
import type { BookPage } from '../../state/item-pages.ts';
import { toHref } from '../../state/routes.ts';
import { ClashNotice } from '../parts/ClashNotice.tsx';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { formatLanguage, formatMoment, formatPrice } from '../parts/format.ts';
import { formatBirthdate } from '../parts/format-birthdate.ts';
import { Link } from '../parts/Link.tsx';
import parts from '../parts/parts.module.css';
import { StatusTag } from '../parts/StatusTag.tsx';
import { Title } from '../parts/Title.tsx';
import { useOpened } from '../parts/use-opened.ts';
import { EditBook } from './EditBook.tsx';
import { Lending } from './Lending.tsx';

interface Props {
  readonly page: BookPage;
  /** Only what is being edited, or is to be decided, is still shown. */
  readonly isGone: boolean;
}

export function BookArticle({ page, isGone }: Props) {
  const { book } = page;
  const { opened, open, close } = useOpened('ReplaceBook', book.bookId);
  return (
    <article>
      {!isGone && <Head page={page} />}
      <ClashNotice itemId={book.bookId} />
      <div className={parts.columns}>
        {!isGone && opened === undefined && (
          <Facts page={page} onEdit={() => open({ name: 'ReplaceBook', base: book, mine: book })} />
        )}
        {opened !== undefined && <EditBook key={opened.key} opened={opened} onDone={close} />}
        {!isGone && <Lending page={page} />}
      </div>
    </article>
  );
}

function Head({ page: { book, author } }: Pick<Props, 'page'>) {
  return (
    <div className={parts.pageHead}>
      <div>
        <Title>{book.title}</Title>
        <p className={parts.lead}>
          <Link href={toHref({ view: 'author', id: book.authorId })}>{nameAuthor(author)}</Link>
          {author.isOk && ` · born ${formatBirthdate(author.data.birthdate)}`}
        </p>
      </div>
      <StatusTag status={book.status} />
    </div>
  );
}

function nameAuthor(author: BookPage['author']): string {
  if (author.isOk) return author.data.name;
  return author.problem.name === 'author-not-found' ? 'Author unknown' : 'The author could not be read';
}

function Facts({ page: { book }, onEdit }: { readonly page: BookPage; readonly onEdit: () => void }) {
  const isLent = book.status === 'NOT_AVAILABLE';
  return (
    <section className={`${parts.card} ${parts.stack}`} aria-label="About this book">
      {book.description !== undefined && <p className={parts.prose}>{book.description}</p>}
      <FactList book={book} />
      <div className={parts.actions}>
        <Button variant="default" data-landing onClick={onEdit}>
          Edit
        </Button>
        <ConfirmButton
          command={{ name: 'DeleteBook', base: book }}
          text="Delete"
          question={`Delete “${book.title}” for good?`}
          disabled={isLent}
        />
        {isLent && <span className={parts.quiet}>A book that is lent cannot be deleted.</span>}
      </div>
    </section>
  );
}

function FactList({ book }: { readonly book: BookPage['book'] }) {
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    ['Category', book.category],
    ['Language', book.language && formatLanguage(book.language)],
    ['ISBN', book.isbn],
    ['Price', book.price && formatPrice(book.price, book.currency)],
    ['Added', formatMoment(book.createdAt)],
    ['Last changed', formatMoment(book.updatedAt)],
  ];
  return (
    <dl className={parts.facts}>
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name} className={parts.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
      {book.tags !== undefined && (
        <div className={parts.fact}>
          <dt>Subjects</dt>
          <dd>
            <ul className={parts.tags}>
              {book.tags.map((tag) => (
                <li key={tag}>
                  <Link href={toHref({ view: 'search' }, { tag })}>{tag}</Link>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}
