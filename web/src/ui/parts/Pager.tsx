import type { Page } from '../../state/page.ts';
import { Icon } from './Icon.tsx';
import { Link } from './Link.tsx';
import styles from './pager.module.css';
import parts from './parts.module.css';

export function Pager({ page, label }: { readonly page: Page<unknown>; readonly label: string }) {
  const { number, firstHref, previousHref = firstHref, nextHref } = page;
  if (previousHref === undefined && nextHref === undefined) return null;
  return (
    <nav className={styles.pager} aria-label={`Pages of ${label}`}>
      <span>
        {previousHref !== undefined && (
          <Link className={styles.step} href={previousHref} rel="prev">
            <Icon name="left" size={16} />
            {page.previousHref === undefined ? 'First page' : 'Previous'}
          </Link>
        )}
      </span>
      <span className={parts.quiet}>Page {number}</span>
      <span>
        {nextHref !== undefined && (
          <Link className={styles.step} href={nextHref} rel="next">
            Next
            <Icon name="right" size={16} />
          </Link>
        )}
      </span>
    </nav>
  );
}
