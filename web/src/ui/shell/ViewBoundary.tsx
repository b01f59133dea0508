import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Boundary, reload } from '../parts/Boundary.tsx';
import { Notice } from '../parts/Notice.tsx';

/** Around the view of the address. */
export function ViewBoundary({ children }: { readonly children: ReactNode }) {
  return <Boundary fallback={<NoView />}>{children}</Boundary>;
}

function NoView() {
  return (
    <Notice
      icon="warning"
      tone="bad"
      title="This view cannot be shown"
      actions={<Button onClick={reload}>Reload the page</Button>}
    >
      <p>
        Its code did not arrive, or the page is older than the service. What was sent stays sent; what was typed and not
        saved is lost.
      </p>
    </Notice>
  );
}
