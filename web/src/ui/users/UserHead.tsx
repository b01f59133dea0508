import { Button } from '@mantine/core';
import type { User } from '../../api/schemas.ts';
import { setUserStatus } from '../../state/user-status.ts';
import { ClashNotice } from '../parts/ClashNotice.tsx';
import { CommandButton } from '../parts/CommandButton.tsx';
import { ConfirmButton } from '../parts/ConfirmButton.tsx';
import { formatDay } from '../parts/format.ts';
import parts from '../parts/parts.module.css';
import { StatusTag } from '../parts/StatusTag.tsx';
import { Title } from '../parts/Title.tsx';
import { useOpened } from '../parts/use-opened.ts';
import { EditUserForm } from './UserForm.tsx';

interface Props {
  readonly user: User;
  /** Only what is being edited, or is to be decided, is still shown. */
  readonly isGone: boolean;
}

export function UserHead({ user, isGone }: Props) {
  const { opened, open, close } = useOpened('ReplaceUser', user.userId);
  const edit = () => open({ name: 'ReplaceUser', base: user, mine: user });
  return (
    <>
      {!isGone && (
        <div className={parts.pageHead}>
          <div>
            <Title>{user.name}</Title>
            <p className={parts.lead}>
              {user.email} · here since {formatDay(user.createdAt)}
            </p>
          </div>
          <StatusTag status={user.status} />
        </div>
      )}
      <ClashNotice itemId={user.userId} />
      {!isGone && opened === undefined && (
        <>
          {user.comment !== '' && <p className={`${parts.lead} ${parts.above}`}>{user.comment}</p>}
          <UserActions user={user} onEdit={edit} />
        </>
      )}
      {opened !== undefined && (
        <section className={`${parts.card} ${parts.narrow}`} aria-label="Edit this user">
          <EditUserForm key={opened.key} opened={opened} onDone={close} />
        </section>
      )}
    </>
  );
}

function UserActions({ user, onEdit }: { readonly user: User; readonly onEdit: () => void }) {
  return (
    <div className={parts.actions}>
      <Button variant="default" data-landing onClick={onEdit}>
        Edit
      </Button>
      {user.status !== 'VERIFIED' && <CommandButton command={setUserStatus(user, 'VERIFIED')} text="Verify" />}
      {user.status !== 'SUSPENDED' && <CommandButton command={setUserStatus(user, 'SUSPENDED')} text="Suspend" />}
      <ConfirmButton
        command={{ name: 'DeleteUser', base: user }}
        text="Delete"
        question={`Delete ${user.name}’s account?`}
        disabled={user.loans > 0}
      />
      {user.loans > 0 && <span className={parts.quiet}>Who has books cannot be deleted.</span>}
    </div>
  );
}
