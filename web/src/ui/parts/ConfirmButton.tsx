import { Button } from '@mantine/core';
import { useState } from 'react';
import styles from './confirm.module.css';
import parts from './parts.module.css';

interface Props {
  readonly text: string;
  /** What is asked before it is done. */
  readonly question: string;
  readonly onConfirm: () => void;
  readonly disabled?: boolean;
  readonly loading?: boolean;
}

/** A button for what cannot be taken back: it asks once, in its own place. */
export function ConfirmButton({ text, question, onConfirm, disabled = false, loading = false }: Props) {
  const [isAsking, setAsking] = useState(false);
  const [wasAsked, setAsked] = useState(false);
  if (!isAsking) {
    return (
      <Button
        variant="subtle"
        color="red"
        className={styles.danger ?? ''}
        disabled={disabled}
        loading={loading}
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
          onClick={() => {
            setAsking(false);
            onConfirm();
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
