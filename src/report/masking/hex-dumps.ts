/** Blocks of lines in which a program shows bytes: `00000010  65 74 12  |et.|`, as kubectl -v=8 does with bodies in protobuf. */
const BLOCK = /(?:^[ \t]*[0-9a-f]{8} {2}(?:[0-9a-f]{2} {1,3}){1,16}.*\n?)+/gm;
const LINE = /^[ \t]*[0-9a-f]{8} {2}(?<bytes>(?:[0-9a-f]{2} {1,3}){1,16})/gm;

const bytesOf = (block: string): Buffer =>
  Buffer.from([...block.matchAll(LINE)].map(({ groups }) => (groups?.['bytes'] ?? '').replace(/ /g, '')).join(''), 'hex');

/** The text with another in place of each block. */
export const replaceHexDumps = (text: string, replacement: (bytes: Buffer, block: string) => string): string =>
  text.includes('00000000  ') ? text.replace(BLOCK, (block) => replacement(bytesOf(block), block)) : text;

export function hexDumps(text: string): readonly Buffer[] {
  const all: Buffer[] = [];
  replaceHexDumps(text, (bytes, block) => {
    all.push(bytes);
    return block;
  });
  return all;
}
