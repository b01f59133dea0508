import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import styles from './notice.module.css';

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  /** The ways on from here. */
  readonly actions?: ReactNode;
  readonly tone?: 'plain' | 'bad';
}

/** Stands where content would be, when there is none: says why, and what to do. */
export function Notice({ icon, title, children, actions, tone = 'plain' }: Props) {
  return (
    <section className={styles.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : undefined}>
      <span className={styles.noticeIcon}>
        <Icon name={icon} size={26} />
      </span>
      <h2>{title}</h2>
      {children !== undefined && <div className={styles.noticeText}>{children}</div>}
      {actions !== undefined && <div className={styles.ways}>{actions}</div>}
    </section>
  );
}
