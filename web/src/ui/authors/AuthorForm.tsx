import { TextInput } from '@mantine/core';
import type { AuthorFields } from '../../api/schemas.ts';
import type { Command } from '../../state/command.ts';
import type { FormSubject } from '../../state/command-form.ts';
import { textFields } from '../../state/editable-fields.ts';
import { CommandForm } from '../parts/CommandForm.tsx';
import { notBlank } from '../parts/not-blank.ts';
import parts from '../parts/parts.module.css';
import { readTexts } from '../parts/read-texts.ts';

interface Props {
  readonly subject: FormSubject;
  /** What it begins with. */
  readonly author: AuthorFields;
  readonly submitText: string;
  readonly toCommand: (author: AuthorFields) => Command;
  readonly onDone: () => void;
}

export function AuthorForm({ subject, author, submitText, toCommand, onDone }: Props) {
  return (
    <CommandForm
      subject={subject}
      submitText={submitText}
      read={(data) => toCommand(readAuthorFields(data))}
      onTaken={onDone}
      onCancel={onDone}
    >
      <AuthorFieldInputs author={author} />
    </CommandForm>
  );
}

export function AuthorFieldInputs({ author }: { readonly author?: AuthorFields | undefined }) {
  return (
    <div className={parts.pair}>
      <TextInput
        {...notBlank}
        name="name"
        label="Name"
        description="As in a catalogue: last name first"
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
  return readTexts(data, textFields.author);
}
