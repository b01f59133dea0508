import { useAtomValue, useSetAtom } from 'jotai';
import { bookQueryAtom, changeBookQueryAtom, clearFiltersAtom, hasFiltersAtom } from '../../state/book-query.ts';
import { facetsAtom, toggleFacetValueAtom } from '../../state/facets.ts';
import { Icon } from '../parts/Icon.tsx';
import parts from '../parts/parts.module.css';
import { describeValue } from './Facets.tsx';
import styles from './search.module.css';

/** What narrows the results, each to be let go by a click. */
export function ChosenFilters() {
  const query = useAtomValue(bookQueryAtom);
  const facets = useAtomValue(facetsAtom);
  const hasFilters = useAtomValue(hasFiltersAtom);
  const toggle = useSetAtom(toggleFacetValueAtom);
  const change = useSetAtom(changeBookQueryAtom);
  const clear = useSetAtom(clearFiltersAtom);
  if (!hasFilters) return null;
  return (
    <ul className={styles.chips} aria-label="Chosen filters">
      {facets.flatMap(({ name, values }) =>
        values
          .filter(({ isChosen }) => isChosen)
          .map(({ value }) => (
            <Chip
              key={`${name} ${value}`}
              text={describeValue(name, value)}
              onRemove={() => toggle({ facet: name, value })}
            />
          )),
      )}
      {query.authorId.length > 0 && <Chip text="One author" onRemove={() => change({ authorId: [] })} />}
      {query.priceFrom !== '' && <Chip text={`From ${query.priceFrom}`} onRemove={() => change({ priceFrom: '' })} />}
      {query.priceTo !== '' && <Chip text={`To ${query.priceTo}`} onRemove={() => change({ priceTo: '' })} />}
      <li>
        <button type="button" className={parts.textButton} onClick={() => clear()}>
          Clear all
        </button>
      </li>
    </ul>
  );
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  return (
    <li>
      <button type="button" className={styles.chip} aria-label={`Remove filter ${text}`} onClick={onRemove}>
        {text}
        <Icon name="close" size={13} />
      </button>
    </li>
  );
}
