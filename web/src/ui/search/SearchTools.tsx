import { Button, Input } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { lazy, Suspense, useState } from 'react';
import { bookQueryAtom, bookSorts, changeBookQueryAtom } from '../../state/book-query.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Icon } from '../parts/Icon.tsx';
import parts from '../parts/parts.module.css';
import styles from './search.module.css';

const FilterDrawer = lazy(() => import('./FilterDrawer.tsx').then(({ FilterDrawer }) => ({ default: FilterDrawer })));

/** What changes the results; it stays when a choice leaves none, so that it can be taken back. */
export function SearchTools() {
  return (
    <div className={styles.sort}>
      <Filters />
      <Sort />
    </div>
  );
}

const sortTitles: Readonly<Record<(typeof bookSorts)[number], string>> = {
  '': 'Best match',
  title: 'Title, A to Z',
  '-title': 'Title, Z to A',
  price: 'Price, lowest first',
  '-price': 'Price, highest first',
  '-createdAt': 'Newest in the library',
  '-updatedAt': 'Last changed',
};

function Sort() {
  const { sort } = useAtomValue(bookQueryAtom);
  const change = useSetAtom(changeBookQueryAtom);
  return (
    <Input
      component="select"
      pointer
      rightSection={<Icon name="down" size={15} />}
      rightSectionPointerEvents="none"
      size="sm"
      aria-label="Sort by"
      value={sort}
      onChange={(event) => change({ sort: event.currentTarget.value })}
    >
      {bookSorts.map((value) => (
        <option key={value} value={value}>
          {sortTitles[value]}
        </option>
      ))}
    </Input>
  );
}

/** Where there is no room beside the results. */
function Filters() {
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <>
      <Button
        className={styles.filterButton ?? ''}
        variant="default"
        size="sm"
        leftSection={<Icon name="filter" size={16} />}
        onClick={() => {
          setWasOpen(true);
          setOpen(true);
        }}
      >
        Filters
      </Button>
      {wasOpen && (
        <Boundary fallback={<p className={parts.hint}>The filters did not arrive: reload the page.</p>}>
          <Suspense>
            <FilterDrawer isOpen={isOpen} onClose={() => setOpen(false)} />
          </Suspense>
        </Boundary>
      )}
    </>
  );
}
