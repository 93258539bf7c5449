import { test } from 'node:test';
import { expect } from 'expect';
import { requestBody } from './request-body';

const request = (body: string): Parameters<typeof requestBody>[0] => ({ method: 'POST', target: '/', headers: {}, body });

test('a body of 3 MiB is taken, one byte more is refused with 413', () => {
  expect(requestBody(request('x'.repeat(3145728)))).toHaveLength(3145728);
  expect(() => requestBody(request('é'.repeat(1572865)))).toThrow(
    expect.objectContaining({ code: 413, message: 'Request entity too large: limit is 3145728' }),
  );
});
