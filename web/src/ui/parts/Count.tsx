import { useEffect, useRef } from 'react';
import type { Page } from '../../state/page.ts';
import { formatCount } from './format.ts';
import styles from './parts.module.css';

interface Props {
  readonly page: Page<unknown>;
  /** One of what is listed; more of them end in `s`. */
  readonly unit: string;
  /** The present page could not be had. */
  readonly isStale: boolean;
}

/** Where a page of a listing begins, also for whoever turns pages by keyboard. */
export function Count({ page: { total, number }, unit, isStale }: Props) {
  const line = useRef<HTMLParagraphElement>(null);
  const numberBefore = useRef(number);
  useEffect(() => {
    if (numberBefore.current === number) return;
    numberBefore.current = number;
    line.current?.focus({ preventScroll: true });
  }, [number]);
  return (
    <p ref={line} role="status" tabIndex={-1} data-landing>
      <strong>{formatCount(total)}</strong> {total === 1 ? unit : `${unit}s`}
      {number > 1 && `, page ${number}`}
      {isStale && <span className={styles.quiet}> as of before</span>}
    </p>
  );
}
