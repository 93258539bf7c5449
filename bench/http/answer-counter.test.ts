import { describe, it } from 'node:test';
import { expect } from 'expect';
import { AnswerCounter } from './answer-counter';

const SHORT = 'HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 5\r\n\r\n200\r\n';
const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n';
const EMPTY = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

describe('answers of a connection', () => {
  const bytes = Buffer.from(SHORT + CHUNKED + EMPTY + CHUNKED + SHORT);
  for (const size of [1, 2, 7, 50, bytes.length]) {
    it(`are counted when ${size} bytes come at a time`, () => {
      const counter = new AnswerCounter(200);
      let answers = 0;
      for (let at = 0; at < bytes.length; at += size) answers += counter.add(bytes.subarray(at, at + size));
      expect(answers).toBe(5);
    });
  }

  it('that have another status are an error', () => {
    expect(() => new AnswerCounter(403).add(Buffer.from(SHORT))).toThrow('The answer is not 403:\nHTTP/1.1 200 OK');
  });
});
