/**
 * The blocks of a PEM file, as they are written. A block goes from the last BEGIN before an END of its type to that END, so that each
 * END is looked at once. Lines may be broken otherwise than by line feeds, as they are in JSON. After encoding/pem.Decode.
 */
const BEGIN = '-----BEGIN ';
const END = '-----END ';
const DASHES = '-----';

export interface PemBlock {
  readonly type: string;
  readonly text: string;
  /** What stands between its first and its last line. */
  readonly body: string;
}

/** The block in a part of a file that ends where an END begins, if that END is of its type. */
function blockAtEnd(part: string, isEndOf: (type: string) => boolean): PemBlock | undefined {
  const begin = part.lastIndexOf(BEGIN);
  const typeEnd = begin === -1 ? -1 : part.indexOf(DASHES, begin + BEGIN.length);
  if (typeEnd === -1) return undefined;
  const type = part.slice(begin + BEGIN.length, typeEnd);
  if (type.includes('\n') || !isEndOf(type)) return undefined;
  return { type, text: `${part.slice(begin)}${END}${type}${DASHES}`, body: part.slice(typeEnd + DASHES.length) };
}

/** The text with another in place of each block. */
export function replacePemBlocks(text: string, replacement: (block: PemBlock) => string): string {
  const written: string[] = [];
  let [writtenTo, readTo] = [0, 0];
  for (let end = text.indexOf(END); end !== -1; end = text.indexOf(END, readTo)) {
    const typeAt = end + END.length;
    const block = blockAtEnd(text.slice(readTo, end), (type) => text.startsWith(type + DASHES, typeAt));
    readTo = typeAt;
    if (block === undefined) continue;
    readTo += block.type.length + DASHES.length;
    written.push(text.slice(writtenTo, readTo - block.text.length), replacement(block));
    writtenTo = readTo;
  }
  return [...written, text.slice(writtenTo)].join('');
}

export function pemBlocks(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  replacePemBlocks(text, (block) => {
    blocks.push(block);
    return '';
  });
  return blocks;
}
