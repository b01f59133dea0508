import { Button, TextInput } from '@mantine/core';
import type { AuthorFields } from '../../api/schemas.ts';
import parts from '../parts/parts.module.css';
import { useFirstField } from '../parts/use-first-field.ts';

interface Props {
  readonly author?: AuthorFields;
  readonly submitText: string;
  readonly isPending: boolean;
  readonly onSubmit: (author: AuthorFields) => void;
  readonly onCancel: () => void;
}

export function AuthorForm({ author, submitText, isPending, onSubmit, onCancel }: Props) {
  const form = useFirstField();
  return (
    <form
      ref={form}
      className={parts.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(readAuthorFields(new FormData(event.currentTarget)));
      }}
    >
      <AuthorFieldInputs author={author} />
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

export function AuthorFieldInputs({ author }: { readonly author?: Partial<AuthorFields> | undefined }) {
  return (
    <div className={parts.pair}>
      <TextInput
        name="name"
        label="Name"
        description="As in a catalogue: last name first"
        required
        defaultValue={author?.name}
      />
      <TextInput
        name="birthdate"
        label="Born"
        description="Year, month or day: 1821, 1821-11, 1821-11-11; -0099 is 100 BC"
        required
        pattern="-?[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
        title="A year, a month or a day, such as 1821 or 1821-11-11; -0099 is 100 BC, as 0000 is 1 BC"
        defaultValue={author?.birthdate}
      />
    </div>
  );
}

export function readAuthorFields(data: FormData): AuthorFields {
  return { name: `${data.get('name') ?? ''}`.trim(), birthdate: `${data.get('birthdate') ?? ''}`.trim() };
}
