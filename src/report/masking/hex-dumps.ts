/** Blocks of lines in which a program shows bytes: `00000010  65 74 12  |et.|`, as kubectl -v=8 does with bodies in protobuf. */
const LINE = /^[ \t]{0,8}[0-9a-f]{8} {2}(?<bytes>(?:[0-9a-f]{2} {1,3}){1,16})/;

const bytesIn = (line: string): string | undefined => LINE.exec(line)?.groups?.['bytes']?.replace(/ /g, '');

/** The text with another in place of each block. */
export function replaceHexDumps(text: string, replacement: (bytes: Buffer, block: string) => string): string {
  if (!text.includes('00000000  ')) return text;
  const written: string[] = [];
  let [hex, block] = ['', ''];
  const end = (): void => {
    if (block !== '') written.push(replacement(Buffer.from(hex, 'hex'), block));
    [hex, block] = ['', ''];
  };
  for (const line of text.split(/(?<=\n)/)) {
    const bytes = bytesIn(line);
    if (bytes === undefined) {
      end();
      written.push(line);
    } else [hex, block] = [hex + bytes, block + line];
  }
  end();
  return written.join('');
}

export function hexDumps(text: string): readonly Buffer[] {
  const all: Buffer[] = [];
  replaceHexDumps(text, (bytes, block) => {
    all.push(bytes);
    return block;
  });
  return all;
}
