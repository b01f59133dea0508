import type { Entity, ListingRoute } from '../entity.ts';
import { member } from '../stream-event.ts';

/** What a URL lists. */
export interface Listed {
  /** Undefined: whatever the request says. */
  readonly entity: Entity | undefined;
  /** Where only what belongs to one item is listed, and the id of that in the path. */
  readonly route?: ListingRoute | undefined;
  readonly value?: unknown;
}

/** By the path of the contract; undefined when nothing is listed there. */
export function findListed(event: unknown, searched: readonly Entity[]): Listed | undefined {
  const resource = member(event, 'resource');
  if (resource === '/search') return { entity: undefined };
  for (const entity of searched) {
    if (resource === `/${entity.index}`) return { entity };
    const route = entity.listing?.routes.find((one) => one.resource === resource);
    const [, name = ''] = /\{(.+)\}/.exec(route?.resource ?? '') ?? [];
    // As it was sent; an id has no character that is written otherwise in a path.
    if (route) return { entity, route, value: member(member(event, 'pathParameters'), name) };
  }
  return undefined;
}
