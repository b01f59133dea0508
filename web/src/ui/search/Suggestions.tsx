import { Combobox, type ComboboxStore } from '@mantine/core';
import '../choices.ts';
import { useAtomValue, useSetAtom } from 'jotai';
import { useEffect } from 'react';
import { navigateAtom } from '../../state/location.ts';
import { suggestionsAtom } from '../../state/suggestions.ts';
import parts from '../parts/parts.module.css';
import styles from './search.module.css';

interface Props {
  readonly list: ComboboxStore;
  readonly selectedId: string | null;
  /** Told whether there is anything to choose from. */
  readonly onOffer: (hasAny: boolean) => void;
}

/** The list below the search box: books and authors, each of which leads to its view. */
export function Suggestions({ list, selectedId, onOffer }: Props) {
  const suggestions = useAtomValue(suggestionsAtom);
  const navigate = useSetAtom(navigateAtom);
  const { updateSelectedOptionIndex } = list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other suggestions the chosen one stands in another place.
  useEffect(() => updateSelectedOptionIndex('selected'), [suggestions, updateSelectedOptionIndex]);
  const hasAny = suggestions.length > 0;
  useEffect(() => onOffer(hasAny), [hasAny, onOffer]);
  return (
    <Combobox
      store={list}
      onOptionSubmit={(href) => {
        list.closeDropdown();
        navigate(href);
      }}
      withinPortal={false}
      size="md"
      shadow="md"
      radius="md"
      offset={6}
    >
      <Combobox.DropdownTarget>
        <span className={styles.anchor} />
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={!hasAny}>
        <Combobox.Options aria-label="Suggestions">
          {suggestions.map(({ type, id, text, href }) => {
            const optionId = `suggestion-${type}-${id}`;
            return (
              <Combobox.Option
                key={optionId}
                id={optionId}
                aria-selected={optionId === selectedId}
                value={href}
                className={styles.option ?? ''}
              >
                <span>{text}</span>
                <span className={parts.quiet}>{type === 'Author' ? 'Author' : 'Book'}</span>
              </Combobox.Option>
            );
          })}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
