import { IndexerError } from '../../core/errors.ts';
import { beginRebuild } from './begin-rebuild.ts';
import type { RebuildCommand } from './rebuild-command.ts';
import { keepRow, loadRow, type Rebuild, type Row } from './rebuild-row.ts';
import type { RebuildDependencies } from './rebuild-step.ts';

/**
 * The rebuild that a command is about: a new one, or the one that is kept, on the way that was asked for. `done` when there
 * is nothing left to do. Throws, with nothing changed, when the command is not for what is kept.
 */
export async function openRebuild(command: RebuildCommand, d: RebuildDependencies): Promise<Row | 'done'> {
  const found = await loadRow(d);
  if (found === 'absent' || (command.id !== undefined && found.rebuild.id !== command.id)) return openNone(command, d);
  const { rebuild } = found;
  checkIndexes(command, rebuild);
  const { step } = command;
  if (rebuild.ending === step && step !== undefined) return found;
  if (rebuild.ending !== undefined || (step === 'finish' && rebuild.stage !== 'switched'))
    throw refuse(command, rebuild);
  if (step !== undefined) {
    const kept = await keepRow({ ...rebuild, stage: 'leave', ending: step }, found.revision, d);
    return kept === 'absent' || kept.rebuild.ending !== step ? openRebuild(command, d) : kept;
  }
  if (rebuild.stage !== 'switched') return found;
  // Unless this very command has just come that far, and nobody heard.
  if (command.id === undefined) throw refuse(command, rebuild);
  return 'done';
}

async function openNone(command: RebuildCommand, d: RebuildDependencies): Promise<Row | 'done'> {
  const { step, id } = command;
  // It was there when this command began, and now it is not: that is what an end looks like.
  if (step !== undefined && id !== undefined) return 'done';
  if (step !== undefined || id !== undefined)
    throw new IndexerError(
      'maintain.no-rebuild',
      'Expected a rebuild under way, got none: it was ended, or never begun.',
    );
  const row = await beginRebuild(command, d);
  return row === 'absent' ? openRebuild(command, d) : row;
}

function checkIndexes({ indexes }: RebuildCommand, rebuild: Rebuild): void {
  const names = rebuild.indexes.map(({ index }) => index);
  if (!indexes || (indexes.length === names.length && indexes.every((index) => names.includes(index)))) return;
  throw new IndexerError(
    'maintain.rebuild-unfinished',
    `Expected to go on with the rebuild of ${list(names)}, got ${list(indexes)}. One rebuild at a time: end that one first.`,
  );
}

function refuse({ step }: RebuildCommand, { stage, ending, indexes }: Rebuild): IndexerError {
  const names = list(indexes.map(({ index }) => index));
  const asked = step === undefined ? 'a rebuild' : `\`--${step}\``;
  if (ending !== undefined) return unfinished(`Expected \`--${ending}\`, which was begun for ${names}, got ${asked}.`);
  if (stage === 'switched')
    return unfinished(`The rebuild of ${names} waits for \`--finish\` or \`--rollback\`, got ${asked}.`);
  return unfinished(
    `Expected the rebuild of ${names} to be switched before it is finished: run the rebuild again, it goes on.`,
  );
}

function unfinished(message: string): IndexerError {
  return new IndexerError('maintain.rebuild-unfinished', `${message} Nothing was changed.`);
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
