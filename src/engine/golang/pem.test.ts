import { deepEqual } from 'node:assert/strict';
import { it } from 'node:test';
import { pemBlocks } from './pem';

const block = (type: string, body = 'AA=='): string => `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----`;

it('finds the blocks between what else is in the file', () => {
  deepEqual(
    pemBlocks(`comment\n${block('CERTIFICATE')}\n${block('EC PRIVATE KEY')}\nmore`).map(({ type, text }) => [type, text]),
    [
      ['CERTIFICATE', block('CERTIFICATE')],
      ['EC PRIVATE KEY', block('EC PRIVATE KEY')],
    ],
  );
});

it('skips a BEGIN without its END, and an END of another type', () => {
  deepEqual(
    pemBlocks(`-----BEGIN A-----\n${block('B')}\n-----BEGIN C-----\n-----END D-----\n${block('E', '')}`).map(({ type, body }) => [type, body]),
    [
      ['B', '\nAA==\n'],
      ['E', '\n\n'],
    ],
  );
});
