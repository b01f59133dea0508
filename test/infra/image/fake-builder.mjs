// Stands where docker or buildah stands on the PATH: notes how it was called, and "pushes" by way of the test.
// What it is to do wrong is said by FAKE_BUILDER_<NAME>: broken, login-fails, build-fails, push-fails.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const name = basename(process.argv[1]);
const args = process.argv.slice(2);
const fault = process.env[`FAKE_BUILDER_${name.toUpperCase()}`];

const tell = async (path, body) => {
  const answer = await fetch(`${process.env.FAKE_BUILDER_URL}${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`Expected the test to take ${path}, got ${answer.status}.`);
};
const fail = (message) => {
  console.error(`some progress\nERROR: ${message}`);
  process.exit(1);
};

if (['version', 'info'].includes(args[0]) || args[1] === 'version') {
  if (fault === 'broken' && args[0] === 'info') fail('Cannot connect to the daemon.');
  if (fault === 'broken' && name === 'buildah') fail('cannot clone: Operation not permitted');
  process.exit(0);
}
const input = args[0] === 'login' ? readFileSync(0, 'utf8') : '';
await tell('/call', { name, args, input });
if (args[0] === 'login' && fault === 'login-fails') fail('unauthorized');
if (args.includes('build') && fault === 'build-fails') fail('npm ci failed');
const pushed = name === 'docker' ? args.join(' ').match(/name=([^"]+)"/)?.[1] : args[0] === 'push' && args.at(-1);
if (pushed) await tell('/push', { image: pushed });
if (pushed && fault === 'push-fails') fail('tag invalid: the tag already exists and cannot be overwritten');
