import styles from './parts.module.css';

const tags = {
  AVAILABLE: { tone: 'good', text: 'Available' },
  NOT_AVAILABLE: { tone: 'busy', text: 'On loan' },
  MISSING: { tone: 'bad', text: 'Missing' },
  VERIFIED: { tone: 'good', text: 'Verified' },
  NOT_VERIFIED: { tone: 'busy', text: 'Not verified' },
  SUSPENDED: { tone: 'bad', text: 'Suspended' },
  BORROWED: { tone: 'busy', text: 'On loan' },
  RETURNED: { tone: 'good', text: 'Returned' },
} as const;

function isKnown(status: string): status is keyof typeof tags {
  return Object.hasOwn(tags, status);
}

/** A status as the API names it, in words. */
export function describeStatus(status: string): string {
  return isKnown(status) ? tags[status].text : status;
}

export function StatusTag({ status }: { readonly status: string }) {
  return (
    <span className={styles.tag} data-tone={isKnown(status) ? tags[status].tone : undefined}>
      {describeStatus(status)}
    </span>
  );
}
