import type { CommandEntry } from '../../state/command.ts';
import { formatDuration } from '../parts/format.ts';

const writeWords = { now: 'Becoming searchable', late: 'Not searchable yet', done: 'Searchable' };
const deleteWords = { now: 'Leaving the searches', late: 'Still in searches', done: 'Gone from searches' };

/** How far a command is, in a few words. */
export function describeStage({ command, state }: CommandEntry): string {
  const words = command.name.startsWith('Delete') ? deleteWords : writeWords;
  switch (state.stage) {
    case 'pending':
      return 'Pending';
    case 'accepted':
      return state.late === undefined ? words.now : words.late;
    case 'searchable':
      return state.tookMs === undefined ? words.done : `${words.done} in ${formatDuration(state.tookMs)}`;
    case 'gone':
      return 'Gone meanwhile';
    case 'failed':
      return 'Refused';
    case 'unknown':
      return 'Outcome unknown';
    case 'clash':
      return 'To be decided';
  }
}

const tones = {
  pending: 'plain',
  accepted: 'plain',
  searchable: 'good',
  gone: 'plain',
  failed: 'bad',
  unknown: 'busy',
  clash: 'busy',
} as const;

export function toneOf({ state }: CommandEntry): 'plain' | 'good' | 'busy' | 'bad' {
  const isLate = state.stage === 'accepted' && state.late !== undefined;
  return isLate ? 'busy' : tones[state.stage];
}
