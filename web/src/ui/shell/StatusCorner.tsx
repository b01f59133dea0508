import { useAtomValue } from 'jotai';
import { type ServiceStatus, serviceStatusAtom, usualLagSeconds } from '../../state/service-status.ts';
import { formatDuration } from '../parts/format.ts';
import parts from '../parts/parts.module.css';
import styles from './shell.module.css';

interface Summary {
  readonly tone: 'plain' | 'good' | 'busy' | 'bad';
  readonly text: string;
  readonly explanation: string;
}

/** How far the index is behind the truth: always in sight, the numbers on request. */
export function StatusCorner() {
  const status = useAtomValue(serviceStatusAtom);
  const { tone, text, explanation } = summarize(status);
  return (
    <>
      <button
        type="button"
        className={styles.status}
        data-tone={tone}
        popoverTarget="service-status"
        aria-label={`Index: ${text}`}
      >
        <span className={styles.dot} data-tone={tone} />
        <span className={styles.statusText}>{text}</span>
      </button>
      <section id="service-status" popover="auto" className={styles.statusPanel} aria-label="The index">
        <p>{explanation}</p>
        {status.kind === 'known' && <Numbers status={status} />}
      </section>
    </>
  );
}

function summarize(status: ServiceStatus): Summary {
  switch (status.kind) {
    case 'unasked':
      return { tone: 'plain', text: 'Asking…', explanation: 'How far the index is behind is being asked for.' };
    case 'failed':
      return {
        tone: 'bad',
        text: 'No answer',
        explanation: `${status.problem.meaning} ${
          status.problem.name === 'unavailable'
            ? 'Books can still be read and lent; searching may not work.'
            : status.problem.advice
        }`,
      };
    case 'known':
      return summarizeMood(status.mood, status.lagSeconds);
  }
}

function summarizeMood(mood: 'in-step' | 'behind' | 'unknown', lagSeconds: number | undefined): Summary {
  switch (mood) {
    case 'in-step':
      return { tone: 'good', text: 'In step', explanation: 'Searches find what was written, usually within seconds.' };
    case 'behind':
      return {
        tone: 'busy',
        // The heartbeat may be in time where changes are not.
        text:
          lagSeconds === undefined || lagSeconds <= usualLagSeconds
            ? 'Slower than usual'
            : `${formatDuration(lagSeconds * 1_000)} behind`,
        explanation: 'What was written lately is safe, but searches do not find all of it yet.',
      };
    case 'unknown':
      return {
        tone: 'busy',
        text: 'Lag unknown',
        explanation: 'No heartbeat is in the index, so nobody knows how far it is behind.',
      };
  }
}

function Numbers({ status }: { readonly status: Extract<ServiceStatus, { readonly kind: 'known' }> }) {
  const { lagSeconds, parkedKeys, parkedIsAtLeast, jobs, jobsIsAtLeast } = status;
  return (
    <dl className={parts.facts}>
      <dt>Last heartbeat</dt>
      <dd>{lagSeconds === undefined ? 'none' : `${formatDuration(lagSeconds * 1_000)} ago`}</dd>
      <dt>Parked keys</dt>
      <dd>{countOf(parkedKeys, parkedIsAtLeast)}</dd>
      <dt>Changes under way</dt>
      <dd>{countOf(jobs, jobsIsAtLeast)}</dd>
    </dl>
  );
}

function countOf(count: number, isAtLeast: boolean): string {
  return isAtLeast ? `${count} or more` : `${count}`;
}
