/**
 * The Huffman code of HPACK. It is canonical: the lengths of its codes, in the order of the symbols, say what the codes are.
 * Upstream: RFC 7541, appendix B; golang.org/x/net/http2/hpack/huffman.go
 */
const LENGTHS: readonly number[] = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11,
  10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7,
  8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23,
  22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23,
  23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26,
  27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27,
  27, 27, 26,
];

/** The code of each symbol, right-aligned. */
const CODES: readonly number[] = canonicalCodes();

function canonicalCodes(): readonly number[] {
  const codes: number[] = [];
  let [code, before] = [0, 0];
  const order = LENGTHS.map((length, symbol) => ({ length, symbol })).sort((a, b) => a.length - b.length || a.symbol - b.symbol);
  for (const { length, symbol } of order) {
    code *= 2 ** (length - before);
    codes[symbol] = code++;
    before = length;
  }
  return codes;
}

const SYMBOLS_OF_NODE = 256;
const INVALID = 0;
/** Stands for a symbol and the number of bits that it takes of the last eight; a positive number is the next node. */
const leaf = (symbol: number, bits: number): number => -((bits << 8) | symbol);

/** Nodes of 256 entries each, for the next eight bits; the first is the root. */
const NODES: readonly Int16Array[] = decodingNodes();

function decodingNodes(): readonly Int16Array[] {
  const nodes = [new Int16Array(SYMBOLS_OF_NODE)];
  LENGTHS.forEach((length, symbol) => {
    let [node, left] = [nodes[0], length];
    const code = CODES[symbol] ?? 0;
    for (; left > 8; left -= 8) {
      const at = (code >>> (left - 8)) & 0xff;
      if (node?.[at] === INVALID) node[at] = nodes.push(new Int16Array(SYMBOLS_OF_NODE)) - 1;
      node = nodes[node?.[at] ?? 0];
    }
    const from = (code << (8 - left)) & 0xff;
    node?.fill(leaf(symbol, left), from, from + (1 << (8 - left)));
  });
  return nodes;
}

const BITS_OF_SHORTEST = 5;

/** The text, one character a byte; undefined where it is none. */
export function decodeHuffman(bytes: Uint8Array): string | undefined {
  const text = Buffer.allocUnsafe(Math.ceil((bytes.length * 8) / BITS_OF_SHORTEST));
  let [length, current, bits, sinceSymbol] = [0, 0, 0, 0];
  let node = NODES[0];
  for (const byte of bytes) {
    current = ((current << 8) | byte) & 0xffffff;
    bits += 8;
    sinceSymbol += 8;
    while (bits >= 8) {
      const next: number = node?.[(current >>> (bits - 8)) & 0xff] ?? INVALID;
      if (next === INVALID) return undefined;
      if (next > 0) {
        node = NODES[next];
        bits -= 8;
        continue;
      }
      text[length++] = -next & 0xff;
      bits -= -next >>> 8;
      sinceSymbol = bits;
      node = NODES[0];
    }
  }
  while (bits > 0) {
    const next: number = node?.[(current << (8 - bits)) & 0xff] ?? INVALID;
    if (next === INVALID) return undefined;
    if (next > 0 || -next >>> 8 > bits) break;
    text[length++] = -next & 0xff;
    bits -= -next >>> 8;
    sinceSymbol = bits;
    node = NODES[0];
  }
  const padding = (1 << bits) - 1;
  return sinceSymbol > 7 || (current & padding) !== padding ? undefined : text.toString('latin1', 0, length);
}

/** How many bytes a text takes that has one character a byte. */
export function huffmanLength(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits += LENGTHS[text.charCodeAt(at) & 0xff] ?? 0;
  return (bits + 7) >>> 3;
}

/** Writes a text into `into` from `from` on; returns where it ends. */
export function encodeHuffman(text: string, into: Uint8Array, from: number): number {
  let [end, current, bits] = [from, 0, 0];
  const put = (code: number, length: number): void => {
    current = (current << length) | code;
    for (bits += length; bits >= 8; bits -= 8) into[end++] = (current >>> (bits - 8)) & 0xff;
  };
  for (let at = 0; at < text.length; at++) {
    const symbol = text.charCodeAt(at) & 0xff;
    const [code, length] = [CODES[symbol] ?? 0, LENGTHS[symbol] ?? 0];
    // With what is left over there would be more than 32 bits.
    if (length > 24) put(code >>> 16, length - 16);
    put(length > 24 ? code & 0xffff : code, length > 24 ? 16 : length);
  }
  if (bits > 0) put((1 << (8 - bits)) - 1, 8 - bits);
  return end;
}
