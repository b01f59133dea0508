import { Button } from '@mantine/core';
import type { Command } from '../../state/command.ts';
import { useCommand } from './use-command.ts';

interface Props {
  readonly command: Command;
  readonly text: string;
  /** What it does to which of the rows. */
  readonly label: string;
}

/** A button of a row, which can be pressed once until its command is answered. */
export function CommandButton({ command, text, label }: Props) {
  const { send, isPending } = useCommand();
  return (
    <Button variant="default" aria-label={label} loading={isPending} onClick={() => send(command)}>
      {text}
    </Button>
  );
}
