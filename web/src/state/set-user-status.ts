import type { User } from '../api/schemas.ts';
import type { Command } from './command.ts';

/** Another status, and all else as it is. */
export function setUserStatus(base: User, status: User['status']): Command {
  const { name, email, comment } = base;
  return { name: 'ReplaceUser', base, mine: { name, email, comment, status } };
}
