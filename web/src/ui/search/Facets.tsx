import { TextInput } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { useState } from 'react';
import { bookQueryAtom, changeBookQueryAtom } from '../../state/book-query.ts';
import { type Facet, type FacetName, facetsAtom, toggleFacetValueAtom } from '../../state/facets.ts';
import { decimalPattern, formatCount, formatLanguage } from '../parts/format.ts';
import parts from '../parts/parts.module.css';
import { describeStatus } from '../parts/StatusTag.tsx';
import styles from './search.module.css';

const titles: Readonly<Record<FacetName, string>> = {
  status: 'Availability',
  category: 'Category',
  tags: 'Subject',
  language: 'Language',
};
const fewValues = 6;

/** How a value of a facet reads; what is sent is the value itself. */
export function describeValue(facet: FacetName, value: string): string {
  if (facet === 'status') return describeStatus(value);
  return facet === 'language' ? formatLanguage(value) : value;
}

export function Facets() {
  const facets = useAtomValue(facetsAtom);
  return (
    <div className={styles.facets}>
      {facets.map((facet) => facet.values.length > 0 && <FacetValues key={facet.name} facet={facet} />)}
      <Prices />
    </div>
  );
}

function FacetValues({ facet: { name, values } }: { readonly facet: Facet }) {
  const toggle = useSetAtom(toggleFacetValueAtom);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? values : values.filter(({ isChosen }, place) => isChosen || place < fewValues);
  return (
    <fieldset className={styles.facet}>
      <legend>{titles[name]}</legend>
      <ul className={styles.facetValues}>
        {shown.map(({ value, count, isChosen }) => (
          <li key={value} className={styles.facetValue}>
            <label className={styles.check}>
              <input type="checkbox" checked={isChosen} onChange={() => toggle({ facet: name, value })} />
              {describeValue(name, value)}
            </label>
            <span className={styles.count}>{formatCount(count)}</span>
          </li>
        ))}
      </ul>
      {values.length > fewValues && (
        <button type="button" className={parts.textButton} aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Fewer' : `All ${values.length}`}
        </button>
      )}
    </fieldset>
  );
}

function Prices() {
  const { priceFrom, priceTo } = useAtomValue(bookQueryAtom);
  const change = useSetAtom(changeBookQueryAtom);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget);
        change({
          priceFrom: `${typed.get('priceFrom') ?? ''}`.trim(),
          priceTo: `${typed.get('priceTo') ?? ''}`.trim(),
        });
      }}
    >
      <fieldset className={styles.facet}>
        <legend>Price</legend>
        <div className={styles.prices}>
          <Price name="priceFrom" label="From" value={priceFrom} />
          <Price name="priceTo" label="To" value={priceTo} />
        </div>
        <button type="submit" className={parts.textButton}>
          Apply
        </button>
      </fieldset>
    </form>
  );
}

interface PriceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** What was typed is what stands there, until the address says otherwise. */
function Price({ name, label, value }: PriceProps) {
  const [typed, setTyped] = useState(value);
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    setTyped(value);
  }
  return (
    <TextInput
      size="xs"
      name={name}
      label={label}
      inputMode="decimal"
      pattern={decimalPattern}
      title="A decimal with a point, such as 12.50"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}
