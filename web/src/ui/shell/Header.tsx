import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useAtomValue } from 'jotai';
import { routeAtom } from '../../state/location.ts';
import { type Route, toHref } from '../../state/routes.ts';
import icon from '../icon.svg';
import { Icon } from '../parts/Icon.tsx';
import { Link } from '../parts/Link.tsx';
import { StatusCorner } from './StatusCorner.tsx';
import styles from './shell.module.css';

const places: readonly { readonly title: string; readonly route: Route; readonly views: readonly Route['view'][] }[] = [
  { title: 'Search', route: { view: 'search' }, views: ['search', 'book'] },
  { title: 'Authors', route: { view: 'authors' }, views: ['authors', 'author'] },
  { title: 'Users', route: { view: 'users' }, views: ['users', 'user'] },
  { title: 'Missing', route: { view: 'missing' }, views: ['missing'] },
  { title: 'Add book', route: { view: 'add-book' }, views: ['add-book'] },
];

export function Header() {
  const { view } = useAtomValue(routeAtom);
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link className={styles.brand} href="/">
          <img src={icon} alt="" />
          Millrace
        </Link>
        <nav className={styles.nav} aria-label="Views">
          {places.map(({ title, route, views }) => (
            <Link key={title} href={toHref(route)} aria-current={views.includes(view) ? 'page' : undefined}>
              {title}
            </Link>
          ))}
        </nav>
        <div className={styles.tools}>
          <StatusCorner />
          <ColorSchemeToggle />
        </div>
      </div>
    </header>
  );
}

function ColorSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'light' ? 'dark' : 'light';
  return (
    <button
      type="button"
      className={styles.iconButton}
      aria-label={`Use ${other} colours`}
      onClick={() => setColorScheme(other)}
    >
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}
