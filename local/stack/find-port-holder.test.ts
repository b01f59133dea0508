import { expect, test } from '@jest/globals';
import { parseListeners } from './find-port-holder.ts';

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 111 1 0 100 0 0 10 0
   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 222 1 0 20 4 30 10 -1
   2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100 0 0 10 0
`;

test('finds the socket that listens on a port, not those that talk through it', () => {
  expect(parseListeners(table, 8_080)).toEqual(['111']);
});

test('finds a port with leading zeros', () => {
  expect(parseListeners(table, 80)).toEqual(['333']);
});

test('finds nothing in an empty table', () => {
  expect(parseListeners('', 80)).toEqual([]);
});
