import { Button } from '@mantine/core';
import parts from './parts.module.css';
import type { Doubt } from './use-command.ts';

/** Below a form that was sent again with other contents. */
export function DoubtNotice({ doubt }: { readonly doubt: Doubt | undefined }) {
  if (doubt === undefined) return null;
  return (
    <div className={parts.stack} role="alert">
      <p className={parts.hint}>
        Nobody knows whether the earlier command ({doubt.earlier.label}) went through, and what stands here differs from
        it. Sent as well, both may come of it. Repeated first, it can be corrected where it then stands.
      </p>
      <div className={parts.actions}>
        <Button onClick={doubt.onRepeatEarlier}>Repeat the earlier one</Button>
        <Button variant="default" onClick={doubt.onSendAsWell}>
          Send this as well
        </Button>
      </div>
    </div>
  );
}
