import type { OpenSearchReply, SendRequest } from '../../src/flow/send-request.ts';
import type { Clock } from './create-clock.ts';

export interface BehindAlias {
  readonly index: string;
  readonly sinceMs: number;
}

export interface AliasWatch {
  readonly send: SendRequest;
  /** The concrete indexes behind an alias, each with the time since when. */
  readonly behind: (alias: string) => readonly BehindAlias[];
}

interface WatchOptions {
  readonly send: SendRequest;
  readonly clock: Clock;
  /** Begins the names of the indexes that are watched. */
  readonly prefix: string;
  readonly changed: () => void;
}

/** The same server, and since when which index stands behind which alias. */
export function watchAliases({ send, clock, prefix, changed }: WatchOptions): AliasWatch {
  let since = new Map<string, Map<string, number>>();
  const look = async (): Promise<void> => {
    const reply = await send({ method: 'GET', path: '/_alias' });
    const next = new Map<string, Map<string, number>>();
    for (const [index, aliases] of toEntries(reply)) {
      for (const alias of aliases) {
        if (!alias.startsWith(prefix)) continue;
        const indexes = next.get(alias) ?? new Map<string, number>();
        next.set(alias, indexes.set(index, since.get(alias)?.get(index) ?? clock.nowMs()));
      }
    }
    since = next;
    changed();
  };
  return {
    send: async (request) => {
      const reply = await send(request);
      const isAboutAliases = request.path === '/_aliases' || /^\/[^/_][^/]*$/.test(request.path);
      if (isAboutAliases && request.method !== 'GET') await look();
      return reply;
    },
    behind: (alias) => [...(since.get(alias) ?? [])].map(([index, sinceMs]) => ({ index, sinceMs })),
  };
}

function toEntries(reply: OpenSearchReply): readonly (readonly [string, readonly string[]])[] {
  if (reply.kind === 'none') throw new Error(`Expected the aliases, got ${reply.reason}.`);
  const body = JSON.parse(reply.text) as Readonly<Record<string, { readonly aliases: object }>>;
  return Object.entries(body).map(([index, { aliases }]) => [index, Object.keys(aliases)]);
}
