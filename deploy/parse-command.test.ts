import { expect, test } from '@jest/globals';
import { parseCommand, renderHelp, verbs } from './parse-command.ts';

test('reads a verb with its environment and its flags', () => {
  const command = parseCommand(['apply', 'dev', '--yes', '--', '-refresh=false']);

  expect(command).toMatchObject({ verb: 'apply', env: 'dev', isYes: true, rest: ['-refresh=false'] });
});

test('reads the two environments of a promotion', () => {
  expect(parseCommand(['promote', 'staging', 'prod'])).toMatchObject({ env: 'staging', to: 'prod' });
});

test('reads the unit whose output is wanted', () => {
  expect(parseCommand(['output', 'dev', 'api-gateway'])).toMatchObject({ env: 'dev', unit: 'api-gateway' });
});

test.each([
  [['deploy'], 'Expected plan, apply, destroy, output, promote, smoke, got `deploy`.'],
  [['plan', 'dev', 'prod'], 'Expected nothing more, got `prod`.'],
  [['output', 'dev', 'kms', 's3'], 'Expected nothing more, got `s3`.'],
  [['plan', 'dev', '--yes'], "Unknown option '--yes'."],
  [['smoke', 'dev', '--', '-x'], 'Expected no flags for Terraform, got `-x`.'],
])('refuses %j', (args, message) => {
  expect(() => parseCommand(args)).toThrow(message);
});

test.each(verbs)('says what %s does and takes', (verb) => {
  expect(renderHelp(verb)).toMatch(new RegExp(`^make ${verb} (ENV|FROM)=.*\n[A-Z].*\\.\n`));
});
