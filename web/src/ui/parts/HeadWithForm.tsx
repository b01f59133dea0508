import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DoubtNotice } from './DoubtNotice.tsx';
import { Icon } from './Icon.tsx';
import parts from './parts.module.css';
import { Title } from './Title.tsx';
import { useCommand } from './use-command.ts';

interface Props {
  readonly title: string;
  readonly addText: string;
  readonly formTitle: string;
  readonly children: (
    form: Pick<ReturnType<typeof useCommand>, 'send' | 'isPending'> & { close: () => void },
  ) => ReactNode;
}

/** The title of a list, and a button that opens the form for one more. */
export function HeadWithForm({ title, addText, formTitle, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const { send, isPending, doubt } = useCommand(close);
  return (
    <>
      <div className={parts.pageHead}>
        <Title>{title}</Title>
        <Button
          variant="default"
          leftSection={<Icon name="plus" size={16} />}
          data-landing
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {addText}
        </Button>
      </div>
      {isOpen && (
        <section className={`${parts.card} ${parts.above} ${parts.narrow}`} aria-label={formTitle}>
          <h2>{formTitle}</h2>
          {children({ send, isPending, close })}
          <DoubtNotice doubt={doubt} />
        </section>
      )}
    </>
  );
}
