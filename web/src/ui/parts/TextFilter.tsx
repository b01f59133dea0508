import { TextInput } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { useRef } from 'react';
import { searchTextAtom, submitTextAtom, typeTextAtom } from '../../state/search-text.ts';
import { ClearButton } from './ClearButton.tsx';
import { Icon } from './Icon.tsx';

/** The field that narrows a listing by words. */
export function TextFilter({ label }: { readonly label: string }) {
  const text = useAtomValue(searchTextAtom);
  const type = useSetAtom(typeTextAtom);
  const submit = useSetAtom(submitTextAtom);
  const field = useRef<HTMLInputElement>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: many browsers in use do not know the element <search> yet.
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextInput
        ref={field}
        type="search"
        radius="xl"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={text}
        leftSection={<Icon name="search" size={16} />}
        rightSection={text !== '' && <ClearButton field={field} onClear={() => type('')} />}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </form>
  );
}
