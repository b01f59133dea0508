import { Button } from '@mantine/core';
import { useState } from 'react';
import type { User } from '../../api/schemas.ts';
import { setUserStatus } from '../../state/set-user-status.ts';
import { ClashNotice } from '../parts/ClashNotice.tsx';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { formatDay } from '../parts/format.ts';
import parts from '../parts/parts.module.css';
import { StatusTag } from '../parts/StatusTag.tsx';
import { Title } from '../parts/Title.tsx';
import { useCommand } from '../parts/use-command.ts';
import { UserForm } from './UserForm.tsx';

export function UserHead({ user }: { readonly user: User }) {
  // The user as it was when the form was opened: what others change meanwhile becomes a clash, not a loss.
  const [base, setBase] = useState<User>();
  const { send, isPending } = useCommand(() => setBase(undefined));
  return (
    <>
      <div className={parts.pageHead}>
        <div>
          <Title>{user.name}</Title>
          <p className={parts.lead}>
            {user.email} · here since {formatDay(user.createdAt)}
          </p>
        </div>
        <StatusTag status={user.status} />
      </div>
      <ClashNotice itemId={user.userId} />
      {base === undefined ? (
        <>
          {user.comment !== '' && <p className={`${parts.lead} ${parts.above}`}>{user.comment}</p>}
          <UserActions user={user} onEdit={() => setBase(user)} />
        </>
      ) : (
        <section className={`${parts.card} ${parts.narrow}`} aria-label="Edit this user">
          <UserForm
            user={base}
            submitText="Save"
            isPending={isPending}
            onCancel={() => setBase(undefined)}
            onSubmit={(mine) => send({ name: 'ReplaceUser', base, mine })}
          />
        </section>
      )}
    </>
  );
}

function UserActions({ user, onEdit }: { readonly user: User; readonly onEdit: () => void }) {
  const { send, isPending } = useCommand();
  return (
    <div className={parts.actions}>
      <Button variant="default" data-landing onClick={onEdit}>
        Edit
      </Button>
      {user.status !== 'VERIFIED' && (
        <Button variant="default" loading={isPending} onClick={() => send(setUserStatus(user, 'VERIFIED'))}>
          Verify
        </Button>
      )}
      {user.status !== 'SUSPENDED' && (
        <Button variant="default" loading={isPending} onClick={() => send(setUserStatus(user, 'SUSPENDED'))}>
          Suspend
        </Button>
      )}
      <ConfirmButton
        text="Delete"
        question={`Delete ${user.name}’s account?`}
        disabled={user.loans > 0}
        onConfirm={() => send({ name: 'DeleteUser', base: user })}
      />
      {user.loans > 0 && <span className={parts.quiet}>Who has books cannot be deleted.</span>}
    </div>
  );
}
