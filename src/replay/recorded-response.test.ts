import { test } from 'node:test';
import { expect } from 'expect';
import { receive } from './recorded-response';

const json = (body: string): Parameters<typeof receive>[1] => ({
  status: 200,
  headers: { 'Content-Type': 'application/json', Date: 'today', Warning: ['a', 'b'] },
  body,
});

test('keeps the headers that say something, several values joined as Node joins them', async () => {
  const { answer } = await receive('GET', json('{}\n'));
  expect(answer.headers).toEqual({ 'content-type': 'application/json', warning: 'a, b' });
});

test('says how JSON is written', async () => {
  const layout = async (text: string): Promise<string | undefined> => (await receive('GET', json(text))).answer.layout;
  expect(await layout('{"a":1}\n')).toBe('compact newline');
  expect(await layout('{\n  "a": 1\n}')).toBe('indented');
  expect(await layout('{"a":"\\u003c"}\n')).toBe('compact newline escaped');
  expect(await layout('{"type":"ADDED"}\n{"type":"DELETED"}\n')).toBe('stream');
});

test('shows placeholders for what differs from run to run', async () => {
  const { answer } = await receive(
    'GET',
    json('{"metadata":{"uid":"1","resourceVersion":"7","managedFields":[{}],"creationTimestamp":null,"name":"default-token-abc12"}}'),
  );
  expect(answer.body).toEqual({ metadata: { uid: '<uid>', resourceVersion: '<rv>', creationTimestamp: null, name: 'default-token-<rand>' } });
});

test('an answer to HEAD has no body', async () => {
  expect((await receive('HEAD', json('{"a":1}'))).answer.body).toBe('');
});

test('reads a watch to its end', async () => {
  const stream = {
    subscribe: (chunk: (text: string) => void, end: () => void) => (
      chunk('{"type":"ADDED"}\n'),
      chunk('{"type":"ERROR"}\n'),
      setImmediate(end),
      () => undefined
    ),
  };
  expect((await receive('GET', { ...json(''), stream })).answer.body).toEqual({ stream: [{ type: 'ADDED' }, { type: 'ERROR' }] });
});

test("shows one placeholder for the three texts of Go's time-outs, whichever clock was first", async () => {
  const suffix = ' (Client.Timeout exceeded while awaiting headers)';
  for (const text of ['context deadline exceeded', `context deadline exceeded${suffix}`, `net/http: request canceled${suffix}`]) {
    expect((await receive('GET', json(JSON.stringify({ message: `Post "https://a": ${text}` })))).answer.body).toEqual({
      message: 'Post "https://a": <timed out>',
    });
  }
});
