import { Button, Skeleton } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import type { ReactNode } from 'react';
import { unsettledCountAtom } from '../../state/command-entries.ts';
import type { Listing } from '../../state/listing.ts';
import type { Page } from '../../state/page.ts';
import { Count } from './Count.tsx';
import { Notice } from './Notice.tsx';
import { Pager } from './Pager.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';
import styles from './parts.module.css';

interface Props<Document> {
  readonly listing: Listing<Document>;
  /** What is listed, as in “The books could not be loaded”. */
  readonly label: string;
  /** What is counted. */
  readonly unit?: string;
  /** What the listing is changed by; it stays when nothing is found. */
  readonly tools?: ReactNode;
  readonly children: (page: Page<Document>, isBusy: boolean) => ReactNode;
  /** Stands where results would be. */
  readonly empty: (page: Page<Document>) => ReactNode;
}

/** The states of a listing: a page stays on screen, paler, until the next one is there. */
export function ListingView<Document>({ listing, label, unit = 'book', tools, children, empty }: Props<Document>) {
  const state = useAtomValue(listing.stateAtom);
  const retry = useSetAtom(listing.retryAtom);
  const page = 'page' in state ? state.page : state.shown;
  return (
    <>
      {state.kind === 'failed' && (
        <ProblemNotice
          title={`The ${label} could not be loaded`}
          problem={state.problem}
          isTriedAgain={state.retryAtMs !== undefined}
          onRetry={() => retry()}
        />
      )}
      <div className={styles.head}>
        <Count page={page} unit={unit} isStale={state.kind === 'failed'} />
        {tools}
      </div>
      {state.kind === 'loading' && page === undefined && <Placeholders label={label} />}
      {page !== undefined && (
        <>
          {page.isPartial && page.results.length > 0 && (
            <p className={styles.hint}>The search ran out of time: there may be more than is shown here.</p>
          )}
          <Freshness page={page} />
          {page.results.length > 0 ? (
            children(page, state.kind === 'loading')
          ) : (
            <Nothing page={page} onRetry={retry}>
              {empty(page)}
            </Nothing>
          )}
          <Pager page={page} label={label} />
        </>
      )}
    </>
  );
}

interface NothingProps {
  readonly page: Page<unknown>;
  readonly onRetry: () => void;
  /** What to say when there is nothing at all. */
  readonly children: ReactNode;
}

function Nothing({ page: { isPartial, firstHref }, onRetry, children }: NothingProps) {
  if (isPartial) {
    return (
      <Notice
        icon="warning"
        title="Nothing was found in time"
        actions={<Button onClick={() => onRetry()}>Try again</Button>}
      />
    );
  }
  return firstHref === undefined ? children : <p>Nothing is left on this page.</p>;
}

/** A list may lack what is known to be written, and above all an empty one is then not to be believed. */
function Freshness({ page }: { readonly page: Page<unknown> }) {
  const unsettled = useAtomValue(unsettledCountAtom);
  if (!page.isBehind && unsettled === 0) return null;
  const reason = page.isBehind ? 'The index is behind' : 'What was asked for is accepted, but not searchable yet';
  const effect =
    page.results.length === 0
      ? 'something that was just written may belong here all the same.'
      : 'this list may not show what was just written.';
  return (
    <p className={styles.hint}>
      {reason}: {effect}
    </p>
  );
}

const places = ['first', 'second', 'third', 'fourth', 'fifth'];

function Placeholders({ label }: { readonly label: string }) {
  return (
    <div className={styles.stack} role="status" aria-label={`Loading ${label}`}>
      {places.map((place) => (
        <Skeleton key={place} height={84} radius={14} />
      ))}
    </div>
  );
}
