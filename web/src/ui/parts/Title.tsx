import { type ReactNode, useEffect } from 'react';

interface Props {
  /** What the window is called, where it is not the heading. */
  readonly document?: string;
  readonly children: ReactNode;
}

/** The one heading of a view, and the window's title. */
export function Title({ document: title, children }: Props) {
  const text = title ?? (typeof children === 'string' ? children : undefined);
  useEffect(() => {
    if (text !== undefined) document.title = `${text} · Millrace library`;
  }, [text]);
  return <h1 tabIndex={-1}>{children}</h1>;
}
