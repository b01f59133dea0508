import type { User } from '../api/schemas.ts';
import type { Named } from './command.ts';

export const userStatuses = ['VERIFIED', 'NOT_VERIFIED', 'SUSPENDED'] as const;

export function findUserStatus(text: unknown): User['status'] | undefined {
  return userStatuses.find((status) => status === text);
}

/** Another status, and all else as it is. */
export function setUserStatus(base: User, status: User['status']): Named<'ReplaceUser'> {
  const { name, email, comment } = base;
  return { name: 'ReplaceUser', base, mine: { name, email, comment, status } };
}
