import { expect, test } from '@jest/globals';
import { createApiClient, versionOf } from './support/call-api.ts';
import { createLibrary } from './support/library.ts';
import { servers } from './support/servers.ts';

const api = createApiClient(servers.apiUrl);
const library = createLibrary(api);

test.each([['If-Match'], ['if-match'], ['IF-MATCH'], ['iF-mAtCh']])(
  'honours the header in the case %s',
  async (name) => {
    const path = `/authors/${await library.addAuthor()}`;

    const refused = await api('PATCH', path, { body: { name: 'X' }, headers: { [name]: '"1"' } });

    expect(refused.status).toBe(412);
  },
);

const noVersions: readonly (readonly [string, (version: number) => string])[] = [
  ['nothing', () => ''],
  ['an unquoted version', (version) => `${version}`],
  ['a weak validator', (version) => `W/"${version}"`],
  ['two versions', (version) => `"${version}", "1"`],
  ['single quotes', (version) => `'${version}'`],
  ['a leading zero', (version) => `"0${version}"`],
  ['a negative version', (version) => `"-${version}"`],
  ['a fraction', (version) => `"${version}.0"`],
  ['a quoted star', () => '"*"'],
  ['two stars', () => '**'],
  ['an older version', (version) => `"${version - 1}"`],
  ['more digits than a version has', (version) => `"${version}0"`],
  ['template text', () => '"$context.requestId"#end ${x} ##'],
];

test.each(noVersions)('answers 412 to %s in If-Match, and changes nothing', async (_, write) => {
  const path = `/authors/${await library.addAuthor()}`;
  const before = await api('GET', path);
  const headers = { 'If-Match': write(versionOf(before)) };

  const answers = [
    await api('PUT', path, { body: { name: 'X', birthdate: '1900' }, headers }),
    await api('PATCH', path, { body: { name: 'X' }, headers }),
    await api('DELETE', path, { headers }),
  ];

  expect(answers.map((answer) => answer.status)).toEqual([412, 412, 412]);
  expect((await api('GET', path)).body).toEqual(before.body);
});
