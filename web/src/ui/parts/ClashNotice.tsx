import { Button } from '@mantine/core';
import { useAtomValue, useSetAtom } from 'jotai';
import { useEffect, useMemo, useRef } from 'react';
import { spreadChoices } from '../../state/clash-choices.ts';
import { dismissCommandAtom, resolveClashAtom } from '../../state/commands.ts';
import { createItemClashAtom, type ItemClash } from '../../state/item-clash.ts';
import styles from './clash.module.css';
import { type ClashRow, listClashRows } from './clash-rows.ts';
import parts from './parts.module.css';

/** Both versions of what is on screen, when a change of ours met somebody else's, field by field. */
export function ClashNotice({ itemId }: { readonly itemId: string }) {
  const found = useAtomValue(useMemo(() => createItemClashAtom(itemId), [itemId]));
  if (found === undefined) return null;
  return <Choice key={`${found.entry.id} ${found.clash.theirs.version}`} found={found} />;
}

function Choice({ found: { entry, clash } }: { readonly found: ItemClash }) {
  const resolve = useSetAtom(resolveClashAtom);
  const dismiss = useSetAtom(dismissCommandAtom);
  const title = useRef<HTMLHeadingElement>(null);
  const rows = listClashRows(clash, 'mine' in entry.command ? entry.command.mine : {});
  // Whoever saved at the end of a long form would not see it.
  useEffect(() => title.current?.focus(), []);
  return (
    <form
      className={styles.clash}
      aria-labelledby="clash-title"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const choices = spreadChoices(clash, (field) => (data.get(field) === 'mine' ? 'mine' : 'theirs'));
        resolve({ id: entry.id, choices });
      }}
    >
      <h2 id="clash-title" ref={title} tabIndex={-1}>
        It was changed meanwhile
      </h2>
      <p className={parts.quiet}>Nothing of yours is saved yet. Choose what to keep, field by field.</p>
      {rows.map((row) => (
        <RowChoice key={row.field} row={row} />
      ))}
      <div className={parts.actions}>
        <Button type="submit">Save this choice</Button>
        <Button variant="default" onClick={() => dismiss(entry.id)}>
          Keep theirs
        </Button>
      </div>
    </form>
  );
}

function RowChoice({ row: { field, label, texts, suggested } }: { readonly row: ClashRow }) {
  const sides = [
    { side: 'mine', title: 'Yours' },
    { side: 'theirs', title: 'Theirs' },
  ] as const;
  return (
    <fieldset className={styles.field}>
      <legend>{label}</legend>
      <div className={styles.sides}>
        {sides.map(({ side, title }) => (
          <label key={side} className={styles.side}>
            <input type="radio" name={field} value={side} required defaultChecked={suggested === side} />
            <span>
              <span className={styles.whose}>{title}</span>
              <span className={styles.value}>{texts[side]}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
