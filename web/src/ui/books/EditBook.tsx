import { CommandForm } from '../parts/CommandForm.tsx';
import parts from '../parts/parts.module.css';
import type { Opened } from '../parts/use-opened.ts';
import { BookFieldInputs } from './BookFieldInputs.tsx';
import { readBookFields } from './read-book-fields.ts';

interface Props {
  readonly opened: Opened<'ReplaceBook'>;
  readonly onDone: () => void;
}

export function EditBook({ opened, onDone }: Props) {
  return (
    <CommandForm
      subject={opened}
      className={`${parts.card} ${parts.form}`}
      label="Edit this book"
      submitText="Save"
      read={(data) => ({ ...opened.begun, mine: readBookFields(data) })}
      onTaken={onDone}
      onCancel={onDone}
    >
      <BookFieldInputs book={opened.begun.mine} />
    </CommandForm>
  );
}
