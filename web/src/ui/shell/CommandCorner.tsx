import { useMediaQuery } from '@mantine/hooks';
import { useAtomValue, useSetAtom } from 'jotai';
import { useEffect, useState } from 'react';
import type { CommandEntry } from '../../state/command.ts';
import {
  commandsAtom,
  dismissCommandAtom,
  dismissSearchableAtom,
  repeatCommandAtom,
  searchableCountAtom,
} from '../../state/commands.ts';
import { letGoAtom } from '../../state/let-go.ts';
import parts from '../parts/parts.module.css';
import { CommandCard } from './CommandCard.tsx';
import styles from './commands.module.css';
import { describeStage, toneOf } from './describe-stage.ts';

const fewCommands = 3;

/** What was asked for, the newest first. What changes is read out; what went well goes by itself. */
export function CommandCorner() {
  const commands = useAtomValue(commandsAtom);
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [isLookedAt, setLookedAt] = useState(false);
  return (
    <section
      className={styles.corner}
      aria-label="What was asked for"
      onPointerEnter={() => setLookedAt(true)}
      onPointerLeave={() => setLookedAt(false)}
      onFocus={() => setLookedAt(true)}
      onBlur={() => setLookedAt(false)}
    >
      {isNarrow ? <Folded commands={commands} /> : <Cards commands={commands} />}
      {!isLookedAt && commands.map(({ id, state }) => state.stage === 'searchable' && <LettingGo key={id} id={id} />)}
    </section>
  );
}

/** One line, as the cards would lie on what one works with. */
function Folded({ commands }: { readonly commands: readonly CommandEntry[] }) {
  const [isOpen, setOpen] = useState(false);
  const [newest] = commands;
  if (newest === undefined && isOpen) setOpen(false);
  return (
    <>
      {isOpen && <Cards commands={commands} />}
      <div aria-live="polite" aria-atomic="true">
        {newest !== undefined && (
          <button
            type="button"
            className={styles.line}
            data-tone={toneOf(newest)}
            data-landing
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <span className={styles.lineLabel}>{newest.label}</span>
            <span className={styles.lineStage}>{describeStage(newest)}</span>
            {commands.length > 1 && <span className={styles.lineCount}>{`+${commands.length - 1}`}</span>}
          </button>
        )}
      </div>
    </>
  );
}

function Cards({ commands }: { readonly commands: readonly CommandEntry[] }) {
  const dismiss = useSetAtom(dismissCommandAtom);
  const repeat = useSetAtom(repeatCommandAtom);
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      {commands.length > fewCommands && (
        <CornerHead count={commands.length} isWhole={isWhole} onChange={() => setWhole(!isWhole)} />
      )}
      <ul className={styles.commands} aria-live="polite">
        {(isWhole ? commands : commands.slice(0, fewCommands)).map((entry) => (
          <CommandCard
            key={entry.id}
            entry={entry}
            onDismiss={() => dismiss(entry.id)}
            onRepeat={() => repeat(entry.id)}
          />
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
  const dismissSearchable = useSetAtom(dismissSearchableAtom);
  const searchableCount = useAtomValue(searchableCountAtom);
  return (
    <div className={styles.cornerHead}>
      <button type="button" className={parts.textButton} aria-expanded={isWhole} onClick={onChange}>
        {isWhole ? 'Only the newest' : `All ${count}`}
      </button>
      {searchableCount > 0 && (
        <button type="button" className={parts.textButton} onClick={() => dismissSearchable()}>
          Dismiss what is searchable
        </button>
      )}
    </div>
  );
}

function LettingGo({ id }: { readonly id: string }) {
  const letGo = useSetAtom(letGoAtom);
  useEffect(() => {
    const abort = new AbortController();
    letGo(id, abort.signal);
    return () => abort.abort();
  }, [id, letGo]);
  return null;
}
