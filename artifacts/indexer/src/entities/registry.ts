import type { Entity } from '../core/entity.ts';
import { author } from './author.ts';
import { book } from './book.ts';
import { heartbeat } from './heartbeat.ts';
import { rental } from './rental.ts';
import { user } from './user.ts';

/** All that is indexed. A new kind of item is one file beside this one, its line here, and `indexes/<index>.json`. */
export const entities: readonly Entity[] = [author, book, rental, user, heartbeat];

/** What can be searched, the default first. */
export const searched: readonly Entity[] = [book, author, user, rental];

/** Whose names are suggested as one types. */
export const suggested: readonly Entity[] = [book, author];

/** The entity whose documents tell the lag. */
export const measured: Entity = heartbeat;
