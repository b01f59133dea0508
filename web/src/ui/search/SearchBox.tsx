import { TextInput, useCombobox } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react';
import { searchTextAtom, submitTextAtom, typeTextAtom } from '../../state/search-text.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { ClearButton } from '../parts/ClearButton.tsx';
import { Icon } from '../parts/Icon.tsx';
import styles from './search.module.css';

// What places a list beside a field is a fifth of the page's code: it comes when the field gets the focus.
const Suggestions = lazy(() => import('./Suggestions.tsx').then(({ Suggestions }) => ({ default: Suggestions })));

/** The field for what is looked for, and the list that completes it: a combobox as WAI-ARIA describes it. */
export function SearchBox() {
  const text = useAtomValue(searchTextAtom);
  const type = useSetAtom(typeTextAtom);
  const submit = useSetAtom(submitTextAtom);
  const list = useCombobox();
  const field = useRef<HTMLInputElement>(null);
  const [hadFocus, setHadFocus] = useState(false);
  const [isOffering, setOffering] = useState(false);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const isOpen = list.dropdownOpened && isOffering;

  const change = (typed: string): void => {
    type(typed);
    list.resetSelectedOption();
    setSelectedId(null);
    list.openDropdown();
  };

  const close = (): void => {
    list.closeDropdown();
    list.resetSelectedOption();
    setSelectedId(null);
  };

  const pressKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.dropdownOpened)
        setSelectedId(event.key === 'ArrowDown' ? list.selectNextOption() : list.selectPreviousOption());
      else list.openDropdown('keyboard');
    } else if (event.key === 'Enter' && list.dropdownOpened && list.getSelectedOptionIndex() !== -1) {
      event.preventDefault();
      list.clickSelectedOption();
      close();
    } else if (event.key === 'Escape' && list.dropdownOpened) {
      event.preventDefault();
      close();
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: many browsers in use do not know the element <search> yet.
    <form
      role="search"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
        close();
      }}
    >
      <TextInput
        ref={field}
        type="search"
        size="md"
        radius="xl"
        name="q"
        aria-label="Search titles, authors, subjects and descriptions"
        placeholder="Title, author, subject, ISBN…"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        value={text}
        leftSection={<Icon name="search" />}
        rightSection={
          text !== '' && (
            <ClearButton
              field={field}
              onClear={() => {
                change('');
                close();
              }}
            />
          )
        }
        role="combobox"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? (list.listId ?? undefined) : undefined}
        aria-activedescendant={isOpen ? (selectedId ?? undefined) : undefined}
        onFocus={() => setHadFocus(true)}
        onBlur={close}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={pressKey}
      />
      {hadFocus && (
        <Boundary>
          <Suspense>
            <Suggestions list={list} selectedId={selectedId} onOffer={setOffering} />
          </Suspense>
        </Boundary>
      )}
    </form>
  );
}
