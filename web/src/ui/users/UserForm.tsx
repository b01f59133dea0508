import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { UserFields } from '../../api/schemas.ts';
import type { Command } from '../../state/command.ts';
import { textFields } from '../../state/editable-fields.ts';
import { findUserStatus, userStatuses } from '../../state/user-status.ts';
import { CommandForm } from '../parts/CommandForm.tsx';
import { notBlank } from '../parts/not-blank.ts';
import parts from '../parts/parts.module.css';
import { readTexts } from '../parts/read-texts.ts';
import { describeStatus } from '../parts/StatusTag.tsx';
import type { Opened } from '../parts/use-opened.ts';

export const statusOptions = userStatuses.map((value) => ({ value, label: describeStatus(value) }));

interface AddProps {
  readonly opened: Opened<'AddUser'>;
  readonly onDone: () => void;
}

export function AddUserForm({ opened, onDone }: AddProps) {
  return (
    <CommandForm
      subject={opened}
      submitText="Add the user"
      read={(data) => ({ name: 'AddUser', user: readTexts(data, ['name', 'email']) })}
      onTaken={onDone}
      onCancel={onDone}
    >
      <NameAndEmail user={opened.begun.user} />
    </CommandForm>
  );
}

interface EditProps {
  readonly opened: Opened<'ReplaceUser'>;
  readonly onDone: () => void;
}

export function EditUserForm({ opened, onDone }: EditProps) {
  const user = opened.begun.mine;
  const read = (data: FormData): Command => {
    const status = findUserStatus(data.get('status')) ?? user.status;
    return { ...opened.begun, mine: { ...readTexts(data, textFields.user), status } };
  };
  return (
    <CommandForm subject={opened} submitText="Save" read={read} onTaken={onDone} onCancel={onDone}>
      <NameAndEmail user={user} />
      <NativeSelect
        name="status"
        label="Status"
        description="Who is suspended may not borrow"
        defaultValue={user.status}
        data={statusOptions}
      />
      <Textarea name="comment" label="Comment" autosize minRows={2} defaultValue={user.comment} />
    </CommandForm>
  );
}

function NameAndEmail({ user }: { readonly user: Pick<UserFields, 'name' | 'email'> }) {
  return (
    <div className={parts.pair}>
      <TextInput {...notBlank} name="name" label="Name" autoComplete="off" defaultValue={user.name} />
      <TextInput
        name="email"
        label="E-mail"
        description="Seen here only: no search finds it"
        type="email"
        required
        autoComplete="off"
        defaultValue={user.email}
      />
    </div>
  );
}
