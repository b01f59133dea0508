import { Button } from '@mantine/core';
import { useSetAtom } from 'jotai';
import type { CommandEntry } from '../../state/command.ts';
import { repeatCommandAtom } from '../../state/commands.ts';
import parts from './parts.module.css';

/** The button that submits its form although what the form sent before may have gone through. */
export const sendAsWell = 'send-as-well';

/** In a form that was sent again with other contents. */
export function DoubtNotice({ earlier }: { readonly earlier: CommandEntry }) {
  const repeat = useSetAtom(repeatCommandAtom);
  return (
    <div className={parts.stack} role="alert">
      <p className={parts.hint}>
        Nobody knows whether the earlier command ({earlier.label}) went through, and what stands here differs from it.
        Sent as well, both may come of it. Repeated first, it can be corrected where it then stands.
      </p>
      <div className={parts.actions}>
        <Button onClick={() => repeat(earlier.id)}>Repeat the earlier one</Button>
        <Button type="submit" variant="default" value={sendAsWell}>
          Send this as well
        </Button>
      </div>
    </div>
  );
}
