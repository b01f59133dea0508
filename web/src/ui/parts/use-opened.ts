import { useAtomValue, useSetAtom } from 'jotai';
import { useEffect, useMemo, useState } from 'react';
import type { Command, Named } from '../../state/command.ts';
import type { FormSubject } from '../../state/command-form.ts';
import { createDraftAtom, dropDraftAtom } from '../../state/draft.ts';

export interface Opened<Name extends Command['name']> extends FormSubject {
  /** What its form begins with; the item as it was then: what others change meanwhile becomes a clash, not a loss. */
  readonly begun: Named<Name>;
  /** Another one each time: a form keeps what it began with. */
  readonly key: number;
}

/** A form that is open, by a button of its view or by “Open again”. Without `itemId` it adds an item. */
export function useOpened<Name extends Command['name']>(name: Name, itemId = '') {
  const [opened, setOpened] = useState<Opened<Name>>();
  const draft = useAtomValue(useMemo(() => createDraftAtom(name, itemId), [name, itemId]));
  const drop = useSetAtom(dropDraftAtom);
  const open = (begun: Named<Name>, sentId = '') =>
    setOpened((before) => ({ name, itemId, sentId, begun, key: (before?.key ?? 0) + 1 }));
  useEffect(() => {
    if (draft === undefined) return;
    open(draft.command, draft.sentId);
    drop();
  });
  return { opened, open: (begun: Named<Name>) => open(begun), close: () => setOpened(undefined) };
}
