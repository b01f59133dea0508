import { Button, CloseButton } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import type { CommandEntry, CommandState, Late } from '../../state/command.ts';
import { dismissCommandAtom, repeatCommandAtom } from '../../state/commands.ts';
import { canReopenAtom, reopenAtom } from '../../state/draft.ts';
import { Link } from '../parts/Link.tsx';
import styles from './commands.module.css';
import { describeStage, toneOf } from './describe-stage.ts';

const lateTexts: Readonly<Record<Late, string>> = {
  'index-behind': 'It is safe in the library; the index is slower than usual.',
  'search-unavailable': 'It is safe in the library; the search does not answer.',
  'table-unavailable': 'It is safe in the library, which does not answer right now.',
};

/** How far one command is, in the words of the promise: sent, accepted by the truth, found by a search. */
export function CommandCard({ entry }: { readonly entry: CommandEntry }) {
  const { id, label, state, href } = entry;
  const dismiss = useSetAtom(dismissCommandAtom);
  return (
    // Read out as a whole: what changes in it says nothing without what it is about.
    <li className={styles.command} data-tone={toneOf(entry)} data-stage={state.stage} aria-atomic="true">
      <div className={styles.commandHead}>
        <span>{href === undefined || state.stage === 'gone' ? label : <Link href={href}>{label}</Link>}</span>
        {canDismiss(entry) && (
          <CloseButton size="sm" data-landing aria-label={`Dismiss “${label}”`} onClick={() => dismiss(id)} />
        )}
      </div>
      <Progress entry={entry} />
      <Explanation state={state} />
      <Again entry={entry} />
      {state.stage === 'clash' && href !== undefined && (
        <div className={styles.commandActions}>
          <Link href={href}>Choose</Link>
          {/* The item may be gone, and its page with it. */}
          <Button size="xs" variant="subtle" data-landing onClick={() => dismiss(id)}>
            Discard my change
          </Button>
        </div>
      )}
    </li>
  );
}

/** What is pending may yet be refused, and a clash holds what somebody wrote: a small × is too easily pressed for that. */
function canDismiss({ state, href }: CommandEntry): boolean {
  return state.stage !== 'pending' && (state.stage !== 'clash' || href === undefined);
}

/** As it was sent, or put right. */
function Again({ entry }: { readonly entry: CommandEntry }) {
  const repeat = useSetAtom(repeatCommandAtom);
  const reopen = useSetAtom(reopenAtom);
  const isReopened = useAtomValue(canReopenAtom)(entry);
  if (!isReopened && !canRepeat(entry.state)) return null;
  const open = (): void => {
    reopen(entry.id);
    window.scrollTo(0, 0);
  };
  return (
    <div className={styles.commandActions}>
      <Button size="xs" variant="default" onClick={isReopened ? open : () => repeat(entry.id)}>
        {isReopened ? 'Open again' : 'Repeat'}
      </Button>
    </div>
  );
}

function canRepeat(state: CommandState): boolean {
  return state.stage === 'unknown' || (state.stage === 'failed' && state.isRepeatable);
}

function Progress({ entry }: { readonly entry: CommandEntry }) {
  const { stage } = entry.state;
  if (stage === 'failed' || stage === 'unknown' || stage === 'clash') return null;
  return (
    <ol className={styles.steps}>
      {stage !== 'pending' && <li data-step="done">Accepted</li>}
      <li data-step={stage === 'searchable' || stage === 'gone' ? 'done' : 'now'}>{describeStage(entry)}</li>
    </ol>
  );
}

function Explanation({ state }: { readonly state: CommandState }) {
  switch (state.stage) {
    case 'pending':
    case 'searchable':
      return null;
    case 'accepted':
      if (state.late === undefined) return null;
      return <p className={styles.advice}>{lateTexts[state.late]} This goes on looking.</p>;
    case 'gone':
      return <p className={styles.advice}>What it wrote was deleted before a search found it.</p>;
    case 'failed':
      return (
        <p className={styles.advice}>
          <strong>{state.problem.meaning}</strong> {state.problem.advice}
        </p>
      );
    case 'unknown':
      return (
        <p className={styles.advice}>
          <strong>Nobody knows whether it went through.</strong> {state.problem.meaning} It is safe to repeat: it is
          carried out once.
        </p>
      );
    case 'clash':
      return (
        <p className={styles.advice}>
          <strong>It was changed meanwhile.</strong> Both versions are on its page: choose there.
        </p>
      );
  }
}
