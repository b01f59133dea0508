import type { ReactNode } from 'react';
import type { IconName } from './Icon.tsx';
import { Notice } from './Notice.tsx';
import parts from './parts.module.css';
import { Title } from './Title.tsx';

interface Props {
  readonly title: string;
  readonly icon: IconName;
  /** What the address does not have. */
  readonly what: string;
  /** How that may have come about. */
  readonly children: ReactNode;
  readonly way: ReactNode;
}

/** A whole view, of an address that has none. */
export function NotHere({ title, icon, what, children, way }: Props) {
  return (
    <>
      <div className={parts.pageHead}>
        <Title>{title}</Title>
      </div>
      <Notice icon={icon} title={what} actions={way}>
        <p>{children}</p>
      </Notice>
    </>
  );
}
