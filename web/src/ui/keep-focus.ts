const landings = ['[data-landing]', 'h1, h2, h3'];

/**
 * What had the focus may leave the screen: a button whose form opens, a row that is done, a notice that is settled. Browsers
 * then begin again at the top. Here the focus goes to the nearest place that stayed: one marked `data-landing`, else a heading.
 */
export function keepFocus(): void {
  let focused: Element | undefined;
  let around: readonly Element[] = [];
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    // A dialog knows where it was opened from.
    focused = target.closest('[role="dialog"]') === null ? target : undefined;
    around = listAncestors(target);
  };
  const forget = ({ target }: FocusEvent): void =>
    // Only after the change that may have removed it is it known whether somebody went away from it.
    queueMicrotask(() => {
      if (target === focused && focused.isConnected && !focused.matches(':disabled')) focused = undefined;
    });
  const observer = new MutationObserver(() => {
    if (focused === undefined || document.activeElement !== document.body) return;
    if (focused.isConnected && !focused.matches(':disabled')) focus(focused);
    else if (!focused.isConnected) focus(findLanding(around));
  });
  document.addEventListener('focusin', note);
  document.addEventListener('focusout', forget);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
}

function listAncestors(element: Element): readonly Element[] {
  const { parentElement } = element;
  return parentElement === null ? [] : [parentElement, ...listAncestors(parentElement)];
}

function findLanding(around: readonly Element[]): Element | undefined {
  for (const ancestor of around.filter(({ isConnected }) => isConnected)) {
    for (const landing of landings) {
      const found = ancestor.querySelector(landing);
      if (found !== null) return found;
    }
  }
  return undefined;
}

function focus(element: Element | undefined): void {
  if (!(element instanceof HTMLElement)) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
