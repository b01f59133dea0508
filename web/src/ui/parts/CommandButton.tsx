import { Button } from '@mantine/core';
import type { Command } from '../../state/command.ts';
import { useCommand } from './use-command.ts';

interface Props {
  readonly command: Command;
  readonly text: string;
  /** What it does to which of the rows; absent where the text says so. */
  readonly label?: string;
  /** The main thing that can be done, as wide as its panel. */
  readonly isMain?: boolean;
}

/** A button that can be pressed once, until its command is answered and what is on screen shows what it did. */
export function CommandButton({ command, text, label, isMain = false }: Props) {
  const { send, isPending, isHindered } = useCommand(command);
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      fullWidth={isMain}
      aria-label={label}
      loading={isPending}
      disabled={isHindered}
      onClick={send}
    >
      {text}
    </Button>
  );
}
