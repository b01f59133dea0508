import { expect, test } from '@jest/globals';
import { UsageError } from '../deploy/usage-error.ts';
import { parseCommand } from './parse-command.ts';

const onAws = { environment: undefined, segments: undefined, concurrency: undefined };
const plain = { ...onAws, isJson: false, isHelp: false, resume: undefined };

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
  ['verify --rate 5 --env dev', { ...plain, tool: 'verify', event: { action: 'verify', rate: 5 }, environment: 'dev' }],
  [
    'rebuild --env dev --segments 16',
    { ...plain, tool: 'rebuild', event: { action: 'rebuild' }, environment: 'dev', segments: 16, concurrency: 4 },
  ],
  [
    'repair --env=dev --segments=2',
    { ...plain, tool: 'repair', event: { action: 'repair' }, environment: 'dev', segments: 2, concurrency: 2 },
  ],
  [
    'verify --env dev --segments 128 --concurrency 9',
    { ...plain, tool: 'verify', event: { action: 'verify' }, environment: 'dev', segments: 128, concurrency: 9 },
  ],
  [
    'verify --env dev --resume arn:aws:states:x',
    { ...plain, tool: 'verify', event: { action: 'verify' }, environment: 'dev', resume: 'arn:aws:states:x' },
  ],
  [
    'repair --env dev --json --resume arn:aws:states:x',
    {
      ...plain,
      tool: 'repair',
      event: { action: 'repair' },
      environment: 'dev',
      isJson: true,
      resume: 'arn:aws:states:x',
    },
  ],
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
  [
    'verify --segments 4',
    'Expected segments on AWS only, got none of its environments: on one machine one function does it all.',
  ],
  [
    'verify --resume arn:aws:states:x',
    'Expected segments on AWS only, got none of its environments: on one machine one function does it all.',
  ],
  ['verify --env dev --segments 0', 'Expected --segments to be a whole number from 1 to 128, got `0`.'],
  ['verify --env dev --segments 129', 'Expected --segments to be a whole number from 1 to 128, got `129`.'],
  ['verify --env dev --segments=', 'Expected --segments to be a whole number from 1 to 128, got ``.'],
  ['verify --env dev --concurrency 2', 'Expected --concurrency with --segments, got it alone.'],
  ['repair --env dev --segments 2 --dry-run', 'Expected --segments or --dry-run, got both.'],
  ['rebuild --env dev --segments 2 --finish', 'Expected --segments or --finish, got both.'],
  ['verify --env dev --segments 2 --resume a.b', 'Expected --segments or --resume, got both.'],
  ['redrive --env dev --segments 2', "Unknown option '--segments'."],
  ['rebuild --finish --rollback', 'Expected --finish or --rollback, got both.'],
  ...[
    'repair --dry-run',
    'rebuild --finish',
    'rebuild --rollback',
    'verify --rate 5',
    'verify --index books',
    'rebuild --segments 2',
    'rebuild --concurrency 2',
  ].map((line) => [
    `${line} --env dev --resume arn:aws:states:x`,
    `Expected --resume <ARN> or ${line.split(' ')[1]}, got both: the execution has its own.`,
  ]),
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
