import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Stands where the children would be: nothing, where one can do without them. */
  readonly fallback?: ReactNode;
}

/** What cannot be shown (its code did not arrive, or has a defect) leaves the rest of the page alive. */
export class Boundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}

/** Code that did not arrive is asked for again only by a new page. */
export function reload(): void {
  window.location.reload();
}
