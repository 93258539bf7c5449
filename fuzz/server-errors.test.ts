/** Each 5xx that the fuzzers take for a real server's is in a recording of one. */
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { encodeJson } from '../src/engine/golang/json';
import { readRecording, versionRecorded, type Exchange } from '../src/replay/recording';
import { messageOf, serverErrors, type ServerError } from './faults';

const RECORDINGS = path.join(__dirname, '..', 'testdata', 'recordings');

function shows({ status, message, methods, target = '' }: ServerError, { request, response }: Exchange): boolean {
  const text = typeof response.body === 'string' ? response.body : encodeJson(response.body);
  const isOf = (methods?.includes(request.method) ?? true) && new RegExp(target).test(request.path);
  return response.status === status && isOf && new RegExp(message, 's').test(messageOf(text));
}

describe('the 5xx that real servers give', () => {
  for (const error of serverErrors().filter(({ recorded }) => recorded !== 'wire'))
    it(`are recorded: ${error.message.slice(0, 80)}`, () => {
      const recording = readRecording(path.join(RECORDINGS, `${error.recorded}.json`));
      expect(error.versions ?? [versionRecorded(recording)]).toContain(versionRecorded(recording));
      expect(recording.exchanges.some((exchange) => shows(error, exchange))).toBe(true);
    });
});

describe('the message of a Status', () => {
  it('is read in JSON, YAML and protobuf', () => {
    expect(messageOf('{"message":"a b"}')).toBe('a b');
    expect(messageOf("apiVersion: v1\nmessage: 'a:\n  b'\nmetadata: {}\n")).toBe('a: b');
    const inProtobuf = (length: string, message: string): string =>
      `k8s\0\n\x0c\n\x02v1\x12\x06Status\x12\x12\n\x06\n\0\x12\0\x12\x07Failure\x1a${length}${message}"\0(\xf4\x03`;
    expect(messageOf(inProtobuf('\x03', 'a b'))).toBe('a b');
    expect(messageOf(inProtobuf('\x04', 'a \xc3\xa4'))).toBe('a ä');
    expect(messageOf(inProtobuf('\xc8\x01', 'x'.repeat(200)))).toBe('x'.repeat(200));
  });
});
