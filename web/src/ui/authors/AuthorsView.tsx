import { Button } from '@mantine/core';
import { useState } from 'react';
import { authorListing } from '../../state/listings.ts';
import { toHref } from '../../state/routes.ts';
import { DoubtNotice } from '../parts/DoubtNotice.tsx';
import { formatBirthdate } from '../parts/format-birthdate.ts';
import { Icon } from '../parts/Icon.tsx';
import { Link } from '../parts/Link.tsx';
import { ListingView } from '../parts/ListingView.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Passage } from '../parts/Passage.tsx';
import parts from '../parts/parts.module.css';
import { TextFilter } from '../parts/TextFilter.tsx';
import { Title } from '../parts/Title.tsx';
import { useCommand } from '../parts/use-command.ts';
import { AuthorForm } from './AuthorForm.tsx';

export function AuthorsView() {
  return (
    <>
      <Head />
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
          <>
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
          </>
        )}
      </ListingView>
    </>
  );
}

function Head() {
  const [isOpen, setOpen] = useState(false);
  const { send, isPending, doubt } = useCommand(() => setOpen(false));
  return (
    <>
      <div className={parts.pageHead}>
        <Title>Authors</Title>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={16} />}
          data-landing
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          Add an author
        </Button>
      </div>
      {isOpen && (
        <section className={`${parts.card} ${parts.above} ${parts.narrow}`} aria-label="New author">
          <h2>New author</h2>
          <AuthorForm
            submitText="Add the author"
            isPending={isPending}
            onCancel={() => setOpen(false)}
            onSubmit={(author) => send({ name: 'AddAuthor', author })}
          />
          <DoubtNotice doubt={doubt} />
        </section>
      )}
    </>
  );
}
