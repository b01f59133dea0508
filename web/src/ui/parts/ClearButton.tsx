import { CloseButton } from '@mantine/core';
import type { RefObject } from 'react';

interface Props {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onClear: () => void;
}

/** Empties a search field. It goes with the text, so the focus goes to the field. */
export function ClearButton({ field, onClear }: Props) {
  return (
    <CloseButton
      aria-label="Clear the search"
      onClick={() => {
        onClear();
        field.current?.focus();
      }}
    />
  );
}
