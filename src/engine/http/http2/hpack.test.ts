/** The examples of RFC 7541, appendix C, and what fragments and limits do. */
import { describe, test } from 'node:test';
import { expect } from 'expect';
import { HpackDecoder, HpackError } from './hpack-decoder';
import { HpackEncoder } from './hpack-encoder';
import type { Field } from './hpack-table';
import { decodeHuffman } from './huffman';

const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(/\s/g, ''), 'hex');

function decode(decoder: HpackDecoder, ...fragments: readonly Buffer[]): readonly Field[] {
  const fields: Field[] = [];
  for (const fragment of fragments) decoder.write(fragment, (field) => fields.push(field));
  decoder.close();
  return fields;
}

const decoder = (): HpackDecoder => new HpackDecoder(10_000);

const AUTHORITY = [':authority', 'www.example.com'] as const;
const REQUESTS: readonly (readonly Field[])[] = [
  [[':method', 'GET'], [':scheme', 'http'], [':path', '/'], AUTHORITY],
  [[':method', 'GET'], [':scheme', 'http'], [':path', '/'], AUTHORITY, ['cache-control', 'no-cache']],
  [[':method', 'GET'], [':scheme', 'https'], [':path', '/index.html'], AUTHORITY, ['custom-key', 'custom-value']],
];
const RESPONSES: readonly (readonly Field[])[] = [
  [
    [':status', '302'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '307'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
    ['location', 'https://www.example.com'],
  ],
  [
    [':status', '200'],
    ['cache-control', 'private'],
    ['date', 'Mon, 21 Oct 2013 20:13:22 GMT'],
    ['location', 'https://www.example.com'],
    ['content-encoding', 'gzip'],
    ['set-cookie', 'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1'],
  ],
];

const C3 = [
  '8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d',
  '8286 84be 5808 6e6f 2d63 6163 6865',
  '8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65',
];
const C4 = ['8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff', '8286 84be 5886 a8eb 1064 9cbf', '8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf'];
/** With a table of 256 bytes. */
const C6 = [
  '4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3',
  '4883 640e ffc1 c0bf',
  `88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27
   0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07`,
];
const SIZE_256 = '3fe1 01';

describe('RFC 7541, appendix C', () => {
  const fields: readonly (readonly [string, string, Field])[] = [
    ['C.2.1', '400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572', ['custom-key', 'custom-header']],
    ['C.2.2', '040c 2f73 616d 706c 652f 7061 7468', [':path', '/sample/path']],
    ['C.2.3', '1008 7061 7373 776f 7264 0673 6563 7265 74', ['password', 'secret']],
    ['C.2.4', '82', [':method', 'GET']],
  ];
  for (const [name, digits, field] of fields) test(name, () => expect(decode(decoder(), hex(digits))).toEqual([field]));
  for (const [name, blocks] of [
    ['C.3', C3],
    ['C.4', C4],
  ] as const)
    test(`${name}, decoded`, () => {
      const connection = decoder();
      expect(blocks.map((block) => decode(connection, hex(block)))).toEqual(REQUESTS);
    });
  test('C.4, encoded', () => {
    const connection = new HpackEncoder();
    expect(REQUESTS.map((request) => connection.encode(request))).toEqual(C4.map(hex));
  });
  test('C.6, decoded', () => {
    const connection = decoder();
    expect(C6.map((block, at) => decode(connection, hex(at === 0 ? SIZE_256 + block : block)))).toEqual(RESPONSES);
  });
  test('C.6, encoded as Go does it, with the last index of a name and Huffman code only where it is shorter', () => {
    const connection = new HpackEncoder();
    connection.resize(256);
    const blocks = RESPONSES.map((response) => connection.encode(response));
    expect(blocks[1]).toEqual(hex('4e03 3330 37c1 c0bf'));
    const peer = decoder();
    expect(blocks.map((block) => decode(peer, block))).toEqual(RESPONSES);
  });
});

test('every byte, and every cut of a block into fragments, comes back as it was', () => {
  const all = String.fromCharCode(...Array.from({ length: 256 }, (_, at) => at));
  const fields: readonly Field[] = [
    ['x', all],
    ['y', all.repeat(9)],
    ['x', all],
  ];
  const block = new HpackEncoder().encode(fields);
  for (const size of [1, 2, 3, 127, 128, 1000]) {
    const fragments = Array.from({ length: Math.ceil(block.length / size) }, (_, at) => block.subarray(at * size, (at + 1) * size));
    expect(decode(decoder(), ...fragments)).toEqual(fields);
  }
});

test('an encoder and a decoder keep the same table, however many fields go through it', () => {
  const [encoder, peer] = [new HpackEncoder(), decoder()];
  for (let at = 0; at < 500; at++) {
    if (at % 97 === 0) encoder.resize(at);
    const fields: readonly Field[] = [
      [':status', String(200 + (at % 7))],
      ['audit-id', String(at).repeat(9)],
      ['content-type', at % 3 === 0 ? 'application/json' : 'text/plain'],
      ['x'.repeat(at % 300), 'y'],
    ];
    expect(decode(peer, encoder.encode(fields))).toEqual(fields);
  }
});

test('what is cut off, or longer than the limit, is refused before it is all there', () => {
  expect(() => decode(decoder(), hex('000161'))).toThrow(HpackError);
  // A length of 10001, and nothing of it.
  expect(() => decoder().write(hex('0001617f924d'), () => undefined)).toThrow(HpackError);
});

test('a text of 200,000 bytes in fragments of one byte takes time in proportion to its length', () => {
  const large = new HpackDecoder(2_000_000);
  const block = Buffer.concat([hex('0001617f'), Buffer.from([0xc1, 0x99, 0x0c]), Buffer.alloc(200_000, 0x61)]);
  // What other programs take of the processors does not count.
  const began = process.cpuUsage();
  const fields: Field[] = [];
  for (let at = 0; at < block.length; at++) large.write(block.subarray(at, at + 1), (field) => fields.push(field));
  expect(fields.map(([, value]) => value.length)).toEqual([200_000]);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(4000);
});

test('Huffman code may end with up to 7 ones', () => {
  expect([hex('1f'), hex('18'), hex('1fff'), hex('ffffffff')].map(decodeHuffman)).toEqual(['a', undefined, undefined, undefined]);
});
