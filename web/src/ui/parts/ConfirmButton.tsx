import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Command } from '../../state/command.ts';
import styles from './confirm.module.css';
import parts from './parts.module.css';
import { useCommand } from './use-command.ts';

interface Props {
  readonly command: Command;
  readonly text: string;
  /** What is asked before it is done. */
  readonly question: string;
  readonly disabled?: boolean;
}

/** A button for what cannot be taken back: it asks once, in its own place. */
export function ConfirmButton({ command, text, question, disabled = false }: Props) {
  const { send, isPending, isHindered } = useCommand(command);
  const [isAsking, setAsking] = useState(false);
  const [wasAsked, setAsked] = useState(false);
  if (!isAsking) {
    return (
      <Button
        variant="subtle"
        color="red"
        className={styles.danger ?? ''}
        disabled={disabled || isHindered}
        loading={isPending}
        // The answer's button, which had the focus, is gone.
        autoFocus={wasAsked}
        onClick={() => {
          setAsking(true);
          setAsked(true);
        }}
      >
        {text}
      </Button>
    );
  }
  return (
    <fieldset className={styles.confirm}>
      <legend>{question}</legend>
      <div className={parts.actions}>
        <Button
          className={styles.dangerFilled ?? ''}
          disabled={isHindered}
          onClick={() => {
            setAsking(false);
            send();
          }}
        >
          {text}
        </Button>
        <Button variant="default" autoFocus onClick={() => setAsking(false)}>
          Keep
        </Button>
      </div>
    </fieldset>
  );
}
