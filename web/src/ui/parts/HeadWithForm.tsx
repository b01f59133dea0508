import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Named } from '../../state/command.ts';
import { Icon } from './Icon.tsx';
import parts from './parts.module.css';
import { Title } from './Title.tsx';
import { type Opened, useOpened } from './use-opened.ts';

interface Props<Name extends 'AddAuthor' | 'AddUser'> {
  readonly title: string;
  readonly addText: string;
  readonly formTitle: string;
  /** Of what the form sends. */
  readonly command: Name;
  /** What its button's form begins with. */
  readonly blank: Named<Name>;
  readonly children: (form: { readonly opened: Opened<Name>; readonly close: () => void }) => ReactNode;
}

/** The title of a list, and a button that opens the form for one more. */
export function HeadWithForm<Name extends 'AddAuthor' | 'AddUser'>(props: Props<Name>) {
  const { title, addText, formTitle, command, blank, children } = props;
  const { opened, open, close } = useOpened(command);
  const isOpen = opened !== undefined;
  return (
    <>
      <div className={parts.pageHead}>
        <Title>{title}</Title>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={16} />}
          data-landing
          aria-expanded={isOpen}
          onClick={() => (isOpen ? close() : open(blank))}
        >
          {addText}
        </Button>
      </div>
      {isOpen && (
        <section key={opened.key} className={`${parts.card} ${parts.above} ${parts.narrow}`} aria-label={formTitle}>
          <h2>{formTitle}</h2>
          {children({ opened, close })}
        </section>
      )}
    </>
  );
}
