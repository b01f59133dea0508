import { Combobox, TextInput, useCombobox } from '@mantine/core';
import '../choices.ts';
import { useAtomValue, useSetAtom } from 'jotai';
import { useEffect, useRef } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Choice, Choices, Offer } from '../../state/choices.ts';
import styles from './parts.module.css';

interface Props {
  readonly choices: Choices;
  readonly label: string;
  readonly description?: string;
  readonly chosen: Choice | undefined;
  readonly onChoose: (choice: Choice | undefined) => void;
  /** How the detail of a choice reads. */
  readonly describe: (detail: string) => string;
}

/** An author or a user, found while one types, by name or by id. What is typed over is no longer chosen. */
export function ChoiceField({ choices, label, description, chosen, onChoose, describe }: Props) {
  const text = useAtomValue(choices.textAtom);
  const type = useSetAtom(choices.typeAtom);
  const state = useAtomValue(choices.stateAtom);
  const offer = useAtomValue(choices.offerAtom);
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const { selectFirstOption, resetSelectedOption } = list;
  const retry = useSetAtom(choices.retryAtom);
  const field = useRef<HTMLInputElement>(null);
  const offeredText = useRef('');
  // The text is kept for all fields of a kind, the choice is not: what was typed elsewhere would look like one.
  useEffect(() => type(''), [type]);
  useEffect(() => {
    // Other names for the same text: whoever had been marked may stand elsewhere, or be somebody else.
    if (offer === undefined || offer.text === offeredText.current) return resetSelectedOption();
    offeredText.current = offer.text;
    selectFirstOption();
  }, [offer, selectFirstOption, resetSelectedOption]);
  useEffect(() => {
    field.current?.setCustomValidity(chosen === undefined && text !== '' ? 'Choose somebody from the list.' : '');
  }, [chosen, text]);
  const choose = (choice: Choice | undefined): void => {
    onChoose(choice);
    type(choice?.name ?? '');
    list.closeDropdown();
  };
  return (
    <Combobox
      store={list}
      withinPortal={false}
      onOptionSubmit={(id) => choose(offer?.choices.find((one) => one.id === id))}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={field}
          label={label}
          description={description}
          required
          autoComplete="off"
          spellCheck={false}
          value={chosen?.name ?? text}
          error={
            state.kind === 'failed' && (
              <NoNames
                problem={state.problem}
                onRetry={() => {
                  retry();
                  field.current?.focus();
                }}
              />
            )
          }
          onFocus={() => list.openDropdown()}
          onClick={() => list.openDropdown()}
          onBlur={() => list.closeDropdown()}
          onChange={(event) => {
            onChoose(undefined);
            offeredText.current = '';
            type(event.currentTarget.value);
            list.openDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label}>
          {offer?.choices.map(({ id, name, detail }) => (
            <Combobox.Option key={id} value={id} className={styles.choice ?? ''}>
              <span>{name}</span>
              {detail !== undefined && <span className={styles.quiet}>{describe(detail)}</span>}
            </Combobox.Option>
          ))}
          <NoOffer offer={offer} hasFailed={state.kind === 'failed'} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

interface NoNamesProps {
  readonly problem: Problem;
  readonly onRetry: () => void;
}

function NoNames({ problem: { meaning, advice }, onRetry }: NoNamesProps) {
  return (
    <>
      {meaning} {advice} An id is found all the same.{' '}
      <button type="button" className={styles.textButton} onClick={onRetry}>
        Try again
      </button>
    </>
  );
}

interface NoOfferProps {
  readonly offer: Offer | undefined;
  readonly hasFailed: boolean;
}

function NoOffer({ offer, hasFailed }: NoOfferProps) {
  if (offer !== undefined && offer.choices.length > 0) return null;
  const none = offer?.isPartial ? 'No name was found in time: go on typing' : 'Nobody has such a name';
  const text = hasFailed ? 'Names cannot be looked up now' : offer === undefined ? 'Looking…' : none;
  return <Combobox.Empty>{text}</Combobox.Empty>;
}
