import { act, configure, getConfig, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { Provider } from 'jotai';
import { App } from '../src/ui/App.tsx';
// Jest cannot load two views at the same time, as the page does: here they are loaded before.
import '../src/ui/authors/AuthorsView.tsx';
import '../src/ui/authors/AuthorView.tsx';
import '../src/ui/books/AddBookView.tsx';
import '../src/ui/books/BookView.tsx';
import '../src/ui/missing/MissingView.tsx';
import '../src/ui/search/FilterDrawer.tsx';
import '../src/ui/search/Suggestions.tsx';
import '../src/ui/shell/CommandCorner.tsx';
import '../src/ui/users/UsersView.tsx';
import '../src/ui/users/UserView.tsx';
import { keepFocus } from '../src/ui/keep-focus.ts';
import { type OpenPage, openPage } from './open-page.ts';
import { buildFound } from './shelf.ts';

// As `main.tsx` does, once for a document.
keepFocus();
// What loses the focus while React ends an `act` makes user-event send `change`, in an `act` of its own that would end the other.
let isPassing = false;
const { eventWrapper } = getConfig();
configure({
  // What is waited for may need longer than a second where the machine is busy.
  asyncUtilTimeout: 20_000,
  eventWrapper: (send) => (isPassing ? send() : eventWrapper(send)),
});

export interface RenderedPage extends Omit<OpenPage, 'watch'> {
  readonly user: UserEvent;
  /** Lets time pass, and what is on screen follow. */
  readonly pass: (ms: number) => Promise<void>;
}

/** The whole page at an address, on a store of its own; its API answers what the test says. */
export async function renderPage(href: string, prepare: (page: OpenPage) => void): Promise<RenderedPage> {
  const page = openPage(href);
  page.api.on('GET /status', {
    body: {
      heartbeatAt: '2026-01-01T00:00:00.000Z',
      lagSeconds: 7,
      parkedKeys: 0,
      parkedIsAtLeast: false,
      jobs: 0,
      jobsIsAtLeast: false,
    },
  });
  page.api.on('GET /search', { body: buildFound([], { consistent: true }) });
  page.api.on('GET /suggest', { body: { partial: false, suggestions: [] } });
  page.api.on('POST /search', { body: buildFound([]) });
  prepare(page);
  // Awaited: views are lazy, and React wants to be waited for when one is suspended.
  await act(async () => {
    render(
      <Provider store={page.store}>
        <App env="test" />
      </Provider>,
    );
  });
  const pass = async (ms: number) => {
    isPassing = true;
    try {
      await act(() => page.world.advance(ms));
    } finally {
      isPassing = false;
    }
  };
  return { ...page, user: userEvent.setup(), pass };
}
