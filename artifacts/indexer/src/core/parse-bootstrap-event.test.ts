import { expect, test } from '@jest/globals';
import { parseBootstrapEvent } from './parse-bootstrap-event.ts';

const arn = 'arn:aws:iam::123456789012:role/millrace-dev-index';
const roles = { writer: [arn], keeper: [arn], reader: [arn, 'arn:aws-us-gov:iam::123456789012:role/path/to/x'] };

test.each([{}, { isClusterShared: true }, { isClusterShared: false, roles }, { roles }])('accepts %j', (event) => {
  expect(parseBootstrapEvent(event)).toEqual(event);
});

test.each<[unknown, string]>([
  [null, 'Expected an object, got `null`.'],
  [[], 'Expected an object, got `[]`.'],
  ['x', 'Expected an object, got `"x"`.'],
  [undefined, 'Expected an object, got nothing.'],
  [{ role: {} }, 'Expected `isClusterShared` or `roles`, got `role`.'],
  [{ isClusterShared: 'yes' }, 'Expected `isClusterShared` to be true or false, got `"yes"`.'],
  [{ roles: null }, 'Expected `roles` to be an object with `writer`, `keeper`, `reader`, got `null`.'],
  [{ roles: { ...roles, admin: [] } }, 'of `roles` to be `writer`, `keeper`, `reader`, got `admin`.'],
  [{ roles: { writer: [arn], keeper: [arn] } }, 'Expected `roles.reader` to be a list of one or more ARNs'],
  [{ roles: { ...roles, writer: [] } }, 'Expected `roles.writer` to be a list of one or more ARNs'],
  [{ roles: { ...roles, writer: arn } }, 'Expected `roles.writer` to be a list of one or more ARNs'],
  [{ roles: { ...roles, keeper: [arn, 7] } }, 'got `7`.'],
  [{ roles: { ...roles, keeper: ['*'] } }, 'got `"*"`.'],
  [{ roles: { ...roles, keeper: [`${arn}\n`] } }, 'Expected `roles.keeper` to hold ARNs like'],
  [
    { roles: { ...roles, keeper: ['arn:aws:sts::123456789012:assumed-role/x/y'] } },
    'got `"arn:aws:sts::123456789012:assumed-role/x/y"`.',
  ],
  [{ roles: { ...roles, keeper: ['arn:aws:iam::123456789012:user/x'] } }, 'like `arn:aws:iam::<account>:role/<name>`'],
])('refuses %j', (event, said) => {
  expect(() => parseBootstrapEvent(event)).toThrow(
    expect.objectContaining({ code: 'bootstrap.invalid-event', message: expect.stringContaining(said) }),
  );
});

test('names everything that is wrong at once', () => {
  const wrong = () => parseBootstrapEvent({ a: 1, isClusterShared: 1, roles: { b: [], writer: ['c'], keeper: [arn] } });

  expect(wrong).toThrow(/`a`.*`1`.*`b`.*`"c"`.*roles\.reader.*Nothing was changed\.$/s);
});
