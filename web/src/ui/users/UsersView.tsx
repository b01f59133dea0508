import { NativeSelect } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { userListing } from '../../state/listings.ts';
import { parametersAtom } from '../../state/location.ts';
import { toHref } from '../../state/routes.ts';
import { narrowAtom } from '../../state/search-text.ts';
import { HeadWithForm } from '../parts/HeadWithForm.tsx';
import { Link } from '../parts/Link.tsx';
import { ListingView } from '../parts/ListingView.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Passage } from '../parts/Passage.tsx';
import parts from '../parts/parts.module.css';
import { StatusTag } from '../parts/StatusTag.tsx';
import { TextFilter } from '../parts/TextFilter.tsx';
import { AddUserForm, statusOptions } from './UserForm.tsx';

export function UsersView() {
  return (
    <>
      <HeadWithForm
        title="Users"
        addText="Add a user"
        formTitle="New user"
        command="AddUser"
        blank={{ name: 'AddUser', user: { name: '', email: '' } }}
      >
        {({ opened, close }) => <AddUserForm opened={opened} onDone={close} />}
      </HeadWithForm>
      <div className={parts.toolbar}>
        <TextFilter label="Search users by name or comment" />
        <StatusFilter />
      </div>
      <ListingView
        listing={userListing}
        label="users"
        unit="user"
        empty={() => (
          <Notice icon="person" title="No user is like that">
            <p>Try fewer words, or any status.</p>
          </Notice>
        )}
      >
        {(page, isBusy) => (
          <ul className={parts.rows} aria-busy={isBusy}>
            {page.results.map(({ id, document: user, highlights }) => (
              <li key={id}>
                <div>
                  <Link className={parts.rowTitle} href={toHref({ view: 'user', id })}>
                    <Passage pieces={highlights.name?.[0] ?? [user.name]} />
                  </Link>
                  {user.comment !== '' && <p className={parts.quiet}>{user.comment}</p>}
                </div>
                <div className={parts.actions}>
                  <span className={parts.quiet}>{user.loans === 1 ? '1 book' : `${user.loans} books`}</span>
                  <StatusTag status={user.status} />
                </div>
              </li>
            ))}
          </ul>
        )}
      </ListingView>
    </>
  );
}

function StatusFilter() {
  const status = useAtomValue(parametersAtom).get('status') ?? '';
  const change = useSetAtom(narrowAtom);
  return (
    <NativeSelect
      aria-label="Status"
      value={status}
      data={[{ value: '', label: 'Any status' }, ...statusOptions]}
      onChange={(event) => change({ status: event.currentTarget.value })}
    />
  );
}
