import { Button, Drawer } from '@mantine/core';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Drawer.css';
import '@mantine/core/styles/Overlay.css';
import { useEffect, useState } from 'react';
import { Facets } from './Facets.tsx';
import styles from './search.module.css';

interface Props {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Put together from its parts, as the library's own head of it would be a second banner of the page. */
export function FilterDrawer({ isOpen, onClose }: Props) {
  // The library notes where the focus goes back to when a drawer opens, but not when it is there open at once.
  const [isShown, setShown] = useState(false);
  useEffect(() => setShown(isOpen), [isOpen]);
  return (
    <Drawer.Root opened={isShown} onClose={onClose} size="20rem" padding="lg">
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={styles.drawerHead}>
          <Drawer.Title>Filters</Drawer.Title>
          <Drawer.CloseButton aria-label="Close the filters" />
        </div>
        <Drawer.Body>
          <Facets />
          <Button fullWidth className={styles.drawerDone ?? ''} onClick={onClose}>
            Show the results
          </Button>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
