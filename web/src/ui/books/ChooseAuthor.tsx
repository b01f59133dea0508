import { SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import type { AuthorFields } from '../../api/schemas.ts';
import { authorChoices, type Choice } from '../../state/choices.ts';
import { AuthorFieldInputs } from '../authors/AuthorForm.tsx';
import { ChoiceField } from '../parts/ChoiceField.tsx';
import { formatBirthdate } from '../parts/format-birthdate.ts';
import parts from '../parts/parts.module.css';

interface Props {
  readonly isNew: boolean;
  readonly onNew: (isNew: boolean) => void;
  /** What the fields of a new one begin with. */
  readonly begun: AuthorFields | undefined;
  readonly chosen: Choice | undefined;
  readonly onChoose: (author: Choice | undefined) => void;
}

/** Of a book: one in the library, or a new one. What was typed into the one stays while the other is looked at. */
export function ChooseAuthor({ isNew, onNew, begun, chosen, onChoose }: Props) {
  return (
    <fieldset className={parts.group}>
      <legend>Author</legend>
      <SegmentedControl
        aria-label="Author"
        value={isNew ? 'new' : 'known'}
        data={[
          { value: 'known', label: 'In the library' },
          { value: 'new', label: 'New' },
        ]}
        onChange={(value) => onNew(value === 'new')}
      />
      <fieldset className={parts.bare} hidden={!isNew} disabled={!isNew}>
        <AuthorFieldInputs author={begun} />
      </fieldset>
      <fieldset className={parts.bare} hidden={isNew} disabled={isNew}>
        <ChoiceField
          choices={authorChoices}
          label="Author’s name"
          chosen={chosen}
          onChoose={onChoose}
          describe={(birthdate) => `born ${formatBirthdate(birthdate)}`}
        />
      </fieldset>
    </fieldset>
  );
}
