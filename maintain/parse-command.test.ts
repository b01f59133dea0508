import { expect, test } from '@jest/globals';
import { parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

const plain = { isJson: false, isHelp: false, resume: undefined };

test.each([
  ['verify', { ...plain, tool: 'verify', event: { action: 'verify' } }],
  [
    'verify --json --index books --index users,authors --resume a.b',
    {
      ...plain,
      tool: 'verify',
      event: { action: 'verify', indexes: ['books', 'users', 'authors'] },
      isJson: true,
      resume: 'a.b',
    },
  ],
  ['repair --dry-run', { ...plain, tool: 'repair', event: { action: 'repair', dryRun: true } }],
  ['redrive --reason=400', { ...plain, tool: 'redrive', event: { action: 'redrive', reason: '400' } }],
  ['rebuild --rate 250', { ...plain, tool: 'rebuild', event: { action: 'rebuild', rate: 250 } }],
  ['rebuild --finish', { ...plain, tool: 'rebuild', event: { action: 'rebuild', step: 'finish' } }],
  [
    'rebuild --rollback --help',
    { ...plain, tool: 'rebuild', event: { action: 'rebuild', step: 'rollback' }, isHelp: true },
  ],
])('understands %s', (line, command) => {
  expect(parseCommand(line.split(' '))).toEqual(command);
});

test.each([
  ['', 'Expected verify, repair, redrive, rebuild, got ``.'],
  ['verfy', 'Expected verify, repair, redrive, rebuild, got `verfy`.'],
  ['verify --dry-run', "Unknown option '--dry-run'."],
  ['verify --indx books', "Unknown option '--indx'."],
  ['verify books', "Unexpected argument 'books'."],
  ['verify --index', "Option '--index <value>' argument missing."],
  ['verify --json=yes', "Option '--json' does not take an argument."],
  ['rebuild --rate fast', 'Expected --rate to be a number above 0, got `fast`.'],
  ['rebuild --rate 0', 'Expected --rate to be a number above 0, got `0`.'],
  ['rebuild --finish --rollback', 'Expected --finish or --rollback, got both.'],
])('refuses %j', (line, message) => {
  let error: unknown;
  try {
    parseCommand(line.split(' '));
  } catch (reason) {
    error = reason;
  }
  expect(error).toBeInstanceOf(UsageError);
  expect((error as UsageError).message).toBe(message);
});
