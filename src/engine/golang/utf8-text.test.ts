import { deepEqual, equal } from 'node:assert/strict';
import { it } from 'node:test';
import { textOfBytes, textOfLatin1 } from './utf8-text';

const lone = (...bytes: readonly number[]): string => String.fromCharCode(...bytes.map((byte) => 0xdc00 + byte));

/** What the decoder of the platform finds to be a character of its own. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
function oneByOne(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const found = [1, 2, 3, 4].find((length) => {
      if (at + length > bytes.length) return false;
      try {
        return strict.decode(bytes.subarray(at, at + length)) !== undefined;
      } catch {
        return false;
      }
    });
    text += found === undefined ? lone(bytes[at] ?? 0) : strict.decode(bytes.subarray(at, at + found));
    at += found ?? 1;
  }
  return text;
}

it('decodes UTF-8, and keeps the byte order mark', () => {
  equal(textOfBytes(Buffer.from('\ufeffä€😀')), '\ufeffä€😀');
});

it('keeps each byte that is not UTF-8 apart', () => {
  // ranges: utf8.DecodeRuneInString of Go.
  equal(textOfBytes(Uint8Array.of(0x61, 0xff, 0xe2, 0x82, 0x62)), `a${lone(0xff, 0xe2, 0x82)}b`);
  equal(textOfBytes(Uint8Array.of(0xed, 0xa0, 0x80)), lone(0xed, 0xa0, 0x80));
  equal(textOfBytes(Uint8Array.of(0xc0, 0x80, 0xf4, 0x90, 0x80, 0x80)), lone(0xc0, 0x80, 0xf4, 0x90, 0x80, 0x80));
});

it('agrees with the decoder of the platform on every pair of first bytes', () => {
  for (let first = 0x80; first <= 0xff; first += 1) {
    for (let second = 0x70; second <= 0xff; second += 1) {
      for (const rest of [[], [0x80], [0x80, 0xbf], [0x41, 0x80]]) {
        const bytes = Uint8Array.of(first, second, ...rest);
        equal(textOfBytes(bytes), oneByOne(bytes), Buffer.from(bytes).toString('hex'));
      }
    }
  }
});

it('leaves text of other characters as it is', () => {
  deepEqual([textOfLatin1('€'), textOfLatin1('Ã¤'), textOfLatin1('abc')], ['€', 'ä', 'abc']);
});
