import { useEffect, useRef } from 'react';
import type { Page } from '../../state/page.ts';
import { formatCount } from './format.ts';
import styles from './parts.module.css';

interface Props {
  /** Absent until the first one is there: only what stands there before its text changes is read out. */
  readonly page: Page<unknown> | undefined;
  /** One of what is listed; more of them end in `s`. */
  readonly unit: string;
  /** The present page could not be had. */
  readonly isStale: boolean;
}

/** Where a page of a listing begins, also for whoever turns pages by keyboard. */
export function Count({ page, unit, isStale }: Props) {
  const line = useRef<HTMLParagraphElement>(null);
  const number = page?.number;
  const numberBefore = useRef(number);
  useEffect(() => {
    const isTurned = numberBefore.current !== undefined && numberBefore.current !== number;
    numberBefore.current = number;
    // Who narrows the listing begins at its first page as well, and is to stay where that is done.
    if (isTurned && !document.activeElement?.matches('input, select, form *, [role=dialog] *')) {
      line.current?.focus({ preventScroll: true });
    }
  }, [number]);
  return (
    <p ref={line} role="status" tabIndex={-1} data-landing>
      {page && (
        <>
          <strong>{formatCount(page.total)}</strong> {page.total === 1 ? unit : `${unit}s`}
          {page.number > 1 && `, page ${page.number}`}
          {isStale && <span className={styles.quiet}> as of before</span>}
        </>
      )}
    </p>
  );
}
