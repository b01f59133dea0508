import { useSetAtom } from 'jotai';
import { changeBookQueryAtom } from '../../state/book-query.ts';
import type { BookDocument } from '../../state/found.ts';
import type { Page } from '../../state/page.ts';
import parts from '../parts/parts.module.css';
import styles from './search.module.css';

/** What to know about the results as a whole. */
export function Hints({ page }: { readonly page: Page<BookDocument> }) {
  return (
    <>
      {page.isApproximate && (
        <p className={parts.hint}>Nothing has these words as they stand: this is spelt like them, or begins so.</p>
      )}
      <DidYouMean page={page} />
    </>
  );
}

function DidYouMean({ page: { didYouMean } }: { readonly page: Page<BookDocument> }) {
  const change = useSetAtom(changeBookQueryAtom);
  if (didYouMean === undefined) return null;
  return (
    <p className={parts.hint}>
      Did you mean{' '}
      <button type="button" className={styles.inlineButton} onClick={() => change({ q: didYouMean })}>
        {didYouMean}
      </button>
      ?
    </p>
  );
}
