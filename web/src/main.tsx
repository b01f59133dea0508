import './ui/styles.ts';
import { createStore, Provider } from 'jotai';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './ui/App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element with the id `root` in index.html.');
createRoot(root).render(
  <StrictMode>
    <Provider store={createStore()}>
      <App />
    </Provider>
  </StrictMode>,
);

// Nothing is lost on the way to the first view, and the page works without it.
import('./ui/keep-focus.ts').then(
  ({ keepFocus }) => keepFocus(),
  () => {},
);
