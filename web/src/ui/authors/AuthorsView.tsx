import { authorListing } from '../../state/listings.ts';
import { toHref } from '../../state/routes.ts';
import { formatBirthdate } from '../parts/format-birthdate.ts';
import { HeadWithForm } from '../parts/HeadWithForm.tsx';
import { Link } from '../parts/Link.tsx';
import { ListingView } from '../parts/ListingView.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Passage } from '../parts/Passage.tsx';
import parts from '../parts/parts.module.css';
import { TextFilter } from '../parts/TextFilter.tsx';
import { AuthorForm } from './AuthorForm.tsx';

export function AuthorsView() {
  return (
    <>
      <HeadWithForm
        title="Authors"
        addText="Add an author"
        formTitle="New author"
        command="AddAuthor"
        blank={{ name: 'AddAuthor', author: { name: '', birthdate: '' } }}
      >
        {({ opened, close }) => (
          <AuthorForm
            subject={opened}
            author={opened.begun.author}
            submitText="Add the author"
            toCommand={(author) => ({ name: 'AddAuthor', author })}
            onDone={close}
          />
        )}
      </HeadWithForm>
      <div className={parts.toolbar}>
        <TextFilter label="Search authors by name" />
      </div>
      <ListingView
        listing={authorListing}
        label="authors"
        unit="author"
        empty={() => (
          <Notice icon="person" title="No author has such a name">
            <p>Try fewer words, or another spelling.</p>
          </Notice>
        )}
      >
        {(page, isBusy) => (
          <ul className={parts.rows} aria-busy={isBusy}>
            {page.results.map(({ id, document: author, highlights }) => (
              <li key={id}>
                <Link className={parts.rowTitle} href={toHref({ view: 'author', id })}>
                  <Passage pieces={highlights.name?.[0] ?? [author.name]} />
                </Link>
                <span className={parts.quiet}>Born {formatBirthdate(author.birthdate)}</span>
              </li>
            ))}
          </ul>
        )}
      </ListingView>
    </>
  );
}
