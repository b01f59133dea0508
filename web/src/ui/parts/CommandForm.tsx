import { Button } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Command, CommandEntry } from '../../state/command.ts';
import { createCommandForm, type FormSubject } from '../../state/command-form.ts';
import { DoubtNotice, sendAsWell } from './DoubtNotice.tsx';
import parts from './parts.module.css';

interface Props {
  readonly subject: FormSubject;
  readonly label?: string;
  readonly className?: string | undefined;
  readonly submitText: string;
  /** The only thing in its panel. */
  readonly isWide?: boolean;
  /** What the fields say; undefined as long as something is missing. */
  readonly read: (data: FormData) => Command | undefined;
  readonly onTaken?: (entry: CommandEntry) => void;
  /** Closes the form, which a button opened; absent where it stands for good. */
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

/**
 * The frame of a form that sends a command. What stands in it stays until it is known what became of it: a refused command
 * may need to be put right.
 */
export function CommandForm({ label, className = parts.form, submitText, isWide = false, ...props }: Props) {
  const { subject, read, onTaken = () => {}, onCancel, children } = props;
  const form = useRef<HTMLFormElement>(null);
  const { isPending, doubted, submit } = useSending(subject, {
    read: () => (form.current === null ? undefined : read(new FormData(form.current))),
    onTaken,
  });
  const isOpened = onCancel !== undefined;
  useEffect(() => {
    if (isOpened) form.current?.querySelector('input')?.focus();
  }, [isOpened]);
  return (
    <form
      ref={form}
      className={className}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        submit(isSentAsWell(event));
      }}
    >
      {/* What is typed on over the version that is being replaced would clash with oneself. */}
      <fieldset className={parts.fields} disabled={isPending}>
        {children}
      </fieldset>
      <div className={isWide ? undefined : parts.actions}>
        <Button type="submit" fullWidth={isWide} loading={isPending}>
          {submitText}
        </Button>
        {isOpened && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
      {doubted !== undefined && <DoubtNotice earlier={doubted} />}
    </form>
  );
}

interface Filling {
  /** What the form says now. */
  readonly read: () => Command | undefined;
  /** Called when the truth holds what the form says, or it has become a clash. */
  readonly onTaken: (entry: CommandEntry) => void;
}

function useSending(subject: FormSubject, { read, onTaken }: Filling) {
  const [form] = useState(() => createCommandForm(subject));
  const { taken, ...state } = useAtomValue(form.stateAtom);
  const submit = useSetAtom(form.submitAtom);
  const settle = useSetAtom(form.settleAtom);
  const part = useEffectEvent(() => {
    const entry = settle(read());
    if (entry !== undefined) onTaken(entry);
  });
  useEffect(() => {
    if (taken !== undefined) part();
  }, [taken]);
  return {
    ...state,
    submit: (isMeantAnew: boolean) => {
      const command = read();
      if (command !== undefined) submit({ command, isMeantAnew });
    },
  };
}

function isSentAsWell({ nativeEvent }: FormEvent): boolean {
  const { submitter } = nativeEvent instanceof SubmitEvent ? nativeEvent : { submitter: null };
  return submitter instanceof HTMLButtonElement && submitter.value === sendAsWell;
}
