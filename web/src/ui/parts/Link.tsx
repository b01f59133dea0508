import { useSetAtom } from 'jotai';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigateAtom } from '../../state/location.ts';

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> & { readonly href: string };

/** A link to a view of this page. What opens a new tab or window stays with the browser. */
export function Link({ href, ...rest }: Props) {
  const navigate = useSetAtom(navigateAtom);
  const go = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(href);
    // As at a new document; the way back is the browser's, which knows where one was.
    window.scrollTo(0, 0);
  };
  return <a {...rest} href={href} onClick={go} />;
}
