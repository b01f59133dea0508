import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { User, UserFields } from '../../api/schemas.ts';
import parts from '../parts/parts.module.css';
import { describeStatus } from '../parts/StatusTag.tsx';
import { useFirstField } from '../parts/use-first-field.ts';

const statuses = ['VERIFIED', 'NOT_VERIFIED', 'SUSPENDED'] as const;

interface Props {
  /** Absent: a new one, who has no status yet. */
  readonly user?: User;
  readonly submitText: string;
  readonly isPending: boolean;
  readonly onSubmit: (user: UserFields) => void;
  readonly onCancel: () => void;
}

export function UserForm({ user, submitText, isPending, onSubmit, onCancel }: Props) {
  const form = useFirstField();
  return (
    <form
      ref={form}
      className={parts.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(readUserFields(new FormData(event.currentTarget)));
      }}
    >
      <div className={parts.pair}>
        <TextInput name="name" label="Name" required autoComplete="off" defaultValue={user?.name} />
        <TextInput
          name="email"
          label="E-mail"
          description="Seen here only: no search finds it"
          type="email"
          required
          autoComplete="off"
          defaultValue={user?.email}
        />
      </div>
      {user !== undefined && (
        <>
          <NativeSelect
            name="status"
            label="Status"
            description="Who is suspended may not borrow"
            defaultValue={user.status}
            data={statuses.map((value) => ({ value, label: describeStatus(value) }))}
          />
          <Textarea name="comment" label="Comment" autosize minRows={2} defaultValue={user.comment} />
        </>
      )}
      <div className={parts.actions}>
        <Button type="submit" loading={isPending}>
          {submitText}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function readUserFields(data: FormData): UserFields {
  const text = (name: string): string => `${data.get(name) ?? ''}`.trim();
  const status = statuses.find((known) => known === data.get('status')) ?? 'NOT_VERIFIED';
  return { name: text('name'), email: text('email'), status, comment: text('comment') };
}
