import { Button, TextInput } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { type ReactNode, useEffect, useRef } from 'react';
import { apiKeyAtom, giveKeyAtom, isKeyWantedAtom } from '../../state/api-key.ts';
import parts from '../parts/parts.module.css';

/** Where the environment lets in only who has a key, asks for it. What was typed into the view waits out of sight. */
export function KeyGate({ children }: { readonly children: ReactNode }) {
  const isWanted = useAtomValue(isKeyWantedAtom);
  const view = useRef<HTMLDivElement>(null);
  const focused = useRef<EventTarget>(undefined);
  useEffect(() => {
    const note = ({ target }: FocusEvent): void => {
      focused.current = target ?? undefined;
    };
    const { current } = view;
    current?.addEventListener('focusin', note);
    return () => current?.removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    if (!isWanted && focused.current instanceof HTMLElement) focused.current.focus();
  }, [isWanted]);
  return (
    <>
      {isWanted && <KeyForm />}
      <div ref={view} hidden={isWanted} inert={isWanted}>
        {children}
      </div>
    </>
  );
}

function KeyForm() {
  const give = useSetAtom(giveKeyAtom);
  const isGiven = useAtomValue(apiKeyAtom) !== '';
  return (
    <form
      className={`${parts.card} ${parts.form} ${parts.narrow}`}
      onSubmit={(event) => {
        event.preventDefault();
        give(`${new FormData(event.currentTarget).get('key') ?? ''}`);
      }}
    >
      <h1>This library asks for a key</h1>
      <p className={parts.lead}>Whoever runs it has one for you. It is kept for this tab only, until you close it.</p>
      <TextInput
        type="password"
        name="key"
        label="API key"
        required
        autoFocus
        autoComplete="off"
        error={isGiven && 'This key was not let in. Check it, or ask whoever runs the library.'}
      />
      <div className={parts.actions}>
        <Button type="submit">Enter</Button>
      </div>
    </form>
  );
}
