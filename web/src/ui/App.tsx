import { MantineProvider } from '@mantine/core';
import { useAtomValue } from 'jotai';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { routeAtom } from '../state/location.ts';
import type { Route } from '../state/routes.ts';
import { hasStoredCommandsAtom } from '../state/tab-storage.ts';
import { Boundary, reload } from './parts/Boundary.tsx';
import { Link } from './parts/Link.tsx';
import { NotHere } from './parts/NotHere.tsx';
import parts from './parts/parts.module.css';
import { SearchView } from './search/SearchView.tsx';
import { Header } from './shell/Header.tsx';
import { KeyGate } from './shell/KeyGate.tsx';
import styles from './shell/shell.module.css';
import { ViewBoundary } from './shell/ViewBoundary.tsx';
import { resolveVariables, theme } from './theme.ts';

const BookView = lazy(() => import('./books/BookView.tsx').then(({ BookView }) => ({ default: BookView })));
const AddBookView = lazy(() => import('./books/AddBookView.tsx').then(({ AddBookView }) => ({ default: AddBookView })));
const AuthorsView = lazy(() =>
  import('./authors/AuthorsView.tsx').then(({ AuthorsView }) => ({ default: AuthorsView })),
);
const AuthorView = lazy(() => import('./authors/AuthorView.tsx').then(({ AuthorView }) => ({ default: AuthorView })));
const UsersView = lazy(() => import('./users/UsersView.tsx').then(({ UsersView }) => ({ default: UsersView })));
const UserView = lazy(() => import('./users/UserView.tsx').then(({ UserView }) => ({ default: UserView })));
const MissingView = lazy(() =>
  import('./missing/MissingView.tsx').then(({ MissingView }) => ({ default: MissingView })),
);

const CommandCorner = lazy(() =>
  import('./shell/CommandCorner.tsx').then(({ CommandCorner }) => ({ default: CommandCorner })),
);

/** `env`: in tests nothing has a size, so that what hangs beside something would count as out of sight. */
export function App({ env = 'default' }: { readonly env?: 'default' | 'test' }) {
  return (
    // All variables are made from the theme: the stylesheet with the same ones would be loaded for nothing.
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      deduplicateCssVariables={false}
      defaultColorScheme="auto"
      env={env}
    >
      <Boundary fallback={<Reload text="The page cannot be shown." />}>
        <a className={styles.skip} href="#main">
          Skip to the content
        </a>
        <Header />
        <Main />
        <Commands />
      </Boundary>
    </MantineProvider>
  );
}

/** Nothing can be asked for in the search: the code for it comes with the first other view, or what was asked for before, and then stays. */
function Commands() {
  const { view } = useAtomValue(routeAtom);
  const [wasNeeded, setNeeded] = useState(useAtomValue(hasStoredCommandsAtom));
  const isNeeded = wasNeeded || view !== 'search';
  if (isNeeded !== wasNeeded) setNeeded(true);
  return (
    isNeeded && (
      <Boundary fallback={<Reload text="How far commands are cannot be shown." />}>
        <Suspense>
          <CommandCorner />
        </Suspense>
      </Boundary>
    )
  );
}

function Reload({ text }: { readonly text: string }) {
  return (
    <p className={parts.hint} role="alert">
      {text}{' '}
      <button type="button" className={parts.textButton} onClick={reload}>
        Reload
      </button>
    </p>
  );
}

function Main() {
  const route = useAtomValue(routeAtom);
  const place = 'id' in route ? `${route.view} ${route.id}` : route.view;
  const main = useRef<HTMLElement>(null);
  const placeBefore = useRef(place);
  useEffect(() => {
    if (placeBefore.current === place) return;
    placeBefore.current = place;
    // A view that is gone takes the focus with it; screen readers begin at the new one.
    main.current?.focus({ preventScroll: true });
  }, [place]);
  return (
    <main ref={main} id="main" tabIndex={-1} className={styles.main}>
      <KeyGate>
        <ViewBoundary key={place}>
          <Suspense fallback={<p role="status">Loading…</p>}>
            <View route={route} />
          </Suspense>
        </ViewBoundary>
      </KeyGate>
    </main>
  );
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'search':
      return <SearchView />;
    case 'add-book':
      return <AddBookView />;
    case 'book':
      return <BookView />;
    case 'authors':
      return <AuthorsView />;
    case 'author':
      return <AuthorView />;
    case 'users':
      return <UsersView />;
    case 'user':
      return <UserView />;
    case 'missing':
      return <MissingView />;
    case 'unknown':
      return <NoSuchView />;
  }
}

function NoSuchView() {
  return (
    <NotHere
      title="There is nothing here"
      icon="search"
      what="No view has this address"
      way={<Link href="/">Search the library</Link>}
    >
      It may have been cut off where it was copied from.
    </NotHere>
  );
}
