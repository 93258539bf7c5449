import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { parsedWords } from '../scripts/command-line';
import type { JsonValue } from '../src/engine/api/objects';
import { groupOf, Judge } from './faults';
import { readAnswer } from './http1-answer';
import { http1Input } from './raw-inputs';
import { http2Input } from './http2-inputs';
import { minimise } from './minimise';
import { mutateJson, textOf } from './mutate-json';
import { readOptions, WORDS } from './options';
import { Random } from './random';

const MAIN = path.join(__dirname, 'main.ts');

/** One version, one process, and as many inputs that the planted request is among them whatever was recorded. Other tests of this process go on meanwhile. */
async function fuzz(...words: readonly string[]): Promise<{ readonly code: unknown; readonly text: string }> {
  const small = ['structure', '--seed', '5', '--count', '1000', '--workers', '1', '--kubernetes-version', '1.36'];
  const child = spawn(process.execPath, ['-r', 'ts-node/register/transpile-only', MAIN, ...small, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  const [code] = (await once(child, 'close')) as readonly unknown[];
  return { code, text: Buffer.concat(parts).toString() };
}

describe('the structured fuzzer', () => {
  it('finds a handler that throws, and prints the command that runs the input again', async () => {
    const { code, text } = await fuzz('--plant', 'throw');
    expect(code).toBe(1);
    expect(text).toMatch(/x rejected: TypeError: planted/);
    expect(text).toMatch(/npm run fuzz -- structure --seed 5 --kubernetes-version 1\.36 --case \d+/);
  });

  it('finds a request that ends the process, and which one it is', async () => {
    const { code, text } = await fuzz('--plant', 'exit');
    expect(code).toBe(1);
    expect(text).toContain('x process ended: with 7');
    const number = text.split('--case ')[1]?.trim();
    const alone = await fuzz('--case', number ?? '');
    expect(alone.text).toMatch(/"method":"PUT"/i);
  });
});

describe('what the fuzzers send', () => {
  it('is the same for the same seed', () => {
    for (const make of [http1Input, http2Input]) {
      const [one, two] = [make(new Random(1, 2)), make(new Random(1, 2))];
      expect(Buffer.concat([...one.pieces])).toEqual(Buffer.concat([...two.pieces]));
    }
  });

  it('leaves the value that it starts from as it was', () => {
    const value: JsonValue = { metadata: { name: 'a', labels: { b: 'c' } }, rules: [{ verbs: ['get'] }] };
    const before = JSON.stringify(value);
    const texts = Array.from({ length: 2000 }, (_, at) => textOf(mutateJson(value, new Random(at), [value])));
    expect(JSON.stringify(value)).toBe(before);
    expect(new Set(texts).size).toBeGreaterThan(150);
    expect(texts.some((text) => text.includes('"__proto__"'))).toBe(true);
  });
});

describe('what counts as a fault', () => {
  const judge = new Judge();
  const status = (message: string, code: number): { readonly status: number; readonly text: string } => ({
    status: code,
    text: JSON.stringify({ message, code }),
  });

  it('is a text of JavaScript that was not sent', () => {
    const answer = status('spec.containers is not iterable', 500);
    expect(judge.faultOf(answer, { method: 'POST', target: '/' }, () => '{}')?.kind).toBe('JavaScript error');
    expect(judge.faultOf(status('"x is not iterable" is not a name', 422), { method: 'POST', target: '/' }, () => 'x is not iterable')).toBeUndefined();
  });

  it('is a 5xx that no real server gives', () => {
    expect(judge.faultOf(status('boom', 500), { method: 'GET', target: '/' }, () => '')?.kind).toBe('server error');
    expect(judge.faultOf(status('Timeout: Too large resource version: 9, current: 2', 504), { method: 'GET', target: '/' }, () => '')).toBeUndefined();
    expect(judge.faultOf(status('boom', 400), { method: 'GET', target: '/' }, () => '')).toBeUndefined();
  });

  it('is one fault when only names and numbers differ', () => {
    const [one, two] = ['500 no "a" in 12', '500 no "b" in 7'].map((detail) => groupOf({ kind: 'server error', detail }));
    expect(one).toBe(two);
  });
});

describe('an input that shows a fault', () => {
  it('is made as small as it stays one', async () => {
    const input = {
      as: 'bob',
      request: { method: 'POST', path: '/a?x=1&y=2', headers: { accept: '*/*', bad: '1' }, body: '{"keep":{"this":1,"that":[1,2]},"drop":{}}' },
    };
    const least = await minimise(input, ({ request: { headers = {}, body } }) =>
      Promise.resolve('bad' in headers && typeof body === 'string' && body.includes('that')),
    );
    expect(least).toEqual({ request: { method: 'POST', path: '/a', headers: { bad: '1' }, body: '{"keep":{"that":[]}}' } });
  });
});

describe('an answer of HTTP/1.1', () => {
  it('is read whole, with its length or in chunks, and not before it is there', () => {
    const counted = Buffer.from('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nA: b\r\na: c\r\n\r\nhiHTTP');
    expect(readAnswer(counted, false, false)).toMatchObject({ status: 200, text: 'hi', length: counted.length - 4 });
    expect(readAnswer(counted, false, false)?.headers.get('a')).toBe('b, c');
    const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n');
    expect(readAnswer(chunked, false, false)).toMatchObject({ text: 'hi', length: chunked.length });
    expect(readAnswer(chunked.subarray(0, -3), false, false)).toBeUndefined();
  });
});

describe('the options of the fuzzers', () => {
  it('are refused when they are not known', () => {
    expect(() => readOptions(parsedWords(WORDS, ['structure', '--seed', 'x']))).toThrow('--seed x: not a whole number');
    expect(() => readOptions(parsedWords(WORDS, ['bytes', '--kubernetes-version', '1.2']))).toThrow('--kubernetes-version 1.2: not one of');
    expect(() => readOptions(parsedWords(WORDS, ['bytes', '--plant', 'x']))).toThrow('--plant x: not one of');
  });

  it('bound a run by time unless it is bounded by a number', () => {
    expect(readOptions(parsedWords(WORDS, ['bytes']))[1].seconds).toBe(60);
    expect(readOptions(parsedWords(WORDS, ['bytes', '--count', '5']))[1]).toMatchObject({ count: 5, seconds: 86_400 });
  });
});
