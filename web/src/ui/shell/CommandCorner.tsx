import { useMediaQuery } from '@mantine/hooks';
import { useAtomValue, useSetAtom } from 'jotai';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CommandEntry } from '../../state/command.ts';
import {
  cornerCommandsAtom,
  dismissDoneAtom,
  doneCountAtom,
  fewCountAtom,
  isDone,
} from '../../state/corner-commands.ts';
import { letGoAtom } from '../../state/let-go.ts';
import { storeCommandsAtom } from '../../state/store-commands.ts';
import { isVisibleAtom } from '../../state/visibility.ts';
import parts from '../parts/parts.module.css';
import { CommandCard } from './CommandCard.tsx';
import styles from './commands.module.css';
import { describeStage, toneOf } from './describe-stage.ts';

/** What was asked for, first what somebody must see to. What changes is read out; what is done goes by itself. */
export function CommandCorner() {
  const commands = useAtomValue(cornerCommandsAtom);
  useAtomValue(storeCommandsAtom);
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  // Whoever comes back to this tab sees what became of it.
  const isVisible = useAtomValue(isVisibleAtom);
  const corner = useRef<HTMLElement>(null);
  return (
    <section ref={corner} className={styles.corner} aria-label="What was asked for">
      {isNarrow ? <Folded commands={commands} /> : <Cards commands={commands} />}
      {isVisible && commands.filter(isDone).map(({ id }) => <LettingGo key={id} id={id} corner={corner} />)}
    </section>
  );
}

/** One line, as the cards would lie on what one works with. */
function Folded({ commands }: { readonly commands: readonly CommandEntry[] }) {
  const [isOpen, setOpen] = useState(false);
  const [first] = commands;
  if (first === undefined && isOpen) setOpen(false);
  return (
    <>
      {isOpen && <Cards commands={commands} />}
      <div aria-live="polite" aria-atomic="true">
        {first !== undefined && (
          <button
            type="button"
            className={styles.line}
            data-tone={toneOf(first)}
            data-landing
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <span className={styles.lineLabel}>{first.label}</span>
            <span className={styles.lineStage}>{describeStage(first)}</span>
            {commands.length > 1 && <span className={styles.lineCount}>{`+${commands.length - 1}`}</span>}
            {first.state.stage === 'failed' && (
              <span className={styles.lineAdvice}>
                {first.state.problem.meaning} {first.state.problem.advice}
              </span>
            )}
          </button>
        )}
      </div>
    </>
  );
}

function Cards({ commands }: { readonly commands: readonly CommandEntry[] }) {
  const [isWhole, setWhole] = useState(false);
  const fewCount = useAtomValue(fewCountAtom);
  return (
    <>
      {commands.length > fewCount && (
        <CornerHead count={commands.length} isWhole={isWhole} onChange={() => setWhole(!isWhole)} />
      )}
      <ul className={styles.commands} aria-live="polite">
        {commands.slice(0, isWhole ? undefined : fewCount).map((entry) => (
          <CommandCard key={entry.id} entry={entry} />
        ))}
      </ul>
    </>
  );
}

interface HeadProps {
  readonly count: number;
  readonly isWhole: boolean;
  readonly onChange: () => void;
}

function CornerHead({ count, isWhole, onChange }: HeadProps) {
  const dismissDone = useSetAtom(dismissDoneAtom);
  const doneCount = useAtomValue(doneCountAtom);
  return (
    <div className={styles.cornerHead}>
      <button type="button" className={parts.textButton} aria-expanded={isWhole} onClick={onChange}>
        {isWhole ? 'Fewer' : `All ${count}`}
      </button>
      {doneCount > 0 && (
        <button type="button" className={parts.textButton} onClick={() => dismissDone()}>
          Dismiss what is done
        </button>
      )}
    </div>
  );
}

interface LettingGoProps {
  readonly id: string;
  readonly corner: RefObject<HTMLElement | null>;
}

function LettingGo({ id, corner }: LettingGoProps) {
  const letGo = useSetAtom(letGoAtom);
  useEffect(() => {
    const abort = new AbortController();
    // Asked when the time is up: nobody tells of a pointer or a focus whose element was taken away.
    const isLookedAt = () => corner.current?.matches(':hover, :focus-within') === true;
    letGo({ id, isLookedAt, signal: abort.signal });
    return () => abort.abort();
  }, [id, corner, letGo]);
  return null;
}
